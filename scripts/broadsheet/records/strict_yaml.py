"""Reads the YAML that people write: every scalar is text without blanks around it; surprises are refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml

from broadsheet.problems import BroadsheetError, Problem, line_and_column
from broadsheet.records.plain_yaml import NULLS, plain_begins, plain_list
from broadsheet.text.hidden import find_hidden, said

Key = tuple[str | int, ...]
"""The way to a value: mapping keys and list positions."""

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_DEPTH = 8
_TO_HIDDEN = "nobody sees it; remove it, or type the words anew"


@dataclass(frozen=True)
class Document:
    """What a YAML file says, and where it says it."""

    data: Any
    """Mappings, lists and text; None for nothing."""
    places: Mapping[Key, tuple[int, int]]
    """1-based line and column of every key and list item."""
    written: bytes = b""
    """The file itself."""

    def place(self, key: Key) -> tuple[int, int]:
        """Return line and column of a value, or of the nearest thing around it."""
        while key and key not in self.places:
            key = key[:-1]
        return self.places.get(key, (1, 1))


EMPTY = Document(None, {})


def load(text: str, path: str) -> Document:
    """Return the content of a YAML file.

    Raises BroadsheetError with one problem where the text is no YAML, or uses aliases, anchors, tags, merge keys,
    repeated keys, more than one document, more than eight levels, or characters that nobody sees.
    """
    _refuse_hidden(text, path)
    with suppress(BroadsheetError):  # which the whole has too, at its place
        plain = plain_list(text, lambda part: parsed_whole(part, path).data)
        if plain is not None:
            return Document(plain, _Places(text, path))
    return parsed_whole(text, path)


class _Places(Mapping[Key, tuple[int, int]]):
    """Places in a list that has been read without them: looked for, record by record, when one is asked for."""

    def __init__(self, text: str, path: str) -> None:
        self._text, self._path = text, path
        self._known: dict[int, Mapping[Key, tuple[int, int]]] = {}

    @cached_property
    def _begins(self) -> list[int]:
        return plain_begins(self._text)

    @cached_property
    def _found(self) -> Mapping[Key, tuple[int, int]]:
        return parsed_whole(self._text, self._path).places

    def _of(self, at: int) -> Mapping[Key, tuple[int, int]]:
        """Return the places in one record; nothing else is parsed for it."""
        if at not in self._known:
            begin, end = self._begins[at], (*self._begins, len(self._text))[at + 1]
            before = self._text.count("\n", 0, begin)
            found = parsed_whole(self._text[begin:end], self._path).places
            self._known[at] = {
                (at, *key[1:]): (line + before, column) for key, (line, column) in found.items() if key
            }
        return self._known[at]

    def __getitem__(self, key: Key) -> tuple[int, int]:
        at = key[0] if key else None
        if not isinstance(at, int) or not 0 <= at < len(self._begins):
            raise KeyError(key)
        return self._of(at)[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def parsed_whole(text: str, path: str) -> Document:
    """Return the content of a YAML text by way of the parser's events."""
    builder = _Builder(path, text.rstrip())
    try:
        events = iter(yaml.parse(text, Loader=_Loader))
        data = builder.stream(events)
    except yaml.reader.ReaderError as e:
        place = line_and_column(text, e.position)
        raise _error(path, *place, "holds a character that YAML does not allow", "remove it") from e
    except yaml.MarkedYAMLError as e:
        mark = e.problem_mark or e.context_mark
        where = _place(text.rstrip(), mark)
        what = e.problem or e.context or "is no YAML"
        raise _error(path, *where, what, "check indentation, colons and quotation marks") from e
    return Document(data, builder.places)


def _refuse_hidden(text: str, path: str) -> None:
    hidden = find_hidden(text)
    if hidden is not None:
        place = line_and_column(text, hidden.start())
        raise BroadsheetError(Problem(path, *place, "TEXT-HIDDEN", f"holds {said(hidden[0])}", _TO_HIDDEN))


def _place(said: str, mark: Any) -> tuple[int, int]:
    """Return the place of a mark; what is missing at the end belongs after the last words."""
    if mark is None:
        return 1, 1
    return line_and_column(said, len(said)) if mark.index >= len(said) else (mark.line + 1, mark.column + 1)


def _error(path: str, line: int, column: int, message: str, hint: str) -> BroadsheetError:
    return BroadsheetError(Problem(path, line, column, "YAML", message, hint))


class _Builder:
    """Builds plain values from parser events."""

    def __init__(self, path: str, said: str) -> None:
        self.path = path
        self.said = said
        self.places: dict[Key, tuple[int, int]] = {}

    def stream(self, events: Iterator[yaml.Event]) -> Any:
        data: Any = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self.refuse(event, "holds a second document", "keep one document per file")
                data = self.value(next(events), events, ())
        return data

    def value(self, event: yaml.Event, events: Iterator[yaml.Event], key: Key) -> Any:
        self.allow(event, key)
        if isinstance(event, yaml.ScalarEvent):
            return None if event.implicit[0] and event.value in NULLS else self.text(event).strip()
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(events, key)
        return self.mapping(events, key)

    def text(self, event: yaml.ScalarEvent) -> str:
        """Return a scalar's words, without what an escape such as `\\u202E` may have hidden in them."""
        hidden = find_hidden(event.value)
        if hidden is not None:
            what = f"holds {said(hidden[0])}"
            raise BroadsheetError(Problem(self.path, *self.at(event), "TEXT-HIDDEN", what, _TO_HIDDEN))
        return str(event.value)

    def sequence(self, events: Iterator[yaml.Event], key: Key) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            self.places[(*key, len(items))] = self.at(event)
            items.append(self.value(event, events, (*key, len(items))))
        return items

    def mapping(self, events: Iterator[yaml.Event], key: Key) -> dict[str, Any]:
        items: dict[str, Any] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise self.refuse(event, "uses a list or mapping as a key", "use plain words as keys")
            self.allow(event, key)
            name = self.text(event)
            if name in items:
                raise self.refuse(event, f"repeats the key {name!r}", "keep one of them")
            if name == "<<":
                raise self.refuse(event, "uses a merge key", "write the values out")
            self.places[(*key, name)] = self.at(event)
            items[name] = self.value(next(events), events, (*key, name))
        return items

    def allow(self, event: yaml.Event, key: Key) -> None:
        if isinstance(event, yaml.AliasEvent):
            raise self.refuse(event, f"uses the alias *{event.anchor}", "write the value out")
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor is not None:
            raise self.refuse(event, f"uses the anchor &{anchor}", "write the value out")
        if tag is not None:
            raise self.refuse(event, f"uses the tag {tag}", "write plain text, or put it in quotation marks")
        if len(key) > _MAX_DEPTH:
            raise self.refuse(event, f"is nested more than {_MAX_DEPTH} levels deep", "see the documented keys")

    def at(self, event: yaml.Event) -> tuple[int, int]:
        return _place(self.said, event.start_mark)

    def refuse(self, event: yaml.Event, message: str, hint: str) -> BroadsheetError:
        return _error(self.path, *self.at(event), message, hint)
