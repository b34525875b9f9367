"""A headless Chromium that asks a search served from a folder, if wanted over a slow line and with little time."""

from __future__ import annotations

import functools
import gzip
import http.server
import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

sys.path.append(str(Path(__file__).parents[1] / "scripts"))
from find_chromium import find

THEME = Path(__file__).parents[1] / "templates" / "theme" / "assets" / "search"
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"]

ASK_COLD = """async (query) => {
  const { SearchClient } = await import(new URL("assets/search/client.js", location.href));
  const Plain = Worker;
  let worker;
  Worker = class extends Plain { constructor(address) { super(address); worker = this; } };
  const answer = await new SearchClient(new URL("./", location.href)).ask({ query, typing: true, size: 10 });
  Worker = Plain;
  worker.terminate();
  return answer.hits.length;
}"""
"""Asks in a worker of its own; with nothing cached, each query is a cold start."""

ASK = """async ([queries, request]) => {
  const { SearchClient } = await import(new URL("assets/search/client.js", location.href));
  const client = new SearchClient(new URL("./", location.href));
  const answers = [];
  for (const query of queries) answers.push(await client.ask({ query, ...request }));
  return answers;
}"""

TIMES = """async ([field, hit, typed, most]) => {
  const box = document.querySelector(field);
  box.focus();
  const taken = [];
  for (const text of typed) {
    const start = performance.now();
    const changed = new Promise((done) => {
      const watch = new MutationObserver(() => document.querySelector(hit) && finish());
      const finish = () => (watch.disconnect(), done());
      watch.observe(document, { childList: true, subtree: true });
      setTimeout(finish, most);
    });
    box.value = text;
    for (const type of ["input", "keyup"]) box.dispatchEvent(new Event(type, { bubbles: true }));
    await changed;
    taken.push(performance.now() - start);
  }
  return taken;
}"""
"""Types texts into a box, each a further key press, and times each until a hit is shown or time is up."""


@contextmanager
def browser_page() -> Iterator[Page]:
    """A fresh page of headless Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        try:
            yield browser.new_page()
        finally:
            browser.close()


def write_site(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write an index and our scripts as a site of one page that has the search box."""
    for name, content in files.items():
        path = folder / "search" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    shutil.copytree(THEME, folder / "assets" / "search", dirs_exist_ok=True)
    (folder / "index.html").write_text(
        '<!doctype html><meta charset="utf-8"><title>Search</title><form class="bs-search" data-root=".">'
        '<input id="bs-q" name="q"></form><script type="module" src="assets/search/box.js"></script>'
    )


def ask(folder: Path, queries: Iterable[str], **request: object) -> list[dict[str, Any]]:
    """Return the worker's answers to queries, in order."""
    with SlowLine(folder, bits=0) as line, browser_page() as page:
        page.goto(line.address)
        answers: list[dict[str, Any]] = page.evaluate(ASK, [list(queries), request])
        return answers


class SlowLine:
    """Serves a folder, gzipped, over a line of some bits a second (0: as fast as can be); counts what is sent."""

    def __init__(self, folder: Path, bits: int) -> None:
        self.bits, self.sent, self.turn = bits, 0, threading.Lock()
        self.keep = "max-age=600"
        handler = functools.partial(_Handler, self, directory=str(folder))
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/"

    def __enter__(self) -> SlowLine:
        """Start serving."""
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop serving."""
        self.server.shutdown()
        self.server.server_close()

    def pass_on(self, size: int) -> None:
        """Wait until so many bytes have passed."""
        with self.turn:
            self.sent += size
            if self.bits:
                time.sleep(size * 8 / self.bits)


@functools.lru_cache(maxsize=4096)
def _packed(path: str) -> bytes:
    return gzip.compress(Path(path).read_bytes(), 6, mtime=0)


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, line: SlowLine, *args: Any, **options: Any) -> None:
        self.line = line
        super().__init__(*args, **options)

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = _packed(str(path))
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Cache-Control", self.line.keep)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        for start in range(0, len(data), 8192):
            part = data[start : start + 8192]
            self.line.pass_on(len(part))
            self.wfile.write(part)


@contextmanager
def slowed(share: float = 0.25, slice_seconds: float = 0.004) -> Iterator[None]:
    """Let the browsers started by this process run for a share of the time only, workers included."""
    over = threading.Event()
    thread = threading.Thread(target=_throttle, args=(share, slice_seconds, over))
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _throttle(share: float, slice_seconds: float, over: threading.Event) -> None:
    children: list[int] = []
    looked = 0.0
    while not over.is_set():
        if time.monotonic() - looked > 0.5:
            children, looked = _browsers(), time.monotonic()
        _signal(children, signal.SIGSTOP)
        time.sleep(slice_seconds * (1 - share) / share)
        _signal(children, signal.SIGCONT)
        time.sleep(slice_seconds)
    _signal(_browsers(), signal.SIGCONT)


def _browsers() -> list[int]:
    """The browser processes below this one."""
    parents, names = {}, {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                head, _, rest = (entry / "stat").read_text().rpartition(")")
            except OSError:
                continue
            names[int(entry.name)], parents[int(entry.name)] = head.partition("(")[2], int(rest.split()[1])
    below = {os.getpid()}
    for _ in range(8):
        below |= {pid for pid, parent in parents.items() if parent in below}
    return [pid for pid in below if "chrom" in names.get(pid, "")]


def browser_seconds() -> float:
    """Return the processor time that the browsers started by this process have used, in seconds."""
    ticks = 0
    for process in _browsers():
        try:
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def settle(most: float = 20.0) -> None:
    """Wait until the browsers are idle: for some seconds after its start Chromium builds pages of its own."""
    end, before = time.monotonic() + most, browser_seconds()
    idle = 0
    while idle < 3 and time.monotonic() < end:
        time.sleep(0.2)
        now = browser_seconds()
        idle = idle + 1 if now - before <= 0.01 else 0
        before = now


def _signal(processes: Iterable[int], number: signal.Signals) -> None:
    for process in processes:
        try:
            os.kill(process, number)
        except ProcessLookupError:
            continue
