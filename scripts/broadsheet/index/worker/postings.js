// From the lines of a shard to lunr's own weights.

const FIELD_OF = new Map(FIELDS.map((name) => [name[0], name]));

/** Returns the numbers of the shards that may hold a term; more than one where it is too long for one. */
function shardsOf(term, firsts) {
  const from = Math.max(0, lowerBound(firsts, (first) => first >= term) - 1);
  const to = lowerBound(firsts, (first) => first > term);
  return Array.from({ length: Math.max(0, to - from) }, (_, place) => from + place);
}

/** Returns the numbers of the shards that may hold terms that begin with something. */
function shardsFrom(prefix, firsts) {
  const from = shardsOf(prefix, firsts)[0] ?? 0;
  const to = lowerBound(firsts, (first) => first > prefix && !first.startsWith(prefix));
  return Array.from({ length: Math.max(0, to - from) }, (_, place) => from + place);
}

/** Returns the first place for which a condition holds that, once true, stays true. */
function lowerBound(list, holds) {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(list[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Reads term shards and keeps what was read. */
class Terms {
  constructor(store) {
    this.store = store;
    this.shards = new Map();
    this.postings = new Map();
  }

  /** Fetches the shards of some terms; afterwards `get` answers for them. */
  async load(terms) {
    const wanted = new Set(terms.flatMap((term) => shardsOf(term, this.store.firsts)));
    await Promise.all(Array.from(wanted, (number) => this.loadShard(number)));
  }

  /** Fetches the shard after a word's own one, if it begins with words that begin like it. */
  async loadFollowing(form) {
    const next = lowerBound(this.store.firsts, (first) => first > form);
    if (this.store.firsts[next]?.startsWith(form)) await this.loadShard(next);
  }

  async loadShard(number) {
    const lines = await this.store.read(`terms-${number}.txt`, linesByTerm);
    if (this.shards.has(number)) return;
    this.shards.set(number, lines);
    for (const term of lines.keys()) this.postings.delete(term); // of which only the beginning may have been there
  }

  /** Returns a term's documents, counts and lengths by field, and the other spellings of the name it stands for. */
  get(term) {
    if (!this.postings.has(term)) {
      const lines = shardsOf(term, this.store.firsts).flatMap((number) => this.shards.get(number)?.get(term) ?? []);
      this.postings.set(term, readLines(lines, this.store.lengths));
    }
    return this.postings.get(term);
  }

  /** Returns lunr's weights of a term in a field, in the order of its documents. */
  weights(term, field) {
    const posting = this.get(term);
    const found = posting.fields.get(field);
    if (!found.weights) {
      const { documents, fields } = this.store.manifest;
      const [, boost, average] = fields.find(([name]) => name === field);
      const idf = inverseFrequency(posting, documents);
      const weight = (count, place) => weigh(idf, count, found.lengths[place], average, boost);
      found.weights = Float64Array.from(found.counts, weight);
    }
    return found.weights;
  }

  /** Returns the longest loaded term that a word begins with: the stem of the word that is being typed. */
  within(word) {
    for (let length = word.length - 1; length >= 4; length--) {
      const term = word.slice(0, length);
      if (shardsOf(term, this.store.firsts).some((number) => this.shards.get(number)?.has(term))) return [term];
    }
    return [];
  }

  /** Returns the loaded terms that begin with something, the most frequent first. */
  beginningWith(prefix) {
    const found = [];
    for (const number of shardsFrom(prefix, this.store.firsts)) {
      for (const [term, [line]] of this.shards.get(number) ?? []) {
        if (term.startsWith(prefix)) found.push([line.length, term]);
      }
    }
    return [...new Set(found.sort((a, b) => b[0] - a[0]).map(([, term]) => term))];
  }
}

function linesByTerm(text) {
  const lines = new Map();
  for (const line of text.split("\n")) {
    const end = line.indexOf(" ");
    const term = end < 0 ? line : line.slice(0, end);
    if (lines.has(term)) lines.get(term).push(line);
    else lines.set(term, [line]);
  }
  return lines;
}

function readLines(lines, bodyLengths) {
  const found = { fields: new Map(), spellings: [] };
  for (const part of lines.flatMap((line) => line.split(" ").slice(1))) {
    const field = FIELD_OF.get(part[0]);
    if (field) {
      const before = found.fields.get(field);
      const read = readField(part, field === "body" ? bodyLengths : null);
      found.fields.set(field, before ? joinParts(before, read) : read);
    } else {
      found.spellings = part.slice(1).split("|").map((spelling) => spelling.replaceAll("_", " "));
    }
  }
  return found;
}

function readField(part, bodyLengths) {
  const numbers = new Numbers(part, 1);
  const size = numbers.next();
  const [docs, counts] = [new Int32Array(size), new Int32Array(size)];
  for (let place = 0, doc = -1; place < size; place++) {
    const step = numbers.next();
    docs[place] = doc += (step >> 1) + 1;
    counts[place] = step & 1 ? numbers.next() + 2 : 1;
  }
  const lengths = bodyLengths ? docs.map((doc) => bodyLengths[doc]) : numbers.take(size);
  return { docs, counts, lengths };
}

function joinParts(a, b) {
  const join = (name) => Int32Array.from([...a[name], ...b[name]]);
  return { docs: join("docs"), counts: join("counts"), lengths: join("lengths") };
}

/** Returns lunr's inverse document frequency of a term: it counts a document once per field. */
function inverseFrequency(posting, documents) {
  let having = 0;
  for (const { docs } of posting.fields.values()) having += docs.length;
  return Math.log(1 + Math.abs((documents - having + 0.5) / (having + 0.5)));
}

/** Returns the weight that lunr.Builder stores for a term, to its three decimals. */
function weigh(idf, count, length, average, boost) {
  const score = (idf * ((K1 + 1) * count)) / (K1 * (1 - B + B * (length / average)) + count);
  return Math.round(score * boost * 1000) / 1000;
}
