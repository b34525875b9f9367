"""People, organisations and places: what people have registered, and what the machine proposes beside it."""

from __future__ import annotations

from broadsheet.models import Cleaned, Mention, Span

from .folding import Folded, fold_text
from .registered import Found, find_registered
from .registry import Registry

__all__ = ["Registry", "find_mentions"]


def find_mentions(cleaned: Cleaned, registry: Registry) -> tuple[Mention, ...]:
    """Return the names in an article, sorted, never overlapping; what is registered wins over what is proposed."""
    text = fold_text(cleaned.text)
    registered = find_registered(text, registry)
    return tuple(_registered_mention(cleaned, text, registry, found) for found in registered)


def _registered_mention(cleaned: Cleaned, text: Folded, registry: Registry, found: Found) -> Mention:
    span = Span(text.place(found.start), text.place(found.end))
    entity = registry.entities[found.entity]
    return Mention(
        clean=span,
        raw=cleaned.raw_span(span),
        text=cleaned.text[span.start : span.end],
        name=entity.name,
        type=entity.type,
        id=entity.id,
        rule=found.rule,
    )
