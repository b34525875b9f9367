"""Cites an article in words, as style books want it; files for reference managers are made by `citations`."""

from __future__ import annotations

from calendar import month_name

from broadsheet.citations import Item


def in_styles(cited: Item) -> dict[str, str]:
    """Return the citation in plain words as APA 7, Chicago 17 (notes) and MLA 9 want it, by the style's name."""
    return {"APA": _apa(cited), "Chicago": _chicago(cited), "MLA": _mla(cited)}


def _apa(s: Item) -> str:
    year, month, day = s.single
    about = "ca. " if s.is_approximate else ""
    month_day = f", {month_name[month]}" + (f" {day}" if day else "") if month else ""
    when = f"({about}{year}{month_day})." if year is not None else "(n.d.)."
    title = _stopped(_line(s.title))
    parts = [f"{_stopped(s.author)} {when} {title}" if s.author else f"{title} {when}"]
    return _joined([*parts, _stopped(s.outlet), s.url or s.page])


def _chicago(s: Item) -> str:
    year, month, day = s.single
    about = "ca. " if s.is_approximate else ""
    month_day = f"{month_name[month]}{f' {day},' if day else ''}" if month else ""
    when = f"{about}{month_day} {year}".strip() if year is not None else "n.d."
    author = f"{s.author}, " if s.author else ""
    middle = ", ".join(part for part in (s.outlet, " ".join(when.split())) if part)
    return _joined(
        [
            f"{author}“{_stopped(_line(s.title), ',')}” {_stopped(middle, ',' if s.url or s.page else '.')}",
            _stopped(s.url or s.page),
        ]
    )


def _mla(s: Item) -> str:
    year, month, day = s.single
    about = "circa " if s.is_approximate else ""
    # MLA shortens the names of all months but May, June and July.
    named = "" if month is None else month_name[month] if month in (5, 6, 7) else f"{month_name[month][:3]}."
    when = about + " ".join(str(part) for part in (day, named, year) if part) if year is not None else ""
    author = f"{_stopped(s.author)} " if s.author else ""
    tail = ", ".join(part for part in (s.outlet, when, s.url or s.page) if part)
    return f"{author}“{_stopped(_line(s.title))}” {_stopped(tail)}".strip()


def _stopped(text: str, mark: str = ".") -> str:
    """Return text that ends in a full stop, or in the mark it ends in already."""
    return text if not text or text[-1] in ".?!…" else text + mark


def _joined(parts: list[str]) -> str:
    return " ".join(part for part in parts if part)


def _line(text: str) -> str:
    return " ".join(text.split())
