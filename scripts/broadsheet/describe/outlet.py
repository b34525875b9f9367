"""Finds who published an article, as far as a person or its own text says."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from broadsheet.describe.address import host_of, outlet_at
from broadsheet.describe.evidence import quote_raw
from broadsheet.describe.names.gazetteer import place_kinds
from broadsheet.models import NOT_STATED, Cleaned, Finding, Piece, Quote, Raw, Span
from broadsheet.records import OutletRecord, Sidecar, composed

# Furniture in which an outlet speaks of itself. A copyright line or a share button may be a republisher's.
_SOURCE_LINES = frozenset(("source-line", "letterhead"))
_OWN_VOICE = frozenset(("appeal", "subscription"))
_COPYRIGHT = re.compile(r"©|\bcopyright\b", re.IGNORECASE)
_LONGEST_NOTICE = 300
_MARKS = " \t-–—|"
# What parts the headline from the outlet's name in the title of a page: `Headline - Section | Name`.
_PARTS = re.compile(r"\s[-–—|·»]\s")


def find_outlet(raw: Raw, cleaned: Cleaned, sidecar: Sidecar, outlets: Sequence[OutletRecord]) -> Finding[str]:
    """Return the outlet's id: curated, stated in the page's own words, or unknown where two answers remain.

    It is inferred where nothing but the address that a person gave says it.
    """
    said = (
        _of_page(raw, cleaned, outlets)
        or _named(raw, cleaned, outlets, _SOURCE_LINES)
        or _titled(raw, cleaned, outlets)
        or _at_address(raw, cleaned, outlets)
        or _confirmed(raw, cleaned, outlets)
        or _named(raw, cleaned, outlets, _OWN_VOICE)
    )
    if sidecar.outlet is not None:
        evidence = tuple(said.get(sidecar.outlet, ()))
        return Finding(sidecar.outlet, "curated", evidence, sidecar.outlet_note, "sidecar")
    if len(said) == 1:
        ((outlet, quotes),) = said.items()
        return Finding(outlet, "stated", tuple(quotes), sidecar.outlet_note, "self-naming")
    given = sidecar.source_url or ""
    at = None if said else outlet_at(given, outlets)
    if at is not None:
        return Finding(at, "inferred", note=f"the address given for it is at {host_of(given)}", rule="address")
    return NOT_STATED


def sources_in(raw: Raw, cleaned: Cleaned, sidecar: Sidecar) -> tuple[str, ...]:
    """Return all words in which `find_outlet` looks for an outlet: a person's, the page's own, its addresses."""
    facts = (fact.value for fact in (cleaned.fact("outlet"), cleaned.fact("address")) if fact is not None)
    titles = (html.unescape(raw.text[slice(*place)]) for place in _ends_of_title(raw, cleaned))
    reasons = _SOURCE_LINES | _OWN_VOICE
    lines = (piece.text for piece in cleaned.ledger if piece.fate == "removed" and piece.reason in reasons)
    return (sidecar.outlet or "", sidecar.source_url or "", *facts, *titles, *lines)


def outlets_met(sources: Iterable[str], outlets: Sequence[OutletRecord]) -> tuple[OutletRecord, ...]:
    """Return the outlets that such words can mean: `find_outlet` gives with these alone what it gives with all."""
    words = composed("\n".join(sources)).casefold()
    return tuple(outlet for outlet in outlets if any(form in words for form in _forms(outlet)))


def _forms(outlet: OutletRecord) -> Iterator[str]:
    yield from (form.casefold() for form in (outlet.id, outlet.name, *outlet.spellings))
    if home := host_of(outlet.url or ""):
        yield home


_LONGEST_NAME = 60


def _of_page(raw: Raw, cleaned: Cleaned, outlets: Sequence[OutletRecord]) -> dict[str, list[Quote]]:
    """Return the outlet that a saved page's metadata names: a registered one's id, otherwise the name itself."""
    fact = cleaned.fact("outlet")
    if fact is None:
        return {}
    written = composed(fact.value.partition(" | ")[0].lstrip("@").strip())
    name = host_of(written) or written
    known = _called(name, outlets)
    if known is None and (not 0 < len(name) <= _LONGEST_NAME or _is_section(name, cleaned)):
        return {}
    return {known or name: [quote_raw(raw, fact.raw)]}


def _is_section(name: str, cleaned: Cleaned) -> bool:
    """Return whether a page calls its site by a place alone, as sections are called, and its address does not."""
    fact = cleaned.fact("address")
    letters = "".join(filter(str.isalnum, name)).casefold()
    return name.casefold() in place_kinds() and (fact is None or letters not in host_of(fact.value))


def _called(name: str, outlets: Sequence[OutletRecord]) -> str | None:
    """Return the id of the registered outlet of which this is a name."""
    folded = composed(name).casefold()
    return next((o.id for o in outlets if folded in {n.casefold() for n in (o.name, *o.spellings)}), None)


def _titled(raw: Raw, cleaned: Cleaned, outlets: Sequence[OutletRecord]) -> dict[str, list[Quote]]:
    """Return the registered outlets with whose names the title of the page ends or begins."""
    said: dict[str, list[Quote]] = {}
    for place in _ends_of_title(raw, cleaned):
        outlet = _called(html.unescape(raw.text[slice(*place)]).strip(), outlets)
        if outlet is not None:
            said.setdefault(outlet, []).append(quote_raw(raw, place))
    return said


def _ends_of_title(raw: Raw, cleaned: Cleaned) -> tuple[Span, ...]:
    """Return the parts of the page's title that may be the outlet's name: its first and last, if it has parts."""
    parted = [_trimmed(raw, piece.raw) for piece in cleaned.ledger if piece.rule == "source-line"]
    places = [piece.raw for piece in cleaned.ledger if piece.rule == "page-title"]
    if parted or not places:
        return tuple(parted[:1])
    start, end = places[0].start, places[-1].end
    marks = [match.span() for match in _PARTS.finditer(raw.text, start, end)]
    return (Span(start, marks[0][0]), Span(marks[-1][1], end)) if marks else ()


def _trimmed(raw: Raw, place: Span) -> Span:
    words = raw.text[slice(*place)].strip(_MARKS)
    start = raw.text.index(words, place.start)
    return Span(start, start + len(words))


def _confirmed(raw: Raw, cleaned: Cleaned, outlets: Sequence[OutletRecord]) -> dict[str, list[Quote]]:
    """Return the outlet with whose name the title of the page ends, where the page's copyright line has it too."""
    for end in _ends_of_title(raw, cleaned)[-1:]:
        name = composed(html.unescape(raw.text[slice(*end)]).strip())
        if not 1 < len(name) <= _LONGEST_NAME or not any(map(str.isalpha, name)):
            continue
        written = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
        for piece in cleaned.ledger:
            notice = piece.fate == "removed" and _COPYRIGHT.search(piece.text)
            match = written.search(piece.text) if notice and len(piece.text) <= _LONGEST_NOTICE else None
            if match is not None:
                place = Span(piece.raw.start + match.start(), piece.raw.start + match.end())
                return {_called(name, outlets) or name: [quote_raw(raw, end), quote_raw(raw, place)]}
    return {}


def _at_address(raw: Raw, cleaned: Cleaned, outlets: Sequence[OutletRecord]) -> dict[str, list[Quote]]:
    """Return the registered outlet on whose site the page says it stands."""
    fact = cleaned.fact("address")
    at = outlet_at(fact.value, outlets) if fact is not None else None
    return {} if fact is None or at is None else {at: [quote_raw(raw, fact.raw)]}


def _named(
    raw: Raw, cleaned: Cleaned, outlets: Sequence[OutletRecord], reasons: frozenset[str]
) -> dict[str, list[Quote]]:
    """Return the registered outlets that lines removed for these reasons name, with the words."""
    said: dict[str, list[Quote]] = {}
    for piece in cleaned.ledger:
        if piece.fate == "removed" and piece.reason in reasons:
            for outlet, place in _names_in(piece, outlets):
                said.setdefault(outlet, []).append(quote_raw(raw, place))
    return said


def _names_in(piece: Piece, outlets: Sequence[OutletRecord]) -> Iterator[tuple[str, Span]]:
    """Yield each outlet that a piece names, once, with where."""
    for outlet in outlets:
        for name in sorted((outlet.name, *outlet.spellings), key=len, reverse=True):
            # Most of many outlets are in none of the lines: no pattern need be made for them.
            forms = [form for form in (name, unicodedata.normalize("NFD", name)) if form in piece.text]
            written = "|".join(map(re.escape, forms))
            match = re.search(rf"(?<!\w)(?:{written})(?!\w)", piece.text) if forms else None
            if match is not None:
                yield outlet.id, Span(piece.raw.start + match.start(), piece.raw.start + match.end())
                break
