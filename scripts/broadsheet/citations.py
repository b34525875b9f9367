"""Cites an article for reference managers: CSL-JSON, BibTeX and RIS."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic_core import to_json

from broadsheet.dates import in_words, is_unsure, numbers
from broadsheet.models import Card, DateRange
from broadsheet.records import CorpusConfig

# Classic BibTeX knows months by these names.
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

# Characters that TeX takes for commands. https://www.latex-project.org/help/documentation/encguide.pdf
# Braces too: BibTeX counts them even behind a backslash, so one that stands alone would swallow the next entry.
_TEX = str.maketrans(
    {c: f"\\{c}" for c in "$&#_%"}
    | {
        "\\": r"{\textbackslash}",
        "{": r"$\lbrace$",
        "}": r"$\rbrace$",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
    }
)
# Pairs of which TeX makes one character: -- '' `` ?` !`
_LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=`)(?=`)|(?<=[?!])(?=`)")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff]")


@dataclass(frozen=True)
class Item:
    """What is known about an article, as far as citations ask."""

    id: str
    title: str
    author: str
    """As printed: one byline, which is not taken apart; empty where nobody is named."""
    outlet: str
    date: DateRange | None
    """Only where it is stated or an editor set it."""
    language: str
    url: str
    """Of the original; empty where it is unknown."""
    page: str
    """Of this site's copy; empty where the site has no address."""
    archive: str
    """The name of this site."""

    @property
    def copy(self) -> str:
        """Return the name of this site where its copy is cited, as nobody knows the original's address."""
        return "" if self.url else self.archive

    @property
    def parts(self) -> tuple[tuple[int, ...], ...]:
        """Return the date as one or, for a closed interval, two lists of year, month and day as far as known."""
        return numbers(self.date.edtf) if self.date is not None else ()

    @property
    def single(self) -> tuple[int, ...]:
        """Return year, month and day of a single date as far as known; nothing of an interval.

        Its ends may lie far apart, and no style says how to write them.
        """
        return self.parts[0] if len(self.parts) == 1 else ()

    @property
    def is_approximate(self) -> bool:
        """Return whether the date is known only about, or perhaps."""
        return self.date is not None and is_unsure(self.date)


def item(card: Card, outlet: str, config: CorpusConfig) -> Item:
    """Return an article as citations want it; `outlet` is a name, and a date that is only inferred is left out."""
    return Item(
        id=card.id,
        title=card.heading,
        author=card.byline.value or "",
        outlet=outlet,
        date=card.date.known,
        language=card.language.value or "",
        url=card.source.url,
        page=f"{config.base}articles/{card.id}/" if config.base else "",
        archive=config.title,
    )


def csl(cited: Item) -> dict[str, Any]:
    """Return the item as CSL-JSON data; the exact EDTF date is kept under `custom`.

    https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types (article-newspaper),
    https://github.com/citation-style-language/schema (csl-data.json)
    """
    issued = {"date-parts": [list(p) for p in cited.parts], **({"circa": True} if cited.is_approximate else {})}
    found = {
        "id": cited.id,
        "type": "article-newspaper",
        "title": _line(cited.title),
        "author": [{"literal": _line(cited.author)}] if cited.author else None,
        "container-title": _line(cited.outlet),
        "issued": issued if cited.parts else None,
        "language": cited.language,
        "URL": cited.url or cited.page,
        "archive": _line(cited.copy),
        "custom": {"edtf": cited.date.edtf} if cited.date is not None else None,
    }
    return {key: value for key, value in found.items() if value}


def csl_json(cited: Item) -> str:
    """Return the item as a CSL-JSON file."""
    return to_json([csl(cited)], indent=2).decode() + "\n"


def bibtex(cited: Item) -> str:
    """Return the item as a BibTeX entry: `year` and `month` for BibTeX, the EDTF `date` for BibLaTeX.

    https://ctan.org/pkg/biblatex : section 2.3.8, EDTF level 1 dates.
    """
    single = cited.single
    fields = {
        "title": f"{{{_tex(cited.title)}}}" if cited.title else "",
        "author": f"{{{_tex(cited.author)}}}" if cited.author else "",
        "journal": _tex(cited.outlet),
        "year": f"{single[0]:04}" if single else "",
        "month": _MONTHS[single[1] - 1] if len(single) > 1 else "",
        "date": cited.date.edtf if cited.date is not None else "",
        "url": _tex_url(cited.url or cited.page),
        "langid": cited.language,
        "note": _tex(_remark(cited)),
        "library": _tex(cited.archive),
    }
    lines = [f"  {k} = {v if k == 'month' else '{' + v + '}'}," for k, v in fields.items() if v]
    return "\n".join([f"@article{{{cited.id},", *lines, "}"]) + "\n"


def ris(cited: Item) -> str:
    """Return the item as a RIS record, `TY  - NEWS`; a date that RIS cannot say stands in a note.

    https://en.wikipedia.org/wiki/RIS_(file_format) : tags; DA is `YYYY/MM/DD/`.
    """
    single = cited.single
    day = "/".join(f"{part:02}" for part in single) + "/" * (4 - len(single))
    fields = (
        ("TY", "NEWS"),
        ("ID", cited.id),
        ("TI", cited.title),
        ("AU", cited.author),
        ("T2", cited.outlet),
        ("DA", day if single else ""),
        ("PY", f"{single[0]:04}" if single else ""),
        ("N1", _remark(cited)),
        ("N1", f"Date (EDTF): {cited.date.edtf}" if cited.date is not None else ""),
        ("LA", cited.language),
        ("UR", cited.url or cited.page),
        ("DB", cited.archive),
    )
    lines = [f"{tag}  - {_line(value)}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - "]) + "\r\n"


def _remark(cited: Item) -> str:
    """Return what formats without a field for it say in words: that a date is only about, and whose copy it is."""
    said = []
    if cited.date is not None and (cited.is_approximate or not cited.single):
        said.append(f"Date: {in_words(cited.date.edtf)}")
    if cited.copy:
        said.append(f"Copy in {cited.copy}")
    return "; ".join(said)


def _line(text: str) -> str:
    """Return words on one line, without characters that no reference manager prints."""
    return " ".join(_UNPRINTABLE.sub(" ", text).split())


def _tex(text: str) -> str:
    return "{}".join(part.translate(_TEX) for part in _LIGATURE.split(_line(text)))


def _tex_url(url: str) -> str:
    """Return an address as it is, but for what BibTeX itself would read."""
    return url.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")


FORMATS: tuple[tuple[str, str, str, Callable[[Item], str]], ...] = (
    ("BibTeX", "bib", "application/x-bibtex", bibtex),
    ("RIS", "ris", "application/x-research-info-systems", ris),
    ("CSL-JSON", "csl.json", "application/vnd.citationstyles.csl+json", csl_json),
)
"""What reference managers read: its name, the ending of the file, its media type, and what writes an article."""
