"""Measures whether near-copies are found as families, and how long families and statements take.

    python benchmarks/families.py WIKINEWS.jsonl.gz [--time ARTICLES.jsonl.gz --number 10000]

Each line holds `text` (and `title`). Of every article of six sentences and more a near-copy is made by edits such
as rewriting editors make: sentences dropped, put in another order, merged, words put for others. The copy must be
found in one family with its original and with nothing else. Families of several originals are printed, so that a
person can judge them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from broadsheet.corpus import Entry
from broadsheet.link import gist
from broadsheet.link.claimed import statements_of
from broadsheet.link.families import find_families
from broadsheet.link.sheaves import joined
from broadsheet.link.speakers import Voices
from broadsheet.link.statements import find_groups
from broadsheet.models import Article, Family, Raw
from broadsheet.records import Decisions, Sidecar
from broadsheet.text.sentences import sentences
from broadsheet.work.workers import describe_all

# Words that a rewriting editor puts for others; what is not here stays.
OTHER_WORDS = {
    "said": "stated", "says": "states", "announced": "declared", "reported": "wrote",
    "killed": "left dead", "several": "a number of", "about": "around", "also": "too", "began": "started",
    "people": "persons", "government": "cabinet", "police": "officers", "according": "pursuant",
    "large": "big", "because": "since", "after": "following", "against": "in opposition to", "while": "as",
    "show": "indicate", "shows": "indicates", "told": "informed", "made": "produced", "use": "employ",
    "used": "employed", "new": "fresh", "year": "twelvemonth", "however": "yet", "many": "numerous",
    "first": "initial", "found": "discovered", "near": "close to", "including": "among them",
    "president": "head of state", "country": "nation", "last": "past", "more": "further",
}  # fmt: skip
DROPPED, MOVED, REWORDED, MERGED = 0.25, 0.2, 0.7, 0.15
LEAST_SENTENCES = 6


def rows(path: str, number: int | None = None) -> Iterator[dict[str, Any]]:
    """Yield the first items of a file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for i, line in enumerate(file):
            if number is not None and i >= number:
                return
            yield json.loads(line)


def near_copy(parts: list[str], chance: random.Random) -> str:
    """Return the sentences of an article as a rewriting editor would have them."""
    kept = [s for s in parts if chance.random() >= DROPPED] or parts[:1]
    for i in range(len(kept) - 1):
        if chance.random() < MOVED:
            kept[i], kept[i + 1] = kept[i + 1], kept[i]
    worded = [" ".join(other(w, chance) for w in s.split()) for s in kept]
    merged: list[str] = []
    for sentence in worded:
        if merged and chance.random() < MERGED:
            merged[-1] = f"{merged[-1].rstrip('.')}, and {sentence[:1].lower()}{sentence[1:]}"
        else:
            merged.append(sentence)
    return "\n\n".join(merged)


def other(word: str, chance: random.Random) -> str:
    """Return another word for one, mostly, where there is one."""
    return OTHER_WORDS.get(word, word) if chance.random() < REWORDED else word


def described(texts: dict[str, str], jobs: int) -> list[Article]:
    """Return articles as the per-article stages leave them."""
    entries = [Entry(Raw(name, f"{name}.txt", text, ""), Sidecar(), "") for name, text in texts.items()]
    return [found for found in describe_all(entries, jobs=jobs) if isinstance(found, Article)]


def near_copies(path: str, jobs: int) -> None:
    """Print how many near-copies are found, and which families should not be."""
    chance = random.Random(2)  # noqa: S311 - the same copies at every run
    texts: dict[str, str] = {}
    for i, row in enumerate(rows(path)):
        text = row["text"]
        parts = [text[s.start : s.end] for s in sentences(text)]
        if len(parts) >= LEAST_SENTENCES:
            texts[f"w{i:05}"] = text
            texts[f"w{i:05}-copy"] = near_copy(parts, chance)
    start = time.perf_counter()
    articles = described(texts, jobs)
    families = find_families([a.id for a in articles], [gist(a).runs for a in articles], articles)
    originals = len(texts) // 2
    found = sum(is_pair(family) for family in families)
    mixed = [f for f in families if len({name[:6] for name in f.members}) > 1]
    together = sum(sum(1 for m in f.members if m.endswith("-copy") and m[:6] in f.members) for f in mixed)
    seconds = time.perf_counter() - start
    print(f"{originals} articles, as many near-copies, {seconds:.1f} s with cleaning and describing")
    print(f"near-copies in a family with their original: {found + together} of {originals}")
    print(f"families of more than one story: {len(mixed)}")
    for family in mixed:
        print("  ", ", ".join(family.members))


def is_pair(family: Family) -> bool:
    """Return whether a family is an article and its near-copy."""
    return len(family.members) == 2 and len({name[:6] for name in family.members}) == 1


def timing(path: str, number: int, jobs: int) -> None:
    """Print how long families and statements of many articles take on one core."""
    texts = {f"a{i:06}": row["text"] for i, row in enumerate(rows(path, number))}
    articles = described(texts, jobs)
    begin = time.process_time()
    gists = joined(gist(article) for article in articles)
    everyone = range(len(articles))
    start = time.process_time()
    families = find_families([a.id for a in articles], gists.runs_of(everyone), articles)
    between = time.process_time()
    groups = find_groups(statements_of(gists.cards), gists.said_by(everyone), families, Voices(()), Decisions())
    end = time.process_time()
    print(f"{len(articles)} articles: gists {start - begin:.1f} s (made where articles are described),")
    print(f"  families {between - start:.1f} s, statements {end - between:.1f} s of CPU")
    print(
        f"  {len(families)} families, {len(groups)} statements, {sum(g.articles > 1 for g in groups)} in several"
    )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wikinews", type=Path)
    parser.add_argument("--time", type=Path)
    parser.add_argument("--number", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=2)
    chosen = parser.parse_args()
    near_copies(str(chosen.wikinews), chosen.jobs)
    if chosen.time is not None:
        timing(str(chosen.time), chosen.number, chosen.jobs)


if __name__ == "__main__":
    main()
