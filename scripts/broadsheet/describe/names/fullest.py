"""The fullest form in which an article names somebody or something."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from .folding import fold_spelling
from .recogniser import Proposed
from .registry import family_names


def fullest(written: Sequence[str], names: Sequence[Proposed]) -> list[tuple[str, Proposed]]:
    """Return each name in its fullest form, and with the type of that form: "van Dam" is Jan van Dam."""
    long = [(text, name) for text, name in zip(written, names, strict=True) if " " in text]
    owners: dict[str, dict[str, tuple[str, Proposed]]] = defaultdict(dict)
    for text, name in long:
        for short in _short_forms(text, name):
            owners[short].setdefault(fold_spelling(text).lower(), (text, name))
    return [_resolve(text, name, owners) for text, name in zip(written, names, strict=True)]


def _resolve(
    text: str, name: Proposed, owners: dict[str, dict[str, tuple[str, Proposed]]]
) -> tuple[str, Proposed]:
    candidates = list(owners.get(fold_spelling(text), {}).values())
    if len(candidates) != 1:
        return text, name
    full, owner = candidates[0]
    if name.type not in {owner.type, "unknown"}:
        return text, name
    return full, name._replace(type=owner.type, confidence=max(name.confidence, owner.confidence))


def _short_forms(text: str, name: Proposed) -> Iterable[str]:
    folded = fold_spelling(text)
    if name.type == "person":
        return family_names(folded)
    if name.type == "organisation":
        initials = "".join(word[0] for word in folded.replace("-", " ").split() if word[0].isupper())
        return (initials, ".".join(initials) + ".") if len(initials) > 1 else ()
    return ()
