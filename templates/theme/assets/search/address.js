// The address of the search page carries the whole question, so that it can be shared.

const FACETS = ["kind", "outlet", "month", "topic"];

/** Returns the question an address asks. */
export function readAddress(search) {
  const parameters = new URLSearchParams(search);
  const chosen = Object.fromEntries(FACETS.map((name) => [name, parameters.getAll(name)]));
  return { query: parameters.get("q") ?? "", sort: parameters.get("sort") === "date" ? "date" : "relevance", chosen };
}

/** Returns the part of the address, from the question mark on, that asks a question. */
export function writeAddress({ query, sort, chosen }) {
  const parameters = new URLSearchParams({ q: query });
  for (const name of FACETS) for (const value of chosen[name]) parameters.append(name, value);
  if (sort === "date") parameters.set("sort", sort);
  return `?${parameters}`;
}
