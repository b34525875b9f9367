"""Measures the names stage and prints a table.

    python benchmarks/names.py FOLDER_OF_LABELLED_SETS

Each set is a .jsonl.gz of {text, entities: [{start, end, type}]}. A name counts where both ends and the type are
right; a leading article and a trailing possessive or full stop do not matter.
"""

from __future__ import annotations

import gzip
import itertools
import json
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml

from broadsheet.describe.names import Registry, find_mentions, look_alikes
from broadsheet.describe.names.folding import fold_text
from broadsheet.describe.names.registered import find_registered
from broadsheet.models import Cleaned, Mention, Paragraph, Piece, Span
from broadsheet.read.authority import Found, registered
from broadsheet.records import Entity

ROOT = Path(__file__).parent.parent
STATED = 0.85
"""Confidence from which a page would state the type."""

Label = tuple[int, int, str]


def cleaned(text: str) -> Cleaned:
    """Return an article that is all body."""
    whole = Span(0, len(text))
    lines = tuple(Paragraph("body", Span(*m.span()), Span(*m.span())) for m in re.finditer(r"[^\n]+", text))
    return Cleaned(text, whole, lines, (Piece(whole, text, text, whole, "kept"),), None, None, None)


def label(text: str, start: int, end: int, kind: str) -> Label:
    """Return a name without what does not matter at its edges."""
    words = re.fullmatch(r"((?:[Tt]he\s+)?)(.*?)(?:['’] ?s?|[\s.,])*", text[start:end], re.S)
    start += len(words[1]) if words else 0
    return (start, start + len(words[2]) if words else end, kind)


def shares(found: set[Label], true: set[Label]) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    right = len(found & true)
    precision, recall = right / max(1, len(found)), right / max(1, len(true))
    return precision, recall, 2 * right / max(1, len(found) + len(true))


def read(path: Path) -> list[dict[str, Any]]:
    """Return the labelled texts of a set."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def measure(path: Path) -> str:
    """Return one line of the table."""
    records = read(path)
    nobody = Registry([])
    true: set[Label] = set()
    found: dict[Label, Mention] = {}
    shift = 0
    for record in records:
        text = record["text"]
        true |= {_moved(label(text, e["start"], e["end"], e["type"]), shift) for e in record["entities"]}
        typed = (m for m in find_mentions(cleaned(text), nobody) if m.type != "unknown")
        found |= {_moved(label(text, *m.clean, m.type), shift): m for m in typed}
        shift += len(text) + 1
    sure = {name for name, mention in found.items() if mention.confidence >= STATED}
    untyped = shares({(*n[:2], "") for n in found}, {(*n[:2], "") for n in true})
    kinds = [{name for name in sure if name[2] == kind} for kind in ("person", "organisation", "place")]
    cells = [*shares(set(found), true), untyped[2], *(shares(some, true)[0] for some in (sure, *kinds))]
    cells.append(len(sure) / max(1, len(found)))
    return f"{path.name.split('.')[0]:18}" + "".join(f"{cell:8.3f}" for cell in cells)


def _moved(name: Label, shift: int) -> Label:
    return (name[0] + shift, name[1] + shift, name[2])


def speed(paths: Iterable[Path]) -> str:
    """Return words a second of one core, with the registry alone and with the recogniser."""
    texts = [record["text"] for path in paths for record in read(path)]
    words = sum(len(text.split()) for text in texts)
    registry = Registry([Entity(id="europe", name="Europe", type="place")])
    figures = []
    for work in (lambda t: find_registered(fold_text(t), registry), lambda t: find_mentions(cleaned(t), registry)):
        start = time.process_time()
        for text in texts:
            work(text)
        figures.append(words / (time.process_time() - start))
    return "words/s: registry only {:,.0f}, with the recogniser {:,.0f}".format(*figures)


def loading(texts: Sequence[str], number: int = 50_000, times: int = 5) -> str:
    """Return the seconds of CPU in which a register of so many entities is read, and made ready for searching.

    The least of several times, beside that of a loop that tells how much this machine is disturbed; then the words
    a second in which registers of several sizes are searched for.
    """
    registry, *figures = _loaded(number)
    for _ in range(times - 1):
        figures = [min(*pair) for pair in zip(figures, _loaded(number)[1:], strict=True)]
    loop = min(_seconds(lambda: sum(i & 3 for i in range(2_000_000))) for _ in range(times))
    lines = [
        "{:,} entities: read and checked in {:.2f} s, made ready in {:.2f} s, both in {:.2f} s; "
        "a loop of 2,000,000 steps in {:.3f} s".format(number, *figures, loop)
    ]
    for size in (100, 5_000, number):
        rate = _words_a_second(texts, Registry(registry.entities[:size]), times)
        lines.append(f"{size:,} entities: {rate:,.0f} words/s")
    return "\n".join(lines)


def _words_a_second(texts: Sequence[str], registry: Registry, times: int) -> float:
    def search() -> None:
        for text in texts:
            find_registered(fold_text(text), registry)

    return sum(len(text.split()) for text in texts) / min(_seconds(search) for _ in range(times))


def _loaded(number: int) -> tuple[Registry, float, float, float]:
    """Return a register, and the seconds to read it, to make it ready, and both."""
    record = (
        "- id: e-{0}\n  name: {1} {2}\n  type: person\n  spellings: [{2} {1}, {3}. {2}]\n  note: Number {0}.\n"
    )
    names = [(i, f"N{i % 997}a", f"S{i}o", chr(65 + i % 26)) for i in range(number)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "corpus/entities.yml")
        path.parent.mkdir()
        path.write_text("".join(record.format(*name) for name in names), encoding="utf-8")
        del names
        start = time.process_time()
        entities = registered(Found(Path(folder)))
        read_in = time.process_time()
        registry = Registry(entities)
        ready = time.process_time()
    return registry, read_in - start, ready - read_in, ready - start


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def variants() -> str:
    """Return the shares of spellings proposed and of other names proposed."""
    cases = yaml.safe_load((ROOT / "tests/cases/names/variants.yml").read_text(encoding="utf-8"))
    same = [p for k in cases["same"] for g in k["groups"] for p in itertools.combinations(g, 2)]
    different = [p for k in cases["different"] for p in k["pairs"]]
    hits = sum(bool(look_alikes(a, [b])) for a, b in same)
    wrong = sum(bool(look_alikes(a, [b])) for a, b in different)
    return f"variants: {hits}/{len(same)} spellings proposed, {wrong}/{len(different)} other names"


def main() -> None:
    """Print the table."""
    paths = sorted(Path(sys.argv[1]).glob("*.jsonl.gz"))
    print(f"{'':18}   typed P      R     F1 any F1 P sure  people  organ.  places  share")
    print(f"{'':18}   (sure: confidence at least {STATED}, the ones whose type a page states)")
    for path in paths:
        print(measure(path))
    print(speed(paths))
    print(variants())
    print(loading([record["text"] for path in paths for record in read(path)]))


if __name__ == "__main__":
    main()
