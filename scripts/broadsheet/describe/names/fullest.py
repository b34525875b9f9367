"""The fullest form in which an article names somebody or something."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from broadsheet.describe.names.folding import fold_spelling
from broadsheet.describe.names.recogniser import Proposed, without_legal_form
from broadsheet.describe.names.registry import family_names

Full = tuple[str, Proposed]
"""A name as written, and what was found out about it."""

Owners = dict[str, dict[str, Full]]
"""Short form -> the names it may stand for, by their folded spelling."""


def fullest(written: Sequence[str], names: Sequence[Proposed]) -> list[Full]:
    """Return each name in its fullest form, and with the type of that form: "van Dam" is Jan van Dam.

    "Dam" is Dam Ltd where nobody of that name is spelled out: people and companies are called alike for short.
    """
    pairs = list(zip(written, names, strict=True))
    owners, companies = _owners(pairs, _short_forms), _owners(pairs, _company)
    return [_resolve(text, name, owners, companies) for text, name in pairs]


def _owners(pairs: Iterable[Full], short_forms: Callable[[str, Proposed], Iterable[str]]) -> Owners:
    owners: Owners = defaultdict(dict)
    for text, name in pairs:
        for short in short_forms(text, name) if " " in text else ():
            owners[short].setdefault(fold_spelling(text).lower(), (text, name))
    return owners


def _resolve(text: str, name: Proposed, owners: Owners, companies: Owners) -> Full:
    folded = fold_spelling(text)
    named = list(owners.get(folded, {}).values())
    candidates = named or list(companies.get(folded, {}).values())
    if len(candidates) != 1:
        return text, name
    full, owner = candidates[0]
    if name.type == "person" and not named:
        return full, name._replace(type=owner.type, confidence=owner.confidence)
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


def _company(text: str, name: Proposed) -> Iterable[str]:
    short = without_legal_form(fold_spelling(text).split()) if name.type == "organisation" else ()
    return (" ".join(short),) if short else ()
