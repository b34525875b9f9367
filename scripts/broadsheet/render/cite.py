"""Cites an article in words, as style books want it; files for reference managers are made by `citations`.

The styles are files of the Citation Style Language in `templates/styles/`: one more file there is one more style.
https://docs.citationstyles.org/en/stable/specification.html
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from broadsheet.citations import Item, csl
from broadsheet.render.templates import folder

# Stand for the words while a style is applied: so it is applied once for all articles of one shape and day, and
# nothing that a style does to words changes a headline.
_MARKS = {"title": "\ue001", "author": "\ue002", "container-title": "\ue003", "URL": "\ue004", "archive": "\ue005"}
# Stands behind each of them: the processor does not know that a full stop falls away behind a question mark, and
# that in American English it goes inside the closing quotation mark.
_END = "\ue000"
_SEAM = re.compile(rf"([.?!…,]?){_END}([”’]?)([.,]?)")
_OURS = re.compile("[\ue000-\ue005]")


def in_styles(cited: Item) -> dict[str, str]:
    """Return the citation in plain words by the style's name, in the order of the names."""
    data = csl(cited)
    words = {field: _OURS.sub("", _plain(data.get(field, ""))) for field in _MARKS}
    given = tuple(field for field in _MARKS if words[field])
    patterns = _patterns(given, cited.single, cited.is_approximate)
    return {name: _filled(pattern, words) for name, pattern in patterns.items()}


def _plain(value: Any) -> str:
    """Return the words of a field of CSL-JSON; a byline is one name, as printed."""
    return value[0]["literal"] if isinstance(value, list) else str(value)


def _filled(pattern: str, words: Mapping[str, str]) -> str:
    for field, mark in _MARKS.items():
        pattern = pattern.replace(mark, words[field])
    return _SEAM.sub(_joined, pattern)


def _joined(seam: re.Match[str]) -> str:
    ending, quote, mark = seam.groups()
    if not ending or ending == "," or (mark == "," and not quote):
        return f"{ending}{mark}{quote}"
    return f"{ending}{quote}"


@cache
def styles() -> dict[str, CitationStylesStyle]:
    """Return the styles by their names, read once."""
    read = [CitationStylesStyle(str(path), validate=False) for path in (folder() / "styles").glob("*.csl")]
    named = {
        style.root.findtext("{*}info/{*}title-short") or style.root.findtext("{*}info/{*}title"): style
        for style in read
    }
    return dict(sorted(named.items()))


@lru_cache(maxsize=10_000)
def _patterns(given: tuple[str, ...], day: tuple[int, ...], approximate: bool) -> dict[str, str]:
    """Return what each style makes of an article with these fields, its words marked."""
    source: dict[str, Any] = {"id": "article", "type": "article-newspaper"}
    source |= {field: _MARKS[field] + _END for field in given}
    if "author" in given:
        source["author"] = [{"literal": source["author"]}]
    if day:
        source["issued"] = {"date-parts": [list(day)], "circa": approximate}
    return {name: _formatted(style, source) for name, style in styles().items()}


def _formatted(style: CitationStylesStyle, source: dict[str, Any]) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # the processor reports what a style does not use
        bibliography = CitationStylesBibliography(style, CiteProcJSON([source]), formatter.plain)
        bibliography.register(Citation([CitationItem(source["id"])]))
        return " ".join(str(bibliography.bibliography()[0]).split())
