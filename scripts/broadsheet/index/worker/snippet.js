// The words around a match, as pieces that are marked or not: never as markup.

const WINDOW = 260; // characters

/**
 * Returns a text as pieces `[words, marked]`.
 * @param {(written: string) => boolean} asked
 */
function mark(text, asked, [from, to] = [0, text.length]) {
  const pieces = [];
  let at = from;
  for (const { start, end } of locate(text.slice(from, to), asked)) {
    if (from + start > at) pieces.push([text.slice(at, from + start), false]);
    pieces.push([text.slice(from + start, from + end), true]);
    at = from + end;
  }
  if (at < to) pieces.push([text.slice(at, to), false]);
  return pieces;
}

/** Returns the stretch of a text with the most different words asked for, as marked pieces. */
function snippet(text, asked) {
  const found = locate(text, asked);
  const [from, to] = widen(text, densest(found));
  const pieces = mark(text, asked, [from, to]);
  if (from > 0) pieces.unshift(["… ", false]);
  if (to < text.length) pieces.push([" …", false]);
  return pieces.map(([words, marked]) => [words.replace(/\s+/g, " "), marked]);
}

function densest(found) {
  let best = { from: 0, different: 0 };
  for (let first = 0, last = 0; first < found.length; first++) {
    while (last < found.length && found[last].end - found[first].start <= WINDOW) last++;
    const different = new Set(found.slice(first, Math.min(last, first + 50)).map(({ stem }) => stem)).size;
    if (different > best.different) best = { from: found[first].start, different };
  }
  return best.from;
}

/** Begins with the sentence if that is near, else with a word; ends with a word. */
function widen(text, place) {
  const before = text.slice(Math.max(0, place - 120), place);
  const sentence = Math.max(before.lastIndexOf(". "), before.lastIndexOf("\n"));
  const start = place - before.length + (sentence >= 0 ? sentence + 1 : place > 120 ? before.indexOf(" ") : 0);
  const end = start + WINDOW >= text.length ? text.length : text.lastIndexOf(" ", start + WINDOW);
  return [start, end > start ? end : Math.min(text.length, start + WINDOW)];
}
