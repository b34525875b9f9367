// Which documents a query is about: words, phrases and prefixes to sets of documents.

const STEMMED = FIELDS.filter((name) => name !== UNSTEMMED);
const OTHER_SPELLING = 0.8; // what a hit by another spelling counts beside the one asked for
const COMPLETED = 0.3; // and by a word that only begins with what is being typed
const MAX_SHARDS = 4; // of a prefix
const MAX_COMPLETIONS = 8;

/** A set of documents: `has` says of each whether it is in it, `list` names them in the order they came. */
class Docs {
  constructor(size, docs = []) {
    this.has = new Uint8Array(size);
    this.list = [];
    this.add(docs);
  }

  add(docs) {
    for (const doc of docs) {
      if (this.has[doc]) continue;
      this.has[doc] = 1;
      this.list.push(doc);
    }
  }
}

/** Returns where a word is looked up: its stem in most fields, the word as it stands among the names. */
function senses(word, boost = 1) {
  if (word.stem === word.form) return [{ term: word.form, fields: FIELDS, boost }];
  return [
    { term: word.stem, fields: STEMMED, boost },
    { term: word.form, fields: [UNSTEMMED], boost },
  ];
}

/** Loads all that an item needs and gives it `clauses`, `spellings` and, for a phrase, `places`. */
async function prepare(item, terms) {
  const own = item.words.flatMap((word) => senses(word));
  const following = item.kind === "typed" ? terms.loadFollowing(item.words[0].form) : null;
  await Promise.all([terms.load(own.map(({ term }) => term)), following]);
  item.clauses = own;
  item.spellings = item.words.flatMap(({ form }) => terms.get(form).spellings);
  if (item.kind === "word" || item.kind === "typed") await addSpellings(item, terms);
  if (item.kind === "prefix") await addPrefix(item, terms);
  if (item.kind === "typed") addCompletions(item, terms);
  if (item.kind === "phrase") await addPlaces(item, terms);
}

async function addSpellings(item, terms) {
  const others = item.spellings.map(analyse).filter((words) => words.length === 1);
  const clauses = others.flatMap(([word]) => senses(word, OTHER_SPELLING));
  await terms.load(clauses.map(({ term }) => term));
  item.clauses.push(...clauses);
}

async function addPrefix(item, terms) {
  const prefix = item.words[0].form;
  const numbers = shardsFrom(prefix, terms.store.firsts);
  item.cut = numbers.length > MAX_SHARDS;
  await Promise.all(numbers.slice(0, MAX_SHARDS).map((number) => terms.loadShard(number)));
  item.clauses.push(...terms.beginningWith(prefix).map((term) => ({ term, fields: FIELDS, boost: 1 })));
}

/** Only from the word's own shard and the next one: a word that is not finished is not worth more. */
function addCompletions(item, terms) {
  const form = item.words[0].form;
  const known = new Set(item.clauses.map(({ term }) => term));
  const longer = terms.beginningWith(form).filter((term) => !known.has(term));
  const unknown = !longer.length && item.clauses.every(({ term }) => !terms.get(term).fields.size);
  const best = unknown ? terms.within(form) : longer.slice(0, MAX_COMPLETIONS);
  item.clauses.push(...best.map((term) => ({ term, fields: FIELDS, boost: COMPLETED })));
}

async function addPlaces(item, terms) {
  const stems = item.words.map((word) => word.stem);
  const numbers = new Set(stems.flatMap((term) => shardsOf(term, terms.store.firsts)));
  const read = async (number) => [number, await terms.store.read(`positions-${number}.txt`, linesByTerm)];
  const shards = new Map(await Promise.all(Array.from(numbers, read)));
  item.places = item.words.map((word) => placesOf(word.stem, terms, shards));
}

/** Returns, by field, the places of a term in each document. */
function placesOf(term, terms, shards) {
  const written = new Map();
  for (const number of shardsOf(term, terms.store.firsts)) {
    for (const part of (shards.get(number)?.get(term) ?? []).flatMap((line) => line.split(" ").slice(1))) {
      written.set(FIELD_OF.get(part[0]), (written.get(FIELD_OF.get(part[0])) ?? "") + part.slice(1));
    }
  }
  return new Map(Array.from(written, ([field, text]) => [field, placesByDoc(terms.get(term).fields.get(field), text)]));
}

function placesByDoc({ docs, counts }, text) {
  const numbers = new Numbers(text);
  const places = new Map();
  docs.forEach((doc, place) => {
    let last = -1;
    places.set(doc, Array.from(numbers.take(counts[place]), (gap) => (last += gap + 1)));
  });
  return places;
}

/** Returns the documents an item is found in. */
function matching(item, terms, size) {
  const found = new Docs(size);
  if (item.kind === "phrase") {
    for (const field of item.places[0].keys()) found.add(phraseDocs(item, field));
    return found;
  }
  for (const { term, fields } of item.clauses) {
    const posting = terms.get(term);
    for (const field of fields) found.add(posting.fields.get(field)?.docs ?? []);
  }
  return found;
}

function phraseDocs(item, field) {
  const lists = item.places.map((places) => places.get(field) ?? new Map());
  const offsets = item.words.map((word) => word.place - item.words[0].place);
  return [...lists[0].keys()].filter((doc) => {
    const sets = lists.map((list) => new Set(list.get(doc) ?? []));
    return lists[0].get(doc).some((start) => offsets.every((offset, place) => sets[place].has(start + offset)));
  });
}
