"""The search, side by side with Material's own, lunr with one prebuilt index, and Pagefind.

    python benchmarks/search.py ARTICLES.jsonl.gz [--sizes 1000 10000] [--alone 100000] [--only us lunr ...]
        [--starts 8] [--asked 200] [--keep FOLDER]

ARTICLES has one JSON object a line, with `title` and `text`. Each system gets the same articles, served from this
machine, gzipped, over a line of 10 Mbit/s, to headless Chromium with a quarter of a core's time (the whole browser
is stopped three quarters of the time: Chromium's own slow-down leaves workers out). A cold start is a browser that
has come to rest, has just loaded the page, and has nothing of the search before the first key; the box gets the
focus with that key, while a reader's has had it for a while. Milliseconds of CPU are those of all processes of the
browser: they say more than the time on the clock where a machine is not idle.

Building is measured in a process of its own; where a program does it (Pagefind, MkDocs), its figures count alone.
Material's are those of the whole site. Bytes are those of a first query, and for the others those of the page too.
"""

from __future__ import annotations

import argparse
import gzip
import json
import multiprocessing
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page
from search_browser import ASK_COLD, TIMES, SlowLine, browser_page, browser_seconds, settle, slowed, write_site
from search_peers import PAGEFIND, build_lunr, build_material, build_pagefind

from broadsheet.index import SearchDoc, build_index, client_files

WARM = 4
"""Further key presses that are timed in each cold start."""

PATIENCE = 120_000
"""Milliseconds after which the first key is taken to have brought no results."""

LONGEST = 3000
"""The same for each further key."""


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
    start = time.process_time()
    files = build_index(docs, {})
    print(f"{len(docs):7} our index alone, not written yet: {time.process_time() - start:.1f} s of CPU")
    write_site(folder, {**files, **client_files()})


SYSTEMS = {
    "us": System(build_us, "", "#bs-q", "[role=option]"),
    "lunr": System(build_lunr, "", "#q", "#hits li"),
    "pagefind": System(build_pagefind, "", "#q", "#hits li"),
    "material": System(build_material, "", "[data-md-component=search-query]", ".md-search-result__item"),
}


class Built(NamedTuple):
    """What building took."""

    cpu: float
    wall: float
    memory: float
    """The peak, without the articles themselves, in MB."""


def built(system: System, docs: list[SearchDoc], folder: Path) -> Built:
    """Build in a process of its own, and measure that."""
    context = multiprocessing.get_context("fork")
    taking, giving = context.Pipe(duplex=False)
    process = context.Process(target=_build, args=(system, docs, folder, giving))
    process.start()
    giving.close()  # so that reading ends where building fails
    figures: Built = taking.recv()
    process.join()
    return figures


def _build(system: System, docs: list[SearchDoc], folder: Path, giving: Connection) -> None:
    held, clock = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    system.build(docs, folder)
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    cpu = others.ru_utime + others.ru_stime or own.ru_utime + own.ru_stime
    memory = others.ru_maxrss or own.ru_maxrss - held
    giving.send(Built(cpu, time.perf_counter() - clock, memory / 1000))


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


class Start(NamedTuple):
    """One cold start: a query typed into a fresh browser."""

    sent: int
    """Bytes since the page was opened, the page itself included."""
    first: float
    """Milliseconds to the first results."""
    keys: list[float]
    """Milliseconds after each further key; those that brought no results are left out."""
    first_cpu: float
    """Milliseconds of the browser's processor time."""
    key_cpu: list[float]


def cold_starts(system: System, folder: Path, asked: Sequence[str], slow: bool) -> Iterator[Start]:
    """Yield a cold start for each query."""
    with SlowLine(folder, bits=10_000_000 if slow else 0) as line, browser_page() as page:
        browser = page.context.browser
        assert browser is not None
        for query in asked:
            typed = [query[: len(query) - left] for left in range(min(WARM, len(query) - 4), -1, -1)]
            with browser.new_context() as context:
                fresh = context.new_page()
                settle()
                before = line.sent
                fresh.goto(line.address)
                with slowed() if slow else nullcontext():
                    first, first_cpu = _typed(fresh, system, typed[:1] if slow else [query], PATIENCE)
                    keys, key_cpu = _typed(fresh, system, typed[1:] if slow else [], LONGEST)
                each = [key_cpu / len(keys)] if keys else []
                yield Start(line.sent - before, first[0], [one for one in keys if one < LONGEST], first_cpu, each)


def _typed(page: Page, system: System, texts: Sequence[str], most: int) -> tuple[list[float], float]:
    """Return the milliseconds after each text typed, and those of processor time after all of them."""
    before = browser_seconds()
    times: list[float] = page.evaluate(TIMES, [system.field, system.hit, texts, most])
    return times, 1000 * (browser_seconds() - before)


def report(name: str, docs: list[SearchDoc], chosen: argparse.Namespace, timed: bool) -> None:
    """Print one row."""
    system, asked = SYSTEMS[name], queries(docs, chosen.asked)
    with tempfile.TemporaryDirectory() as made:
        folder = (chosen.keep or Path(made)) / f"{name}-{len(docs)}"
        row: dict[str, float] = {}
        if not folder.exists():
            folder.mkdir(parents=True)
            figures = built(system, docs, folder)
            row = {"build CPU s": figures.cpu, "wall s": figures.wall, "peak MB": figures.memory}
        if name == "us":
            sizes = our_bytes(folder, asked)
        else:
            sizes = [start.sent for start in cold_starts(system, folder, asked[: chosen.starts], slow=False)]
        row |= _spread("cold KB", [size / 1000 for size in sizes])
        if timed:
            long = [word for word in (max(query.split(), key=len) for query in asked) if len(word) > 5]
            starts = list(cold_starts(system, folder, long[: chosen.starts], slow=True))
            row |= _spread("first result ms", [start.first for start in starts])
            row |= _spread("further key ms", [one for start in starts for one in start.keys] or [LONGEST])
            row["first CPU ms"] = statistics.median(start.first_cpu for start in starts)
            row["key CPU ms"] = statistics.mean([one for start in starts for one in start.key_cpu] or [0])
    told = (f"{title} {value:.1f}" if value < 100 else f"{title} {value:.0f}" for title, value in row.items())
    print(f"{len(docs):7} {name:9}", "  ".join(told), flush=True)


def _spread(title: str, values: Sequence[float]) -> dict[str, float]:
    return {title: statistics.median(values), f"{title.split()[0]} p90": sorted(values)[int(len(values) * 0.9)]}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1000, 10_000])
    parser.add_argument("--alone", type=int, nargs="*", default=[], help="sizes for ours alone, without times")
    parser.add_argument("--only", nargs="+", choices=SYSTEMS, default=list(SYSTEMS))
    parser.add_argument("--starts", type=int, default=8, help="cold starts that are timed")
    parser.add_argument(
        "--keep", type=Path, help="a folder for what is built; what it holds already is taken as it is"
    )
    parser.add_argument("--asked", type=int, default=200, help="queries whose bytes are counted")
    chosen = parser.parse_args()
    if "pagefind" in chosen.only and not PAGEFIND.exists():
        sys.exit(f"{PAGEFIND} is missing: python -m venv build/pagefind, then install pagefind[bin] into it")
    for size in sorted({*chosen.sizes, *chosen.alone}):
        docs = read_articles(chosen.articles, size)
        for name in chosen.only if size in chosen.sizes else ["us"]:
            report(name, docs, chosen, timed=size in chosen.sizes)


if __name__ == "__main__":
    main()
