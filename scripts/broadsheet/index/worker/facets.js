// Narrowing results down, and counting what they could be narrowed down to.

const SHOWN_FACETS = ["kind", "outlet", "month", "topic"];

/** One facet: for each document none, one or several values; the numbers have gaps, which have none. */
class Facet {
  constructor({ values, labels, of, docs }, numbers, size) {
    this.values = values ?? [];
    this.labels = labels ?? [];
    this.column = of === undefined ? null : new Int32Array(size).fill(-1);
    if (this.column) decode(of).forEach((value, place) => (this.column[numbers[place]] = value));
    this.lists = docs?.map(decodeRising) ?? [];
    this.size = size;
  }

  /** Returns the documents that have any of some values, told exactly or by a part of them. */
  having(wanted, loosely = false) {
    const fit = this.values.map((value, place) => wanted.some((w) => this.#fits(place, w, loosely)));
    const found = new Docs(this.size);
    if (this.column) this.column.forEach((value, doc) => fit[value] && found.add([doc]));
    else fit.forEach((fits, value) => fits && found.add(this.lists[value]));
    return found;
  }

  #fits(place, wanted, loosely) {
    const names = [this.values[place], this.labels[place] ?? ""];
    if (!loosely) return names.includes(wanted);
    const plain = (words) => fold(words).replaceAll("-", " ");
    return names.some((name) => plain(name).includes(plain(wanted)));
  }

  /** Returns how many of some documents have each value: value, label and count, without those none has. */
  count(docs) {
    const counts = new Int32Array(this.values.length);
    if (this.column) for (const doc of docs.list) counts[this.column[doc]]++;
    else this.lists.forEach((list, value) => list.forEach((doc) => docs.has[doc] && counts[value]++));
    return this.values
      .map((value, place) => ({ value, label: this.labels[place] || value, count: counts[place] }))
      .filter(({ value, count }) => value !== "" && count > 0);
  }
}

class Facets {
  constructor(store) {
    this.store = store;
    this.known = new Map();
  }

  async load(name) {
    const numbers = this.store.read("numbers.txt", decodeRising);
    const content = await this.store.readJson(`facet-${name}.json`);
    if (!this.known.has(name)) this.known.set(name, new Facet(content, await numbers, this.store.lengths.length));
    return this.known.get(name);
  }

  /**
   * Returns, for each filter, its name, the documents it lets through and, where it was typed, its value.
   * @param typed what stands in the query as `outlet:...`, meant loosely
   * @param chosen what was chosen among the facets, meant exactly
   */
  async filters(typed, chosen) {
    const found = [];
    for (const [name, value] of Object.entries(typed)) {
      if (name === "from" || name === "to") found.push([name, await this.#dated(name, value)]);
      else for (const one of value) found.push([`${name}:`, (await this.load(name)).having([one], true), one]);
    }
    for (const [name, values] of Object.entries(chosen)) {
      if (values.length) found.push([name, (await this.load(name)).having(values)]);
    }
    return found;
  }

  /** A day compares with the same number of its characters: 2023-01-31 is within `to:2023-01`. Undated is not. */
  async #dated(name, bound) {
    const dates = await this.load("date");
    const fits = (day) => (name === "from" ? day.slice(0, bound.length) >= bound : day.slice(0, bound.length) <= bound);
    return dates.having(dates.values.filter((day) => day && fits(day)));
  }

  /** Returns the counts of every shown facet, each over the results that its own choice would not narrow down. */
  async counts(withoutOwn) {
    const count = async (name) => [name, (await this.load(name)).count(withoutOwn(name))];
    return Object.fromEntries(await Promise.all(SHOWN_FACETS.map(count)));
  }

  /** Returns the families' documents, and for each document the place of its family among them or -1. */
  async families() {
    if (!this.known.has("families")) {
      const { docs } = this.store.manifest.families ? await this.store.readJson("facet-family.json") : { docs: [] };
      const members = docs.map(decodeRising);
      const of = new Int32Array(this.store.lengths.length).fill(-1);
      members.forEach((docs, place) => docs.forEach((doc) => (of[doc] = place)));
      this.known.set("families", { of, members });
    }
    return this.known.get("families");
  }
}
