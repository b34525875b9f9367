"""Puts contributed words into Markdown so that every dialect reads the same plain words from it."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

import yaml

from broadsheet.hidden import HIDDEN

# libyaml's are ten times as fast and write the same.
_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# Everything that is markup in CommonMark, Python-Markdown or one of its extensions, wherever it stands. An HTML
# entity is read as the plain character by all of them; a backslash is not (Python-Markdown turns `\<` live).
# Letters and digits need nothing here, `_at_line_start` sees to lists and headings.
_MARKUP = {ord(c): f"&#{ord(c)};" for c in "\\`*_{}[]()<>#+!|~^=:$@\"'"} | {
    ord("&"): "&amp;",
    ord("<"): "&lt;",
}
# Typing these as they are keeps pages readable; they are markup only in company that is always escaped.
_HARMLESS = "()'\"+!:=$"
_TABLE = {k: v for k, v in _MARKUP.items() if chr(k) not in _HARMLESS}

# `1. `, `1) `, `- `, `+ `, `: ` and `=` or `-` rules count only where a line begins.
_LINE_START = re.compile(r"^([0-9]{1,9})([.)])|^([-+:=!])", re.MULTILINE)
# Python-Markdown and linkifiers make links of bare addresses only in angle brackets, but footnotes, emoji
# shortcodes and the like take a colon: `:word:`.
_SHORTCODE = re.compile(r":(?=[a-z_+-])")
_BREAKS = re.compile(r"[\r\n\u0085\u2028\u2029\x0b\x0c]+")
# Python-Markdown keeps its place with STX and ETX; no control character has a business on a page.
_HIDDEN = re.compile(f"[\x1c-\x1f{HIDDEN}]")


def escape(text: str) -> str:
    """Return words as Markdown inline content that reads as exactly these words, on one line.

    Line breaks become spaces; control characters, which no page shows, become U+FFFD.
    """
    plain = _HIDDEN.sub("\ufffd", _BREAKS.sub(" ", text)).strip(" \t")
    return _SHORTCODE.sub("&#58;", _LINE_START.sub(_at_line_start, plain.translate(_TABLE)))


def _at_line_start(match: re.Match[str]) -> str:
    if match[1]:
        return f"{match[1]}&#{ord(match[2])};"
    return f"&#{ord(match[3])};"


def escape_html(text: str) -> str:
    """Return words as HTML content or attribute value, on one line."""
    return html.escape(_HIDDEN.sub("\ufffd", _BREAKS.sub(" ", text)), quote=True)


def front_matter(values: Mapping[str, Any]) -> str:
    """Return a YAML header, `---` lines included; only strings, numbers, lists and mappings go in."""
    # Escaped non-ASCII would be unreadable, but PyYAML does not read U+0085 and its like back as it wrote them.
    text = _dumped(values, readable=True)
    if yaml.load(text, Loader=_Loader) != dict(values):  # noqa: S506 - a safe loader
        text = _dumped(values, readable=False)
    return f"---\n{text}---\n"


def _dumped(values: Mapping[str, Any], *, readable: bool) -> str:
    text: str = yaml.dump(dict(values), Dumper=_Dumper, allow_unicode=readable, sort_keys=False, width=110)
    return text
