"""Says what the feeds hold: of the corpus, its topics, its outlets and its corrections.

Every time in a feed is a day that the data speak of, never the time of the build.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from heapq import nlargest

from pydantic_core import to_json

from broadsheet.dates import in_words, sure
from broadsheet.digests import digest_of
from broadsheet.export.holdings import Holdings, as_of
from broadsheet.export.output import File, once
from broadsheet.export.spool import Rows, Spool, json_lines
from broadsheet.export.syndication import Entry, Feed, atom, json_feed
from broadsheet.gathering import gathered
from broadsheet.models import NOT_STATED, Card, shortened

_NEWEST = 30
"""How many entries a feed has; all articles are in `articles.jsonl`."""

_WHOLE_DAY = len("2023-01-06")
"""Feeds know no months and years: https://www.rfc-editor.org/rfc/rfc3339 ."""


def files(holdings: Holdings, spool: Spool) -> Iterator[File]:
    """Yield every feed in both kinds."""
    title, entries = holdings.corpus.config.title, _Entries(holdings, spool)
    yield from _feed(holdings, spool, "articles", title, "articles/", entries.of(entries.newest), "feed")
    told = nlargest(_NEWEST, _corrections(holdings), key=_day_and_id)
    of_corrections = _Chosen(_newest(e.updated for e in told), lambda: told, "")
    yield from _feed(
        holdings, spool, "corrections", f"{title}: corrections", "corrections/", of_corrections, "feed-corrections"
    )
    by_outlet = gathered((card.outlet.known or "", card.id) for card in holdings.published)
    for outlet in holdings.library.outlets:
        name = f"outlets/{outlet.id}"
        of_outlet = entries.of(by_outlet.get(outlet.id, ()))
        yield from _feed(holdings, spool, name, f"{title}: {outlet.name}", f"{name}/", of_outlet)
    for topic in holdings.library.topics:
        name = f"topics/{topic.id}"
        of_topic = entries.of(topic.articles)
        yield from _feed(holdings, spool, name, f"{title}: {topic.name}", f"{name}/", of_topic)


@dataclass(frozen=True)
class _Chosen:
    """The newest of some entries, the newest first."""

    updated: str
    """The last day of them; empty where none has one."""
    made: Callable[[], Sequence[Entry]]
    """Makes them."""
    basis: str
    """What stands for all that they are made from besides the holdings as a whole; empty where nothing does."""


class _Entries:
    """The entries of articles, each made when a feed is made that has it."""

    def __init__(self, holdings: Holdings, spool: Spool) -> None:
        self._holdings = holdings
        self._cards = {card.id: card for card in holdings.published}
        self._leads = dict(zip(self._cards, spool.rows("leads"), strict=True))
        days = {(as_of(card), _id(holdings, _page(card))): card.id for card in holdings.published}
        self.newest = [days[day] for day in sorted(days, reverse=True)]
        """Ids of all articles, the newest first."""
        self._ranks = {name: rank for rank, name in enumerate(self.newest)}
        self._entry = cache(self._made)

    def of(self, names: Iterable[str]) -> _Chosen:
        """Return the newest of some articles."""
        ranks = sorted(self._ranks[name] for name in names if name in self._ranks)
        newest = [self.newest[rank] for rank in ranks[:_NEWEST]]
        outlets = [self._holdings.outlet(self._cards[name]) for name in newest]
        return _Chosen(
            _newest(as_of(self._cards[name]) for name in newest[:1]),
            lambda: [self._entry(name) for name in newest],
            self._holdings.shelf.stamp(newest, to_json(outlets)),
        )

    def _made(self, name: str) -> Entry:
        return _entry(self._holdings, self._cards[name], self._leads[name])


def _newest(days: Iterable[str]) -> str:
    return max(days, default="")


def kept(holdings: Holdings, card: Card, rows: Rows) -> Mapping[str, bytes]:
    """Return what feeds have of an article besides its card: its standfirst or the beginning of its body."""
    texts = (row["dek"] or (row["text"] or "")[row["body_start"] : row["body_end"]] for row in rows["articles"])
    return {} if card.withdrawn else {"leads": json_lines(shortened(text, 200) for text in texts)}


def _feed(
    holdings: Holdings, spool: Spool, name: str, title: str, page: str, entries: _Chosen, listed: str = ""
) -> Iterator[File]:
    """Yield one feed as Atom and as JSON, unless both stay; `listed` is its key on the page of downloads."""
    config, path = holdings.corpus.config, f"data/feeds/{name}"
    feed = Feed(
        id=_id(holdings, path),
        path=path,
        page=page,
        title=title,
        description=config.description,
        author=config.title,
        language=config.language,
        updated=entries.updated or holdings.as_of,
        base=config.base,
    )
    # What is listed is measured at every build.
    basis = digest_of([to_json(feed), entries.basis.encode()]) if entries.basis and not listed else ""
    if spool.last.stays(basis):
        return
    for ending, media_type, write, kind in _KINDS:
        chunks = once(_made(write, feed, entries))
        yield File(f"{path}.{ending}", media_type, chunks, listed and f"{listed}-{kind}", basis=basis)


_KINDS: tuple[tuple[str, str, Callable[[Feed, Sequence[Entry]], str], str], ...] = (
    ("atom", "application/atom+xml", atom, "atom"),
    ("feed.json", "application/feed+json", json_feed, "json"),
)


def _made(write: Callable[[Feed, Sequence[Entry]], str], feed: Feed, entries: _Chosen) -> Callable[[], str]:
    return lambda: write(feed, entries.made())


def _day_and_id(entry: Entry) -> tuple[str, str]:
    return entry.updated, entry.id


def _entry(holdings: Holdings, card: Card, lead: str) -> Entry:
    date, outlet, page = card.date.known, holdings.outlet(card), _page(card)
    day = sure(date)
    when = in_words(date.edtf) if date is not None else f"date {NOT_STATED.note}"
    return Entry(
        id=_id(holdings, page),
        title=card.heading,
        day=day if len(day) == _WHOLE_DAY else "",
        updated=as_of(card),
        page=page,
        author=card.byline.value or outlet or "unknown",
        summary=f"{outlet or f'Outlet {NOT_STATED.note}'}, {when}. {lead}".strip(),
        url=card.source.url,
        language=card.language.value or "",
        rights=card.rights,
    )


def _corrections(holdings: Holdings) -> Iterator[Entry]:
    """Yield every correction, and every withdrawal on the last day its record speaks of."""
    author = holdings.corpus.config.title
    for card in holdings.library.cards:
        title, page = card.id if card.withdrawn else card.heading, _page(card)
        told = [(c.date, f"Correction: {title}", f"{c.what} {c.why}".strip()) for c in card.corrections]
        if card.withdrawn:
            told.append((as_of(card), f"Withdrawn: {title}", card.withdrawn))
        for number, (day, headline, what) in enumerate(told, 1):
            yield Entry(_id(holdings, f"{page}#correction-{number}"), headline, day, day, page, author, what)


def _page(card: Card) -> str:
    return f"articles/{card.id}/"


def _id(holdings: Holdings, path: str) -> str:
    """Return a permanent name: the address, or a UUID of the path where the site has no address."""
    base = holdings.corpus.config.base
    return f"{base}{path}" if base else uuid.uuid5(uuid.NAMESPACE_URL, f"urn:broadsheet:{path}").urn
