"""Checks what people wrote against itself: unregistered names, impossible dates, decisions without object."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Literal

from broadsheet import dates
from broadsheet.caution import cautions
from broadsheet.corpus import Corpus, Entry
from broadsheet.models import Article, Card
from broadsheet.naming import OUTLETS, TOPICS, check_names, entity_places
from broadsheet.problems import Problem
from broadsheet.records import ClaimPair
from broadsheet.strict_yaml import EMPTY, Key

REDIRECTS, DECISIONS, PUBLISHED = "corpus/redirects.yml", "corpus/decisions.yml", "corpus/published.yml"


def check(corpus: Corpus) -> list[Problem]:
    """Return the problems that the files have with each other, in order of place."""
    outlets = {outlet.id for outlet in corpus.outlets}
    return sorted([*(p for entry in corpus.entries for p in check_entry(entry, outlets)), *check_shared(corpus)])


def check_shared(corpus: Corpus) -> list[Problem]:
    """Return the problems that the authority files have with each other and with the ids of the articles."""
    found = [*check_names(corpus), *_repeated(corpus), *_redirects(corpus), *_gone(corpus)]
    return sorted(found)


def check_found(corpus: Corpus, articles: Iterable[Article]) -> list[Problem]:
    """Return the problems that decisions have with what was found: statements and names they do not meet."""
    by_id = {article.id: article for article in articles}
    found = [p for e in corpus.entries if e.raw.id in by_id for p in check_decisions(e, by_id[e.raw.id])]
    made = {article.id: statements_of(article) for article in by_id.values()}
    return sorted([*found, *check_addresses(corpus, made)])


def statements_of(article: Article | Card) -> list[str]:
    """Return the addresses of an article's statements, as topics and decisions name them."""
    return [f"{article.id}#{claim.id}" for claim in article.claims]


# ------------------------------------------------------------------ sidecars


def _at(entry: Entry, key: Key, code: str, message: str, hint: str, *, warning: bool = False) -> Problem:
    line, column = entry.source.place(key)
    level: Literal["error", "warning"] = "warning" if warning else "error"
    return Problem(entry.sidecar_path, line, column, code, message, hint, level)


def check_entry(entry: Entry, outlets: Collection[str]) -> Iterator[Problem]:
    """Yield the problems that a sidecar has with its article and with the ids of the registered outlets."""
    sidecar = entry.sidecar
    if sidecar.outlet is not None and sidecar.outlet not in outlets:
        hint = f"add it to {OUTLETS}, or leave the key out where nobody knows"
        yield _at(
            entry, ("outlet",), "SIDECAR-OUTLET", f"nobody has registered the outlet {sidecar.outlet!r}", hint
        )
    if sidecar.date is not None:
        try:
            dates.parse(sidecar.date)
        except ValueError as e:
            yield _at(entry, ("date",), "SIDECAR-DATE", str(e), f"write one of: {dates.ALLOWED}")
        if not sidecar.date_note:
            hint = "say in `date_note` how it is known"
            yield _at(entry, ("date",), "SIDECAR-NOTE", "a date without its ground", hint, warning=True)
    if sidecar.status == "withdrawn" and not sidecar.withdrawn_reason:
        hint = "say in `withdrawn_reason` why; readers see it in place of the article"
        yield _at(entry, ("status",), "SIDECAR-NOTE", "withdrawn without a reason", hint)
    yield from _overrides(entry)


def _overrides(entry: Entry) -> Iterator[Problem]:
    lines = entry.raw.text.count("\n") + 1
    for name, overrides in (("keep", entry.sidecar.keep), ("drop", entry.sidecar.drop)):
        for i, item in enumerate(overrides):
            if (item.line is None) == (item.words is None):
                yield _at(
                    entry,
                    (name, i),
                    "SIDECAR-LINE",
                    "names not one part of the raw text",
                    "give `line` or `words`",
                )
            elif item.line is not None and item.line > lines:
                what = f"line {item.line} is beyond the end of {entry.raw.path}"
                yield _at(entry, (name, i, "line"), "SIDECAR-LINE", what, f"the file has {lines} lines")
            elif item.words is not None and item.words not in entry.raw.text:
                what = f"{item.words[:60]!r} is not in {entry.raw.path}"
                yield _at(entry, (name, i, "words"), "SIDECAR-WORDS", what, "copy the words exactly")


def check_decisions(entry: Entry, article: Article) -> Iterator[Problem]:
    """Yield what decisions of a sidecar do not meet in its article, and where its cleaning wants a look."""
    text, claims = article.cleaned.text, {claim.id for claim in article.claims}
    for i, added in enumerate(entry.sidecar.entities.add):
        if added.words not in text:
            what = f"{added.words!r} is not in the cleaned text"
            yield _at(entry, ("entities", "add", i), "SIDECAR-WORDS", what, "copy the words exactly")
    for i, claim in enumerate(entry.sidecar.claims.add):
        if claim.words not in text:
            what = f"{claim.words[:60]!r} is not in the cleaned text"
            yield _at(entry, ("claims", "add", i), "SIDECAR-WORDS", what, "copy the words exactly")
    for i, rejected in enumerate(entry.sidecar.claims.reject):
        if rejected.claim in claims:
            what = f"the statement {rejected.claim} is still there"
            yield _at(entry, ("claims", "reject", i), "SIDECAR-CLAIM", what, "it was added in the same file")
    yield from cautions(article, entry.raw.text)


# ------------------------------------------------------------------ authority files


def _in(corpus: Corpus, path: str, key: Key, code: str, message: str, hint: str) -> Problem:
    line, column = corpus.sources.get(path, EMPTY).place(key)
    return Problem(path, line, column, code, message, hint)


def _repeated(corpus: Corpus) -> Iterator[Problem]:
    entities = [(path, i, e.id) for (path, i), e in zip(entity_places(corpus), corpus.entities, strict=True)]
    outlets = [(OUTLETS, i, o.id) for i, o in enumerate(corpus.outlets)]
    themes = [(TOPICS, i, t.id) for i, t in enumerate(corpus.themes)]
    for records in (entities, outlets, themes):
        seen: set[str] = set()
        for path, i, name in records:
            if name in seen:
                what = f"the id {name!r} is there twice"
                yield _in(corpus, path, (i, "id"), "ID-TWICE", what, "give one of them another id")
            seen.add(name)
    registered = {e.id for e in corpus.entities}
    for path, i, name in themes:
        if name in registered:
            what = f"the id {name!r} is an entity's"
            yield _in(corpus, path, (i, "id"), "ID-TWICE", what, "topics and entities share their addresses")


def _redirects(corpus: Corpus) -> Iterator[Problem]:
    ids = corpus.ids
    for i, redirect in enumerate(corpus.redirects):
        if redirect.from_ in ids:
            what = f"{redirect.from_!r} is an article"
            yield _in(corpus, REDIRECTS, (i, "from"), "REDIRECT", what, "only ids no longer used redirect")
        if redirect.to not in ids:
            what = f"{redirect.to!r} is no article"
            yield _in(corpus, REDIRECTS, (i, "to"), "REDIRECT", what, "name the article that took its place")


def _gone(corpus: Corpus) -> Iterator[Problem]:
    """Yield a problem for each published id that is neither an article nor redirected."""
    kept = kept_ids(corpus)
    for i, published in enumerate(corpus.published):
        if published.id not in kept:
            yield _in(corpus, PUBLISHED, (i, "id"), "ID-GONE", *gone(published.id))


def kept_ids(corpus: Corpus) -> frozenset[str]:
    """Return the ids whose addresses lead somewhere: articles, tombstones, redirects."""
    return corpus.ids | {redirect.from_ for redirect in corpus.redirects}


def gone(article_id: str) -> tuple[str, str]:
    """Return what to say of a published id that leads nowhere, and what to do about it."""
    hint = f"put the article back, or add `from: {article_id}` to {REDIRECTS}, or keep its sidecar as withdrawn"
    return f"the published article {article_id!r} is gone", hint


def addressed(corpus: Corpus) -> frozenset[str]:
    """Return the ids of the articles whose statements topics or decisions name."""
    return frozenset(address.partition("#")[0] for _, _, pair in _pairs(corpus) for address in (pair.a, pair.b))


def _pairs(corpus: Corpus) -> list[tuple[str, Key, ClaimPair]]:
    pairs: list[tuple[str, Key, ClaimPair]] = [
        (TOPICS, (i, "opposed", j), pair) for i, t in enumerate(corpus.themes) for j, pair in enumerate(t.opposed)
    ]
    pairs += [(DECISIONS, ("join", i), pair) for i, pair in enumerate(corpus.decisions.join)]
    pairs += [(DECISIONS, ("part", i), pair) for i, pair in enumerate(corpus.decisions.part)]
    return pairs


def check_addresses(corpus: Corpus, made: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    """Yield a problem for each statement that topics or decisions name and nobody makes.

    `made` has the statements of each article that was looked at; those of others are taken on trust.
    """
    for path, key, pair in _pairs(corpus):
        for side in ("a", "b"):
            address = getattr(pair, side)
            article = address.partition("#")[0]
            if address not in made.get(article, ()) and (article in made or article not in corpus.ids):
                what = f"no article makes the statement {address}"
                hint = "copy the address from the statement's link on the article page"
                yield _in(corpus, path, (*key, side), "CLAIM-UNKNOWN", what, hint)
