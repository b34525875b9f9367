// The page's end of the search: starts the worker when it is first needed, and keeps only the newest question.

/** Returns the site's root as a URL, from an element with `data-root`. */
export function rootOf(element) {
  return new URL(`${element.dataset.root || "."}/`, document.baseURI);
}

export class SearchClient {
  #worker = null;
  #manifest = null;
  #told = false;
  #waiting = new Map();
  #count = 0;

  /** @param {URL} root */
  constructor(root) {
    this.root = root;
  }

  /** Starts the worker, so that the first question finds it ready. */
  warm() {
    if (!this.#worker) this.ask({});
  }

  /**
   * Asks a question at once: no answer waits for the one before. One that is asked while `typing` gets null if a
   * newer one comes before its results are known.
   * @returns {Promise<object|null>}
   */
  async ask(request) {
    const [worker, id] = [this.#start(), ++this.#count];
    const answered = new Promise((resolve) => this.#waiting.set(id, resolve));
    const manifest = await this.#manifest;
    worker.postMessage({ id, manifest: this.#told ? null : manifest, ...request });
    this.#told = true; // the worker needs it once
    return answered;
  }

  #start() {
    if (!this.#worker) {
      this.#manifest = this.#readManifest(); // while the worker starts
      this.#told = false;
      this.#worker = new Worker(new URL("search/worker.js", this.root));
      this.#worker.onmessage = ({ data }) => this.#settle(data.id, data.answer);
      this.#worker.onerror = (event) => {
        event.preventDefault();
        this.#worker = null;
        const error = "The search could not be started. Reload the page to try again.";
        for (const id of [...this.#waiting.keys()]) this.#settle(id, { error });
      };
    }
    return this.#worker;
  }

  /** Returns the manifest's text; null where the worker shall see for itself what is wrong with it. */
  async #readManifest() {
    try {
      const answer = await fetch(new URL("search/manifest.json", this.root), { cache: "no-cache" });
      return answer.ok ? await answer.text() : null;
    } catch {
      return null;
    }
  }

  #settle(id, answer) {
    this.#waiting.get(id)?.(answer);
    this.#waiting.delete(id);
  }
}
