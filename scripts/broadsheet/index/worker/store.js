// Fetching the files of the index, each at most once.

/** A failure the reader is told about in these words. */
class SearchError extends Error {}

/** The index was replaced while it was being read. */
class Outdated extends SearchError {}

const AGAIN = "Reload the page to try again; the topics and the list of articles work without it.";

class Store {
  constructor(root) {
    this.root = root;
    this.files = new Map();
  }

  /** Takes the manifest's text, or asks the server for it and all else even if the browser has a copy. */
  async open(text = null) {
    this.options = text === null ? { cache: "reload" } : {};
    const manifest = parseJson(text ?? (await this.#text("manifest.json")), "manifest.json");
    if (manifest?.format !== FORMAT) {
      throw new SearchError(`The search index is of another version than this page. ${AGAIN}`);
    }
    this.manifest = manifest;
    this.firsts = manifest.shards ? manifest.shards.split(" ") : [];
    this.lengths = expandLengths(manifest);
  }

  /** Returns what a file of the index holds, made of its text once. */
  read(name, make = (text) => text) {
    if (!this.files.has(name)) {
      const reading = this.#sealed(name).then(make);
      reading.catch(() => this.files.delete(name));
      this.files.set(name, reading);
    }
    return this.files.get(name);
  }

  readJson(name) {
    return this.read(name, (text) => parseJson(text, name));
  }

  async #sealed(name) {
    const text = await this.#text(`${FOLDER}/${name}?${this.manifest.build}`);
    const end = text.lastIndexOf("\n");
    if (text.slice(end + 1) !== this.#sealOf(name)) {
      throw new Outdated(`A part of the search index (${name}) is incomplete or of another version. ${AGAIN}`);
    }
    return text.slice(0, end);
  }

  /** Returns what the last line of a file has to be: two characters for those that stay from build to build. */
  #sealOf(name) {
    const { seals, build } = this.manifest;
    const [kind, number] = name.split(/[-.]/);
    if (kind === "terms" || kind === "positions") return seals.terms.substr(2 * number, 2);
    return kind === "docs" ? seals.docs.substr(2 * Math.floor(number / SEALED), 2) : build;
  }

  async #text(name) {
    let answer;
    try {
      answer = await fetch(new URL(name, this.root), this.options);
    } catch {
      throw new SearchError(`The search index cannot be reached (${name}). ${AGAIN}`);
    }
    if (!answer.ok) throw new Outdated(`A part of the search index (${name}) is missing. ${AGAIN}`);
    return answer.text();
  }
}

function parseJson(text, name) {
  try {
    return JSON.parse(text);
  } catch {
    throw new SearchError(`A part of the search index (${name}) cannot be read. ${AGAIN}`);
  }
}

/** Returns the body length of the document of each number: they rise with it and are stored as runs. */
function expandLengths(manifest) {
  const lengths = new Int32Array(manifest.numbers);
  let [length, doc] = [0, 0];
  for (const runs = new Numbers(manifest.lengths); !runs.done; ) {
    length += runs.next();
    const end = doc + runs.next();
    lengths.fill(length, doc, end);
    doc = end;
  }
  return lengths;
}
