"""Checks the built site as a browser would see it, whatever built it: tags, addresses, links, anchors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from broadsheet.problems import Problem

# What runs, loads or submits something of its own accord has no place on a page, whoever wrote it.
_FORBIDDEN_TAGS = frozenset(("iframe", "object", "embed", "applet", "base", "frame", "frameset", "portal"))
_ADDRESS_ATTRIBUTES = frozenset(
    ("href", "src", "action", "formaction", "poster", "data", "srcset", "xlink:href", "cite")
)
_LOADING = frozenset(
    (
        ("img", "src"),
        ("script", "src"),
        ("link", "href"),
        ("source", "src"),
        ("video", "src"),
        ("audio", "src"),
        ("track", "src"),
        ("use", "href"),
        ("image", "href"),
        ("form", "action"),
    )
)
_SCHEMES = frozenset(("", "http", "https", "mailto"))
# <link rel="..."> of these kinds tells and does not load.
_TELLING = frozenset(
    (
        "canonical",
        "alternate",
        "prev",
        "next",
        "edit",
        "license",
        "cite-as",
        "describedby",
        "memento",
        "sitemap",
        "author",
    )
)


# Scripts of these types are data to a browser.
_DATA = frozenset(("application/json", "application/ld+json"))
_STRICT = "default-src 'none'; script-src 'self'; style-src 'self'"


@dataclass
class Page:
    """What one HTML file holds, as far as the checks need it."""

    ids: set[str] = field(default_factory=set)
    links: list[tuple[str, int, int]] = field(default_factory=list)
    """Addresses with line and column."""
    faults: list[tuple[int, int, str, str]] = field(default_factory=list)
    """Line, column, code and what is wrong."""


def check_site(site: Path, shown: str = "build/site") -> list[Problem]:
    """Return a problem for each thing in a built site that is unsafe or leads nowhere."""
    problems = [*_files(site, shown)]
    pages = {path.relative_to(site).as_posix(): read_page(path) for path in sorted(site.rglob("*.html"))}
    for name, page in pages.items():
        problems += [Problem(f"{shown}/{name}", *fault, "this page is not published") for fault in page.faults]
        if name != "404.html":  # it is served at any address, so its links are absolute
            problems += _links(site, shown, name, pages)
    return problems


def read_page(path: Path) -> Page:
    """Return what an HTML file holds."""
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    reader.close()
    return reader.finished()


def _files(site: Path, shown: str) -> Iterator[Problem]:
    for path in sorted(site.rglob("*")):
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            name = path.relative_to(site).as_posix()
            yield Problem(
                f"{shown}/{name}", 1, 1, "SITE-FILE", "is no regular file", "nothing may link out of the site"
            )


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._policy = False
        """Whether the first meta, which must be the policy, has been seen."""

    def finished(self) -> Page:
        """Return what was read, and that there was no policy where there was none."""
        if not self._policy:
            self._fault("SITE-POLICY", "does not begin with the content-security policy")
        return self.page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _FORBIDDEN_TAGS:
            self._fault("SITE-TAG", f"holds the tag <{tag}>")
        values = {name: value or "" for name, value in attrs}
        for name, value in values.items():
            self._attribute(tag, name, value, values)
        if tag == "style" or "style" in values:
            self._fault("SITE-STYLE", f"holds style of its own in <{tag}>, which the policy blocks")
        if tag == "script" and "src" not in values and values.get("type", "") not in _DATA:
            self._fault("SITE-SCRIPT", "holds a script of its own")
        if tag == "meta" and not self._policy:
            self._policy = True
            if values.get("http-equiv") != "Content-Security-Policy" or _STRICT not in values.get("content", ""):
                self._fault("SITE-POLICY", "does not begin with the content-security policy")
        if "id" in values:
            self.page.ids.add(values["id"])
        if tag == "a" and "name" in values:
            self.page.ids.add(values["name"])

    handle_startendtag = handle_starttag

    def _attribute(self, tag: str, name: str, value: str, values: dict[str, str]) -> None:
        if name.startswith("on"):
            self._fault("SITE-SCRIPT", f"holds the attribute {name} in <{tag}>")
        if name == "http-equiv" and value.lower() == "refresh" and "url=" in values.get("content", "").lower():
            self._refresh(values["content"])
        if name not in _ADDRESS_ATTRIBUTES:
            return
        scheme = _scheme(value)
        if scheme not in _SCHEMES and not (tag == "img" and value.startswith("data:image/svg+xml")):
            self._fault("SITE-SCHEME", f"holds an address with the scheme {scheme!r}")
        elif self._loads(tag, name, values) and urlsplit(value.strip()).netloc:
            self._fault("SITE-ORIGIN", f"loads {value[:100]!r} from another origin")
        elif name in ("href", "src") and not urlsplit(value.strip()).netloc and scheme == "":
            self.page.links.append((value.strip(), *self._at()))

    def _refresh(self, content: str) -> None:
        address = content.lower().partition("url=")[2].strip("'\" ")
        if _scheme(address) or urlsplit(address).netloc:
            self._fault("SITE-ORIGIN", "leads to another origin by itself")

    def _loads(self, tag: str, name: str, values: dict[str, str]) -> bool:
        if tag == "link":
            return _TELLING.isdisjoint(values.get("rel", "").lower().split())
        return (tag, name) in _LOADING

    def _at(self) -> tuple[int, int]:
        line, column = self.getpos()
        return line, column + 1

    def _fault(self, code: str, message: str) -> None:
        self.page.faults.append((*self._at(), code, message))


def _scheme(address: str) -> str:
    """Return the scheme a browser would see: it ignores controls and white space."""
    bare = "".join(c for c in address if c > " " and c != "\x7f")
    head, colon, _ = bare.partition(":")
    return head.lower() if colon and head and not set(head) & set("/?#") else ""


def _links(site: Path, shown: str, name: str, pages: dict[str, Page]) -> Iterator[Problem]:
    """Yield a problem for each link of a page that leads to no file or no anchor of the site."""
    for address, line, column in pages[name].links:
        parts = urlsplit(address)
        target = _target(name, unquote(parts.path)) if parts.path else name
        if target is None or not _exists(site, target, pages):
            what = f"the link {address[:120]!r} leads nowhere"
            yield Problem(f"{shown}/{name}", line, column, "SITE-LINK", what, "this page is not published")
        elif target in pages and not _has_anchor(pages[target], unquote(parts.fragment)):
            what = f"the link {address[:120]!r} names an anchor that is not there"
            yield Problem(f"{shown}/{name}", line, column, "SITE-ANCHOR", what, "this page is not published")


def _has_anchor(page: Page, fragment: str) -> bool:
    return not fragment or fragment in page.ids or fragment.startswith(":~:")


def _target(name: str, path: str) -> str | None:
    """Return the file that a relative address means, from the site's root; None where it leaves the site."""
    parts: list[str] = [] if path.startswith("/") else list(PurePosixPath(name).parent.parts)
    for part in path.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    joined = "/".join(parts)
    return f"{joined}/index.html".lstrip("/") if path.endswith(("/", "..", "/.")) or path == "." else joined


def _exists(site: Path, target: str, pages: dict[str, Page]) -> bool:
    return target in pages or (site / target).is_file()
