"""Checks the built site as a browser would see it, whatever built it: tags, addresses, links, anchors."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from broadsheet.problems import Problem
from broadsheet.site_files import check_files, scheme_of, words

_STRICT = "default-src 'none'; script-src 'self'; style-src 'self'"
_UNPUBLISHED = "this page is not published"

Link = tuple[str, int, int]
"""An address with line and column."""


@dataclass
class Page:
    """What one HTML file holds, as far as the checks need it."""

    ids: set[str] = field(default_factory=set)
    links: list[Link] = field(default_factory=list)
    faults: list[tuple[int, int, str, str]] = field(default_factory=list)
    """Line, column, code and what is wrong."""


Reading = Callable[[Sequence[Path]], Iterable[Page]]
"""Gives what each HTML file holds, in their order."""


def read_pages(paths: Sequence[Path]) -> Iterator[Page]:
    """Yield what each HTML file holds."""
    return map(read_page, paths)


def check_site(site: Path, shown: str = "build/site", read: Reading = read_pages) -> list[Problem]:
    """Return a problem for each thing in a built site that is unsafe or leads nowhere; `read` reads its pages."""
    problems = [*check_files(site, shown)]
    links = _Links(site, shown)
    paths = sorted(site.rglob("*.html"))
    for path, page in zip(paths, read(paths), strict=True):
        name = path.relative_to(site).as_posix()
        problems += [Problem(f"{shown}/{name}", *fault, _UNPUBLISHED) for fault in page.faults]
        problems += links.of(name, page)
    return [*problems, *links.left()]


def read_page(path: Path) -> Page:
    """Return what an HTML file holds."""
    reader = _Reader()
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        reader.page.faults.append((1, 1, "SITE-DATA", "is no UTF-8"))
        text = ""
    reader.feed(text)
    reader.close()
    return reader.finished()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._policy = False
        """Whether the first meta, which must be the policy, has been seen."""

    def finished(self) -> Page:
        """Return what was read, and that there was no policy where there was none."""
        if not self._policy:
            self._without_policy()
        return self.page

    def _without_policy(self) -> None:
        self._policy = True
        self._fault("SITE-POLICY", "does not begin with the content-security policy")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in words("tags"):
            self._fault("SITE-TAG", f"holds the tag <{tag}>")
        if not self._policy and tag not in ("html", "head", "meta"):
            self._without_policy()
        values = {name: value or "" for name, value in attrs}
        for name, value in values.items():
            self._attribute(tag, name, value, values)
        if tag == "style" or "style" in values:
            self._fault("SITE-STYLE", f"holds style of its own in <{tag}>, which the policy blocks")
        if tag == "script" and "src" not in values and values.get("type", "") not in words("data"):
            self._fault("SITE-SCRIPT", "holds a script of its own")
        if tag == "meta" and not self._policy:
            self._policy = True
            if values.get("http-equiv") != "Content-Security-Policy" or _STRICT not in values.get("content", ""):
                self._without_policy()
        if "id" in values:
            self.page.ids.add(values["id"])
        if tag == "a" and "name" in values:
            self.page.ids.add(values["name"])

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

    def _attribute(self, tag: str, name: str, value: str, values: dict[str, str]) -> None:
        if name.startswith("on"):
            self._fault("SITE-SCRIPT", f"holds the attribute {name} in <{tag}>")
        if name == "http-equiv" and value.lower() == "refresh" and "url=" in values.get("content", "").lower():
            self._refresh(values["content"])
        if name not in words("addresses"):
            return
        for address in _several(value) if name in words("lists") else [value.strip()]:
            self._address(tag, name, address, values)

    def _address(self, tag: str, name: str, address: str, values: dict[str, str]) -> None:
        scheme = scheme_of(address)
        elsewhere = is_elsewhere(address)
        if scheme not in words("schemes") and not (tag == "img" and address.startswith("data:image/svg+xml")):
            self._fault("SITE-SCHEME", f"holds an address with the scheme {scheme!r}")
        elif elsewhere and self._loads(tag, name, values):
            self._fault("SITE-ORIGIN", f"loads {address[:100]!r} from another origin")
        elif name in ("href", "src") and not elsewhere and scheme == "":
            self.page.links.append((address, *self._at()))

    def _refresh(self, content: str) -> None:
        address = content.lower().partition("url=")[2].strip("'\" ")
        if scheme_of(address) or is_elsewhere(address):
            self._fault("SITE-ORIGIN", "leads to another origin by itself")

    def _loads(self, tag: str, name: str, values: dict[str, str]) -> bool:
        if tag == "link":
            return words("telling").isdisjoint(values.get("rel", "").lower().split())
        return f"{tag} {name}" not in words("followed")

    def _at(self) -> tuple[int, int]:
        line, column = self.getpos()
        return line, column + 1

    def _fault(self, code: str, message: str) -> None:
        self.page.faults.append((*self._at(), code, message))


def _several(value: str) -> list[str]:
    """Return the addresses of a list such as `a.png 1x, b.png 2x`."""
    return [part.split()[0] for part in value.split(",") if part.strip()]


def is_elsewhere(address: str) -> bool:
    """Return whether an address names a host, as a browser reads it: `//a` is `/\\a` to it."""
    bare = "".join(c for c in address if c > " ").replace("\\", "/")
    try:
        return bool(urlsplit(bare).netloc)
    except ValueError:  # `http://[`
        return True


# ------------------------------------------------------------------ links


class _Links:
    """Holds the links of page after page against the files and anchors of the site."""

    def __init__(self, site: Path, shown: str) -> None:
        self._files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
        self._shown = shown
        # A large site has millions of anchors; the hash of each is enough.
        self._anchors: dict[str, array[int]] = {}
        self._waiting: dict[tuple[str, int], tuple[str, Link]] = {}
        """By page and anchor, who asks for one of a page that has not been read."""

    def of(self, name: str, page: Page) -> Iterator[Problem]:
        """Yield a problem for each link of a page that leads to no file, or to no anchor of a page read before."""
        self._anchors[name] = array("q", sorted(map(hash, page.ids)))
        if name == "404.html":  # it is served at any address, so its links are absolute
            return
        for link in dict.fromkeys(page.links):
            parts = urlsplit(link[0])
            target = _target(name, unquote(parts.path)) if parts.path else name
            anchor = unquote(parts.fragment)
            if target is None or target not in self._files:
                yield self._nowhere(name, link)
            elif target.endswith(".html") and anchor and not anchor.startswith(":~:"):
                if target not in self._anchors:
                    self._waiting.setdefault((target, hash(anchor)), (name, link))
                elif hash(anchor) not in self._anchors[target]:
                    yield self._no_anchor(name, link)

    def left(self) -> Iterator[Problem]:
        """Yield a problem for each link that waited for its page and finds no anchor there."""
        for (target, anchor), (name, link) in self._waiting.items():
            if anchor not in self._anchors[target]:
                yield self._no_anchor(name, link)

    def _nowhere(self, name: str, link: Link) -> Problem:
        what = f"the link {link[0][:120]!r} leads nowhere"
        return Problem(f"{self._shown}/{name}", *link[1:], "SITE-LINK", what, _UNPUBLISHED)

    def _no_anchor(self, name: str, link: Link) -> Problem:
        what = f"the link {link[0][:120]!r} names an anchor that is not there"
        return Problem(f"{self._shown}/{name}", *link[1:], "SITE-ANCHOR", what, _UNPUBLISHED)


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
