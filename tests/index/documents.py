"""Documents for the tests of the index."""

from __future__ import annotations

import random
from collections.abc import Sequence

from broadsheet.index import SearchDoc

WORDS = [
    "harbour",
    "council",
    "bridge",
    "ferry",
    "strike",
    "budget",
    "minister",
    "storm",
    "price",
    "wheat",
    "vote",
    "school",
    "trial",
    "doctor",
    "rain",
    "planning",
    "opened",
    "closes",
    "announcing",
    "delays",
    "workers",
    "union",
    "talks",
    "city",
    "mayor",
    "river",
    "market",
    "tax",
    "hospital",
    "day",
]


def random_docs(count: int, seed: int = 1) -> list[SearchDoc]:
    """Return articles of random words, some of them empty, some in families."""
    chance = random.Random(seed)  # noqa: S311 - test data
    return [_random_doc(chance, number) for number in range(count)]


def _random_doc(chance: random.Random, number: int) -> SearchDoc:
    outlet, outlet_name = chance.choice((("wire", "Morning Wire"), ("gazette", "The Gazette"), ("", "")))
    month = chance.choice(("2023-01", "2023-02", "unknown"))
    return SearchDoc(
        address=f"articles/a{number}/",
        kind=chance.choice(("article", "article", "claim")),
        title=_text(chance, 6),
        body=_text(chance, chance.choice((0, 20, 60))),
        claims=_text(chance, 8),
        names=_text(chance, 4).title(),
        outlet=outlet,
        outlet_name=outlet_name,
        date="" if month == "unknown" else f"{month}-{chance.randrange(10, 29)}",
        month=month,
        topics=tuple(chance.sample(("Harbour", "Schools", "Ferries"), chance.randrange(3))),
        family=chance.choice(("", "", "f1", "f2")),
    )


def _text(chance: random.Random, size: int) -> str:
    words: Sequence[str] = chance.choices((*WORDS, "the", "and", "of"), k=size)
    return " ".join(words).capitalize() + "." if size else ""
