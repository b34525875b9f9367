// Cutting text into terms, the same way as analyse.py does.

const STOPS = new Set(STOP_WORDS.split(" "));
const FOLDED = new Map(Object.entries(FOLDS));
const IS_CJK = new RegExp(`[${CJK}]`, "u");

// What patterns are made of. A browser looks up Unicode's classes in tables, which keeps a telephone busy for a tenth
// of a second; text in the letters of Western Europe does without them. L letters, N numbers, D digits, M marks.
const LATIN_TEXT = /^[\0-\u024f\u2000-\u206f\u20a0-\u20bf]*$/;
const LATIN = { L: "A-Za-zªµºÀ-ÖØ-öø-\u024f", N: "0-9²³¹¼-¾", D: "0-9", M: "", CJK: "" };
const ANY = { L: "\\p{L}", N: "\\p{N}", D: "\\p{Nd}", M: "\\p{M}", CJK };

/** Returns a function that gives the pattern for a text: the same words are found, whichever it is. */
function patternFor(write, flags) {
  const made = new Map();
  return (text) => {
    const classes = LATIN_TEXT.test(text) ? LATIN : ANY;
    if (!made.has(classes)) made.set(classes, new RegExp(write(classes), flags));
    return made.get(classes);
  };
}

const wordsIn = patternFor(({ L, N, D, CJK }) => {
  const letter = `(?:(?![${CJK}])[${L}${N}])`;
  return (
    `[${CJK}]|[${L}](?:\\.[${L}])+(?![${L}${N}])|[${D}]+(?:[.,][${D}]+)*(?![${L}${N}])` +
    `|${letter}+(?:'${letter}+)*`
  );
}, "gu");
// The same in text that is not folded yet: marks and curly quotes are part of the words.
const shownWordsIn = patternFor(({ L, N, D, M, CJK }) => {
  const letter = `(?:(?![${CJK}])[${L}${N}${M}])`;
  return (
    `[${CJK}]|[${L}][${M}]*(?:\\.[${L}][${M}]*)+(?![${L}${N}])|[${D}]+(?:[.,][${D}]+)*(?![${L}${N}])` +
    `|${letter}+(?:['’‘ʼ]${letter}+)*`
  );
}, "gu");
const wordlikeIn = patternFor(({ L, N, M }) => `[${L}${N}${M}'’]+`, "gu");
const letterIn = patternFor(({ L, N }) => `[${L}${N}]`, "u");
const letterAtEnd = patternFor(({ L, N }) => `[${L}${N}]$`, "u");
const digitAtStart = patternFor(({ D }) => `^[${D}]`, "u");
const marksIn = patternFor(({ M }) => `[${M}]`, "gu");

/** Returns text in small letters, without marks, with straight quotation marks. */
function fold(text) {
  const small = text.toLowerCase();
  if (/^[\x00-\x7f]*$/.test(small)) return small.replaceAll("`", "'");
  const apart = small.normalize("NFKD");
  return Array.from(apart.replace(marksIn(apart), ""), (letter) => FOLDED.get(letter) ?? letter).join("").toLowerCase();
}

/** Returns a folded word without possessive, apostrophes, dots and commas. */
function surface(word) {
  const plain = word.replace(/'s$|[.,']+$/, "").replace(/[',]/g, "");
  const form = plain.includes(".") && !digitAtStart(plain).test(plain) ? plain.replaceAll(".", "") : plain;
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
  const folded = fold(text);
  const found = folded.match(wordsIn(folded)) ?? [];
  return found
    .map((word, place) => ({ form: surface(word), place }))
    .filter(({ form }) => form && !STOPS.has(form))
    .map((word) => ({ ...word, stem: stem(word.form) }));
}

const seen = new Map(); // words as written: texts are looked through at every key

function formOf(written) {
  if (seen.size > 50000) seen.clear();
  if (!seen.has(written)) seen.set(written, surface(fold(written)));
  return seen.get(written);
}

/**
 * Returns where the words asked for stand in a text, in UTF-16 units, each with its stem.
 * @param {(written: string) => boolean} asked
 */
function locate(text, asked) {
  const found = [];
  for (const { 0: written, index } of text.matchAll(shownWordsIn(text))) {
    if (asked(written)) found.push({ start: index, end: index + written.length, stem: stem(formOf(written)) });
  }
  return found;
}
