"""Opens corpus files: regular files only, within limits, as UTF-8."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Literal

from broadsheet.models import Raw
from broadsheet.problems import BroadsheetError, Problem

MAX_ARTICLE_BYTES = 1_000_000
MAX_PAGE_BYTES = 5_000_000
"""A news article has some ten thousand; a book has a million."""
MOST_BYTES: Mapping[Literal["text", "html"], int] = {"text": MAX_ARTICLE_BYTES, "html": MAX_PAGE_BYTES}
"""Of an article, by what it is kept as."""
# More than the longest of 24,000 news texts has: 162,000 characters, 3,357 lines, 23,248 characters in one line,
# 165 signs of one kind in a row.
MAX_CHARACTERS, MAX_LINES, MAX_LINE, MAX_RUN = 200_000, 10_000, 100_000, 1_000
MAX_TAGS, MAX_REFERENCES = 15_000, 50_000
"""Of a saved page: `<` and `&`; the fullest of 181 pages from 126 sites has 3,229 and 13,094."""

# Links are not followed, and a pipe without a writer is not waited for. Not all systems have all of these.
_ONLY_FILES = os.O_RDONLY | sum(getattr(os, flag, 0) for flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
# https://www.iana.org/assignments/media-types/ : how such files begin, by the entries of their types.
_SIGNATURES = (
    (b"PK\x03\x04", "a Word file or an archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"%PDF-", "a PDF"),
)
_RUN = re.compile(r"(\S)\1+")

PAGES = (".html", ".htm")
ENDINGS = (".txt", *PAGES)
"""Of files that people bring, in small letters; what lies in a corpus has the first two alone."""


def read_raw(path: Path, shown: str) -> Raw:
    """Return one article file. Raises BroadsheetError where it is no readable text."""
    kind: Literal["text", "html"] = "html" if path.suffix.lower() in PAGES else "text"
    data = read_bytes(path, shown, MOST_BYTES[kind])
    return raw_of(data, path.stem, shown, kind)


def raw_of(data: bytes, name: str, shown: str, kind: Literal["text", "html"]) -> Raw:
    """Return an article file of these bytes. Raises BroadsheetError where they are no text of an article."""
    text = decoded(data, shown)
    if not text.strip():
        raise _error(shown, "ARTICLE-EMPTY", "is empty", "put the article's text into it, or remove it")
    if kind == "text":  # a saved page has lines and runs of any length in its code
        _measure(text, shown)
    else:
        _measure_code(text, shown)
    return Raw(name, shown, text, hashlib.sha256(data).hexdigest(), kind, data.startswith(b"\xef\xbb\xbf"))


def _measure(text: str, shown: str) -> None:
    """Raise BroadsheetError where a text is longer than any article, as a whole or in one of its parts."""
    if len(text) > MAX_CHARACTERS:
        raise _too_long(shown, f"has more than {MAX_CHARACTERS:,} characters")
    lines = text.split("\n")
    if len(lines) > MAX_LINES:
        raise _too_long(shown, f"has more than {MAX_LINES:,} lines", MAX_LINES + 1)
    for number, line in enumerate(lines, start=1):
        if len(line) > MAX_LINE:
            raise _too_long(shown, f"has a line of more than {MAX_LINE:,} characters", number)
    run = _long_run(text)
    if run is not None:
        what = f"has {run[1]!r} more than {MAX_RUN:,} times in a row"
        raise _too_long(shown, what, text.count("\n", 0, run.start()) + 1)


def _long_run(text: str) -> re.Match[str] | None:
    """Return the first sign that stands too often in a row."""
    # Such a run fills one of the stretches that the text falls into; nearly no article has any to look closer at.
    step = MAX_RUN // 2
    if not any(text.startswith(text[at] * step, at) for at in range(0, len(text), step)):
        return None
    return next((run for run in _RUN.finditer(text) if len(run[0]) > MAX_RUN), None)


def _measure_code(text: str, shown: str) -> None:
    """Raise BroadsheetError where a saved page has more code than any."""
    for sign, most, what in (("<", MAX_TAGS, "tags"), ("&", MAX_REFERENCES, "character references")):
        if text.count(sign) > most:
            raise _too_long(shown, f"has more than {most:,} {what}")


def _too_long(shown: str, what: str, line: int = 1) -> BroadsheetError:
    return _error(shown, "ARTICLE-LONG", what, "shorten it, or split it into several articles", line)


def _error(path: str, code: str, message: str, hint: str, line: int = 1, column: int = 1) -> BroadsheetError:
    return BroadsheetError(Problem(path, line, column, code, message, hint))


def unread_folder(e: OSError, shown: str) -> Problem:
    """Return what is wrong with a folder that cannot be read, so that what lies in it is not passed over."""
    return Problem(shown, 1, 1, "FILE-READ", f"cannot be read: {e.strerror}", "make it a plain, readable folder")


def read_bytes(path: Path, shown: str, limit: int) -> bytes:
    """Return a regular file's bytes; links are not followed, so nothing outside the corpus is read.

    Raises BroadsheetError where it is no regular file, unreadable or larger than `limit` bytes.
    """
    with opened(path, shown) as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise _error(shown, "FILE-SIZE", f"is larger than {limit:,} bytes", "shorten or split it")
    return data


@contextmanager
def opened(path: Path, shown: str) -> Iterator[BinaryIO]:
    """Open a regular file; a link is not followed. Raises BroadsheetError where it is none, or unreadable."""
    try:
        handle = os.open(path, _ONLY_FILES)
    except OSError as e:
        if path.is_symlink():
            raise _error(shown, "FILE-KIND", "is a link to a file", "put the file itself here") from e
        raise _error(shown, "FILE-READ", f"cannot be read: {e.strerror}", "make it a plain, readable file") from e
    if stat.S_ISDIR(os.fstat(handle).st_mode):
        os.close(handle)
        raise _error(shown, "FILE-KIND", "is a folder", "name one file")
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode) or path.is_symlink():
            raise _error(shown, "FILE-KIND", "is no regular file", "put the file itself here")
        yield file


def decoded(data: bytes, shown: str) -> str:
    """Return UTF-8 bytes as text, without a byte-order mark. Raises BroadsheetError where they are none."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        line = data.count(b"\n", 0, e.start) + 1
        column = e.start - (data.rfind(b"\n", 0, e.start) + 1) + 1
        found = f"is not UTF-8: byte 0x{data[e.start]:02x}"
        raise _error(shown, "FILE-ENCODING", found, f"save it as UTF-8 ({_guess(data)})", line, column) from e


def _guess(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "it looks like UTF-16"
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            return f"it looks like {what}: save its words as plain text"
    binary = b"\0" in data[:1000]
    return "it looks like binary data" if binary else "it is in an older encoding, such as Windows-1252"
