"""Changes single keys and records of what people wrote: comments, order and all other lines stay as they are."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from broadsheet.contribute.sidecars import reads_as, record_text
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.records.strict_yaml import Document, load

Values = Mapping[str, str | None]
"""What keys are to say; None takes a key away."""


def edited(text: str, shown: str, values: Values, at: int | None = None) -> str:
    """Return a YAML file with these keys of its one record, or of record number `at` of its list.

    Raises BroadsheetError where the file would not say just that besides what it said; a person then writes it.
    """
    document = load(text, shown)
    if not isinstance((document.data if at is None else document.data[at]) or {}, dict):
        raise _by_hand(document, shown, at, "write it as lines of `key: value` first")
    gone = {key for key, value in values.items() if value is None}
    said = load(record_text({key: value for key, value in values.items() if key not in gone}), shown).data
    if not reads_as(new := _with_all(text, shown, values, at), _wanted(document.data, gone, said, at)):
        lines = ", ".join(f"`{key}: {value}`" if value else f"no `{key}`" for key, value in values.items())
        raise _by_hand(document, shown, at, f"write it there by hand: {lines}")
    return new


def without(text: str, shown: str, at: int) -> str:
    """Return a YAML file without record number `at` of its list.

    Raises BroadsheetError where the file would not say just the rest of what it said; a person then takes it out.
    """
    document, lines = load(text, shown), text.split("\n")
    start = document.place((at,))[0] - 1
    last = at + 1 == len(document.data)
    end = _without_tail(lines, len(lines) if last else document.place((at + 1,))[0] - 1)
    new = "\n".join([*lines[:start], *lines[end:]])
    if not reads_as(new, [record for i, record in enumerate(document.data) if i != at]):
        raise _by_hand(document, shown, at, "take this record out by hand")
    return new


def _by_hand(document: Document, shown: str, at: int | None, hint: str) -> BroadsheetError:
    line, column = document.place(() if at is None else (at,))
    return BroadsheetError(Problem(shown, line, column, "EDIT", "is written so that no line can be changed", hint))


def _with_all(text: str, shown: str, values: Values, at: int | None) -> str:
    """Return the text with all keys, as far as it goes on being YAML."""
    with suppress(BroadsheetError):
        for key, value in values.items():
            text = _with(text, shown, key, value, at)
    return text


def _wanted(data: Any, gone: set[str], said: dict[str, Any], at: int | None) -> Any:
    """Return what the file is to say."""
    if at is not None:
        return [_wanted(record, gone, said, None) if i == at else record for i, record in enumerate(data)]
    return {key: value for key, value in (data or {}).items() if key not in gone} | said


def _with(text: str, shown: str, key: str, value: str | None, at: int | None) -> str:
    """Return the text with one key of a record: where it stood, or behind the record's last line."""
    document, lines = load(text, shown), text.split("\n")
    record: Mapping[str, Any] = (document.data if at is None else document.data[at]) or {}
    last = len(lines) if at is None or at + 1 == len(document.data) else document.place((at + 1,))[0] - 1
    places = {name: document.place((name,) if at is None else (at, name)) for name in record}
    begins = sorted(line - 1 for line, _ in places.values())
    start = places[key][0] - 1 if key in record else last
    end = _without_tail(lines, min((line for line in begins if line > start), default=last))
    indent = " " * (min(column for _, column in places.values()) - 1 if places else 0)
    ending = "\r" if "\r\n" in text else ""
    said = record_text({key: value}).splitlines() if value is not None else []
    lines[min(start, end) : end] = [f"{indent}{line}{ending}" for line in said]
    return "\n".join(lines if lines[-1:] == [""] else [*lines, ""])


def _without_tail(lines: list[str], end: int) -> int:
    """Return where lines end, without the comments and empty lines behind them."""
    while end and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return end
