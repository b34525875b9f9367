"""Who speaks: names first, then documents, roles and pronouns; where two answers remain, none is given."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from broadsheet.describe.claims.attribution import Attribution
from broadsheet.describe.claims.cues import words
from broadsheet.describe.claims.forms import is_pronoun
from broadsheet.describe.claims.resolution import Gender, History, Said, Scene, Speaker, fold, noun, title_gender
from broadsheet.describe.claims.roles import by_company, by_document, by_noun, by_office, by_role, is_company
from broadsheet.describe.names.gazetteer import people
from broadsheet.models import EntityType, Mention, Span
from broadsheet.words import table, word_set

_REACH = 1500
"""Code points back to which a pronoun may refer."""

_NEAR = 600
"""Code points back to which "it" may refer: things are named more often than people."""

_RECENT = 40
"""Attributions back to which it may refer."""

_OPENING = 25
"""Code points at which the person stands whom a paragraph is about: room for an office."""

_ENDED = re.compile(r"[.!?][”\"’']?\s")

_AGE = re.compile(r"the \w+-year-old\Z", re.IGNORECASE)


def resolve(scene: Scene, attribution: Attribution, history: History) -> Speaker:
    """Return the speaker of an attribution, given who spoke before it."""
    span = attribution.speaker
    if span is None:
        return _continued(attribution, history)
    found = (rule(scene, span, history) for rule in RULES)
    return next((speaker for speaker in found if speaker is not None), None) or _as_written(scene, span)


def _as_written(scene: Scene, span: Span) -> Speaker:
    written = scene.text[span.start : span.end]
    folded = fold(written)
    gender = title_gender(folded[0]) if folded else None
    is_body = noun(written) in word_set("speakers", "bodies") or is_company(written)
    type_: EntityType = "organisation" if is_body else "unknown"
    return Speaker(written, None, "stated", "as written", type_, gender, " ".join(folded))


def _continued(attribution: Attribution, history: History) -> Speaker:
    if attribution.rule != "continued" or history.last is None:
        return Speaker("", None, "unknown", "")
    return history.last.again("continued")


def by_name(scene: Scene, span: Span, history: History) -> Speaker | None:
    """Return the entity that is named as the head of the speaker's words."""
    found = scene.within(span)
    heads = {(m.id, m.name): m for m in found if _is_head(scene.text, span, m)}
    if len(heads) != 1 or _is_joined(scene.text, found):
        return None
    head = next(iter(heads.values()))
    return scene.named(head, "inferred", "role") if head.rule == "role" else scene.named(head, "stated", "named")


def _is_head(text: str, span: Span, mention: Mention) -> bool:
    """Return whether a name is what its phrase is about: no preposition before it, no noun after it.

    Those of an office do not count: `Secretary of State Ada Moss`, `the head of the council, Ada Moss`.
    """
    leading = text[span.start : mention.clean.start]
    before = fold(leading)
    after = text[mention.clean.end : span.end].lstrip()
    if leading.endswith(", ") and not after:
        return mention.type != "place"
    if mention.type == "place" and _goes_before(leading):
        return False
    if any(_leads_off(*pair) for pair in pairwise([*before, ""])):
        return False
    if any(word in words("prepositions") for word in before) and not _is_office(before, mention):
        return False
    return not after or after[0] in ",(<–—" or after.split()[0].lower() in words("prepositions")


def _leads_off(word: str, following: str) -> bool:
    """Return whether a participle with an object follows a noun: `[a crew using] a mast, ...`."""
    return word.endswith("ing") and following in words("determiners")


def _goes_before(written: str) -> bool:
    """Return whether words end in a name of which a place is only a part: `Radio` of `Radio Leck`."""
    last = written.split()[-1:] if written.endswith(" ") else []
    return bool(last) and last[0][0].isupper() and last[0].lower() not in words("determiners")


def _is_office(before: list[str], mention: Mention) -> bool:
    """Return whether the words before a name are its owner's office, and not also a second one's."""
    end = next(i for i, word in enumerate(before) if word in words("prepositions"))
    if mention.type != "person" or before[-1] in words("prepositions") or before[-1] in words("determiners"):
        return False
    offices = word_set("speakers", "offices")
    second = any(word in offices or word in word_set("names_roles", "titles") for word in before[end:])
    return end > 0 and before[end - 1] in offices and not second and "and" not in before


def _is_joined(text: str, mentions: list[Mention]) -> bool:
    return any("and" in text[a.clean.end : b.clean.start].split() for a, b in pairwise(mentions))


def by_pronoun(scene: Scene, span: Span, history: History) -> Speaker | None:
    """Return the one who can be meant by `he`, `she`, `it` or `the 67-year-old`."""
    written = scene.text[span.start : span.end].lower().replace("’", "'").partition("'")[0]
    if _AGE.match(written):
        meant = _last_compatible(scene, span, history, ("person", "unknown"), None)
        return None if meant is None else meant.again("age")
    meaning = table("speakers")["pronouns"].get(written)
    if meaning is None:
        return None
    return _last_compatible(scene, span, history, tuple(meaning["of"]), meaning.get("gender"))


def _last_compatible(
    scene: Scene, span: Span, history: History, types: tuple[str, ...], gender: Gender | None
) -> Speaker | None:
    """Return the last speaker who agrees, or else the only one named, unless others who agree came in between."""

    def agrees(type_: str, of: Gender | None) -> bool:
        return type_ in types and (gender is None or of is None or of == gender)

    opening = _opening_person(scene, span, history) if "person" in types else None
    if opening is not None and agrees(opening.type, scene.gender(opening)):
        return scene.named(opening, "inferred", "pronoun")
    recent = (s for s in reversed(history.said[-_RECENT:]) if agrees(*s.agreement) and _can_be_meant(s))
    said = next((s for s in recent if "person" not in types or _may_be_one(s.speaker)), None)
    since = max(0, span.start - (_REACH if "person" in types else _NEAR))
    if said is not None and "person" not in types and _is_parted(history, said):
        return None
    if said is not None:
        since, said = max(since, said.span.end), said if said.span.end >= since else None
    others = {m.name: m for m in scene.within(Span(since, span.start)) if agrees(m.type, scene.gender(m))}
    people = {name: m for name, m in others.items() if m.type == "person"}
    if said is not None:
        return said.speaker.again("pronoun") if set(people) <= {said.speaker.name} else None
    return scene.named(next(iter(people.values())), "inferred", "pronoun") if len(people) == 1 else None


def _opening_person(scene: Scene, span: Span, history: History) -> Mention | None:
    """Return the one person of whom a paragraph tells: `[Moss] keeps a bar. "It was late," he said`.

    A given name alone is rather somebody's friend's.
    """
    start = scene.text.rfind("\n", 0, span.start) + 1
    named = [m for m in scene.within(Span(start, span.start)) if m.type == "person"]
    alone = len({m.name for m in named}) == 1 and named[0].clean.start - start <= _OPENING
    if not alone or named[0].text.lower() in people("given"):
        return None
    others = (s for s in history.said[-_RECENT:] if s.span.start >= start and s.speaker.name != named[0].name)
    ended = _ENDED.search(scene.text, named[0].clean.end, span.start) is not None
    return named[0] if ended and next(others, None) is None else None


def _is_parted(history: History, said: Said) -> bool:
    """Return whether something whose type nobody knows spoke after that, so that `it` may mean this."""
    later = history.said[history.said.index(said) + 1 :]
    return any(each.speaker.type == "unknown" and each.speaker.gender is None for each in later)


def _can_be_meant(said: Said) -> bool:
    return not is_pronoun(said.speaker.words)


def _may_be_one(speaker: Speaker) -> bool:
    """Return whether one person may be meant by words that name nobody known: not `advisers`, not `the report`."""
    word, first = noun(speaker.words), speaker.words.partition(" ")[0]
    if first.isdigit() or any(first in words(key) for key in ("numbers", "counting", "approximating")):
        return False
    if speaker.type == "person" or (word.capitalize() in speaker.name and " and " not in speaker.name):
        return True
    no_person = any(word in word_set("speakers", kind) for kind in ("documents", "bodies", "things"))
    return not (word.endswith("s") or no_person or speaker.name == word or " and " in speaker.name)


RULES: tuple[Callable[[Scene, Span, History], Speaker | None], ...] = (
    by_name,
    by_document,
    by_role,
    by_noun,
    by_office,
    by_company,
    by_pronoun,
)
