"""Cites an article in words, as style books want it; files for reference managers are made by `citations`.

The styles are files of the Citation Style Language in `templates/styles/`: one more file there is one more style.
https://docs.citationstyles.org/en/stable/specification.html
"""

from __future__ import annotations

import re
import warnings
from functools import cache
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from broadsheet.citations import Item, csl
from broadsheet.render.templates import folder

_FIELDS = ("id", "type", "title", "author", "container-title", "issued", "URL")

# Stands at the end of the headline while the style is applied: the processor does not know that a full stop falls
# away behind a question mark, and that in American English it goes inside the closing quotation mark.
_END = "\ue000"
_SEAM = re.compile(rf"([.?!…,]?){_END}([”’]?)([.,]?)")


def in_styles(cited: Item) -> dict[str, str]:
    """Return the citation in plain words by the style's name, in the order of the names."""
    source = _source(cited)
    return {name: _SEAM.sub(_joined, _formatted(style, source)) for name, style in _styles().items()}


@cache
def _styles() -> dict[str, CitationStylesStyle]:
    read = [CitationStylesStyle(str(path), validate=False) for path in (folder() / "styles").glob("*.csl")]
    named = {
        style.root.findtext("{*}info/{*}title-short") or style.root.findtext("{*}info/{*}title"): style
        for style in read
    }
    return dict(sorted(named.items()))


def _source(cited: Item) -> dict[str, Any]:
    data = {key: value for key, value in csl(cited).items() if key in _FIELDS}
    if len(cited.parts) != 1:
        data.pop("issued", None)  # the ends of an interval may lie far apart, and no style says how to write them
    return {**data, "title": data.get("title", "").replace(_END, "") + _END}


def _formatted(style: CitationStylesStyle, source: dict[str, Any]) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # the processor reports what a style does not use
        bibliography = CitationStylesBibliography(style, CiteProcJSON([source]), formatter.plain)
        bibliography.register(Citation([CitationItem(source["id"])]))
        return " ".join(str(bibliography.bibliography()[0]).split())


def _joined(seam: re.Match[str]) -> str:
    ending, quote, mark = seam.groups()
    return f"{ending}{quote}" if ending and ending != "," else f"{ending}{mark}{quote}"
