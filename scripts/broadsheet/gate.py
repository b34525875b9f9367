"""The gate between what is rendered and what is written: every page is read back as a reader's parser reads it.

A page passes where its header is plain YAML, where every tag in it is one that our own templates may make, where
every link leads to a harmless scheme, and where an article's page says exactly the article's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from html.parser import HTMLParser

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from broadsheet.hidden import HIDDEN
from broadsheet.models import Article, Library
from broadsheet.problems import Problem
from broadsheet.render.html import ANYWHERE, TAGS

_SCHEMES = ("http:", "https:", "mailto:")
_HAS_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_HEADER = re.compile(r"---\n(.*?\n)---\n", re.DOTALL)
_OUR_FAULT = "this is a fault of the program; nothing is published"


def check_page(name: str, content: bytes, article: Article | None) -> list[Problem]:
    """Return what does not read as it should in a generated Markdown page; the article is whose words it shows."""
    faults = _faults(content.decode("utf-8"), article)
    return [Problem(f"build/docs/{name}", 1, 1, "PAGE", fault, _OUR_FAULT) for fault in faults]


def article_places(library: Library) -> dict[str, int]:
    """Return for the name of each article's page where the article stands in the library."""
    return {f"articles/{card.id}.md": place for place, card in enumerate(library.cards)}


def check_pages(pages: Iterable[tuple[str, bytes]], library: Library) -> list[Problem]:
    """Return the problems of generated pages, given by name; files that are no Markdown are passed over."""
    places = article_places(library)
    problems = []
    for name, content in pages:
        if name.endswith(".md"):
            article = library.articles[places[name]] if name in places else None
            problems += check_page(name, content, article)
    return problems


def _faults(page: str, article: Article | None) -> Iterator[str]:
    header = _HEADER.match(page)
    body = page[header.end() :] if header is not None else page
    if header is not None and not isinstance(yaml.safe_load(header[1]), dict):
        yield "its header is no mapping"
    tokens = _parser().parse(body)
    yield from _tags(tokens)
    yield from _links(tokens)
    if article is not None and article.text_policy == "full" and not article.withdrawn:
        yield from _words(tokens, article)


@cache
def _parser() -> MarkdownIt:
    """Return a parser that lets every link through: other parsers do, so the links are ours to judge."""
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


# ------------------------------------------------------------------ tags


def _inlines(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from token.children or ()


def _tags(tokens: list[Token]) -> Iterator[str]:
    """Yield what raw HTML of a page our templates would not have made."""
    reader = _TagReader()
    for token in _inlines(tokens):
        if token.type in ("html_inline", "html_block"):
            reader.feed(token.content)
    reader.close()
    yield from reader.faults


class _TagReader(HTMLParser):
    """Holds every tag and attribute against the closed list of the templates."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.faults.append(f"it holds the tag <{tag}>")
            return
        for name, value in attrs:
            if name not in TAGS[tag] and name not in ANYWHERE and not name.startswith("data-"):
                self.faults.append(f"it holds the attribute {name} in <{tag}>")
            if name in ("href", "action", "cite") and not harmless(value or ""):
                self.faults.append(f"it leads to {value!r}")

    handle_startendtag = handle_starttag

    def handle_comment(self, data: str) -> None:
        self.faults.append("it holds a comment")

    def handle_decl(self, decl: str) -> None:
        self.faults.append("it holds a declaration")

    def handle_pi(self, data: str) -> None:
        self.faults.append("it holds an instruction")


# ------------------------------------------------------------------ links


def harmless(address: str) -> bool:
    """Return whether an address is relative or of a scheme that only shows something."""
    bare = "".join(c for c in address if c > " " and c != "\x7f")
    return not _HAS_SCHEME.match(bare) or bare.lower().startswith(_SCHEMES)


def _links(tokens: list[Token]) -> Iterator[str]:
    for token in _inlines(tokens):
        if token.type == "image":
            yield "it holds a picture"
        address = str(token.attrGet("href") or "")
        if address and not harmless(address):
            yield f"it leads to {address!r}"


# ------------------------------------------------------------------ words


def _words(tokens: list[Token], article: Article) -> Iterator[str]:
    """Yield the paragraphs of an article that its page does not say, word for word and in order."""
    shown = iter(_said(token) for token in tokens if token.type == "inline")
    text = article.cleaned.text
    for paragraph in article.cleaned.paragraphs:
        words = _folded(text[paragraph.clean.start : paragraph.clean.end])
        if paragraph.role == "body" and not any(said == words for said in shown):
            yield f"it does not say {words[:60]!r} as the article does"
            return


def _said(token: Token) -> str:
    """Return the words a reader sees in a block: text, the text of links, no tags."""
    parts = [child.content if child.type in ("text", "code_inline") else " " if "break" in child.type else ""
             for child in token.children or ()]  # fmt: skip
    return _folded("".join(parts))


_UNSHOWN = re.compile(f"[\x1c-\x1f\ufffd{HIDDEN}]")


def _folded(text: str) -> str:
    """Return words with white space folded and without the characters that no page shows."""
    return " ".join(_UNSHOWN.sub("", text).split())
