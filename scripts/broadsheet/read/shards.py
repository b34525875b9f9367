"""Reads JSON Lines: files of which every line is an article, its text and what people wrote about it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from broadsheet.corpus import Place
from broadsheet.models import Span
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.read.authority import Found
from broadsheet.read.files import MAX_PAGE_BYTES, MOST_BYTES, opened

# JSON may write a character as six.
MAX_LINE_BYTES = 6 * MAX_PAGE_BYTES

_KEYS = {"id", "sidecar", *MOST_BYTES}
_HINT = 'a line is `{"id": ..., "text": ..., "sidecar": {...}}`, or has `html` in place of `text`'
# YAML takes these for line ends, JSON does not.
_LINE_ENDS = {ord(c): f"\\u{ord(c):04x}" for c in "\x7f\x85\u2028\u2029"}


def places_in(found: Found, shown: str) -> Iterator[Place]:
    """Yield where each article of a file lies; what is wrong with a line is noted."""
    try:
        yield from _places(found, shown)
    except BroadsheetError as e:
        found.problems.extend(e.problems)


def _places(found: Found, shown: str) -> Iterator[Place]:
    start = 0
    with opened(found.root / shown, shown) as file:
        number = 0
        while line := file.readline(MAX_LINE_BYTES + 1):
            number += 1
            where, start = Span(start, start + len(line)), start + len(line)
            if len(line) > MAX_LINE_BYTES:
                hint = "split it into several articles"
                raise _error(shown, number, f"is longer than {MAX_LINE_BYTES:,} bytes", hint)
            if line.strip():
                try:
                    yield _place(shown, number, where, _article(line, shown, number))
                except BroadsheetError as e:
                    found.problems.extend(e.problems)


def _place(shown: str, number: int, where: Span, article: dict[str, Any]) -> Place:
    path = f"{shown}:{number}"
    kind: Literal["text", "html"] = "html" if "html" in article else "text"
    return Place(article["id"], path, path, kind, kind in article, "sidecar" in article, where)


def _article(line: bytes, shown: str, number: int) -> dict[str, Any]:
    """Return what a line says. Raises BroadsheetError where it is no article."""
    try:
        article = json.loads(
            line.decode("utf-8"),
            parse_int=str,
            parse_float=str,
            parse_constant=_refuse_constant,
            object_pairs_hook=unrepeated,
        )
    except UnicodeDecodeError as e:
        found = f"is not UTF-8: byte 0x{line[e.start]:02x}"
        raise BroadsheetError(
            Problem(shown, number, e.start + 1, "FILE-ENCODING", found, "save it as UTF-8")
        ) from e
    except (ValueError, RecursionError) as e:
        raise _error(shown, number, f"is no JSON: {what_json_says(e)}") from e
    if not isinstance(article, dict) or not isinstance(article.get("id"), str):
        raise _error(shown, number, "has no id")
    if unknown := sorted(article.keys() - _KEYS):
        raise _error(shown, number, f"has the unknown key {unknown[0][:60]!r}")
    _refuse_texts(article, shown, number)
    return article


def _refuse_texts(article: dict[str, Any], shown: str, number: int) -> None:
    sidecar = article.get("sidecar", {})
    given = [kind for kind in MOST_BYTES if kind in article]
    gone = isinstance(sidecar, dict) and sidecar.get("status") == "withdrawn"
    if len(given) != 1 and not (gone and not given):
        raise _error(shown, number, "has both `text` and `html`" if given else "has no text")
    if given and not isinstance(article[given[0]], str):
        raise _error(shown, number, f"has a `{given[0]}` that is no text")


def what_json_says(error: ValueError | RecursionError) -> str:
    """Return what is wrong with one line of JSON, without the line that a reader of files would give."""
    if isinstance(error, RecursionError):
        return "it is nested too deep"
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at character {error.pos + 1}"
    return "it holds a number of thousands of digits" if "int_max_str_digits" in str(error) else str(error)


def unrepeated(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the object that pairs of JSON make. Raises ValueError where a key is there twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        times = Counter(name for name, _ in pairs)
        raise ValueError(f"the key {next(name for name in times if times[name] > 1)[:60]!r} is there twice")
    return found


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no value")


def _error(shown: str, number: int, what: str, hint: str = _HINT) -> BroadsheetError:
    return BroadsheetError(Problem(shown, number, 1, "SHARD-LINE", what, hint))


# ------------------------------------------------------------------ opening


def line_of(root: Path, place: Place) -> bytes:
    """Return the line that an article is, with its end. Raises BroadsheetError where the file cannot be read."""
    shown = place.path.rpartition(":")[0]
    start, end = place.line or (0, 0)
    with opened(root / shown, shown) as file:
        file.seek(start)
        return file.read(end - start)


def material_of(root: Path, place: Place) -> tuple[bytes | None, bytes | None]:
    """Return the text of an article that is a line, and its sidecar as YAML, which JSON nearly is.

    Raises BroadsheetError where the line is no longer what it was, or the text larger than an article may be.
    """
    shown, _, number = place.path.rpartition(":")
    article = _article(line_of(root, place), shown, int(number))
    if article["id"] != place.id:
        raise _error(shown, int(number), "has changed while it was read", "try again")
    text, sidecar = article.get(place.kind), article.get("sidecar")
    written = None if "sidecar" not in article else json.dumps(sidecar, ensure_ascii=False).translate(_LINE_ENDS)
    try:
        data = None if text is None else text.encode()
        said = None if written is None else written.encode()
    except UnicodeEncodeError as e:
        raise _error(shown, int(number), "holds half a character (a lone surrogate)", "write it whole") from e
    if data is not None and len(data) > MOST_BYTES[place.kind]:
        what = f"has a text of more than {MOST_BYTES[place.kind]:,} bytes"
        raise BroadsheetError(Problem(shown, int(number), 1, "FILE-SIZE", what, "shorten or split it"))
    return data, said


def problem_of(problem: Problem) -> Problem:
    """Return a problem of an article that is a line as one of its file, at its number; others as is."""
    shown, _, number = problem.path.rpartition(":")
    if not shown.endswith(".jsonl") or not number.isdigit():
        return problem
    inside = f" (line {problem.line} of the article)" if problem.line > 1 else ""
    return replace(problem, path=shown, line=int(number), column=1, message=problem.message + inside)
