"""Reads what the HTML files of a built site hold, as far as the checks need it.

Nearly every page is written plainly: it is read by one regular expression, and each different tag is judged once.
Whatever is not plain, or has a fault, is read by the parser of the standard library, which says where it stands.
Both give the same (a property test holds them against each other); the first takes a tenth of the time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from broadsheet.site_check.files import faults_of, suffix_of
from broadsheet.site_check.tags import Tag, judged
from broadsheet.text.html_reader import HtmlReader

Target = tuple[str, str]
"""A file, as a path from the site's root, and an anchor in it; no path where the address leaves the site."""
Fault = tuple[int, int, str, str]
"""Line, column, code and what is wrong."""
Link = tuple[str, int, int]
"""An address with line and column."""
PAGE = ".html"
"""How the names of files end that are pages to a browser."""


@dataclass(frozen=True)
class Page:
    """What one HTML file holds."""

    ids: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()
    """Where its links lead, each once."""
    faults: tuple[Fault, ...] = ()


def page_of(data: bytes, name: str) -> Page:
    """Return what an HTML file holds; its name is the path from the site's root."""
    try:
        text = _LINE_END.sub("\n", data.decode("utf-8"))
    except UnicodeDecodeError:
        return Page(faults=((1, 1, "SITE-DATA", "is no UTF-8"), _NO_POLICY))
    tags = _plain(text)
    if tags is None:
        read = read_in_full(text)
        return _page(read.ids, (link[0] for link in read.links), name, read.faults)
    return _page((i for t in tags for i in t.ids), (link for t in tags for link in t.links), name)


def read_page(path: Path, name: str = "index.html") -> Page:
    """Return what an HTML file or a file of data holds; its name is the path from the site's root."""
    if is_page(name):
        return page_of(path.read_bytes(), name)
    return Page(faults=tuple((line, 1, code, fault) for line, code, fault in faults_of(path)))


def is_page(name: str) -> bool:
    """Return whether a file of this name is a page to a browser."""
    return suffix_of(name) == PAGE


def links_of(data: bytes) -> list[Link]:
    """Return the links of an HTML file with the places where they stand."""
    return read_in_full(_LINE_END.sub("\n", data.decode("utf-8"))).links


def _page(ids: Iterable[str], links: Iterable[str], name: str, faults: Sequence[Fault] = ()) -> Page:
    # The page of errors is served at any address, so its links are absolute.
    leading = () if name == "404.html" else dict.fromkeys(links)
    folder = name.split("/")[:-1]
    targets = dict.fromkeys(target_of(address, name, folder) for address in leading)
    return Page(tuple(dict.fromkeys(ids)), tuple(targets), tuple(faults))


_LINE_END = re.compile(r"\r\n?")
_NO_POLICY = (1, 1, "SITE-POLICY", "does not begin with the content-security policy")

# ------------------------------------------------------------------ quickly

# Atomic groups where something is repeated that is no single character: possessive repeats of such have had faults
# (https://github.com/python/cpython/issues/101955 and 106052).
# Parsers do not agree on what an entity without its semicolon is.
_VALUE = r'"[^"<&]*+(?>(?:&(?:[a-z]++|[#][0-9]++|[#]x[0-9a-f]++);[^"<&]*+)*)"'
_ATTRIBUTE = rf"[ \n\t]++[A-Za-z][A-Za-z0-9:_-]*+(?:={_VALUE})?"
_ATTRIBUTES = rf"(?>(?:{_ATTRIBUTE})*)[ \n\t]*+"
_START = rf"<[a-z][a-z0-9-]*+{_ATTRIBUTES}/?>"
# What is in these is no markup; others like them are refused or read in full.
_VERBATIM = "|".join(rf"<{tag}{_ATTRIBUTES}>[^<]*+</{tag}>" for tag in ("script", "style", "title", "textarea"))
_NO_MORE = r"(?:script|style|title|textarea|xmp|iframe|noembed|noframes|plaintext)\b"
_PLAIN = re.compile(
    rf"""(?>(?:
        [^<]++
      | (?!<{_NO_MORE}){_START}
      | </[a-z][a-z0-9-]*+[ \n\t]*+>
      | {_VERBATIM}
      | <!--[^<>-]*+(?>(?:-[^<>-]++)*)-->
      | <!(?:doctype|DOCTYPE)[ ]html>
    )*)""",
    re.VERBOSE,
)
_STARTS = re.compile(_START)
_NAME = re.compile(r"<([a-z0-9-]+)")
_PAIRS = re.compile(r'[ \n\t]([A-Za-z][A-Za-z0-9:_-]*+)(?:="([^"]*+)")?')


def _plain(text: str) -> list[Tag] | None:
    """Return the tags of a page that is written plainly and has no fault; None for any other."""
    if not _PLAIN.fullmatch(text):
        return None
    tags = [*map(_tag, _STARTS.findall(text))]
    first = next((tag for tag in tags if tag.name not in _BEFORE_POLICY), None)
    if first is None or not first.is_policy or any(tag.faults for tag in tags):
        return None
    return tags


@lru_cache(16384)
def _tag(tag: str) -> Tag:
    """Return what a tag comes to that is written plainly."""
    pairs = [(name.lower(), unescape(value)) for name, value in _PAIRS.findall(tag)]
    return judged(_NAME.match(tag)[1], pairs)  # type: ignore[index]


# ------------------------------------------------------------------ in full

_BEFORE_POLICY = ("html", "head")


@dataclass
class _Read:
    """What was read, with the places where it stands."""

    ids: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_in_full(text: str) -> _Read:
    """Return what any page holds."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.finished()


class _Reader(HtmlReader):
    def __init__(self) -> None:
        super().__init__()
        self._read = _Read()
        self._policy = False
        """Whether the first meta, which must be the policy, has been seen, or missed."""

    def finished(self) -> _Read:
        """Return what was read, and that there was no policy where there was none."""
        self._before_policy(is_policy=False)
        return self._read

    def _before_policy(self, *, is_policy: bool) -> None:
        if not self._policy and not is_policy:
            self._fault(*_NO_POLICY[2:])
        self._policy = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = judged(tag, [(name, value or "") for name, value in attrs])
        if tag not in _BEFORE_POLICY:
            self._before_policy(is_policy=found.is_policy)
        for fault in found.faults:
            self._fault(*fault)
        self._read.ids += found.ids
        self._read.links += [(address, *self._at()) for address in found.links]

    handle_startendtag = handle_starttag

    def handle_comment(self, data: str) -> None:
        """Refuse what a browser may take for the end of a comment, so that it reads the rest as tags."""
        if set(data) & set("<>"):
            self._fault("SITE-TAG", "holds tags in a comment")

    def handle_decl(self, decl: str) -> None:
        """Refuse every declaration but that of HTML."""
        if decl.lower() != "doctype html":
            self._fault("SITE-TAG", "holds a declaration")

    def unknown_decl(self, data: str) -> None:
        """Refuse marked sections, which HTML does not have."""
        self._fault("SITE-TAG", "holds a marked section")

    def handle_pi(self, data: str) -> None:
        """Refuse instructions, which HTML does not have."""
        self._fault("SITE-TAG", "holds an instruction")

    def _at(self) -> tuple[int, int]:
        line, column = self.getpos()
        return line, column + 1

    def _fault(self, code: str, message: str) -> None:
        self._read.faults.append((*self._at(), code, message))


# ------------------------------------------------------------------ where links lead

_SIMPLE = re.compile(r"([A-Za-z0-9_./-]*+)(?:#([A-Za-z0-9_-]*+))?")


def target_of(address: str, name: str, folder: Sequence[str]) -> Target:
    """Return where an address leads that stands in the file of a name, which lies in a folder."""
    simple = _SIMPLE.fullmatch(address)
    if simple is not None and not address.startswith("//"):
        path, anchor = simple[1], simple[2] or ""
    else:
        parts = urlsplit(address)
        path, anchor = unquote(parts.path), unquote(parts.fragment)
    return (_file(path, folder) if path else name), anchor


def _file(path: str, folder: Sequence[str]) -> str:
    """Return the file that a relative address means, from the site's root; empty where it leaves the site."""
    parts = [] if path.startswith("/") else [*folder]
    for part in path.split("/"):
        if part == "..":
            if not parts:
                return ""
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    if path.endswith(("/", "..", "/.")) or path == ".":
        parts.append("index.html")
    return "/".join(parts)
