"""Registered names in small texts; the cases stand in tests/cases/names/registered.yml."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.describe.names import Registry, find_mentions
from broadsheet.models import Cleaned

CASES = Path(__file__).parents[2] / "cases/names"
REGISTERED = yaml.safe_load((CASES / "registered.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", REGISTERED, ids=lambda case: case["what"])
def test_a_registered_name_is_found(
    case: dict[str, Any], ruritania: Registry, article: Callable[[str], Cleaned]
) -> None:
    mentions = find_mentions(article(case["text"]), ruritania)
    assert [f"{m.text} = {m.id} ({m.rule})" for m in mentions if m.id is not None] == case["found"]


@settings(max_examples=40)
@given(text=st.text(st.sampled_from("aRuritania Elphberg's US’\n.-\u0301ZéМ\u200b"), max_size=60))
def test_mentions_are_sorted_apart_and_quote_the_text(
    text: str, ruritania: Registry, article: Callable[[str], Cleaned]
) -> None:
    mentions = find_mentions(article(text), ruritania)
    edges = [edge for m in mentions for edge in m.clean]
    assert edges == sorted(edges)
    assert all(m.text == text[m.clean.start : m.clean.end] != "" for m in mentions)
