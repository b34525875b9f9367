"""Measures how well articles on one event are gathered: B-cubed against labelled events.

    python benchmarks/stories.py EVENTS.jsonl.gz

Each line holds `id`, `event`, `title` and `text`. Dates are left out: the labelled ones are those of the crawl.
B-cubed: A. Bagga, B. Baldwin, "Entity-based cross-document coreferencing using the vector space model", 1998.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections import Counter
from typing import Any

from broadsheet.link import Gist, gist
from broadsheet.link.stories import Terms, find_stories
from broadsheet.models import Article, Cleaned, Finding, Source, Span


def described(row: dict[str, Any]) -> Gist:
    """Return the gist of an article of which nothing is known but title and text."""
    text = row["text"]
    unknown: Finding[Any] = Finding(None, "unknown")
    cleaned = Cleaned(text, Span(0, len(text)), (), (), None, None, None)
    title = Finding(row["title"], "stated")
    source = Source("", "")
    return gist(Article(row["id"], source, title, unknown, unknown, unknown, unknown, unknown, cleaned, (), ()))


def b_cubed(events: dict[str, str], groups: list[tuple[str, ...]]) -> tuple[float, float, float]:
    """Return precision, recall and their harmonic mean over all articles; who is in no group is alone."""
    group_of = {name: group for group in groups for name in group}
    sizes = Counter(events.values())
    precision = recall = 0.0
    for name, event in events.items():
        group = group_of.get(name, (name,))
        same = sum(events[other] == event for other in group)
        precision += same / len(group) / len(events)
        recall += same / sizes[event] / len(events)
    return precision, recall, 2 * precision * recall / (precision + recall)


def main() -> None:
    """Print the figures."""
    with gzip.open(sys.argv[1], "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    start = time.perf_counter()
    gists, terms = [described(row) for row in rows], Terms()
    for found in gists:
        terms.add(found.words, found.counts)
    stories = find_stories([found.card for found in gists], terms.arranged(range(len(gists))))
    seconds = time.perf_counter() - start
    scores = b_cubed({row["id"]: row["event"] for row in rows}, [story.members for story in stories])
    events = len({row["event"] for row in rows})
    print(f"{len(rows)} articles, {events} events, {len(stories)} stories, {seconds:.1f} s")
    print("B-cubed: precision {:.3f} recall {:.3f} F1 {:.3f}".format(*scores))


if __name__ == "__main__":
    main()
