// The search page: all results, facets, and an address that can be shared.

import { readAddress, writeAddress } from "./address.js";
import { SearchClient, rootOf } from "./client.js";
import { limited } from "./dates.js";
import { showFacets } from "./facets.js";
import { about, addressOf, counted, element, grouped, marked } from "./view.js";

const PAGE = 10;

class SearchPage {
  constructor(place) {
    this.root = rootOf(place);
    this.client = new SearchClient(this.root);
    this.question = readAddress(location.search);
    this.title = document.title;
    this.#build(place);
    window.addEventListener("popstate", () => {
      this.question = readAddress(location.search);
      this.#ask();
    });
    this.#ask();
  }

  #build(place) {
    const attributes = { id: "bs-page-q", name: "q", type: "search", autocomplete: "off", enterkeyhint: "search" };
    this.input = element("input", attributes);
    this.sort = element(
      "select",
      { id: "bs-sort" },
      element("option", { value: "relevance" }, "Best match first"),
      element("option", { value: "date" }, "Newest first"),
    );
    this.form = element(
      "form",
      { class: "bs-page__form", role: "search" },
      element("label", { for: "bs-page-q" }, "Search for"),
      this.input,
      element("button", { type: "submit", class: "md-button md-button--primary" }, "Search"),
      element("span", { class: "bs-page__order" }, element("label", { for: "bs-sort" }, "Order"), this.sort),
    );
    this.status = element("p", { class: "bs-page__status", role: "status", "aria-live": "polite" });
    this.told = element("div", { class: "bs-page__told" });
    this.list = element("ol", { class: "bs-page__hits", "aria-label": "Results" });
    this.more = element("button", { type: "button", class: "md-button" }, "More results");
    this.more.hidden = true;
    this.facets = element("div", { class: "bs-page__facet-sets" });
    this.narrow = element("details", { class: "bs-page__facets" }, element("summary", {}, "Narrow down"), this.facets);
    this.narrow.open = matchMedia("(min-width: 60em)").matches;
    const results = element("div", { class: "bs-page__results" }, this.status, this.told, this.list, this.more);
    place.replaceChildren(this.form, element("div", { class: "bs-page__columns" }, this.narrow, results));
    this.#listen();
  }

  #listen() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#change({ query: this.input.value });
    });
    this.sort.addEventListener("change", () => this.#change({ query: this.input.value, sort: this.sort.value }));
    this.more.addEventListener("click", () => this.#extend());
  }

  #change(part) {
    this.question = { ...this.question, ...part };
    history.pushState(null, "", writeAddress(this.question));
    this.#ask();
  }

  #choose(name, value, on) {
    const others = this.question.chosen[name].filter((one) => one !== value);
    this.#change({ chosen: { ...this.question.chosen, [name]: on ? [...others, value] : others } });
  }

  async #ask() {
    this.input.value = this.question.query;
    document.title = [this.question.query.trim(), this.title].filter(Boolean).join(" – ");
    this.sort.value = this.question.sort;
    if (!this.question.query.trim() && !this.#narrowed()) return this.#rest();
    this.list.setAttribute("aria-busy", "true");
    const asked = this.question;
    const answer = await this.client.ask({ ...asked, size: PAGE });
    if (!answer || asked !== this.question) return;
    this.#show(answer);
    if (answer.hits) this.#count();
  }

  #narrowed() {
    return Object.values(this.question.chosen).some((values) => values.length);
  }

  /** Counting needs files that showing does not: the results do not wait for it. */
  async #count() {
    const asked = this.question;
    const answer = await this.client.ask({ ...asked, facets: true, size: 0 });
    if (!answer || asked !== this.question) return;
    if (answer.error) this.told.append(element("p", {}, answer.error));
    const choose = (name, value, on) => this.#choose(name, value, on);
    this.#keepFocus(() => this.facets.replaceChildren(...showFacets(answer.facets ?? {}, asked.chosen, choose)));
  }

  async #extend() {
    const asked = this.question;
    const from = this.list.children.length;
    const answer = await this.client.ask({ ...asked, from, size: PAGE });
    if (!answer?.hits || asked !== this.question || from !== this.list.children.length) return;
    this.list.append(...answer.hits.map((hit) => this.#hit(hit)));
    this.more.hidden = this.list.children.length >= answer.total;
    this.list.children[from]?.querySelector("a").focus();
  }

  #rest() {
    this.list.removeAttribute("aria-busy");
    this.status.textContent = "";
    this.told.replaceChildren(help());
    this.list.replaceChildren();
    this.facets.replaceChildren();
    this.narrow.hidden = this.more.hidden = true;
  }

  #show(answer) {
    this.list.removeAttribute("aria-busy");
    this.list.replaceChildren(...(answer.hits ?? []).map((hit) => this.#hit(hit)));
    this.status.textContent = answer.error ?? summary(answer);
    this.told.replaceChildren(...this.#notes(answer));
    this.more.hidden = !answer.hits || answer.hits.length >= answer.total;
    this.narrow.hidden = !answer.hits || (!answer.total && !this.#narrowed());
    if (answer.hits && !answer.total && this.#narrowed()) this.narrow.open = true;
  }

  /** Facets are built anew; the one that was just used keeps the focus. */
  #keepFocus(rebuild) {
    const { name, value } = this.facets.contains(document.activeElement) ? document.activeElement : {};
    rebuild();
    const boxes = [...this.facets.querySelectorAll("input")];
    if (name) boxes.find((box) => box.name === name && box.value === value)?.focus();
  }

  #notes(answer) {
    const notes = (answer.notes ?? []).map((note) => element("p", {}, note));
    if (answer.also?.length) notes.push(element("p", {}, `Also searched for “${answer.also.join("”, “")}”.`));
    if (answer.suggestion) notes.push(element("p", {}, "Did you mean ", this.#link(answer.suggestion), "?"));
    const time = limited(this.question.query);
    if (time) notes.push(element("p", {}, "Show only what is from ", this.#link(time.query, time.words), "?"));
    if (answer.hits && !answer.total) notes.push(...(this.#narrowed() ? [this.#widened()] : []), help());
    return notes;
  }

  /** What was chosen stays in sight, and can be given up at once. */
  #widened() {
    const chosen = Object.fromEntries(Object.keys(this.question.chosen).map((name) => [name, []]));
    const link = element("a", { href: writeAddress({ ...this.question, chosen }) }, "Search everything");
    link.addEventListener("click", (event) => {
      event.preventDefault();
      this.#change({ chosen });
    });
    return element("p", {}, "Only what is chosen under “Narrow down” was searched. ", link, ".");
  }

  #link(query, words = query) {
    const link = element("a", { href: writeAddress({ ...this.question, query }) }, words);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      this.#change({ query });
    });
    return link;
  }

  #hit(hit) {
    const title = element("a", { href: addressOf(this.root, hit.address) }, ...marked(hit.title));
    const parts = [
      element("h2", { class: "bs-hit__title" }, title),
      element("p", { class: "bs-hit__about" }, about(hit)),
      element("p", { class: "bs-hit__snippet", dir: "auto" }, ...marked(hit.snippet)),
    ];
    if (hit.more) parts.push(this.#family(hit));
    return element("li", { class: "bs-hit" }, ...parts);
  }

  #family({ more, same }) {
    const rows = same.map(({ address, title, outlet }) =>
      element("li", {}, element("a", { href: addressOf(this.root, address) }, title), outlet ? ` · ${outlet}` : ""));
    const summary = element("summary", {}, `${counted(more, "more page")} with much the same text`);
    return element("details", { class: "bs-hit__family" }, summary, element("ul", {}, ...rows));
  }
}

function summary({ total, documents, all }) {
  if (!total) return "Nothing found.";
  const split = all < total ? ` (${grouped(all)} with all words, the others with some)` : "";
  const words = all ? split : `, ${total === 1 ? "" : "each "}with some of the words`;
  return `${counted(total, "result")}${words}.${repeated(documents - total)}`;
}

function repeated(count) {
  if (!count) return "";
  if (count === 1) return " 1 more page has much the same text as one of these and is listed under it.";
  return ` ${grouped(count)} more pages have much the same text as some of these and are listed under them.`;
}

function help() {
  const rows = [
    ["oil price", "pages with both words, then pages with one of them"],
    ['"oil price"', "the words in this order"],
    ["+oil -price", "must be there, must not be there"],
    ["minist*", "words that begin like this"],
    ["outlet:name speaker:name topic:name", "only from this outlet, speaker, topic"],
    ["from:2022-10 to:2023-01-31", "only from this time; undated pages are left out"],
    ["/", "pressed on any page, leads to the search box"],
  ];
  const terms = rows.flatMap(([code, meaning]) => [
    element("dt", {}, element("code", {}, code)),
    element("dd", {}, meaning),
  ]);
  return element("div", {}, element("p", {}, "You can write:"), element("dl", { class: "bs-page__help" }, ...terms));
}

const place = document.querySelector("#bs-search-page");
if (place) new SearchPage(place);
