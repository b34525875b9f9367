"""Checks registered names: references that lead nowhere, spellings at fault, names easily taken for each other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from broadsheet.corpus import Corpus
from broadsheet.describe.names import Label, find_faults, mixes_scripts, nearly_the_same, same_to_the_eye
from broadsheet.problems import Problem
from broadsheet.records.strict_yaml import EMPTY, Key

ENTITIES, OUTLETS, TOPICS = "corpus/entities.yml", "corpus/outlets.yml", "corpus/topics.yml"
ENTITIES_FOLDER = "corpus/entities/"
"""Holds further files of records: people, organisations and places apart, or however people like to part them."""

_MOST_TOLD = 20
"""Near-spellings, and records that nobody mentions, told in one run: who has more is not read to the end."""


class Where(NamedTuple):
    """Where a record stands."""

    path: str
    at: int
    """Its number in the file."""

    def key(self, name: str) -> tuple[str, Key]:
        """Return the file, and where in it a key of the record stands."""
        return self.path, (self.at, name)


def check_names(corpus: Corpus) -> Iterator[Problem]:
    """Yield what is wrong with the names of entities, outlets and themes, alone or with each other."""
    yield from _references(corpus)
    yield from _faults(corpus)
    yield from _mixed(corpus)
    yield from _alike(corpus)


def check_proposed(corpus: Corpus, named: Iterable[Collection[str]]) -> Iterator[Problem]:
    """Yield a warning for each record that is only proposed and that no article mentions any more.

    `named` are the ids that stand in the articles, some articles at a time; no more of them are asked for than it
    takes to find every such record. One that another record names is needed, whoever mentions it.
    """
    needed = {other for e in corpus.entities for other in (e.country, e.metonym_of, e.merged_into)}
    left = {e.id for e in corpus.entities if e.status == "proposed" and e.merged_into is None} - needed
    more = iter(named)
    while left and (some := next(more, None)) is not None:
        left.difference_update(some)
    places = zip(corpus.entities, entity_places(corpus), strict=True) if left else ()
    for name, place in islice(((e.id, place) for e, place in places if e.id in left), _MOST_TOLD):
        what = f"{name} is only proposed, and no article mentions it"
        hint = "take the record out, or mend its spellings"
        yield wrong(corpus, *place.key("status"), "ENTITY-IDLE", what, hint, warning=True)


def entity_places(corpus: Corpus) -> list[Where]:
    """Return where the records of the entities stand, in their order."""
    files = [(path, source.data) for path, source in corpus.sources.items() if _holds_entities(path)]
    places = [Where(path, i) for path, data in files if isinstance(data, list) for i in range(len(data))]
    return (
        places
        if len(places) == len(corpus.entities)
        else [Where(ENTITIES, i) for i in range(len(corpus.entities))]
    )


def _holds_entities(path: str) -> bool:
    return path == ENTITIES or path.startswith(ENTITIES_FOLDER)


def wrong(
    corpus: Corpus, path: str, key: Key, code: str, message: str, hint: str, *, warning: bool = False
) -> Problem:
    """Return a problem at the place of a key in a file that many articles share."""
    line, column = corpus.sources.get(path, EMPTY).place(key)
    return Problem(path, line, column, code, message, hint, "warning" if warning else "error")


def _references(corpus: Corpus) -> Iterator[Problem]:
    known = {e.id for e in corpus.entities}
    circle = _on_a_circle({e.id: e.merged_into for e in corpus.entities if e.merged_into is not None})
    for entity, place in zip(corpus.entities, entity_places(corpus), strict=True):
        for key in ("country", "metonym_of", "merged_into"):
            other = getattr(entity, key)
            if other is not None and other not in known:
                what = f"{entity.id}: {key} names {other!r}, which nobody has registered"
                yield wrong(corpus, *place.key(key), "ENTITY-UNKNOWN", what, "add it, or mend the spelling")
        if entity.id in circle:
            what = f"{entity.id} is merged into itself"
            yield wrong(corpus, *place.key("merged_into"), "ENTITY-CYCLE", what, "let one of them stand")


def _on_a_circle(into: Mapping[str, str]) -> set[str]:
    """Return the ids from which following `into` leads back to them; each step is taken once."""
    found: set[str] = set()
    done: set[str] = set()
    for at in into:
        path: dict[str, int] = {}
        while at in into and at not in done and at not in path:
            path[at] = len(path)
            at = into[at]
        if at in path:
            found.update(islice(path, path[at], None))
        done.update(path)
    return found


def _faults(corpus: Corpus) -> Iterator[Problem]:
    place = {e.id: where for e, where in zip(corpus.entities, entity_places(corpus), strict=True)}
    for fault in find_faults(corpus.entities):
        warning = fault.level == "warning"
        yield wrong(corpus, *place[fault.id].key("name"), fault.code, fault.message, fault.hint, warning=warning)


def _mixed(corpus: Corpus) -> Iterator[Problem]:
    """Yield the names of outlets and themes that mix alphabets; `_faults` tells those of entities."""
    names = [(Where(OUTLETS, i), s) for i, o in enumerate(corpus.outlets) for s in (o.name, *o.spellings)]
    names += [(Where(TOPICS, i), theme.name) for i, theme in enumerate(corpus.themes)]
    for place, name in names:
        if mixes_scripts(name):
            hint = "type it anew; letters of two alphabets look alike"
            yield wrong(
                corpus, *place.key("name"), "NAME-SCRIPTS", f"{name!r} mixes letters of two alphabets", hint
            )


def _alike(corpus: Corpus) -> Iterator[Problem]:
    """Yield the names that look like another's to a reader, then those whose spelling hardly differs."""
    entities, outlets, themes = _entities(corpus), _outlets(corpus), _themes(corpus)
    place = dict((*entities, *outlets, *themes))
    for label, other in same_to_the_eye(place):
        what = f"{label.spelling!r} looks like {other.spelling!r} of {other.owner} and is written in other letters"
        hint = "type it anew, or make it one record"
        yield wrong(corpus, *place[label].key("name"), "NAME-LOOKS-ALIKE", what, hint, warning=True)
    for labels in (entities, outlets, themes):
        for label, other in islice(nearly_the_same(label for label, _ in labels), _MOST_TOLD):
            what = f"{label.spelling!r} is spelled much like {other.spelling!r} of {other.owner}"
            hint = "if they are one, make them one record" + (
                "; if two, say so under `not:`" if labels is entities else ""
            )
            yield wrong(corpus, *place[label].key("name"), "NAME-NEAR", what, hint, warning=True)


def _entities(corpus: Corpus) -> list[tuple[Label, Where]]:
    places = entity_places(corpus)
    return [
        (Label(e.id, spelling, frozenset((*e.not_, e.merged_into or e.id)), e.type), where)
        for e, where in zip(corpus.entities, places, strict=True)
        for spelling in (e.name, *e.spellings)
    ]


def _outlets(corpus: Corpus) -> list[tuple[Label, Where]]:
    return [
        (Label(o.id, spelling), Where(OUTLETS, i))
        for i, o in enumerate(corpus.outlets)
        for spelling in (o.name, *o.spellings)
    ]


def _themes(corpus: Corpus) -> list[tuple[Label, Where]]:
    return [(Label(t.id, t.name), Where(TOPICS, i)) for i, t in enumerate(corpus.themes)]
