// Building what is shown, node by node: text from the index is never read as markup.

/**
 * Returns an element.
 * @param {string} name
 * @param {Object<string, string>} attributes `class`, `href` and so on
 * @param {...(Node|string)} children
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** Returns pieces `[words, marked]` as nodes. */
export function marked(pieces) {
  return pieces.map(([words, asked]) => (asked ? element("mark", {}, words) : words));
}

/** Returns the address of a hit, seen from the site's root; one that is no web address becomes the root. */
export function addressOf(root, address) {
  const url = new URL(address, root); // a collection may be several sites, on several hosts
  return /^https?:$/.test(url.protocol) ? url.href : root.href;
}

/** Returns what a hit is: its kind, who said or denied it, outlet, date. */
export function about(hit) {
  const kind = { article: "Article", claim: "Statement", topic: "Topic" }[hit.kind] ?? "";
  const parts = [kind, hit.said, hit.outlet, hit.date];
  return parts.filter(Boolean).join(" · ");
}

/** Returns a number with its digits in threes: `toLocaleString` keeps a telephone busy for a tenth of a second. */
export function grouped(count) {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

/** Returns "1 result", "2 results". */
export function counted(count, one, many = `${one}s`) {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}
