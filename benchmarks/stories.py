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
from types import SimpleNamespace
from typing import Any

from broadsheet.link.stories import find_stories
from broadsheet.models import Finding, Span


def article(row: dict[str, Any]) -> Any:
    """Return as much of an article as the stage reads."""
    cleaned = SimpleNamespace(text=row["text"], body=Span(0, len(row["text"])))
    unknown: Finding[Any] = Finding(None, "unknown")
    return SimpleNamespace(id=row["id"], title=Finding(row["title"], "stated"), date=unknown, cleaned=cleaned)


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
    stories = find_stories([article(row) for row in rows])
    seconds = time.perf_counter() - start
    scores = b_cubed({row["id"]: row["event"] for row in rows}, [story.members for story in stories])
    events = len({row["event"] for row in rows})
    print(f"{len(rows)} articles, {events} events, {len(stories)} stories, {seconds:.1f} s")
    print("B-cubed: precision {:.3f} recall {:.3f} F1 {:.3f}".format(*scores))


if __name__ == "__main__":
    main()
