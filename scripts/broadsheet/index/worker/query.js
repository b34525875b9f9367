// Understanding what the reader typed.

const MAX_LETTERS = 2000;
const MAX_WORDS = 24;
const FILTERS = new Set(["outlet", "speaker", "topic", "kind", "month", "from", "to"]);
const MEANT = new Map(Object.entries({
  before: "to", until: "to", after: "from", since: "from", type: "kind", source: "outlet",
})); // what other searches call them
const JOINING = new Map(Object.entries({
  AND: "All words are looked for together anyway; “AND” is left out.",
  OR: "What has only some of the words comes after what has them all; “OR” is left out.",
  NOT: "“NOT” is left out: a - right before a word leaves out what has it.",
}));
const QUOTES = /[“”„‟«»]/g; // telephones put them in the place of straight ones
const partsIn = patternFor(({ L }) => `([+-]?)(?:([${L}]+):)?(?:"([^"]*)("?)|([^\\s"]+))`, "gu");

/**
 * Returns a query as items to look for and filters to narrow them down by, and what to tell the reader about it.
 * @param {string} text
 */
function parseQuery(text) {
  const query = { items: [], filters: {}, notes: [], stopped: [] };
  const beginning = text.slice(0, MAX_LETTERS).replace(QUOTES, '"');
  if (text.length > MAX_LETTERS) query.notes.push("The query is very long; only its beginning is searched for.");
  for (const part of beginning.matchAll(partsIn(beginning))) readPart(query, part);
  if (query.items.length > MAX_WORDS) {
    query.items.length = MAX_WORDS;
    query.notes.push(`Only the first ${MAX_WORDS} words are searched for.`);
  }
  const { from, to } = query.filters;
  if (from && to && isLater(from, to)) query.notes.push(`“from:${from}” is later than “to:${to}”: nothing lies between.`);
  return query;
}

/** Says whether a time begins after another has ended; a month has not ended before its last day. */
function isLater(from, to) {
  const told = Math.min(from.length, to.length);
  return from.slice(0, told) > to.slice(0, told);
}

function readPart(query, [, sign, name, quoted, closing, bare]) {
  if (quoted !== undefined && !closing) query.notes.push("A quotation mark is never closed; it ends at the end.");
  const words = quoted ?? bare;
  if (!name && JOINING.has(bare)) return query.notes.push(JOINING.get(bare));
  const filter = MEANT.get(name?.toLowerCase()) ?? name?.toLowerCase();
  if (filter && filter !== name.toLowerCase()) query.notes.push(`“${name}:” is read as “${filter}:”.`);
  if (filter && FILTERS.has(filter)) return readFilter(query, filter, words);
  if (filter) query.notes.push(`There is no filter “${name}:”; it is searched for as a word.`);
  if (filter) readWords(query, sign, name, true);
  if (quoted !== undefined) return readPhrase(query, sign, quoted);
  readWords(query, sign, words);
}

function readFilter(query, name, value) {
  if (name === "from" || name === "to") {
    if (!/^\d{4}(-\d\d){0,2}$/.test(value)) {
      query.notes.push(`“${name}:” wants a date such as 2023-01-31, 2023-01 or 2023.`);
      return;
    }
    query.filters[name] = value;
  } else if (value) {
    (query.filters[name] ??= []).push(name === "kind" ? kindOf(value) : value);
  }
}

/** Statements are what readers know as claims of the index; one may say "articles" for "article". */
function kindOf(value) {
  const kind = value.toLowerCase().replace(/s$/, "");
  return kind === "statement" ? "claim" : kind;
}

function readPhrase(query, sign, text) {
  const words = analyse(text);
  if (words.length === 1) query.items.push({ kind: "word", sign: sign || "+", words, text });
  else if (words.length > 1) query.items.push({ kind: "phrase", sign: sign || "+", words, text });
  else if (text.trim()) query.stopped.push(text.trim());
}

/** Adds words; those of a `name` that is no filter are not put right either: they may be no words at all. */
function readWords(query, sign, text, name = false) {
  const words = analyse(text);
  if (!words.length && letterIn(text).test(text)) query.stopped.push(text);
  if (words.length > 1 && IS_CJK.test(text)) return readPhrase(query, sign, text);
  words.forEach((word, place) => {
    const prefix = place === words.length - 1 && text.endsWith("*") && word.form.length > 1;
    query.items.push({ kind: prefix ? "prefix" : "word", sign, words: [word], text: word.form, name });
  });
}

/** Lets the last word stand for all that begin with it, as long as it is being typed. */
function completeLast(query, text) {
  const last = query.items.at(-1);
  const open = last?.kind === "word" && !last.sign.includes("-") && letterAtEnd(text).test(text);
  if (open && last.text.length > 1) last.kind = "typed";
}
