"""Claims: every rule by example, and what is no claim."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from broadsheet.models import Claim
from broadsheet.words import table

CASES = Path(__file__).parents[2] / "cases" / "claims"


def cases(name: str) -> list[dict[str, Any]]:
    found = yaml.safe_load((CASES / f"{name}.yml").read_text(encoding="utf-8"))
    assert found
    return list(found)


def by_name(case: dict[str, Any]) -> str:
    return str(case["case"])


@pytest.mark.parametrize("case", cases("patterns"), ids=by_name)
def test_finds(case: dict[str, Any], claims_of: Callable[..., tuple[Claim, ...]]) -> None:
    found = claims_of(case["text"])
    assert [f"{c.speaker} | {c.cue} | {c.kind} | {c.text}" for c in found] == case["claims"]


@pytest.mark.parametrize("case", cases("none"), ids=by_name)
def test_leaves_alone(case: dict[str, Any], claims_of: Callable[..., tuple[Claim, ...]]) -> None:
    assert claims_of(case["text"]) == ()


def test_every_verb_stands_once_in_the_table() -> None:
    verbs = [verb for entry in table("cues")["verbs"] for verb in entry["verbs"]]
    assert len(verbs) == len(set(verbs))
    assert all(isinstance(word, str) for words in table("grammar").values() for word in words)
