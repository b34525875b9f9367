"""The fullest form in which an article names somebody or something."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import cache, partial

from broadsheet.describe.names.casing import is_ordinary
from broadsheet.describe.names.classes import is_known, place_kind
from broadsheet.describe.names.folding import fold_spelling
from broadsheet.describe.names.gazetteer import people
from broadsheet.describe.names.recogniser import Proposed, without_legal_form
from broadsheet.describe.names.registry import family_names
from broadsheet.describe.names.seats import provinces
from broadsheet.topic_keys import slug
from broadsheet.words import table, word_set

Full = tuple[str, Proposed]
"""A name as written, and what was found out about it."""

Owners = dict[str, dict[str, Full]]
"""Short form -> the names it may stand for, by their slugs: "Jong-un" and "Jong Un" are one."""


def fullest(written: Sequence[str], names: Sequence[Proposed], registered: Mapping[str, bool]) -> list[Full]:
    """Return each name in its fullest form, and with the type of that form: "van Dam" is Jan van Dam.

    "Dam" is Dam Ltd where nobody of that name is spelled out: people and companies are called alike for short.
    Where a full name's last word never stands alone its first may: "Han" is Han Mei-lin, be she registered or not.
    `registered` says of the registered names of the article, as written, whether they are people's. "UK" is the
    United Kingdom even where nobody spells that out.
    """
    pairs = list(zip(written, names, strict=True))
    alone = {fold_spelling(text) for text in (*written, *registered) if " " not in text}
    people = [(text, _SOMEBODY) for text, is_person in registered.items() if is_person]
    owners, companies = _owners(pairs, _short_forms), _owners(pairs, _company)
    for short, named in _owners(people, _short_forms).items():
        if short in owners:  # of two people of one surname it means neither, be one of them registered
            owners[short].update(named)
    for first, named in _owners([*pairs, *people], partial(_first_name, alone)).items():
        owners[first].update(named)
    return [_state(*_resolve(text, name, owners, companies)) for text, name in pairs]


def _state(text: str, name: Proposed) -> Full:
    """Return a name as it is called where it stands alone."""
    if name.type == "place" and (state := state_called(text)) is not None:
        return state, name
    if not text.replace("Mc", "MC").isupper() or (" " not in text and not _is_written_large(text, name)):
        return text, name
    in_small = {"person": _in_small, "place": _place_in_small, "organisation": _body_in_small}.get(name.type)
    called = " ".join(map(in_small, text.split(" "))) if in_small else text
    return called[:1].upper() + called[1:], name


def _is_written_large(word: str, name: Proposed) -> bool:
    """Return whether one word in capitals is a place's name and no acronym."""
    known = len(word) > _INITIALS and place_kind(word.lower()) is not None
    return name.type == "place" and (known or name.rule == "dateline")


def _in_small(word: str) -> str:
    """Return a word of somebody's name written in capitals, as a transcript has it: McTarlen of "McTARLEN"."""
    if len(word) < _INITIALS and word.lower() not in people("given"):
        return word
    return f"Mc{word[2:].title()}" if word.startswith(("MC", "Mc")) and len(word) > _INITIALS else word.title()


def _place_in_small(word: str) -> str:
    """Return a word of a place's name written in capitals, as where a dispatch begins; "D.C." stays."""
    if word.lower() in word_set("names_words", "particles") | word_set("names_words", "links"):
        return word.lower() if len(word) < _INITIALS else word.title()
    return word if _INITIAL.fullmatch(word) else word.title()


def _body_in_small(word: str) -> str:
    """Return a word of an organisation's name written in capitals; what may be an acronym stays: "ABC News"."""
    small = word.lower()
    if small in word_set("names_words", "links"):
        return small
    is_word = is_ordinary(small) or small in word_set("names_words", "organisation")
    return word.title() if is_word or (len(word) > _ACRONYM and not is_known(small, (word,))) else word


_ACRONYM = 4
"""Letters of the longest acronyms, but for those that the world knows."""
_INITIAL = re.compile(r"(?:[A-Z]\.)+")
_INITIALS = 3
"""Letters from which a word in capitals is a name rather than what names begin with."""


@cache
def states() -> dict[str, str]:
    """Return the names of states and their unions, by the slugs of what they are called for short."""
    return {slug(short): name for name, *shorter in table("names_variants")["states"] for short in shorter}


def state_called(short: str) -> str | None:
    """Return the name of a state or a part of one that is called so for short, None where none is."""
    return states().get(slug(short)) or provinces().get(fold_spelling(short).rstrip("."))


_LETTERED = {"organisation", "place"}
"""What is called by the first letters of its name for short."""
_SOMEBODY = Proposed(0, 0, "person", "spelling", 1.0)
"""What is known of whom people have registered."""


def _first_name(alone: Set[str], text: str, name: Proposed) -> Iterable[str]:
    first, _, last = fold_spelling(text).rpartition(" ")
    return (first.split()[0],) if name.type == "person" and last not in alone else ()


def _owners(pairs: Iterable[Full], short_forms: Callable[[str, Proposed], Iterable[str]]) -> Owners:
    owners: Owners = defaultdict(dict)
    for text, name in pairs:
        for short in short_forms(text, name) if " " in text else ():
            owners[short].setdefault(slug(text), (text, name))
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
    is_acronym = text.isupper() and {name.type, owner.type} <= _LETTERED
    if name.type not in {owner.type, "unknown"} and not is_acronym:
        return text, name
    return full, name._replace(type=owner.type, confidence=max(name.confidence, owner.confidence))


def _short_forms(text: str, name: Proposed) -> Iterable[str]:
    folded = fold_spelling(text)
    if name.type == "person":
        short = {*family_names(folded), *family_names(fold_spelling(_state(text, name)[0]))}
        return short | set(map(str.upper, short))
    if name.type in _LETTERED:
        initials = "".join(word[0] for word in folded.replace("-", " ").split() if word[0].isupper())
        return (initials, ".".join(initials) + ".") if len(initials) > 1 else ()
    return ()


def _company(text: str, name: Proposed) -> Iterable[str]:
    short = without_legal_form(fold_spelling(text).split()) if name.type == "organisation" else ()
    return (" ".join(short),) if short else ()
