"""Small articles and registries to find names in."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from broadsheet.describe.names import Registry
from broadsheet.models import Cleaned, Paragraph, Piece, Span
from broadsheet.records import Entity

CASES = Path(__file__).parents[2] / "cases/names"


def cleaned(text: str) -> Cleaned:
    """Return an article whose every line is a paragraph of the body, word for word as collected."""
    whole = Span(0, len(text))
    lines = [Span(*m.span()) for m in re.finditer(r"[^\n]+", text)]
    paragraphs = tuple(Paragraph("body", line, line) for line in lines)
    return Cleaned(text, whole, paragraphs, (Piece(whole, text, text, whole, "kept"),), None, None, None)


@pytest.fixture(scope="session")
def article() -> Callable[[str], Cleaned]:
    return cleaned


@pytest.fixture(scope="session")
def ruritania() -> Registry:
    """A registry of an invented country."""
    records = yaml.safe_load((CASES / "registry.yml").read_text(encoding="utf-8"))
    return Registry([Entity(**record) for record in records])
