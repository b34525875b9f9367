"""Speakers called by what they are: `the Ruritanian defence ministry`, `the president`, `the statement`."""

from __future__ import annotations

from broadsheet.describe.claims.resolution import History, Scene, Speaker, fold, head
from broadsheet.models import Mention, Span
from broadsheet.records import Entity
from broadsheet.words import word_set


def by_role(scene: Scene, span: Span, history: History) -> Speaker | None:
    """Return the one entity whose registered role, with its country or by itself, the words are."""
    wanted = head(scene.text[span.start : span.end])
    if not wanted:
        return None
    role = " ".join(wanted)
    found = scene.roster.roles.get(role) or scene.bare_roles.get(role, [])
    return _inferred(found[0]) if len(found) == 1 else None


def _inferred(entity: Entity) -> Speaker:
    return Speaker(entity.name, entity.id, "inferred", "role", entity.type, entity.gender)


def by_noun(scene: Scene, span: Span, history: History) -> Speaker | None:
    """Return the one entity named before whose own name holds the noun: `the ministry`, `the council`."""
    written = scene.text[span.start : span.end]
    wanted = head(written)
    if len(wanted) != 1 or not written.lower().startswith("the "):
        return None
    found = scene.called(wanted[0], span.start)
    if len(found) == 1:
        return None if _is_rivalled(found[0], history) else scene.named(found[0], "inferred", "noun")
    said = {} if found else history.by_word.get(wanted[0], {})
    return next(iter(said.values())).again("noun") if len(said) == 1 else None


def _is_rivalled(mention: Mention, history: History) -> bool:
    """Return whether another organisation spoke last, and the one named never did."""
    last = history.last
    rival = last is not None and last.type == "organisation" and last.name != mention.name
    return rival and all(said.speaker.name != mention.name for said in history.said)


def by_office(scene: Scene, span: Span, history: History) -> Speaker | None:
    """Return the one person before whose name the same office stands: `the mayor` of `Mayor Ada Moss`."""
    written = scene.text[span.start : span.end].lower()
    office = f"{written[4:]} "
    people = (m for m in scene.within(Span(0, span.start)) if m.type == "person") if written[:4] == "the " else ()
    starts = ((m, m.clean.start) for m in people)
    called = {m.name: m for m, at in starts if scene.text[max(0, at - len(office)) : at].lower() == office}
    return scene.named(next(iter(called.values())), "inferred", "noun") if len(called) == 1 else None


def by_company(scene: Scene, span: Span, history: History) -> Speaker | None:
    """Return the one company that spoke before, or else the one named before, by its legal form: `the company`."""
    written = scene.text[span.start : span.end].lower()
    if not written.startswith("the ") or written[4:] not in word_set("speakers", "companies"):
        return None
    spoke = {said.speaker.name: said.speaker for said in history.said if is_company(said.speaker.name)}
    if spoke or any(said.speaker.type == "organisation" for said in history.said):
        return next(iter(spoke.values())).again("noun") if len(spoke) == 1 else None
    named = {m.name: m for m in scene.within(Span(0, span.start)) if is_company(m.name)}
    return scene.named(next(iter(named.values())), "inferred", "noun") if len(named) == 1 else None


def is_company(name: str) -> bool:
    """Return whether a name ends in the legal form of a company: `Leck Bridges Inc`."""
    words = name.split()
    form = words[-1].lower().replace(".", "") if len(words) > 1 and words[-1][0].isupper() else ""
    return form in word_set("names_roles", "legal_forms")


def by_document(scene: Scene, span: Span, history: History) -> Speaker | None:
    """Return who published what speaks: `a report by the ministry`, or `the statement` of whoever spoke last."""
    written = scene.text[span.start : span.end]
    if word_set("speakers", "documents").isdisjoint(head(written)):
        return None
    for mention in scene.within(span):
        before = fold(scene.text[span.start : mention.clean.start])
        if not word_set("speakers", "read").isdisjoint(before[-3:]):
            continue  # `a memo seen by the agency`
        if any(word in word_set("speakers", "authored") for word in before[-3:]) and mention.type != "place":
            return scene.named(mention, "inferred", "document")
    words, last = fold(written), history.last
    if words[0] != "the" or len(words) > 2 or last is None or last.type not in ("organisation", "place"):
        return None
    return last.again("document")
