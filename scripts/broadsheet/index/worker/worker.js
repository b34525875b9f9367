// One query from end to end, and the messages to and from the page.

const ENOUGH = 10; // results with all words, from which on those with some of them are left out
const LIST = 4; // words up to which a query is a list of what is wanted; a longer one is a description
const LARGE = 1e6; // beyond any score

class Search {
  constructor(store) {
    this.store = store;
    this.terms = new Terms(store);
    this.facets = new Facets(store);
    this.chunks = expandChunks(store.manifest.chunks);
  }

  /** Returns the search of an index whose manifest's text is given or, if it is not, fetched. */
  static async open(manifest, root = new URL(".", self.location)) {
    const store = new Store(root);
    await store.open(manifest);
    return new Search(store);
  }

  /**
   * Returns the results of a query, or null if by the time they are known nobody waits for them.
   * @param {{query: string, typing?: boolean, chosen?: Object<string, string[]>, sort?: string, from?: number,
   *   size?: number, facets?: boolean}} request
   * @param {() => boolean} wanted
   */
  async find(request, wanted = () => true) {
    const query = parseQuery(request.query);
    if (request.typing) completeLast(query, request.query);
    const [families] = await Promise.all([
      this.facets.families(),
      ...query.items.map((item) => prepare(item, this.terms)),
    ]);
    const filters = await this.facets.filters(query.filters, request.chosen ?? {});
    if (!wanted()) return null;
    const base = this.#tiers(query, filters.length > 0);
    const { found, all } = narrow(base, filters.map(([, docs]) => docs));
    const { from = 0, size = 10 } = request;
    const heads = size ? await this.#order(query, base, found, families, request.sort, from + size) : [];
    const asked = askedFor(query);
    return {
      hits: await Promise.all(heads.slice(from).map((members) => this.#hit(members, asked))),
      total: countFamilies(found.list, families),
      documents: found.list.length,
      all: countFamilies(all, families),
      notes: this.#notes(query, filters),
      also: [...new Set(query.items.flatMap((item) => (item.sign === "-" ? [] : item.spellings)))].slice(0, 8),
      suggestion: await this.#suggestion(query, request.query),
      facets: request.facets ? await this.#counts(base, filters, found) : null,
    };
  }

  /** The documents that have all words (2) or some of them (1). */
  #tiers(query, filtered) {
    const size = this.store.lengths.length;
    const having = (sign) =>
      query.items.filter((item) => item.sign === sign).map((item) => matching(item, this.terms, size));
    const [must, not, plain] = ["+", "-", ""].map(having);
    const some = new Docs(size, must.length ? must[0].list : []);
    if (!must.length) for (const { list } of plain) some.add(list);
    if (!must.length && !plain.length && filtered) some.add(this.store.lengths.keys());
    const docs = some.list.filter((doc) => must.every(({ has }) => has[doc]) && !not.some(({ has }) => has[doc]));
    const whole = plain.length <= LIST ? plain.length : Infinity;
    const tiers = new Uint8Array(size);
    for (const doc of docs) tiers[doc] = plain.reduce((times, { has }) => times + has[doc], 0) === whole ? 2 : 1;
    return { docs, tiers };
  }

  /** The first `count` results in their order, each with the others of its family behind it. */
  async #order(query, { tiers }, found, families, sort, count) {
    const clauses = query.items.filter(({ sign }) => sign !== "-").flatMap((item) => item.clauses);
    const scores = sumScores(clauses, this.terms);
    const byDate = sort === "date" || !clauses.length;
    const first = byDate ? (await this.facets.load("date")).column : tiers; // dates are sorted: their places compare
    const before = (a, b) => first[b] - first[a] || scores[b] - scores[a] || a - b;
    for (let wanted = count; ; wanted *= 2) {
      const best = shortlist(found.list, (doc) => first[doc] * LARGE + scores[doc], wanted);
      for (const [doc, score] of lunrScores(clauses, this.terms, best)) scores[doc] = score;
      const heads = [...best].sort(before).filter(isFirstOfFamily(families)).slice(0, count);
      if (heads.length < count && best.length < found.list.length) continue; // one family has taken many places
      return heads.map((doc) => [doc, ...kin(doc, found, families).sort(before)]);
    }
  }

  async #hit([doc, ...others], asked) {
    const shown = await this.#shown(doc);
    const same = await Promise.all(others.slice(0, 5).map((other) => this.#shown(other)));
    return {
      ...shown,
      body: undefined,
      title: mark(shown.title, asked),
      snippet: shown.title === shown.body ? [] : snippet(shown.body, asked),
      more: others.length,
      same: same.map(({ address, title, outlet }) => ({ address, title, outlet })),
    };
  }

  async #shown(doc) {
    const chunk = lowerBound(this.chunks, (first) => first > doc) - 1;
    const rows = await this.store.readJson(`docs-${chunk}.json`);
    const [address, kind, title, outlet, date, said, body] = rows[doc - this.chunks[chunk]];
    const heading = kind === "claim" || !title ? beginning(body) : title; // a statement speaks for itself
    return { address, kind, title: heading || address, outlet, date, said, body };
  }

  #notes(query, filters) {
    const notes = [...query.notes];
    const empty = filters.filter(([, docs, value]) => value && !docs.list.length);
    notes.push(...empty.map(([name, , value]) => `There is no ${name.slice(0, -1)} “${value}” here.`));
    if (query.stopped.length) notes.push(`Too common to be searched for: ${query.stopped.join(", ")}.`);
    const cut = query.items.filter((item) => item.cut).map(({ text }) => `${text}*`);
    if (cut.length) notes.push(`Too many words begin with ${cut.join(", ")}; only the first of them are searched for.`);
    const negative = query.items.length && query.items.every(({ sign }) => sign === "-");
    if (negative && !Object.keys(query.filters).length) notes.push("Say also what to look for, not only what to leave out.");
    return notes;
  }

  /** The query with each word that is found nowhere replaced by the nearest one that is. */
  async #suggestion(query, text) {
    let better = text;
    for (const item of query.items) {
      const lost = item.sign !== "-" && !item.name && item.clauses.every(({ term }) => !this.terms.get(term).fields.size);
      const word = lost && item.words.length === 1 ? await suggest(item.words[0].form, this.store) : "";
      if (word) better = replaceWord(better, item.words[0].form, word);
    }
    return better === text ? "" : better;
  }

  #counts(base, filters, found) {
    return this.facets.counts((own) => {
      const others = filters.filter(([name]) => name !== own);
      return others.length === filters.length ? found : narrow(base, others.map(([, docs]) => docs)).found;
    });
  }
}

/** The documents that pass the filters; those with only some of the words where too few have all of them. */
function narrow({ docs, tiers }, filters) {
  const [all, any] = [[], []];
  for (const doc of docs) if (filters.every(({ has }) => has[doc])) (tiers[doc] === 2 ? all : any).push(doc);
  return { found: new Docs(tiers.length, all.length < ENOUGH ? [...all, ...any] : all), all };
}

/** How many there are where all of one family count as one. */
function countFamilies(docs, { of }) {
  const members = docs.filter((doc) => of[doc] >= 0);
  return docs.length - members.length + new Set(members.map((doc) => of[doc])).size;
}

/** Returns a test that only the first document of each family passes. */
function isFirstOfFamily({ of }) {
  const met = new Set();
  return (doc) => of[doc] < 0 || (!met.has(of[doc]) && met.add(of[doc]));
}

/** The other documents found that are of the same family. */
function kin(doc, found, { of, members }) {
  return of[doc] < 0 ? [] : members[of[doc]].filter((other) => other !== doc && found.has[other]);
}

/** Returns a test for words to be marked. A term begins as its word does: most words need no more than a look. */
function askedFor(query) {
  const items = query.items.filter(({ sign }) => sign !== "-");
  const terms = new Set(items.flatMap((item) => item.clauses.map(({ term }) => term)));
  for (const word of items.flatMap((item) => item.spellings.flatMap(analyse))) terms.add(word.stem);
  const initials = new Set(Array.from(terms, (term) => term[0]));
  return (written) => {
    if (written[0] < "\x80" && !initials.has(written[0].toLowerCase())) return false;
    const form = formOf(written);
    return terms.has(form) || terms.has(stem(form));
  };
}

function beginning(text) {
  return text.length <= 140 ? text : `${text.slice(0, text.lastIndexOf(" ", 120) + 1 || 120)}…`;
}

function replaceWord(text, form, word) {
  return text.replace(wordlikeIn(text), (one) => (surface(fold(one)) === form ? word : one));
}

function expandChunks(sizes) {
  const firsts = [];
  let doc = 0;
  for (const runs = new Numbers(sizes); !runs.done; ) {
    const size = runs.next();
    for (let left = runs.next(); left > 0; left--, doc += size) firsts.push(doc);
  }
  return firsts;
}

let opening = null;
let newest = 0; // of the questions that are still being typed

async function answer(request) {
  const wanted = () => !request.typing || request.id === newest;
  const opened = (opening ??= Search.open(request.manifest));
  try {
    const search = await opened;
    return request.query === undefined ? {} : await search.find(request, wanted);
  } catch (error) {
    if (!(error instanceof Outdated)) throw error;
    if (opening === opened) opening = Search.open(); // the site may have been published anew since the page was opened
    return (await opening).find(request, wanted);
  }
}

self.onmessage = async ({ data }) => {
  if (data.typing) newest = data.id;
  try {
    self.postMessage({ id: data.id, answer: await answer(data) });
  } catch (error) {
    if (error instanceof SearchError) opening = null;
    const told = error instanceof SearchError ? error.message : `The search failed. ${AGAIN}`;
    if (!(error instanceof SearchError)) console.error(error);
    self.postMessage({ id: data.id, answer: { error: told } });
  }
};
