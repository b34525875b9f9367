"""Articles made from plain words: paragraphs parted by blank lines, all of them body."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest

from broadsheet.describe.claims import Roster, find_claims
from broadsheet.models import Claim, Cleaned, EntityType, Mention, Paragraph, Piece, Span
from broadsheet.records import Entity

Names = dict[str, EntityType]
"""What is named in an article, as written, and what it is."""


def cleaned(text: str) -> Cleaned:
    whole = Span(0, len(text))
    lines = [Span(*found.span()) for found in re.finditer(r"[^\n]+", text) if found.group().strip()]
    paragraphs = tuple(Paragraph("body", line, line) for line in lines)
    ledger = (Piece(whole, text, text, whole, "kept"),)
    return Cleaned(text, whole, paragraphs, ledger, title=None, dek=None, byline=None)


def mentions(text: str, names: Names, registry: Sequence[Entity]) -> tuple[Mention, ...]:
    ids = {spelling: (e.id, e.name) for e in registry for spelling in (e.name, *e.spellings)}
    found = []
    for written, type_ in names.items():
        id_, name = ids.get(written, (None, written))
        for match in re.finditer(rf"\b{re.escape(written)}\b", text):
            span = Span(*match.span())
            found.append(Mention(span, span, written, name, type_, id_, "spelling"))
    return tuple(sorted(found, key=lambda mention: mention.clean))


@pytest.fixture(scope="session")
def claims_of() -> Callable[..., tuple[Claim, ...]]:
    """Return the claims of a text in which some names are known."""

    def find(text: str, names: Names | None = None, registry: Sequence[Entity] = ()) -> tuple[Claim, ...]:
        return find_claims(cleaned(text), mentions(text, names or {}, registry), Roster(registry))

    return find
