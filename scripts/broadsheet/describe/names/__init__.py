"""People, organisations and places: what people have registered, and what the machine proposes beside it."""

from __future__ import annotations

from collections.abc import Sequence

from broadsheet.models import Cleaned, Mention, Span

from .folding import Folded, fold_text
from .fullest import fullest
from .recogniser import Proposed, find_proposed
from .registered import Found, find_registered
from .registry import Registry

__all__ = ["Registry", "find_mentions"]


def find_mentions(cleaned: Cleaned, registry: Registry) -> tuple[Mention, ...]:
    """Return the names in an article, sorted, never overlapping; what is registered wins over what is proposed."""
    text = fold_text(cleaned.text)
    registered = find_registered(text, registry)
    proposed = _outside(find_proposed(text), registered)
    written = [cleaned.text[text.place(p.start) : text.place(p.end)] for p in proposed]
    mentions = [_registered_mention(cleaned, text, registry, found) for found in registered]
    mentions += [_proposed_mention(cleaned, text, *named) for named in fullest(written, proposed)]
    return tuple(sorted(mentions, key=lambda mention: mention.clean))


def _outside(proposed: Sequence[Proposed], registered: Sequence[Found]) -> list[Proposed]:
    taken = {offset for found in registered for offset in range(found.start, found.end)}
    return [name for name in proposed if taken.isdisjoint(range(name.start, name.end))]


def _registered_mention(cleaned: Cleaned, text: Folded, registry: Registry, found: Found) -> Mention:
    entity = registry.entities[found.entity]
    span = Span(text.place(found.start), text.place(found.end))
    words = cleaned.text[span.start : span.end]
    return Mention(span, cleaned.raw_span(span), words, entity.name, entity.type, entity.id, found.rule)


def _proposed_mention(cleaned: Cleaned, text: Folded, name: str, found: Proposed) -> Mention:
    span = Span(text.place(found.start), text.place(found.end))
    words = cleaned.text[span.start : span.end]
    return Mention(span, cleaned.raw_span(span), words, name, found.type, None, found.rule, found.confidence)
