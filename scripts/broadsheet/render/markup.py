"""Puts contributed words into Markdown and HTML; the one place where text is declared safe."""

from __future__ import annotations

from markupsafe import Markup

from broadsheet.render.escape import escape, escape_html

_AS_IT_IS = (Markup, int, float)


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
    return safe("" if value is None else inline(str(value)))


def in_html(value: object) -> object:
    """Return a value as an HTML template prints it: escaped unless it is a number or safe."""
    if isinstance(value, _AS_IT_IS):
        return value
    return safe("" if value is None else escape_html(str(value)))
