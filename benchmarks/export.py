"""Measures the export: processor seconds, memory and bytes of each format for many articles.

    .venv/bin/python benchmarks/export.py --articles 10000

The articles are copies of those of the corpus under other ids: the library takes less memory than one of as many
different articles. What is measured is what the export takes on top of it.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from broadsheet.corpus import Corpus
from broadsheet.export import NAMES, files, holdings_of, packages
from broadsheet.export.output import Written, save
from broadsheet.link import link
from broadsheet.models import ClaimRef, Library, StatementGroup
from broadsheet.pipeline import examine

ROOT = Path(__file__).resolve().parents[1]


def many(library: Library, corpus: Corpus, number: int) -> tuple[Library, Corpus]:
    """Return a library and corpus of `number` articles."""
    entries = {e.raw.id: e for e in corpus.entries}
    articles, copies, groups = [], [], []
    for n in range(number):
        article = library.articles[n % len(library.articles)]
        entry, name = entries[article.id], f"a{n}-{article.id}"[:80].rstrip("-")
        articles.append(replace(article, id=name))
        copies.append(replace(entry, raw=replace(entry.raw, id=name)))
        groups += [
            StatementGroup(f"s-{n}-{c.id}", (ClaimRef(name, c.id),), articles=1, texts=1) for c in article.claims
        ]
    ids = {a.id for a in library.articles}
    named = {old: [a.id for a in articles if a.id.endswith(old[:60])] for old in ids}
    topics = tuple(
        replace(t, articles=tuple(new for old in t.articles for new in named[old])) for t in library.topics
    )
    made = replace(library, articles=tuple(articles), groups=tuple(groups), topics=topics, families=(), stories=())
    return made, replace(corpus, entries=tuple(copies))


def memory() -> float:
    """Return the most memory this process has had so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print a line for each format."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--root", type=Path, default=ROOT)
    options = parser.parse_args()
    corpus, articles, _ = examine(options.root)
    library, corpus = many(link(articles, corpus), corpus, options.articles)
    holdings = holdings_of(library, corpus)
    print(f"{options.articles:,} articles in memory: {memory():.0f} MB")
    whole = time.process_time()
    listed: list[Written] = []
    with tempfile.TemporaryDirectory() as folder:
        for name in NAMES:
            start, number, size = time.process_time(), 0, 0
            for file in files(holdings, [name]):
                written = save(file, Path(folder))
                number, size = number + 1, size + written.size
                listed += [written] if file.entry else []
            took = time.process_time() - start
            print(f"{name:12} {took:7.1f} s  {number:7,} files  {size / 1e6:8.1f} MB  peak {memory():.0f} MB")
        for file in packages(holdings, listed):
            save(file, Path(folder))
    print(f"all in {time.process_time() - whole:.1f} s, peak {memory():.0f} MB")


if __name__ == "__main__":
    main()
