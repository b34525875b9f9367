"""What speaks for and against a stretch of text being the name of a person, an organisation or a place.

Every piece of evidence is a short word such as `before1 titles` or `last:ministry`; `weights.py` knows what each
is worth. What follows from a few words alone is an aspect: the same words say the same everywhere, and are weighed
once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import pairwise

from .casing import Page
from .classes import classed, classes, is_known, main_class, place_kind, shape
from .folding import Folded
from .gazetteer import word_set
from .tokens import Token, has_capital, tokenize

_EDGE = Token(-1, -1, "<edge>", "<edge>", capital=False)
_APPOSED = 8
"""Tokens from a comma on in which an apposition says what somebody or something is."""
_NOTHING: Counter[str] = Counter()
_SPORT = 6
"""Different words of sport that make an article a report on sport."""


Aspect = tuple[Callable[..., Iterator[str]], tuple[str, ...]]
"""What reads the evidence from a few words, and these words."""


@dataclass(frozen=True)
class Document:
    """What the whole article says about its words."""

    tokens: Sequence[Token]
    opens: Sequence[bool]
    """Whether a sentence or quotation begins with the token; False where it has no capital."""
    styles: Sequence[str]
    """How the line of each token is written."""
    small: Set[str]
    """The words that are written with a small letter."""
    inside: Set[str]
    """The words, in small letters, that have a capital within a sentence."""
    sport: bool
    """Whether it reads like a report on sport."""
    known: dict[str, Counter[str]] = field(default_factory=dict)
    """What was made of names and their parts on the first reading: kind of evidence by name."""


def document_of(text: Folded) -> Document:
    """Return the words of an article and how they are written."""
    tokens, page = tokenize(text.cased, text.small), Page(text)
    opens = [token.capital and page.opens(token.start) for token in tokens]
    styles = _styles(tokens, page)
    small = {word.lower() for word in {token.word for token in tokens} if word[0].islower()}
    inside = {
        token.small
        for token, opening, style in zip(tokens, opens, styles, strict=True)
        if token.capital and not opening and style == "plain" and not token.word[0].islower()
    }
    sport = len(word_set("names_words", "sport") & small) >= _SPORT
    return Document(tokens, opens, styles, small, inside, sport)


def _styles(tokens: Sequence[Token], page: Page) -> list[str]:
    """Return how the line of each token is written; a line's end has no style."""
    ends = [i for i, token in enumerate(tokens) if token.word[0] == "\n"]
    styles: list[str] = []
    for first, end in pairwise([-1, *ends, len(tokens)]):
        if first + 1 < end:
            styles += [page.style(tokens[first + 1].start)] * (end - first - 1)
        styles.append("")
    return styles[:-1]


def evidence(doc: Document, run: tuple[int, int], first: int, past: int) -> set[str]:
    """Return all that one stretch of a run, its neighbours and the words of the article say about it."""
    shared = (word for read, words in aspects(doc, run, first, past) for word in read(*words))
    return {*shared, *here(doc, first, past)}


def aspects(doc: Document, run: tuple[int, int], first: int, past: int) -> list[Aspect]:
    """Return what depends on few words: those of the stretch, those before it, those behind it."""
    tokens, size = doc.tokens, "1" if past - first == 1 else "2"
    before = tokens[first - 1] if first else _EDGE
    earlier = tokens[first - 2] if first > 1 else _EDGE
    after, later = (*tokens[past : past + 2], _EDGE, _EDGE)[:2]
    found: list[Aspect] = [
        (_within, tuple([t.word for t in tokens[first:past]])),
        (_before, (size, earlier.small, before.small)),
        (_after, (size, after.small, "0" if later.word.isdigit() else later.small)),
    ]
    if first > run[0]:
        found.append((_cut_before, (before.word, tokens[first].small)))
    if past < run[1]:
        found.append((_cut_after, (tokens[past - 1].small, after.word)))
    if after.word == ",":
        found.append((_apposed, tuple([t.word for t in tokens[past + 1 : past + _APPOSED]])))
    if doc.sport:
        found.append((_in_sport, (size, tokens[past - 1].small, before.small, after.small)))
    return found


def here(doc: Document, first: int, past: int) -> list[str]:
    """Return what only this place in this article says."""
    tokens, found = doc.tokens, []
    if past < len(tokens) and tokens[past].word == "(" and _acronym_follows(tokens, first, past):
        found.append("acronym follows")
    if doc.opens[first]:
        found.append(f"opens{'1' if past - first == 1 else '2'} " + main_class(tokens[first].small))
    if doc.styles[first] != "plain":
        found.append(f"{doc.styles[first]} " + main_class(tokens[first].small))
    words = [t.small for t in tokens[first:past] if t.capital and t.word[0].isupper()]
    small = len([word for word in words if word in doc.small])
    if small:
        found.append(f"small elsewhere {'all' if small == len(words) else 'some'} {min(len(words), 3)}")
    if past - first == 1 and doc.opens[first] and tokens[first].small in doc.inside:
        found.append("capital elsewhere")
    return found


def recalled(doc: Document, first: int, past: int) -> list[str]:
    """Return what the first reading has found out about the same words elsewhere in the article."""
    found = []
    phrase = " ".join([t.small for t in doc.tokens[first:past]])
    for kind, times in doc.known.get(phrase, _NOTHING).items():
        found.append("elsewhere " + kind)
        if times > 1:
            found.append("often elsewhere " + kind)
    return found


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
    if past + 2 >= len(tokens) or tokens[past + 2].word != ")":
        return False
    acronym = tokens[past + 1].word.replace(".", "")
    return len(acronym) > 1 and acronym == "".join(t.word[0] for t in tokens[first:past] if t.word[0].isupper())


def _cut_before(before: str, first: str) -> Iterator[str]:
    yield "follows " + main_class(before.lower())
    if has_capital(before):
        yield f"cut {main_class(before.lower())} | {main_class(first)}"


def _cut_after(last: str, after: str) -> Iterator[str]:
    yield "leaves " + main_class(after.lower())
    if has_capital(after):
        yield f"cut {main_class(last)} | {main_class(after.lower())}"


def _in_sport(size: str, last: str, before: str, after: str) -> Iterator[str]:
    kind = main_class(last)
    yield f"sport{size} {kind}"
    if "plays" in classes(after) or "plays" in classes(before) or before in {"against", "over"}:
        yield "playing " + kind
    if "locative" in classes(before):
        yield "sport in " + kind
