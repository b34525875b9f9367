"""Measures the claims: how many attributions of a labelled set are found, how exactly, and how fast.

    BENCH=../shared .venv/bin/python benchmarks/claims.py [DATA.jsonl.gz]

`BENCH` is a folder with `bench/score.py` and `data/claims/`; neither is part of the project. The scorer runs
`broadsheet extract --jsonl`, so its figures are those of the whole pipeline. The speed is that of `find_claims`
alone, on one core. Peers are not run here: those that can be compared need a trained parser, which the package
index does not have.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from broadsheet.describe.claims import Roster, find_claims
from broadsheet.models import Claim, Cleaned, Paragraph, Piece, Span

BROADSHEET = Path(sys.executable).with_name("broadsheet")


def read_texts(data: Path) -> list[str]:
    """Return the texts of a labelled set."""
    with gzip.open(data, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def as_cleaned(text: str) -> Cleaned:
    """Return a text as an article that needed no cleaning, one paragraph a line."""
    whole = Span(0, len(text))
    paragraphs = tuple(Paragraph("body", line, line) for line in _lines(text))
    ledger = (Piece(whole, text, text, whole, "kept"),)
    return Cleaned(text, whole, paragraphs, ledger, title=None, dek=None, byline=None)


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield Span(start, start + len(line.rstrip()))
        start += len(line)


def measure_speed(texts: list[str]) -> tuple[float, list[Claim]]:
    """Return words a second on one core, and the claims."""
    articles = [as_cleaned(text) for text in texts]
    started = time.process_time()
    claims = [claim for article in articles for claim in find_claims(article, (), Roster(()))]
    return sum(len(text.split()) for text in texts) / (time.process_time() - started), claims


def main() -> None:
    """Print the scorer's table, the speed and how often each rule spoke."""
    bench = Path(os.environ.get("BENCH", "../shared"))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, nargs="?", default=bench / "data/claims/polnear_dev.jsonl.gz")
    data = parser.parse_args().data
    score = [sys.executable, bench / "bench/score.py", "claims", data, "--", BROADSHEET, "extract", "--jsonl"]
    subprocess.run(score, check=True)
    speed, claims = measure_speed(read_texts(data))
    print(f"  speed: {speed:,.0f} words a second on one core, {len(claims)} claims")
    for rule, number in Counter(claim.rule for claim in claims).most_common():
        print(f"  {rule:<20} {number:5}")


if __name__ == "__main__":
    main()
