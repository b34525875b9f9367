"""Says what the feeds hold: of the corpus, its topics, its outlets and its corrections.

Every time in a feed is a day that the data speak of, never the time of the build.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import nlargest

from pydantic_core import to_json

from broadsheet.dates import in_words
from broadsheet.export.holdings import Holdings, as_of, first_day, known, shortened
from broadsheet.export.output import File, once
from broadsheet.export.spool import Rows, Spool
from broadsheet.export.syndication import Entry, Feed, atom, json_feed
from broadsheet.models import Card

_NEWEST = 30
"""How many entries a feed has; all articles are in `articles.jsonl`."""


def files(holdings: Holdings, spool: Spool) -> Iterator[File]:
    """Yield every feed in both kinds."""
    title = holdings.corpus.config.title
    entries = {card.id: _entry(holdings, card, lead) for card, lead in _led(holdings, spool)}
    yield from _feed(holdings, "articles", title, "articles/", entries.values(), "feed")
    told = _corrections(holdings)
    yield from _feed(holdings, "corrections", f"{title}: corrections", "corrections/", told, "feed-corrections")
    by_outlet: dict[str, list[Entry]] = {}
    for card in holdings.published:
        by_outlet.setdefault(known(card.outlet) or "", []).append(entries[card.id])
    for outlet in holdings.library.outlets:
        name = f"outlets/{outlet.id}"
        yield from _feed(holdings, name, f"{title}: {outlet.name}", f"{name}/", by_outlet.get(outlet.id, []))
    for topic in holdings.library.topics:
        name = f"topics/{topic.id}"
        of_topic = [entries[i] for i in topic.articles if i in entries]
        yield from _feed(holdings, name, f"{title}: {topic.name}", f"{name}/", of_topic)


def _led(holdings: Holdings, spool: Spool) -> Iterator[tuple[Card, str]]:
    """Yield every published article with its standfirst or the beginning of its body, as far as they are shown."""
    return zip(holdings.published, spool.rows("leads"), strict=True)


def kept(holdings: Holdings, card: Card, rows: Rows) -> Mapping[str, bytes]:
    """Return what feeds have of an article besides its card: its standfirst or the beginning of its body."""
    texts = (row["dek"] or (row["text"] or "")[row["body_start"] : row["body_end"]] for row in rows["articles"])
    return {} if card.withdrawn else {"leads": b"".join(to_json(shortened(text, 200)) + b"\n" for text in texts)}


def _feed(
    holdings: Holdings, name: str, title: str, page: str, entries: Iterable[Entry], listed: str = ""
) -> Iterator[File]:
    """Yield one feed as Atom and as JSON, the newest first; `listed` is its key on the page of downloads."""
    newest = nlargest(_NEWEST, entries, key=_day_and_id)
    config, path = holdings.corpus.config, f"data/feeds/{name}"
    feed = Feed(
        id=_id(holdings, path),
        path=path,
        page=page,
        title=title,
        description=config.description,
        author=config.title,
        language=config.language,
        updated=holdings.as_of,
        base=holdings.base,
    )
    yield File(f"{path}.atom", "application/atom+xml", _made(atom, feed, newest), listed and f"{listed}-atom")
    yield File(
        f"{path}.feed.json", "application/feed+json", _made(json_feed, feed, newest), listed and f"{listed}-json"
    )


def _made(
    write: Callable[[Feed, Sequence[Entry]], str], feed: Feed, entries: Sequence[Entry]
) -> Callable[[], Iterable[bytes]]:
    return once(lambda: write(feed, entries))


def _day_and_id(entry: Entry) -> tuple[str, str]:
    return entry.updated, entry.id


def _entry(holdings: Holdings, card: Card, lead: str) -> Entry:
    date, outlet, page = known(card.date), holdings.outlet(card), f"articles/{card.id}/"
    when = in_words(date.edtf) if date is not None else "date not stated in the text"
    return Entry(
        id=_id(holdings, page),
        title=holdings.title(card),
        day=first_day(date),
        updated=as_of(card),
        page=page,
        author=card.byline.value or outlet or "unknown",
        summary=f"{outlet or 'Outlet not stated in the text'}, {when}. {lead}".strip(),
        url=card.source.url,
        language=card.language.value or "",
        rights=card.rights,
    )


def _corrections(holdings: Holdings) -> Iterator[Entry]:
    """Yield every correction, and every withdrawal on the last day its record speaks of."""
    author = holdings.corpus.config.title
    for card in holdings.library.cards:
        title, page = card.id if card.withdrawn else holdings.title(card), f"articles/{card.id}/"
        told = [(c.date, f"Correction: {title}", f"{c.what} {c.why}".strip()) for c in card.corrections]
        if card.withdrawn:
            told.append((as_of(card), f"Withdrawn: {title}", card.withdrawn))
        for number, (day, headline, what) in enumerate(told, 1):
            yield Entry(_id(holdings, f"{page}#correction-{number}"), headline, day, day, page, author, what)


def _id(holdings: Holdings, path: str) -> str:
    """Return a permanent name: the address, or a UUID of the path where the site has no address."""
    if holdings.base:
        return f"{holdings.base}{path}"
    return uuid.uuid5(uuid.NAMESPACE_URL, f"urn:broadsheet:{path}").urn
