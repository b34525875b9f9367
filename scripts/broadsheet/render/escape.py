"""Puts contributed words into Markdown so that every dialect reads the same plain words from it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from broadsheet.text.hidden import HIDDEN

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

_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
# PyYAML refuses some of these, and takes others for the end of a line.
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
# A key that YAML reads as it stands; it takes the words after the first bar for truth values and nothing.
_PLAIN_KEY = re.compile(r"(?!(?:true|false|null|yes|no|on|off|y|n)$)[a-z_]+")

# Words in which there is nothing to escape, as most are.
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 ,.;?/%’“”–—-]*")


def escape(text: str) -> str:
    """Return words as Markdown inline content that reads as exactly these words, on one line.

    Line breaks become spaces; control characters, which no page shows, become U+FFFD.
    """
    if _PLAIN.fullmatch(text):
        return text.rstrip(" ")
    plain = _HIDDEN.sub("\ufffd", _BREAKS.sub(" ", text)).strip(" \t")
    marked = _SHORTCODE.sub("&#58;", _LINE_START.sub(_at_line_start, plain.translate(_TABLE)))
    # A link may follow, and would be a picture.
    return f"{marked[:-1]}&#33;" if marked.endswith("!") else marked


def _at_line_start(match: re.Match[str]) -> str:
    if match[1]:
        return f"{match[1]}&#{ord(match[2])};"
    return f"&#{ord(match[3])};"


def escape_html(text: str) -> str:
    """Return words as HTML content or attribute value, on one line."""
    if _PLAIN.fullmatch(text):
        return text
    return html.escape(_HIDDEN.sub("\ufffd", _BREAKS.sub(" ", text)), quote=True)


def front_matter(values: Mapping[str, Any]) -> str:
    """Return a YAML header, `---` lines included; only strings, whole numbers, lists and mappings go in.

    Values are written as JSON, an entry of a list on a line of its own: it is YAML too, once what YAML calls
    unprintable is escaped (https://yaml.org/spec/1.2.2/#51-character-set), and takes a tenth of the time to write.
    """
    return "\n".join(("---", *(line for key, value in values.items() for line in _entry(key, value)), "---", ""))


def _entry(key: str, value: Any) -> Iterator[str]:
    name = key if _PLAIN_KEY.fullmatch(key) else _json(key)
    if isinstance(value, list | tuple) and value:
        yield f"{name}:"
        yield from (f"- {_json(entry)}" for entry in value)
    else:
        yield f"{name}: {_json(value)}"


def _json(value: Any) -> str:
    return _UNPRINTABLE.sub(_escaped, _encode(value))


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
