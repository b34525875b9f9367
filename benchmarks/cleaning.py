"""Measures cleaning: ours beside doing nothing, the simple rule, and trafilatura where there is HTML.

    python benchmarks/cleaning.py BENCH [--limit N] [--trafilatura PYTHON] [--held-out FILE]

`BENCH` is a folder with `bench/score.py` and `data/cleaning/`. "as shipped" is the whole stage with trees that
have seen these pages; "held out" is what `cleaning_train.py` found on pages of sites they had not seen, read from
the file it left in `build/`. `--trafilatura` names a Python that has trafilatura; without it that line says so.
Speeds are articles a second of processor time on one core; every page of aeb comes twice, from two renderers, and
lines that were met a moment ago are known, so the speed on wcxb_dev says more.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from broadsheet.clean import clean
from broadsheet.models import Cleaned, Raw
from broadsheet.read import read

ROOT = Path(__file__).parents[1]
SETS = ("aeb", "wcxb_dev", "aeb_residue", "aeb_html")
Item = dict[str, Any]
Pair = tuple[str, str]

_SENTENCE = re.compile(r"[.!?]['\"”’)\]]*$")

_TRAFILATURA = """
import json, sys, time
from trafilatura import extract
begin = time.process_time()
for line in sys.stdin:
    print(json.dumps(extract(json.loads(line), include_comments=False, favor_recall=bool(sys.argv[1:])) or ""))
print(time.process_time() - begin, file=sys.stderr)
"""


def load_scorer(bench: Path) -> ModuleType:
    """Return the scorer, which is no part of the project."""
    spec = importlib.util.spec_from_file_location("score", bench / "bench" / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{bench} has no bench/score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def clean_item(item: Item) -> Cleaned:
    """Return an item cleaned."""
    kind = "html" if "html" in item else "text"
    return clean(Raw("item", f"item.{kind}", item.get("html") or item["raw"], "", kind))


def body_of(cleaned: Cleaned) -> str:
    """Return the article's own words."""
    return cleaned.text[slice(*cleaned.body)]


def long_lines(text: str) -> str:
    """Return the lines of eight words and more that end as a sentence does."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line.count(" ") >= 7 and _SENTENCE.search(line[-8:]))


def tell(scorer: ModuleType, name: str, items: list[Item], texts: list[str], speed: str = "") -> None:
    """Print a row of the table."""
    pairs: list[Pair] = [(item["body"], text) for item, text in zip(items, texts, strict=True)]
    figures = " | ".join(f"{figure:.3f}" for figure in scorer.shingle_f1(pairs))
    there = [phrase in text for item, text in zip(items, texts, strict=True) for phrase in item.get("with", [])]
    gone = [
        phrase not in text for item, text in zip(items, texts, strict=True) for phrase in item.get("without", [])
    ]
    phrases = f"{sum(there) / len(there):.3f} / {sum(gone) / len(gone):.3f}" if there and gone else ""
    print(f"| {name} | {figures} | {phrases} | {speed} |", flush=True)


def tell_held_out(set_name: str, held_out: Path | None) -> None:
    """Print the rows of what was learnt without the pages it is asked about."""
    found = json.loads(held_out.read_text(encoding="utf-8")) if held_out and held_out.exists() else {}
    for way, sets in found.items():
        if figures := sets.get(set_name):
            told = " | ".join(f"{figure:.3f}" for figure in figures[:3])
            phrases = " / ".join(f"{figure:.3f}" for figure in figures[3:])
            print(f"| {set_name}: ours, {way}, held out by site | {told} | {phrases} | |")


def timed(what: Callable[[Item], Cleaned], items: list[Item]) -> tuple[list[Cleaned], str]:
    """Return the results and the articles a second."""
    what(items[0])
    begin = time.process_time()
    found = [what(item) for item in items]
    return found, f"{len(items) / (time.process_time() - begin):.0f}"


def trafilatura(python: Path, items: list[Item], *options: str) -> tuple[list[str], str] | None:
    """Return what trafilatura leaves of saved pages, and the pages a second; None where it is not installed."""
    lines = "".join(json.dumps(item["html"]) + "\n" for item in items)
    try:
        command = [str(python), "-c", _TRAFILATURA, *options]
        done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    seconds = float(done.stderr.strip().splitlines()[-1])
    return [json.loads(line) for line in done.stdout.splitlines()], f"{len(items) / seconds:.0f}"


def tell_peers(scorer: ModuleType, name: str, items: list[Item], python: Path | None) -> None:
    """Print the rows of trafilatura, or that it is not there."""
    for label, options in (("trafilatura", ()), ("trafilatura, recall", ("recall",))):
        found = trafilatura(python, items, *options) if python else None
        if found is None:
            print(f"| {name}: {label} is not installed | | | | | |")
        else:
            tell(scorer, f"{name}: {label}", items, *found)


def measure_set(scorer: ModuleType, bench: Path, name: str, arguments: argparse.Namespace) -> None:
    """Print the rows of one set."""
    items = scorer.load(str(bench / "data" / "cleaning" / f"{name}.jsonl.gz"), arguments.limit)
    if "raw" in items[0]:
        tell(scorer, f"{name}: nothing done", items, [item["raw"] for item in items])
        tell(scorer, f"{name}: lines of 8 words that end a sentence", items, [long_lines(i["raw"]) for i in items])
    else:
        tell_peers(scorer, name, items, arguments.trafilatura)
    tell_held_out(name, arguments.held_out)
    cleaned, speed = timed(clean_item, items)
    tell(scorer, f"{name}: ours as shipped", items, [body_of(c) for c in cleaned], speed)


def measure_corpus() -> None:
    """Print what becomes of the project's own articles, and how many are cleaned in a second."""
    corpus, _ = read(ROOT)
    entries = corpus.entries if corpus else ()
    begin = time.process_time()
    cleaned = {entry.raw.id: clean(entry.raw) for entry in entries}
    seconds = time.process_time() - begin
    for name, found in cleaned.items():
        print(f"{name}: {len(found.removed)} pieces removed, {sum(bool(p.doubt) for p in found.removed)} doubted")
    print(f"{len(cleaned)} articles of the corpus, {len(cleaned) / seconds:.0f} a second")


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("bench", type=Path)
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--trafilatura", type=Path)
    parser.add_argument("--held-out", type=Path)
    arguments = parser.parse_args()
    scorer = load_scorer(arguments.bench)
    print("| | precision | recall | F1 | phrases found / furniture absent | a second |\n|---|---|---|---|---|---|")
    for name in SETS:
        measure_set(scorer, arguments.bench, name, arguments)
    print()
    measure_corpus()


if __name__ == "__main__":
    sys.exit(main())
