"""Parts of a country behind a town and behind a party: "Tampa, Fla.", "Ann Other (R-Fla.)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from broadsheet.describe.names.gazetteer import place_kinds
from broadsheet.words import table


@cache
def provinces() -> Mapping[str, str]:
    """Return the names of parts of countries, by what they are called for short, without a last full stop."""
    return {
        short.rstrip("."): name for name, *shorter in table("names_variants")["provinces"] for short in shorter
    }


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    short = "|".join(map(re.escape, sorted(provinces(), key=len, reverse=True)))
    place = rf"(?:(?:{short})(?![\w-])\.?|[A-Z][a-z]{{2,20}}(?: [A-Z][a-z]{{2,20}})?)"
    town = re.compile(rf"(?<=[a-z], )(?:{short})\.(?![\w-])")
    return town, re.compile(rf"(?:\(|, )((?:[DRI]|DFL)(?:-|\., ?))({place})(?=[,);:.\s])")


def find_seats(cased: str) -> Iterator[tuple[int, int, int]]:
    """Yield (start, start of the place, end) of what stands for a place behind a town or a party.

    The party begins at the start; behind a town that is where the place begins, too.
    """
    town, party = _patterns()
    for match in town.finditer(cased):
        yield match.start(), match.start(), _end(match.group(), match.end())
    for match in party.finditer(cased):
        if match[2].rstrip(".") in provinces() or match[2].lower() in place_kinds():
            yield match.start(1), match.start(2), _end(match[2], match.end(2))


def _end(place: str, end: int) -> int:
    """Return where a place ends without the full stop that shortens it: "Fla.", but "N.Y."."""
    return end if not place.endswith(".") or place.count(".") > 1 else end - 1
