"""What speaks for and against a stretch of text being the name of a person, an organisation or a place.

Every piece of evidence is a short word such as `before1 titles` or `last:ministry`; `weights.py` knows what each
is worth. What follows from a few words alone is an aspect: the same words say the same everywhere, and are weighed
once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from broadsheet.describe.names.casing import Page
from broadsheet.describe.names.classes import classed, classes, is_known, main_class, place_kind, shape
from broadsheet.describe.names.folding import Folded
from broadsheet.describe.names.tokens import Tokens, has_capital, tokenize
from broadsheet.words import word_set

_EDGES = ["<edge>"] * 2
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

    tokens: Tokens
    words: Sequence[str]
    """The tokens as written, and the edge of the text twice: before the first token and behind the last."""
    smalls: Sequence[str]
    """The same in small letters."""
    opens: Set[int]
    """The tokens with a capital with which a sentence or quotation begins."""
    styles: Mapping[int, str]
    """How the line of a token is written, where it is not plain."""
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
    words, smalls = tokens.words, tokens.smalls
    capitals = [i for i, capital in enumerate(tokens.capitals) if capital]
    opens = {i for i in capitals if page.opens(tokens.starts[i])}
    styles = {
        i: style
        for start, end, style in page.unusual()
        for i in range(bisect_left(tokens.starts, start), bisect_left(tokens.starts, end))
    }
    inside = {smalls[i] for i in capitals if i not in opens and i not in styles and not words[i][0].islower()}
    small = frozenset(word.lower() for word in set(words) if word[0].islower())
    sport = len(word_set("names_words", "sport") & small) >= _SPORT
    return Document(tokens, [*words, *_EDGES], [*smalls, *_EDGES], opens, styles, small, inside, sport)


def evidence(doc: Document, run: tuple[int, int], first: int, past: int) -> set[str]:
    """Return all that one stretch of a run, its neighbours and the words of the article say about it."""
    shared = (word for read, words in aspects(doc, run, first, past) for word in read(*words))
    return {*shared, *here(doc, first, past)}


def aspects(doc: Document, run: tuple[int, int], first: int, past: int) -> list[Aspect]:
    """Return what depends on few words: those of the stretch, those before it, those behind it."""
    words, smalls, size = doc.words, doc.smalls, "1" if past - first == 1 else "2"
    before, after, later = smalls[first - 1], smalls[past], words[past + 1]
    found: list[Aspect] = [
        (_within, tuple(words[first:past])),
        (_before, (size, smalls[first - 2], before)),
        (_after, (size, after, "0" if later.isdigit() else smalls[past + 1])),
    ]
    if first > run[0]:
        found.append((_cut_before, (words[first - 1], smalls[first])))
    if past < run[1]:
        found.append((_cut_after, (smalls[past - 1], words[past])))
    if after == ",":
        found.append((_apposed, tuple(words[past + 1 : min(past + _APPOSED, len(words) - 2)])))
    if doc.sport:
        found.append((_in_sport, (size, smalls[past - 1], before, after)))
    return found


def here(doc: Document, first: int, past: int) -> list[str]:
    """Return what only this place in this article says."""
    found, single = [], past - first == 1
    if doc.words[past] == "(" and _acronym_follows(doc.words, first, past):
        found.append("acronym follows")
    if first in doc.opens:
        found.append(f"opens{'1' if single else '2'} " + main_class(doc.smalls[first]))
        if single and doc.smalls[first] in doc.inside:
            found.append("capital elsewhere")
    if first in doc.styles:
        found.append(f"{doc.styles[first]} " + main_class(doc.smalls[first]))
    if not doc.small.isdisjoint(doc.smalls[first:past]):
        words = [word.lower() for word in doc.words[first:past] if word[0].isupper()]
        small = len([word for word in words if word in doc.small])
        if small:
            found.append(f"small elsewhere {'all' if small == len(words) else 'some'} {min(len(words), 3)}")
    return found


def recalled(doc: Document, first: int, past: int) -> list[str]:
    """Return what the first reading has found out about the same words elsewhere in the article."""
    found = []
    phrase = " ".join(doc.smalls[first:past])
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
    articled = words[:1] and words[0] in word_set("names_words", "articles")
    if words[:1] and not articled and not words[0].islower():
        return
    told = ""
    for word in words[1:] if articled else words:
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


def _acronym_follows(words: Sequence[str], first: int, past: int) -> bool:
    """Return whether the capital letters follow in brackets: "Zenda Trust (ZT)"."""
    if words[past + 2 : past + 3] != [")"]:
        return False
    acronym = words[past + 1].replace(".", "")
    return len(acronym) > 1 and acronym == "".join(word[0] for word in words[first:past] if word[0].isupper())


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
    if "plays" in classes(after) or "plays" in classes(before) or before in word_set("names_words", "opposing"):
        yield "playing " + kind
    if "locative" in classes(before):
        yield "sport in " + kind
