// The page's end of the search: starts the worker when it is first needed, and keeps only the newest question.

/** Returns the site's root as a URL, from an element with `data-root`. */
export function rootOf(element) {
  return new URL(`${element.dataset.root || "."}/`, document.baseURI);
}

export class SearchClient {
  #worker = null;
  #manifest = null;
  #current = null;
  #waiting = null;
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
   * Asks a question; one that is overtaken by a newer one before it was sent gets null.
   * @returns {Promise<object|null>}
   */
  ask(request) {
    return new Promise((resolve) => {
      this.#waiting?.resolve(null);
      this.#waiting = { request, resolve };
      this.#send();
    });
  }

  async #send() {
    if (this.#current || !this.#waiting) return;
    [this.#current, this.#waiting] = [this.#waiting, null];
    const [worker, request, manifest] = [this.#start(), this.#current.request, this.#manifest];
    this.#manifest = null; // the worker needs it once
    worker.postMessage({ id: ++this.#count, manifest: await manifest, ...request });
  }

  #start() {
    if (!this.#worker) {
      this.#manifest = this.#readManifest(); // while the worker starts
      this.#worker = new Worker(new URL("search/worker.js", this.root));
      this.#worker.onmessage = ({ data }) => this.#settle(data);
      this.#worker.onerror = (event) => {
        event.preventDefault();
        this.#worker = null;
        this.#settle({ error: "The search could not be started. Reload the page to try again." });
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

  #settle(answer) {
    this.#current?.resolve(answer);
    this.#current = null;
    this.#send();
  }
}
