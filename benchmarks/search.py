"""The search, side by side with Material's own, lunr with one prebuilt index, and Pagefind.

    python benchmarks/search.py ARTICLES.jsonl.gz [--sizes 1000 10000] [--pagefind PATH] [--only us lunr ...]

ARTICLES has one JSON object a line, with `title` and `text`. Each system gets the same articles, served from this
machine, gzipped, over a line of 10 Mbit/s, to headless Chromium with a quarter of a core's time (the whole browser
is stopped three quarters of the time: Chromium's own slow-down leaves workers out). A cold start is a browser that
has loaded the page and nothing of the search before the first key.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from lunr import get_default_builder
from search_browser import ASK_COLD, TIMES, SlowLine, browser_page, slowed, write_site

from broadsheet.index import SearchDoc, build_index, client_files

COLD, WARM = 8, 4
"""Cold starts and, in each, further key presses that are timed."""

REAL = 200
"""Queries whose bytes are counted."""


class System(NamedTuple):
    """How one kind of search is built into a folder, and how a page of it is asked."""

    build: Callable[[list[SearchDoc], Path], None]
    page: str
    field: str
    hit: str


def read_articles(path: Path, count: int) -> list[SearchDoc]:
    """Return articles; beyond those there are, ones recombined from their sentences."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    texts = [(row["title"] or "Untitled", row["text"]) for row in rows if len(row["text"]) > 100]
    chance = random.Random(1)  # noqa: S311 - test data
    sentences = [s for _, text in texts for s in text.split(". ")] if count > len(texts) else []
    while len(texts) < count:
        texts.append((chance.choice(texts)[0], ". ".join(chance.choices(sentences, k=chance.randrange(4, 12)))))
    return [SearchDoc(f"articles/{n}/", "article", *text) for n, text in enumerate(texts[:count])]


def queries(docs: Sequence[SearchDoc], count: int) -> list[str]:
    """Return what readers ask for: one to four words in a row of a title."""
    chance = random.Random(2)  # noqa: S311 - test data
    found: list[str] = []
    while len(found) < count:
        words = [word for word in chance.choice(docs).title.split() if word.isalpha()]
        size = chance.randrange(1, 5)
        start = chance.randrange(max(1, len(words) - size + 1))
        if any(len(word) > 3 for word in words[start : start + size]):
            found.append(" ".join(words[start : start + size]).lower())
    return found


def build_us(docs: list[SearchDoc], folder: Path) -> None:
    """Our index."""
    write_site(folder, {**build_index(docs, {}), **client_files()})


def build_lunr(docs: list[SearchDoc], folder: Path) -> None:
    """lunr.py's own builder, one file; lunr.js in a worker."""
    builder = get_default_builder()
    builder.ref("id")
    builder.field("title")
    builder.field("body")
    for number, doc in enumerate(docs):
        builder.add({"id": number, "title": doc.title, "body": doc.body})
    shown = [[doc.address, doc.title, doc.body] for doc in docs]
    data = {"index": builder.build().serialize(), "docs": shown}
    (folder / "index.json").write_text(json.dumps(data, separators=(",", ":")))
    (folder / "lunr.js").write_bytes(client_files()["worker.js"].split(b'(() => {\n"use strict";')[0])
    (folder / "worker.js").write_text(LUNR_WORKER)
    (folder / "index.html").write_text(PAGE.replace("{script}", LUNR_PAGE))


def build_pagefind(docs: list[SearchDoc], folder: Path) -> None:
    """Pagefind's command line over a page for each article."""
    for doc in docs:
        page = folder / doc.address / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(
            f"<!doctype html><html lang=en><title>{escape(doc.title)}</title><main data-pagefind-body>"
            f"<h1>{escape(doc.title)}</h1><p>{escape(doc.body)}</p></main></html>"
        )
    command = [PAGEFIND, "--site", str(folder), "--silent"]
    subprocess.run(command, check=True)
    (folder / "index.html").write_text(PAGE.replace("{script}", PAGEFIND_PAGE))


def build_material(docs: list[SearchDoc], folder: Path) -> None:
    """MkDocs with Material's search plugin, pages out of the navigation."""
    with tempfile.TemporaryDirectory() as made:
        source = Path(made)
        (source / "docs").mkdir()
        (source / "docs" / "index.md").write_text("# Home\n")
        for number, doc in enumerate(docs):
            (source / "docs" / f"a{number}.md").write_text(f"# {escape(doc.title)}\n\n{escape(doc.body)}\n")
        (source / "mkdocs.yml").write_text(MATERIAL.format(site=folder))
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(source / "mkdocs.yml")]
        subprocess.run(command, check=True, capture_output=True)


PAGEFIND = "pagefind"
PAGE = '<!doctype html><meta charset="utf-8"><title>x</title><input id="q"><ol id="hits"></ol>'
PAGE += "<script>{script}</script>"
LUNR_PAGE = """
let worker; const q = document.querySelector("#q"), hits = document.querySelector("#hits");
q.oninput = () => {
  worker ??= new Worker("worker.js");
  worker.onmessage = ({ data }) => hits.replaceChildren(...data.map(([a, t, b]) => {
    const li = document.createElement("li"); li.append(t, " ", b.slice(0, 200)); return li; }));
  worker.postMessage(q.value);
};"""
LUNR_WORKER = """
importScripts("lunr.js");
const { TRAILING } = lunr.Query.wildcard;
const load = async () => {
  const { index, docs } = await (await fetch("index.json")).json();
  return { index: lunr.Index.load(index), docs };
};
const ready = load();
onmessage = async ({ data }) => {
  const { index, docs } = await ready;
  const words = data.split(" ").filter(Boolean);
  const found = index.query((q) => words.forEach((w, i) => {
    q.term(lunr.tokenizer(w), {});
    if (i === words.length - 1) q.term(w, { wildcard: TRAILING, usePipeline: false, boost: 0.3 });
  }));
  postMessage(found.slice(0, 10).map(({ ref }) => docs[ref]));
};"""
PAGEFIND_PAGE = """
let loading, count = 0; const q = document.querySelector("#q"), hits = document.querySelector("#hits");
q.oninput = async () => {
  const mine = ++count;
  const pagefind = await (loading ??= import("/pagefind/pagefind.js"));
  const found = await pagefind.search(q.value);
  const shown = await Promise.all(found.results.slice(0, 10).map((r) => r.data()));
  if (mine === count) hits.replaceChildren(...shown.map((d) => {
    const li = document.createElement("li"); li.append(d.meta.title, " ", d.plain_excerpt); return li; }));
};"""
MATERIAL = """site_name: x
docs_dir: docs
site_dir: {site}
theme: {{name: material, font: false}}
nav: [index.md]
not_in_nav: "a*.md"
plugins: [search]
"""

SYSTEMS = {
    "us": System(build_us, "", "#bs-q", "[role=option]"),
    "lunr": System(build_lunr, "", "#q", "#hits li"),
    "pagefind": System(build_pagefind, "", "#q", "#hits li"),
    "material": System(build_material, "", "[data-md-component=search-query]", ".md-search-result__item"),
}


@contextmanager
def used() -> Iterator[dict[str, float]]:
    """Measure processor seconds, those of child processes included."""
    figures: dict[str, float] = {}
    start = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    clock = time.perf_counter()
    yield figures
    end = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    figures["cpu"] = sum(
        e.ru_utime + e.ru_stime - s.ru_utime - s.ru_stime for s, e in zip(start, end, strict=True)
    )
    figures["wall"] = time.perf_counter() - clock


def our_bytes(folder: Path, asked: Sequence[str]) -> list[int]:
    """Return the bytes of cold starts: worker with lunr, manifest, shards and ten hits."""
    sizes = []
    with SlowLine(folder, bits=0) as line, browser_page() as page:
        page.goto(line.address)
        line.keep = "no-store"
        page.evaluate(ASK_COLD, asked[0])  # brings the page's own script
        for query in asked:
            before = line.sent
            page.evaluate(ASK_COLD, query)
            sizes.append(line.sent - before)
    return sizes


def cold_starts(
    system: System, folder: Path, asked: Sequence[str], slow: bool
) -> Iterator[tuple[int, list[float]]]:
    """Yield, for each query typed into a fresh browser, the bytes sent since the page was opened, the page itself
    included, and the milliseconds to the first results and after each further key."""
    with SlowLine(folder, bits=10_000_000 if slow else 0) as line, browser_page() as page:
        browser = page.context.browser
        assert browser is not None
        for query in asked:
            typed = [query[: len(query) - left] for left in range(min(WARM, len(query) - 4), -1, -1)]
            with browser.new_context() as context:
                fresh = context.new_page()
                before = line.sent
                fresh.goto(line.address)
                with slowed() if slow else nullcontext():
                    taken = fresh.evaluate(TIMES, [system.field, system.hit, typed if slow else [query]])
                yield line.sent - before, taken


def report(name: str, docs: list[SearchDoc], asked: Sequence[str], folder: Path) -> None:
    """Print one row."""
    system = SYSTEMS[name]
    with used() as figures:
        system.build(docs, folder)
    if name == "us":
        sizes = our_bytes(folder, asked)
    else:
        sizes = [sent for sent, _ in cold_starts(system, folder, asked[:COLD], slow=False)]
    long = [word for word in (max(query.split(), key=len) for query in asked) if len(word) > 5]
    taken = [times for _, times in cold_starts(system, folder, long[:COLD], slow=True)]
    cold, warm = [times[0] for times in taken], [one for times in taken for one in times[1:]]
    row: dict[str, Any] = {
        "build CPU s": f"{figures['cpu']:.1f}",
        "KB cold median": f"{statistics.median(sizes) / 1000:.0f}",
        "p90": f"{sorted(sizes)[int(len(sizes) * 0.9)] / 1000:.0f}",
        "first result ms": f"{statistics.median(cold):.0f}",
        "worst": f"{max(cold):.0f}",
        "further key ms": f"{statistics.median(warm):.0f}",
        "key p90": f"{sorted(warm)[int(len(warm) * 0.9)]:.0f}",
    }
    print(f"{len(docs):7} {name:9}", "  ".join(f"{title} {value}" for title, value in row.items()), flush=True)


def main() -> None:
    """Print the table."""
    global PAGEFIND
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--only", nargs="+", choices=SYSTEMS, default=list(SYSTEMS))
    parser.add_argument("--pagefind", default=shutil.which("pagefind") or "")
    chosen = parser.parse_args()
    PAGEFIND = chosen.pagefind
    for size in chosen.sizes:
        docs = read_articles(chosen.articles, size)
        asked = queries(docs, REAL)
        for name in chosen.only:
            if name == "pagefind" and not PAGEFIND:
                print(f"{size:7} pagefind  not installed")
                continue
            with tempfile.TemporaryDirectory() as folder:
                report(name, docs, asked, Path(folder))


if __name__ == "__main__":
    main()
