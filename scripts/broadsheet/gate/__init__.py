"""The gate between what is rendered and what is written: every page is read back as a reader's parser reads it.

A page passes where its header is plain YAML, where every tag in it is one that our own templates may make, where
every link leads to a harmless scheme, and where an article's page says exactly the article's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from broadsheet.gate.blocks import read_blocks
from broadsheet.gate.header import is_mapping
from broadsheet.gate.inline import read_inline
from broadsheet.gate.tags import faults_of_html, harmless
from broadsheet.models import Article, Library, is_whole
from broadsheet.problems import Problem
from broadsheet.text.hidden import HIDDEN

__all__ = ["article_places", "check_page", "harmless"]

_HEADER = re.compile(r"---\n(.*?\n)---\n", re.DOTALL)
_OUR_FAULT = "this is a fault of the program; nothing is published"


def check_page(name: str, content: bytes, article: Article | None) -> list[Problem]:
    """Return what does not read as it should in a generated Markdown page; the article is whose words it shows."""
    faults = _faults(content.decode("utf-8"), article)
    return [Problem(f"build/docs/{name}", 1, 1, "PAGE", fault, _OUR_FAULT) for fault in faults]


def article_places(library: Library) -> dict[str, int]:
    """Return for the name of each article's page where the article stands in the library."""
    return {f"articles/{card.id}.md": place for place, card in enumerate(library.cards)}


def _faults(page: str, article: Article | None) -> Iterator[str]:
    header = _HEADER.match(page)
    body = page[header.end() :] if header is not None else page
    if header is not None and not is_mapping(header[1]):
        yield "its header is no mapping"
    said: list[str] = []
    blocks, defines_links = read_blocks(body)
    for block in blocks:
        if block.kind == "html":
            yield from faults_of_html(block.content)
        else:
            read = read_inline(block.content)
            said.append(read.said)
            yield from read.faults
    if defines_links:
        yield "it defines links apart from where they stand"
    if article is not None and is_whole(article):
        yield from _words(said, article)


def _words(said: Iterable[str], article: Article) -> Iterator[str]:
    """Yield the paragraph of an article that its page does not say, word for word and in order."""
    shown = map(_folded, said)
    text = article.cleaned.text
    for paragraph in article.cleaned.paragraphs:
        words = _folded(text[paragraph.clean.start : paragraph.clean.end])
        if paragraph.role == "body" and not any(found == words for found in shown):
            yield f"it does not say {words[:60]!r} as the article does"
            return


_UNSHOWN = re.compile(f"[\x1c-\x1f\ufffd{HIDDEN}]")


def _folded(text: str) -> str:
    """Return words with white space folded and without the characters that no page shows."""
    return " ".join(_UNSHOWN.sub("", text).split())
