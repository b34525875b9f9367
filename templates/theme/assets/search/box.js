// The search box in the header: results while typing, by keyboard or pointer. Without it the form leads to the page.

import { SearchClient, rootOf } from "./client.js";
import { about, addressOf, counted, element, marked } from "./view.js";

const SHOWN = 6;

class SearchBox {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector("input[name=q]");
    this.root = rootOf(form);
    this.client = new SearchClient(this.root);
    this.active = -1;
    this.asked = this.shown = 0; // questions by their number: an older answer never takes the place of a newer one
    this.dismissed = false; // an answer that is still on its way must not open a list that was closed
    this.#build();
    for (const aim of ["focus", "pointerenter"]) this.input.addEventListener(aim, () => this.client.warm());
    this.input.addEventListener("input", () => this.#search());
    this.input.addEventListener("keydown", (event) => this.#key(event));
    form.addEventListener("focusout", (event) => form.contains(event.relatedTarget) || this.#close());
    document.addEventListener("keydown", (event) => this.#slash(event));
  }

  #build() {
    const id = `${this.input.id || "bs-q"}-results`;
    this.list = element("div", { id, role: "listbox", class: "bs-search__list", "aria-label": "Search results" });
    this.status = element("p", { class: "bs-search__status", role: "status", "aria-live": "polite" });
    this.panel = element("div", { class: "bs-search__panel" }, this.status, this.list);
    this.panel.hidden = true;
    this.form.append(this.panel);
    const combobox = { role: "combobox", "aria-keyshortcuts": "/", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id };
    for (const [name, value] of Object.entries(combobox)) this.input.setAttribute(name, value);
  }

  async #search() {
    this.dismissed = false;
    const query = this.input.value;
    if (!query.trim()) return this.#close();
    const number = ++this.asked;
    const answer = await this.client.ask({ query, typing: true, size: SHOWN });
    if (!answer || number < this.shown) return;
    this.shown = number;
    const wanted = !this.dismissed && this.input.value.trim() && document.activeElement === this.input;
    if (wanted) this.#show(answer);
  }

  #show(answer) {
    this.#activate(-1);
    this.list.replaceChildren(...(answer.hits ?? []).map((hit, place) => this.#option(hit, place)));
    this.status.replaceChildren(...this.#told(answer));
    this.panel.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
  }

  #told(answer) {
    if (answer.error) return [answer.error];
    const told = [answer.total ? `${counted(answer.total, "result")}. ` : "Nothing found. ", ...answer.notes.map((note) => `${note} `)];
    if (answer.also.length) told.push(`Also searched for “${answer.also.join("”, “")}”. `);
    if (answer.suggestion) {
      const address = new URL("search/", this.root);
      address.searchParams.set("q", answer.suggestion);
      told.push("Did you mean ", element("a", { href: address.href }, answer.suggestion), "?");
    }
    return told;
  }

  #option(hit, place) {
    const known = { role: "option", id: `${this.list.id}-${place}`, "aria-selected": "false", tabindex: "-1" };
    const option = element(
      "a",
      { ...known, href: addressOf(this.root, hit.address), class: "bs-search__option" },
      element("span", { class: "bs-search__title" }, ...marked(hit.title)),
      element("span", { class: "bs-search__about" }, about(hit)),
      element("span", { class: "bs-search__snippet" }, ...marked(hit.snippet)),
    );
    option.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the focus in the box
    return option;
  }

  #key(event) {
    const open = !this.panel.hidden;
    if (event.key === "Escape") {
      if (open) event.preventDefault();
      this.#close();
    } else if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      this.#move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && this.active >= 0) {
      event.preventDefault();
      this.list.children[this.active].click();
    }
  }

  /** Through the options and back to the box itself. */
  #move(step) {
    const places = this.list.children.length + 1;
    this.#activate(((this.active + 1 + step + places) % places) - 1);
  }

  #activate(place) {
    this.list.children[this.active]?.setAttribute("aria-selected", "false");
    this.active = place;
    const option = this.list.children[place];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  #close() {
    this.dismissed = true;
    this.#activate(-1);
    this.panel.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
  }

  #slash(event) {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.input.focus();
    this.input.select();
  }
}

for (const form of document.querySelectorAll("form.bs-search")) new SearchBox(form);
