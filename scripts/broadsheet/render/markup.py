"""Puts contributed words into Markdown and HTML; the one place where text is declared safe."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from broadsheet.render.escape import escape, escape_html

_AS_IT_IS = (Markup, int, float)
# Longer words stand on one page only; names, days and kinds stand on many.
_SHORT = 120


def safe(text: str) -> Markup:
    """Return text that is Markdown or HTML already; all contributed words in it have been escaped."""
    return Markup(text)  # noqa: S704 - every caller escapes first


def inline(text: str) -> str:
    """Return contributed words as Markdown that keeps the spaces at their ends."""
    core = text.strip(" \t\r\n")
    if core == text:
        return escape(text)
    if not core:
        return " "
    before, after = text[0].isspace(), text[-1].isspace()
    return (" " if before else "") + escape(core) + (" " if after else "")


def preformatted(text: str) -> Markup:
    """Return contributed words as HTML that keeps their lines; blank ones would end the block and are left out."""
    return safe("\n".join(escape_html(line) for line in text.splitlines() if line.strip()))


def attribute(text: str) -> str:
    """Return contributed words for an attribute of inline HTML, which Markdown reads before HTML does."""
    return escape(text).replace('"', "&#34;").replace("'", "&#39;")


def in_markdown(value: object) -> object:
    """Return a value as a Markdown template prints it: escaped unless it is a number or safe."""
    if isinstance(value, _AS_IT_IS):
        return value
    text = "" if value is None else str(value)
    return _short_in_markdown(text) if len(text) < _SHORT else safe(inline(text))


def in_html(value: object) -> object:
    """Return a value as an HTML template prints it: escaped unless it is a number or safe."""
    if isinstance(value, _AS_IT_IS):
        return value
    text = "" if value is None else str(value)
    return _short_in_html(text) if len(text) < _SHORT else safe(escape_html(text))


@lru_cache(8192)
def _short_in_markdown(text: str) -> Markup:
    return safe(inline(text))


@lru_cache(8192)
def _short_in_html(text: str) -> Markup:
    return safe(escape_html(text))
