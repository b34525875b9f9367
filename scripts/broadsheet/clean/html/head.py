"""Reads what a saved page's metadata states of its article: each value with its place in the source."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from broadsheet.clean.html.blocks import Document
from broadsheet.clean.html.tokens import Attribute, Token, read_attributes, verbatim_content
from broadsheet.models import Fact, Span
from broadsheet.words import table

_LONGEST_JSON = 500_000
_LONGEST_VALUE = 500
_NEAR_HEADING = 12
"""A `<time>` counts as the article's if it stands so few paragraphs from the headline."""


class Statement(NamedTuple):
    """What the page states under one key, white space folded."""

    value: str
    raw: Span
    rule: str
    """The key."""


Stated = dict[str, Statement]
"""By its key as in `facts` of `words/html.yml`: what the page states."""


def read_head(source: str, document: Document) -> Stated:
    """Return everything that the metadata states, the first of a key; a value may be anything."""
    stated: Stated = {}
    for token, _ in document.tags:
        for key, value, raw in _read(source, token):
            if value.strip():
                stated.setdefault(key, Statement(" ".join(value.split()), raw, key))
    return stated


def pick_facts(stated: Stated, source: str, document: Document, heading: int) -> tuple[Fact, ...]:
    """Return the best statement of each kind; `heading` is the place of the headline's paragraph."""
    facts = []
    for kind in ("title", "byline", "date", "language", "address", "outlet"):
        fact = pick(stated, kind)
        if fact is None and kind == "date":
            fact = _find_time(source, document, heading)
        if fact is not None and len(fact.value) <= _LONGEST_VALUE:
            facts.append(Fact(kind, *fact))
    return tuple(facts)


def pick(stated: Stated, kind: str) -> Statement | None:
    """Return the best statement of one kind of `facts` in `words/html.yml`."""
    found = (stated[key] for key in [*_TAG_KEYS.get(kind, ()), *table("html")["facts"][kind]] if key in stated)
    return next((f for f in found if kind != "byline" or _may_be_name(f.value)), None)


def _may_be_name(value: str) -> bool:
    """Return whether what stands for the writer may be a name: no address, and no login such as `ann-o`."""
    return "://" not in value and (" " in value or not value.islower())


_TAG_KEYS = {"address": ("link canonical",), "language": ("html lang",)}


def _read(source: str, token: Token) -> Iterator[tuple[str, str, Span]]:
    attributes = read_attributes(source, token)
    if token.name == "html" and "lang" in attributes:
        yield "html lang", *attributes["lang"]
    elif token.name == "link" and _value(attributes, "rel") == "canonical" and "href" in attributes:
        yield "link canonical", *attributes["href"]
    elif token.name == "meta" and "content" in attributes:
        for name in ("property", "name", "http-equiv"):
            if name in attributes:
                yield _value(attributes, name), *attributes["content"]
        for name in _value(attributes, "itemprop").split():  # a set of names, says HTML (microdata)
            yield name, *attributes["content"]
    elif token.name == "script" and _value(attributes, "type") == "application/ld+json":
        yield from _read_json(source, verbatim_content(source, token))


def _value(attributes: dict[str, Attribute], name: str) -> str:
    return attributes[name].value.strip().lower() if name in attributes else ""


def _read_json(source: str, place: Span) -> Iterator[tuple[str, str, Span]]:
    if place.end - place.start > _LONGEST_JSON:
        return
    try:
        data = json.loads(source[place.start : place.end], strict=False)
    except (ValueError, RecursionError):  # broken, or made to be
        return
    for key, value in _first(data).items():
        raw = _place(source, place, value)
        if raw is not None:
            yield key, html.unescape(value), raw


def _first(data: Any) -> dict[str, str]:
    """Return the first words that JSON has for each key; only these are looked for in the source."""
    keys = [key for group in table("html")["facts"].values() for key in group if key.startswith("json:")]
    wanted = {key: key.removeprefix("json:").split(".") for key in keys}
    found: dict[str, str] = {}
    for item in _articles(data):
        for key, path in wanted.items():
            value = _follow(item, path)
            if key not in found and isinstance(value, str) and html.unescape(value).strip():
                found[key] = value
    return found


def _articles(data: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects that are articles, at the top or in its list or graph."""
    kinds = table("html")["articles"]
    items = data if isinstance(data, list) else [data]
    for item in items:
        if isinstance(item, dict):
            graph = item.get("@graph")
            for one in graph if isinstance(graph, list) else [item]:
                kind = one.get("@type") if isinstance(one, dict) else None
                if any(k in kinds for k in (kind if isinstance(kind, list) else [kind])):
                    yield one


def _follow(item: Any, path: list[str]) -> Any:
    for step in path:
        item = item[0] if isinstance(item, list) and item else item
        item = item.get(step) if isinstance(item, dict) else None
    return item


def _place(source: str, place: Span, value: str) -> Span | None:
    """Return where a JSON string stands in the source, as far as it is written in one of the usual ways."""
    if len(value) > _LONGEST_VALUE:  # too long to be quoted
        return place
    for ascii_only in (False, True):
        written = json.dumps(value, ensure_ascii=ascii_only)[1:-1]
        for form in (written, written.replace("/", "\\/")):
            at = source.find(form, place.start, place.end)
            if at >= 0:
                return Span(at, at + len(form))
    return None


def _find_time(source: str, document: Document, heading: int) -> Statement | None:
    """Return the first `<time datetime>` near the headline."""
    for token, place in document.tags:
        if token.name == "time" and abs(place - heading) <= _NEAR_HEADING:
            value = read_attributes(source, token).get("datetime")
            if value is not None and value.value.strip():
                return Statement(value.value.strip(), value.raw, "time datetime")
    return None
