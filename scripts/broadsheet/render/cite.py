"""Cites an article in the ways that people and reference managers ask for."""

from __future__ import annotations

import json
import re
from calendar import month_name
from dataclasses import dataclass
from typing import Any

_KEY = re.compile(r"[^a-z0-9-]+")
# https://ctan.org/pkg/bibtex : characters that TeX would take for commands.
_TEX = str.maketrans({c: f"\\{c}" for c in "{}$&#_%"} | {"\\": r"\textbackslash{}", "~": r"\~{}", "^": r"\^{}"})


@dataclass(frozen=True)
class Source:
    """What is known about an article, as far as citations ask."""

    id: str
    title: str
    authors: tuple[str, ...]
    """As printed: one byline, which is not taken apart."""
    outlet: str
    year: int | None
    month: int | None
    day: int | None
    approximate: bool
    """Whether the date is known only about."""
    language: str
    url: str
    """Of the original; empty where it is unknown."""
    page: str
    """Of this site's copy; empty where the site has no address."""
    archive: str
    """The name of this site."""


def date_parts(edtf: str) -> tuple[int | None, int | None, int | None]:
    """Return year, month and day of a single date; nothing of an interval, whose ends may lie far apart."""
    match = re.match(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?[~?%]?$", edtf)
    if match is None:
        return None, None, None
    year, month, day = (int(part) if part else None for part in match.groups())
    return year, month, day


def csl(source: Source) -> dict[str, Any]:
    """Return the item as CSL-JSON data.

    https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types (article-newspaper)
    """
    parts = [p for p in (source.year, source.month, source.day) if p is not None]
    issued = {"date-parts": [parts], **({"circa": True} if source.approximate else {})}
    item: dict[str, Any] = {
        "id": source.id,
        "type": "article-newspaper",
        "title": source.title,
        "author": [{"literal": name} for name in source.authors],
        "container-title": source.outlet,
        "issued": issued if parts else None,
        "language": source.language,
        "URL": source.url or source.page,
        "archive": source.archive,
    }
    return {key: value for key, value in item.items() if value}


def csl_json(source: Source) -> str:
    """Return the item as a CSL-JSON file."""
    return json.dumps([csl(source)], ensure_ascii=False, indent=2) + "\n"


def bibtex(source: Source) -> str:
    """Return the item as a BibTeX entry."""
    fields = {
        "title": f"{{{_tex(source.title)}}}",
        "author": " and ".join(f"{{{_tex(name)}}}" for name in source.authors),
        "journal": _tex(source.outlet),
        "year": "" if source.year is None else f"{source.year:04}",
        "month": "" if source.month is None else month_name[source.month][:3].lower(),
        "day": "" if source.day is None else str(source.day),
        "note": "Date approximate" if source.approximate else "",
        "url": _tex_url(source.url or source.page),
        "language": source.language,
    }
    lines = [f"  {k} = {v if k == 'month' else '{' + v + '}'}," for k, v in fields.items() if v]
    return "\n".join([f"@article{{{_KEY.sub('-', source.id.lower())},", *lines, "}"]) + "\n"


def ris(source: Source) -> str:
    """Return the item as a RIS record, `TY  - NEWS`."""
    day = "/".join("" if p is None else f"{p:02}" for p in (source.year, source.month, source.day))
    fields = [
        ("TY", "NEWS"),
        ("TI", source.title),
        *(("AU", name) for name in source.authors),
        ("T2", source.outlet),
        ("DA", f"{day}/" if source.year is not None else ""),
        ("PY", "" if source.year is None else f"{source.year:04}"),
        ("LA", source.language),
        ("UR", source.url or source.page),
        ("DB", source.archive),
    ]
    lines = [f"{tag}  - {_line(value)}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - "]) + "\r\n"


def in_styles(source: Source) -> dict[str, str]:
    """Return the citation in plain words as APA 7, Chicago 17 (notes) and MLA 9 want it, by the style's name."""
    return {"APA": _apa(source), "Chicago": _chicago(source), "MLA": _mla(source)}


def _apa(s: Source) -> str:
    about = "ca. " if s.approximate else ""
    month_day = f", {month_name[s.month]}" + (f" {s.day}" if s.day else "") if s.month else ""
    when = f"({about}{s.year}{month_day})." if s.year is not None else "(n.d.)."
    title = _stopped(_line(s.title))
    parts = [f"{_stopped(s.authors[0])} {when} {title}" if s.authors else f"{title} {when}"]
    return _joined([*parts, _stopped(s.outlet), s.url or s.page])


def _chicago(s: Source) -> str:
    about = "ca. " if s.approximate else ""
    day = f" {s.day}," if s.month and s.day else ""
    when = (
        f"{about}{month_name[s.month] if s.month else ''}{day} {s.year}".strip() if s.year is not None else "n.d."
    )
    author = f"{s.authors[0]}, " if s.authors else ""
    middle = ", ".join(part for part in (s.outlet, " ".join(when.split())) if part)
    return _joined(
        [
            f"{author}“{_stopped(_line(s.title), ',')}” {_stopped(middle, ',' if s.url or s.page else '.')}",
            _stopped(s.url or s.page),
        ]
    )


def _mla(s: Source) -> str:
    about = "circa " if s.approximate else ""
    month = (
        "" if s.month is None else (month_name[s.month] if s.month in (5, 6, 7) else month_name[s.month][:3] + ".")
    )
    when = about + " ".join(str(part) for part in (s.day, month, s.year) if part) if s.year is not None else ""
    author = f"{_stopped(s.authors[0])} " if s.authors else ""
    tail = ", ".join(part for part in (s.outlet, when, s.url or s.page) if part)
    return f"{author}“{_stopped(_line(s.title))}” {_stopped(tail)}".strip()


def _stopped(text: str, mark: str = ".") -> str:
    """Return text that ends in a full stop, or in the mark it ends in already."""
    return text if not text or text[-1] in ".?!…" else text + mark


def _joined(parts: list[str]) -> str:
    return " ".join(part for part in parts if part)


def _line(text: str) -> str:
    return " ".join(text.split())


def _tex(text: str) -> str:
    return _line(text).translate(_TEX)


def _tex_url(url: str) -> str:
    return url.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D").replace("%", "\\%")
