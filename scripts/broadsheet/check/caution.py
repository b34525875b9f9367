"""What cleaning took out that a person should look at: much of the text, a quotation, a name of the article."""

from __future__ import annotations

from collections.abc import Iterator

from broadsheet.clean.verdicts import is_prose
from broadsheet.models import Article, Piece, Span
from broadsheet.problems import Problem
from broadsheet.text.quotations import quotations
from broadsheet.words import table

_QUOTED_WORDS = 5
_SHOWN = 60


def cautions(article: Article, raw: str) -> Iterator[Problem]:
    """Yield at most one warning of each kind on an article whose raw text is given; none where nobody reads it."""
    if article.withdrawn:
        return
    gone = (piece for piece in article.cleaned.removed if piece.reason != "drop")
    removed = [piece for piece in gone if is_prose(" ".join(piece.text.split()))]
    yield from _much(article, removed)
    yield from _held(article, removed, raw)


def _much(article: Article, removed: list[Piece]) -> Iterator[Problem]:
    limits = table("caution")
    gone = sum(len(piece.text.split()) for piece in removed)
    share = gone / max(1, gone + len(article.cleaned.text.split()))
    if gone >= limits["words"] and share > limits["share"]:
        said = f"cleaning takes out {share:.0%} of the running text"
        yield Problem(article.source.path, 1, 1, "CLEAN-MUCH", said, _hint(article), "warning")


def _held(article: Article, removed: list[Piece], raw: str) -> Iterator[Problem]:
    """Yield a warning on the first removed line that holds something of the article, and how many do."""
    expected = frozenset(table("caution")["expected"])
    names = {m.name for m in article.mentions if m.name.count(" ") + 1 >= table("caution")["name-words"]}
    held = [(p, what) for p in removed if p.reason not in expected and (what := _holds(p.text, names))]
    if not held:
        return
    piece, what = held[0]
    more = len(held) - 1
    others = f" (and {more} more {'lines' if more > 1 else 'line'})" if more else ""
    words = " ".join(piece.text.split())[:_SHOWN]
    said = f"cleaning takes out {words!r}, which holds {what}{others}"
    line = raw.count("\n", 0, piece.raw.start) + 1
    yield Problem(article.source.path, line, 1, "CLEAN-HELD", said, _hint(article), "warning")


def _hint(article: Article) -> str:
    return f"look at `broadsheet show {article.id}`; `keep` or `drop` in the sidecar decides"


def _holds(text: str, names: set[str]) -> str:
    """Return what a removed text has that the article's own words have, empty if nothing."""
    found = quotations(text, Span(0, len(text)))
    if any(len(text[slice(*quotation.inner)].split()) >= _QUOTED_WORDS for quotation in found):
        return "a quotation"
    return next((f"the name {name!r}" for name in sorted(names) if name in text), "")
