"""What speaks for and against a stretch of text being the name of a person, an organisation or a place.

Every piece of evidence is a short word such as `before1 titles` or `last:ministry`; `weights.py` knows what each
is worth. What follows from a few words alone is an aspect: the same words say the same everywhere, and are weighed
once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from .casing import Page
from .classes import classed, classes, is_known, main_class, place_kind, shape
from .folding import Folded
from .gazetteer import word_set
from .tokens import Token, is_capital, tokenize

_EDGE = Token(-1, -1, "<edge>", "<edge>")
_APPOSED = 8
"""Tokens from a comma on in which an apposition says what somebody or something is."""
_SPORT = 6
"""Different words of sport that make an article a report on sport."""


class Aspect(NamedTuple):
    """A few words, and what reads the evidence from them."""

    read: Callable[..., Iterator[str]]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Document:
    """What the whole article says about its words."""

    tokens: Sequence[Token]
    opens: Sequence[bool]
    """Whether a sentence or quotation begins with the token; False where it has no capital."""
    styles: Sequence[str]
    """How the line of each token is written."""
    small: Counter[str]
    """How often a word is written with a small letter."""
    inside: Counter[str]
    """How often a word has a capital within a sentence."""
    sport: bool
    """Whether it reads like a report on sport."""
    known: dict[str, Counter[str]] = field(default_factory=dict)
    """What was made of names and their parts on the first reading: kind of evidence by name."""


def document_of(text: Folded) -> Document:
    """Return the words of an article and how they are written."""
    tokens, page = tokenize(text.cased, text.small), Page(text)
    opens = [is_capital(t) and page.opens(t.start) for t in tokens]
    styles = list(_styles(tokens, page))
    plain = (t for t, o, s in zip(tokens, opens, styles, strict=True) if s == "plain" and not o)
    small = Counter(t.small for t in tokens if t.word[0].islower())
    inside = Counter(t.small for t in plain if t.word[0].isalpha() and not t.word[0].islower())
    sport = len(word_set("names_words", "sport").intersection(small)) >= _SPORT
    return Document(tokens, opens, styles, small, inside, sport)


def _styles(tokens: Sequence[Token], page: Page) -> Iterator[str]:
    style = ""
    for token in tokens:
        style = "" if token.word[0] == "\n" else style or page.style(token.start)
        yield style


def evidence(doc: Document, run: tuple[int, int], first: int, past: int) -> set[str]:
    """Return all that one stretch of a run, its neighbours and the words of the article say about it."""
    shared = (word for aspect in aspects(doc, run, first, past) for word in aspect.read(*aspect.words))
    return {*shared, *here(doc, first, past)}


def aspects(doc: Document, run: tuple[int, int], first: int, past: int) -> Iterator[Aspect]:
    """Yield what depends on few words: those of the stretch, those before it, those behind it."""
    tokens, size = doc.tokens, "1" if past - first == 1 else "2"
    before = tokens[first - 1] if first else _EDGE
    earlier = tokens[first - 2] if first > 1 else _EDGE
    after, later = (*tokens[past : past + 2], _EDGE, _EDGE)[:2]
    yield Aspect(_within, tuple([t.word for t in tokens[first:past]]))
    yield Aspect(_before, (size, earlier.small, before.small))
    yield Aspect(_after, (size, after.small, "0" if later.word.isdigit() else later.small))
    if first > run[0]:
        yield Aspect(_cut_before, (before.word, tokens[first].small))
    if past < run[1]:
        yield Aspect(_cut_after, (tokens[past - 1].small, after.word))
    if after.word == ",":
        yield Aspect(_apposed, tuple([t.word for t in tokens[past + 1 : past + _APPOSED]]))
    if doc.sport:
        yield Aspect(_in_sport, (size, tokens[past - 1].small, before.small, after.small))


def here(doc: Document, first: int, past: int) -> Iterator[str]:
    """Yield what only this place in this article says."""
    tokens = doc.tokens
    if _acronym_follows(tokens, first, past):
        yield "acronym follows"
    if doc.opens[first]:
        yield f"opens{'1' if past - first == 1 else '2'} " + main_class(tokens[first].small)
    if doc.styles[first] != "plain":
        yield f"{doc.styles[first]} " + main_class(tokens[first].small)
    words = [t.small for t in tokens[first:past] if t.word[0].isupper()]
    small = len([w for w in words if w in doc.small])
    if small:
        yield f"small elsewhere {'all' if small == len(words) else 'some'} {min(len(words), 3)}"
    if past - first == 1 and doc.opens[first] and doc.inside[tokens[first].small]:
        yield "capital elsewhere"


def recalled(doc: Document, first: int, past: int) -> Iterator[str]:
    """Yield what the first reading has found out about the same words elsewhere in the article."""
    phrase = " ".join([t.small for t in doc.tokens[first:past]])
    for kind, times in doc.known.get(phrase, {}).items():
        yield "elsewhere " + kind
        if times > 1:
            yield "often elsewhere " + kind


def _within(*words: str) -> Iterator[str]:
    smalls, size = [w.lower() for w in words], len(words)
    phrase = " ".join(smalls)
    yield f"tokens {min(size, 6)}"
    if size < 4:
        yield "is:" + phrase
        yield "forms " + " ".join(map(shape, words))
    if size < 5:
        yield "made of " + " ".join(map(main_class, smalls))
    if kind := place_kind(phrase):
        yield "gazetteer " + kind
    if is_known(phrase, words):
        yield "known organisation"
    if size == 1:
        yield from classed("only", phrase)
        yield "only:.." + phrase[-3:]
        yield f"only {shape(words[0])} {min(len(phrase), 6)}"
        return
    yield from classed("first", smalls[0])
    yield from classed("last", smalls[-1])
    yield "first:" + smalls[0]
    yield "last:" + smalls[-1]
    yield "last:.." + smalls[-1][-3:]
    for small in dict.fromkeys(smalls[1:-1]):
        yield "middle:" + small
    yield from dict.fromkeys("middle " + main_class(small) for small in smalls[1:-1])


def _before(size: str, earlier: str, before: str) -> Iterator[str]:
    yield f"before{size}:{before}"
    yield from classed("before" + size, before)
    yield f"before:{earlier} {before}"
    yield f"before {main_class(earlier)} {before}"
    yield from classed("two before", earlier)
    if before in {",", "and", "or"}:
        yield from classed("listed after", earlier)


def _after(size: str, after: str, later: str) -> Iterator[str]:
    yield f"after{size}:{after}"
    yield from classed("after" + size, after)
    yield f"after:{after} {later}"
    if after in {",", "'s", "'", "(", "and", "or", "-", "of"}:
        yield from classed("after " + after, later)


def _apposed(*words: str) -> Iterator[str]:
    """Yield what "..., a Paris-based maker of" says: the last telling word before the apposition ends."""
    if words[:1] and words[0] not in {"a", "an", "the", "its", "another", "one"} and not words[0].islower():
        return
    told = ""
    for word in words[1:] if words and words[0] in {"a", "an", "the", "its", "another", "one"} else words:
        if not word[0].isalpha() and word != "-":
            break
        found = classes(word.lower())
        if "function" in found:
            break
        told = next((kind for kind in _TOLD if word.islower() and not _TOLD[kind].isdisjoint(found)), told)
    if told:
        yield "apposed " + told


_TOLD = {
    "person": {"titles", "callings"},
    "organisation": {"bodies", "organisation"},
    "place": {"settlements", "place"},
}


def _acronym_follows(tokens: Sequence[Token], first: int, past: int) -> bool:
    """Return whether the capital letters follow in brackets: "Zenda Trust (ZT)"."""
    if past + 2 >= len(tokens) or tokens[past].word != "(" or tokens[past + 2].word != ")":
        return False
    acronym = tokens[past + 1].word.replace(".", "")
    return len(acronym) > 1 and acronym == "".join(t.word[0] for t in tokens[first:past] if t.word[0].isupper())


def _cut_before(before: str, first: str) -> Iterator[str]:
    yield "follows " + main_class(before.lower())
    if _has_capital(before):
        yield f"cut {main_class(before.lower())} | {main_class(first)}"


def _cut_after(last: str, after: str) -> Iterator[str]:
    yield "leaves " + main_class(after.lower())
    if _has_capital(after):
        yield f"cut {main_class(last)} | {main_class(after.lower())}"


def _has_capital(word: str) -> bool:
    return is_capital(Token(-1, -1, word, word))


def _in_sport(size: str, last: str, before: str, after: str) -> Iterator[str]:
    kind = main_class(last)
    yield f"sport{size} {kind}"
    if "plays" in classes(after) or "plays" in classes(before) or before in {"against", "over"}:
        yield "playing " + kind
    if "locative" in classes(before):
        yield "sport in " + kind
