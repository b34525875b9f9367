// The facets of the search page: what the results can be narrowed down by, with counts.

import { element, grouped } from "./view.js";

const NAMES = { kind: "Kind", outlet: "Outlet", month: "Month", topic: "Topic" };
const KINDS = { article: "Articles", claim: "Statements", topic: "Topics" };
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const MONTHS = new Intl.DateTimeFormat("en", { month: "long", year: "numeric", timeZone: "UTC" });
const SHOWN = 8;

/**
 * Returns the facets as field sets of checkboxes.
 * @param {Object<string, {value: string, label: string, count: number}[]>} facets
 * @param {Object<string, string[]>} chosen
 * @param {(name: string, value: string, on: boolean) => void} choose
 */
export function showFacets(facets, chosen, choose) {
  return Object.entries(NAMES)
    .map(([name, title]) => [name, title, sorted(name, withChosen(facets[name] ?? [], chosen[name]))])
    .filter(([, , values]) => values.length > 0)
    .map(([name, title, values]) => fieldSet(name, title, values, chosen[name], choose));
}

/** What was chosen stays to be unchosen, even where nothing is left of it. */
function withChosen(values, chosen) {
  const missing = chosen.filter((value) => !values.some((one) => one.value === value));
  return [...values, ...missing.map((value) => ({ value, label: value, count: 0 }))];
}

function sorted(name, values) {
  const unknown = ({ value }) => (value === "unknown" ? 1 : 0);
  const order = name === "month" ? (a, b) => (a.value < b.value ? 1 : -1) : (a, b) => b.count - a.count;
  return [...values].sort((a, b) => unknown(a) - unknown(b) || order(a, b));
}

function fieldSet(name, title, values, chosen, choose) {
  const rows = values.map((one) => row(name, one, chosen.includes(one.value), choose));
  const set = element("fieldset", { class: "bs-facet" }, element("legend", {}, title), ...rows);
  const later = rows.slice(SHOWN).filter((one) => !one.querySelector("input").checked);
  if (later.length > 1) {
    for (const one of later) one.hidden = true;
    const more = element("button", { type: "button", class: "bs-facet__more" }, `${later.length} more`);
    more.addEventListener("click", () => {
      for (const one of later) one.hidden = false;
      later[0].querySelector("input").focus();
      more.remove();
    });
    set.append(more);
  }
  return set;
}

function row(name, { value, label, count }, on, choose) {
  const box = element("input", { type: "checkbox", name, value });
  box.checked = on;
  box.addEventListener("change", () => choose(name, value, box.checked));
  const number = element("span", { class: "bs-facet__count" }, grouped(count));
  return element("label", { class: "bs-facet__row" }, box, element("span", { class: "bs-facet__label" }, inWords(name, value, label)), number);
}

function inWords(name, value, label) {
  if (value === "unknown") return "Unknown";
  if (name === "month" && MONTH.test(value)) return MONTHS.format(new Date(`${value}-01`));
  return name === "kind" ? (KINDS[value] ?? label) : label;
}
