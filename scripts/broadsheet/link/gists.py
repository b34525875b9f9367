"""What linking needs of one article, made where the article is described: small, plain, and without its text."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from broadsheet.gathering import gathered
from broadsheet.link.shingles import folded_words, run_hashes
from broadsheet.models import Article, Card, Claim, EntityType, Mention, card_of
from broadsheet.redact import shown_end
from broadsheet.topic_keys import topic_key

TEXT_RUN = 5
"""Words in a run by which articles are compared."""

CLAIM_RUN = 3
"""Words in a run by which statements are compared."""

# A headline's word counts as three.
_TITLE_WEIGHT = 3
# A name that nobody has registered is somebody's when the recogniser is nearly sure.
_LEAST_CONFIDENCE = 0.75
# The rule by which a mention is found that tells what somebody is and not what the name is.
_ROLE = "role"


@dataclass(frozen=True, slots=True)
class Named:
    """A name in one article, with all its mentions."""

    key: str
    """The topic's id."""
    name: str
    """The canonical name as the recogniser is nearly sure of it; empty where it is not."""
    type: EntityType
    registered: bool
    spellings: tuple[str, ...]
    """How it is written, in the order of the text."""
    called: tuple[str, ...]
    """What it is called instead of its name."""
    shown: tuple[tuple[str, int], ...]
    """How often each of both stands in what may be shown of the article."""


@dataclass(frozen=True, slots=True)
class Gist:
    """What linking needs of one article; arrays are bytes, little-endian."""

    card: Card
    runs: bytes
    """Hashes (64 bits) of the body's runs of `TEXT_RUN` words, distinct, ascending."""
    words: str
    """The distinct words of title, standfirst and body in small letters, alphabetical, parted by spaces."""
    counts: bytes
    """For each of them (16 bits) how often it stands in the body, and three times for each time in the title."""
    said: tuple[bytes, ...]
    """For each claim the hashes (64 bits) of its runs of `CLAIM_RUN` words, distinct, ascending."""
    names: tuple[Named, ...]
    """In the order of their first mentions."""
    named: tuple[tuple[int, ...], ...]
    """For each claim the places in `names` of those that stand in it."""


def gist(article: Article) -> Gist:
    """Return what linking needs of an article."""
    text, body = article.cleaned.text, folded_words(article.cleaned.text[slice(*article.cleaned.body)])
    words, counts = _terms(folded_words(text), body, folded_words(article.title.value or ""))
    keyed = gathered((topic_key(mention), mention) for mention in article.mentions)
    places = {key: place for place, key in enumerate(keyed)}
    end = shown_end(article)
    return Gist(
        card=card_of(article),
        runs=run_hashes(body, TEXT_RUN),
        words=words,
        counts=counts,
        said=tuple(run_hashes(folded_words(claim.text), CLAIM_RUN) for claim in article.claims),
        names=tuple(_named(key, mentions, end) for key, mentions in keyed.items()),
        named=tuple(
            tuple(dict.fromkeys(places[topic_key(m)] for m in mentions))
            for mentions in _mentions_in(article.claims, article.mentions)
        ),
    )


def _terms(text: Sequence[str], body: Sequence[str], title: Sequence[str]) -> tuple[str, bytes]:
    weights: Counter[str] = Counter(dict.fromkeys(text, 0))
    weights.update(body)
    for word in title:
        weights[word] += _TITLE_WEIGHT
    words = sorted(weights)
    most = np.iinfo(np.uint16).max
    return " ".join(words), np.array([min(weights[w], most) for w in words], dtype="<u2").tobytes()


def _named(key: str, mentions: Sequence[Mention], end: int) -> Named:
    sure = (m.name for m in mentions if m.id is None and m.confidence >= _LEAST_CONFIDENCE)
    return Named(
        key=key,
        name=next(sure, ""),
        type=mentions[0].type,
        registered=mentions[0].id is not None,
        spellings=tuple(dict.fromkeys(m.text for m in mentions if m.rule != _ROLE)),
        called=tuple(dict.fromkeys(m.text for m in mentions if m.rule == _ROLE)),
        shown=tuple(Counter(m.text for m in mentions if m.clean.end <= end).items()),
    )


def _mentions_in(claims: Sequence[Claim], mentions: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Yield for each claim the mentions that stand in its content, in the order of the text."""
    ordered = sorted(mentions, key=lambda m: m.clean)
    starts = [m.clean.start for m in ordered]
    for claim in claims:
        found = []
        for span in claim.spans:
            first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
            found += [m for m in ordered[first:last] if m.clean.end <= span.end]
        yield found
