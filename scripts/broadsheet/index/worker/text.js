// Cutting text into terms, the same way as analyse.py does.

const STOPS = new Set(STOP_WORDS.split(" "));
const FOLDED = new Map(Object.entries(FOLDS));
const IS_CJK = new RegExp(`[${CJK}]`, "u");
const LETTER = `(?:(?![${CJK}])[\\p{L}\\p{N}])`;
const WORD = new RegExp(
  `[${CJK}]` +
    "|\\p{L}(?:\\.\\p{L})+(?![\\p{L}\\p{N}])" +
    "|\\p{Nd}+(?:[.,]\\p{Nd}+)*(?![\\p{L}\\p{N}])" +
    `|${LETTER}+(?:'${LETTER}+)*`,
  "gu",
);
// The same in text that is not folded yet: marks and curly quotes are part of the words.
const SHOWN_WORD = new RegExp(
  `[${CJK}]|\\p{L}\\p{M}*(?:\\.\\p{L}\\p{M}*)+(?![\\p{L}\\p{N}])|\\p{Nd}+(?:[.,]\\p{Nd}+)*(?![\\p{L}\\p{N}])` +
    `|(?:(?![${CJK}])[\\p{L}\\p{N}\\p{M}])+(?:['’‘ʼ](?:(?![${CJK}])[\\p{L}\\p{N}\\p{M}])+)*`,
  "gu",
);

/** Returns text in small letters, without marks, with straight quotation marks. */
function fold(text) {
  const small = text.toLowerCase();
  if (/^[\x00-\x7f]*$/.test(small)) return small.replaceAll("`", "'");
  const plain = small.normalize("NFKD").replace(/\p{M}/gu, "");
  return Array.from(plain, (letter) => FOLDED.get(letter) ?? letter).join("").toLowerCase();
}

/** Returns a folded word without possessive, apostrophes, dots and commas. */
function surface(word) {
  const plain = word.replace(/'s$|[.,']+$/, "").replace(/[',]/g, "");
  const form = /^\p{Nd}/u.test(plain) ? plain : plain.replaceAll(".", "");
  return Array.from(form).slice(0, MAX_TERM).join("");
}

const stems = new Map();

function stem(form) {
  if (!/^[a-z]+$/.test(form)) return form;
  if (stems.size > 50000) stems.clear();
  if (!stems.has(form)) stems.set(form, lunr.stemmer(new lunr.Token(form)).toString());
  return stems.get(form);
}

/**
 * Returns the words of a text: their forms, stems and places; stop words are left out but keep their places.
 * @returns {{form: string, stem: string, place: number}[]}
 */
function analyse(text) {
  const found = fold(text).match(WORD) ?? [];
  return found
    .map((word, place) => ({ form: surface(word), place }))
    .filter(({ form }) => form && !STOPS.has(form))
    .map((word) => ({ ...word, stem: stem(word.form) }));
}

const seen = new Map(); // words as written: texts are looked through at every key

function look(written) {
  if (seen.size > 50000) seen.clear();
  if (!seen.has(written)) {
    const form = surface(fold(written));
    seen.set(written, { form, stem: stem(form) });
  }
  return seen.get(written);
}

/**
 * Returns where the words asked for stand in a text, in UTF-16 units, each with its stem.
 * @param {(word: {form: string, stem: string}) => boolean} asked
 */
function locate(text, asked) {
  const found = [];
  for (const { 0: written, index } of text.matchAll(SHOWN_WORD)) {
    const word = look(written);
    if (asked(word)) found.push({ start: index, end: index + written.length, stem: word.stem });
  }
  return found;
}
