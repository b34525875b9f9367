"""Measures what is told of pages beside their text: headline, writer and day of publication.

    python benchmarks/fields.py ../shared/data/cleaning/wcxb_dev.jsonl.gz [--every N]

Pages without an answer in the labels count for nothing. A headline is right if its words are those of the label;
a writer, if one holds the other; a day, if it is the same. What is inferred counts as not given.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from broadsheet.corpus import Entry
from broadsheet.describe import knowledge_of
from broadsheet.models import Article, Raw
from broadsheet.records import Sidecar
from broadsheet.work.workers import describe_one

FIELDS = ("title", "author", "publish_date")


def told(article: Article) -> dict[str, str]:
    """Return what an article's own words state, by the key of the label."""
    date = article.date.known
    known = article.title.known, article.byline.known, date.edtf if date is not None else ""
    return {key: value or "" for key, value in zip(FIELDS, known, strict=True)}


def judge(field: str, found: str, label: str) -> str:
    """Return whether what was found is right, wrong or not given."""
    one, other = (" ".join(re.findall(r"\w+", text.lower())) for text in (found, label))
    if not one:
        return "not given"
    inside = field == "author" and (one in other or other in one)
    return "right" if one == other or inside else "wrong"


def judged(data: Path, every: int) -> Iterator[tuple[str, str]]:
    """Yield every field of every labelled page with the judgement."""
    knowledge = knowledge_of((), ())
    with gzip.open(data, "rt", encoding="utf-8") as lines:
        items: list[dict[str, Any]] = [json.loads(line) for line in lines][::every]
    for item in items:
        raw = Raw(item["id"], f"{item['id']}.txt", item["raw"], "")
        found = told(describe_one(Entry(raw, Sidecar(), ""), knowledge))
        labels = {**item, "publish_date": (item.get("publish_date") or "")[:10]}
        yield from ((field, judge(field, found[field], labels[field])) for field in FIELDS if labels.get(field))


def main() -> None:
    """Print how many of each field are right, wrong and not given."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--every", type=int, default=1)
    arguments = parser.parse_args()
    counts = Counter(judged(arguments.data, arguments.every))
    for field in FIELDS:
        parts = ", ".join(f"{counts[field, word]} {word}" for word in ("right", "wrong", "not given"))
        print(f"{field}: {parts}")


if __name__ == "__main__":
    main()
