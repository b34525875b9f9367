"""What a person decided about lines or words of one raw file; it wins over every rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from broadsheet.clean.units import Unit, split_lines
from broadsheet.clean.verdicts import Verdict
from broadsheet.records import Override


@dataclass(frozen=True)
class Decision:
    """A line or words that are to be kept or dropped, whatever the rules say."""

    line: int | None
    """1-based line of the raw file."""
    words: str | None
    """Exact words; white space may differ. The first place where they stand is meant."""
    why: str


def decisions_of(overrides: Iterable[Override]) -> tuple[Decision, ...]:
    """Return what a person wrote about parts of the raw text as the stage `clean` takes it."""
    return tuple(Decision(item.line, item.words, item.why) for item in overrides)


def place_decisions(text: str, decisions: Sequence[Decision]) -> dict[Decision, tuple[int, int]]:
    """Return the stretch of the raw text that each decision means; those that mean none are left out."""
    found = {}
    lines = {line.number: (line.start, line.end) for line in split_lines(text)} if decisions else {}
    for decision in decisions:
        if decision.line in lines:
            found[decision] = lines[decision.line]
        elif decision.words and decision.words.strip() and (match := re.search(_pattern(decision.words), text)):
            found[decision] = match.span()
    return found


def count_places(text: str, words: str) -> int:
    """Return how often words stand in a raw text, whatever white space parts them."""
    return len(re.findall(_pattern(words), text)) if words.strip() else 0


def _pattern(words: str) -> str:
    return r"\s+".join(map(re.escape, words.split()))


def decide(
    unit: Unit, keep: Sequence[Decision], drop: Sequence[Decision], places: Mapping[Decision, tuple[int, int]]
) -> Verdict | None:
    """Return what a person decided about a unit, None where nobody did; keeping wins over dropping."""
    if any(_covers(places.get(d), unit) for d in keep):
        return Verdict(rule="keep")
    if any(_covers(places.get(d), unit) for d in drop):
        return Verdict("removed", "drop", "drop")
    return None


def _covers(place: tuple[int, int] | None, unit: Unit) -> bool:
    return place is not None and place[0] <= unit.start and unit.end <= place[1]
