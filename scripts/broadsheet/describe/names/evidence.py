"""What speaks for and against a stretch of text being the name of a person, an organisation or a place.

Every piece of evidence is a short word such as `before1 titles` or `last:ministry`;
`weights.py` knows what each is worth.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from .casing import Page
from .folding import Folded
from .gazetteer import demonyms, ordinary, people, place_kinds, word_set
from .tokens import Token, is_capital, tokenize

_CLASSES = (
    "function",
    "title_parts",
    "titles",
    "organisation",
    "company",
    "place",
    "direction",
    "event",
    "not_name",
    "calendar",
    "says",
    "acts",
    "person_next",
    "organisation_next",
    "place_next",
    "locative",
    "family_ends",
)
_EDGE = Token(-1, -1, "", "<edge>")


@cache
def _classes() -> dict[str, frozenset[str]]:
    known = {name: word_set("names_words", name) for name in _CLASSES}
    return known | {
        "demonym": demonyms(),
        "given": people("given"),
        "family": people("family"),
        "ordinary": ordinary(),
        "particle": word_set("names_words", "particles"),
    }


@lru_cache(maxsize=50_000)
def classes(small: str) -> tuple[str, ...]:
    """Return the word classes of a word, `other` where it has none."""
    bare = small.rstrip(".")
    found = tuple(name for name, words in _classes().items() if bare in words)
    kind = place_kinds().get(small)
    return (*found, *(("in " + kind,) if kind else ())) or ("other",)


@lru_cache(maxsize=100_000)
def _classed(where: str, small: str) -> tuple[str, ...]:
    """Return the classes of a word with where it stands before each."""
    return tuple(f"{where} {name}" for name in classes(small))


@lru_cache(maxsize=50_000)
def main_class(small: str) -> str:
    """Return the one class that says most about a word inside a name."""
    found = classes(small)
    for name in (
        "title_parts",
        "titles",
        "company",
        "organisation",
        "place",
        "direction",
        "demonym",
        "event",
        "calendar",
        "function",
        "particle",
    ):
        if name in found:
            return name
    return "+".join(n for n in found if n in {"given", "family", "ordinary"} or n.startswith("in ")) or "other"


@lru_cache(maxsize=50_000)
def shape(word: str) -> str:
    """Return how a word is written: `Aa`, `AA`, `A.`, `aA`, `a`, `0` or the sign itself."""
    if word[0].isdigit():
        return "0"
    if not word[0].isalpha():
        return word[0]
    if "." in word and word[0].isupper():
        return "A."
    if word.isupper():
        return "AA" if len(word) > 1 else "A"
    if word[0].islower():
        return "a" if word.islower() else "aA"
    return "Aa" if word[1:].islower() else "AaA"


@dataclass(frozen=True)
class Document:
    """What the whole article says about its words."""

    tokens: Sequence[Token]
    opens: Sequence[bool]
    """Whether a sentence or quotation begins with the token."""
    styles: Sequence[str]
    """How the line of each token is written."""
    small: Counter[str]
    """How often a word is written with a small letter."""
    inside: Counter[str]
    """How often a word has a capital within a sentence."""
    known: dict[str, Counter[str]] = field(default_factory=dict)
    """What was made of names and their parts on the first reading: kind of evidence by name."""


def document_of(text: Folded) -> Document:
    """Return the words of an article and how they are written."""
    tokens, page = tokenize(text.cased, text.small), Page(text)
    opens, styles = [page.opens(t.start) for t in tokens], [page.style(t.start) for t in tokens]
    words = [(t, o, s) for t, o, s in zip(tokens, opens, styles, strict=True) if t.word[0].isalpha()]
    small = Counter(t.small for t, _, _ in words if t.word[0].islower())
    inside = Counter(t.small for t, o, s in words if not (t.word[0].islower() or o) and s == "plain")
    return Document(tokens, opens, styles, small, inside)


def evidence(doc: Document, run: tuple[int, int], first: int, past: int) -> set[str]:
    """Return all that one stretch of a run, its neighbours and the words of the article say about it."""
    return {
        *_within(doc.tokens[first:past]),
        *_around(doc, first, past),
        *_at_the_edges(doc.tokens, run, first, past),
        *_elsewhere(doc, first, past),
    }


def recalled(doc: Document, first: int, past: int) -> Iterator[str]:
    """Yield what the first reading has found out about the same words elsewhere in the article."""
    phrase = " ".join(t.small for t in doc.tokens[first:past])
    for kind, times in doc.known.get(phrase, {}).items():
        yield "elsewhere " + kind
        if times > 1:
            yield "often elsewhere " + kind


def _within(tokens: Sequence[Token]) -> Iterator[str]:
    first, last, size = tokens[0], tokens[-1], len(tokens)
    phrase = " ".join(t.small for t in tokens)
    yield f"tokens {min(size, 6)}"
    if size < 4:
        yield "is:" + phrase
        yield "forms " + " ".join(shape(t.word) for t in tokens)
    if size < 5:
        yield "made of " + " ".join(main_class(t.small) for t in tokens)
    if kind := place_kinds().get(phrase):
        yield "gazetteer " + kind
    if phrase in word_set("names_known", "organisations"):
        yield "known organisation"
    if size == 1:
        yield from _classed("only", first.small)
        yield "only:.." + first.small[-3:]
        yield f"only {shape(first.word)} {min(len(first.word), 6)}"
        return
    yield from _classed("first", first.small)
    yield from _classed("last", last.small)
    yield "first:" + first.small
    yield "last:" + last.small
    yield "last:.." + last.small[-3:]
    for token in tokens[1:-1]:
        yield "middle " + main_class(token.small)
        yield "middle:" + token.small


def _around(doc: Document, first: int, past: int) -> Iterator[str]:
    tokens = doc.tokens
    before = tokens[first - 1] if first else _EDGE
    after = tokens[past] if past < len(tokens) else _EDGE
    one = "1" if past - first == 1 else "2"
    yield f"before{one}:{before.small}"
    yield f"after{one}:{after.small}"
    yield from _classed("before" + one, before.small)
    yield from _classed("after" + one, after.small)
    if first > 1:
        yield f"before:{tokens[first - 2].small} {before.small}"
        yield from _classed("two before", tokens[first - 2].small)
    if past + 1 < len(tokens):
        second = tokens[past + 1]
        yield f"after:{after.small} {second.small if not second.word.isdigit() else '0'}"
        if after.word in {",", "'s", "'", "("}:
            yield from _classed("after " + after.word, second.small)
    if _acronym_follows(tokens, first, past):
        yield "acronym follows"
    if doc.opens[first]:
        yield f"opens{one} " + main_class(tokens[first].small)
    if doc.styles[first] != "plain":
        yield f"{doc.styles[first]} " + main_class(tokens[first].small)


def _acronym_follows(tokens: Sequence[Token], first: int, past: int) -> bool:
    """Return whether the capital letters follow in brackets: "Zenda Trust (ZT)"."""
    if past + 2 >= len(tokens) or tokens[past].word != "(" or tokens[past + 2].word != ")":
        return False
    acronym = tokens[past + 1].word.replace(".", "")
    return len(acronym) > 1 and acronym == "".join(t.word[0] for t in tokens[first:past] if t.word[0].isupper())


def _at_the_edges(tokens: Sequence[Token], run: tuple[int, int], first: int, past: int) -> Iterator[str]:
    if first > run[0]:
        yield "follows " + main_class(tokens[first - 1].small)
        if is_capital(tokens[first - 1]):
            yield f"cut {main_class(tokens[first - 1].small)} | {main_class(tokens[first].small)}"
    if past < run[1]:
        yield "leaves " + main_class(tokens[past].small)
        if is_capital(tokens[past]):
            yield f"cut {main_class(tokens[past - 1].small)} | {main_class(tokens[past].small)}"


def _elsewhere(doc: Document, first: int, past: int) -> Iterator[str]:
    words = [t.small for t in doc.tokens[first:past] if t.word[0].isupper()]
    small = sum(doc.small[w] > 0 for w in words)
    if small:
        yield f"small elsewhere {'all' if small == len(words) else 'some'} {min(len(words), 3)}"
    if past - first == 1 and doc.opens[first] and doc.inside[doc.tokens[first].small]:
        yield "capital elsewhere"
