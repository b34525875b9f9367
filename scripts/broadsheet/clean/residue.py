"""Judges text that was already taken out of its page: only what says that it is furniture goes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from broadsheet.clean.furniture import Furniture, holds_quotation, match_furniture, match_tail
from broadsheet.clean.verdicts import KEPT, Verdict, is_headline, is_prose
from broadsheet.words import word_set

_APPEAL_GAP = 6
_SHORTEST_RUN = 3
_LONGEST_LIST = 8
_FEWEST_TIMES = 3


def judge_residue(texts: Sequence[str], found: Sequence[Furniture | None]) -> list[Verdict]:
    """Return a verdict on every unit of a text that is an article with some furniture left in it."""
    verdicts = [_removed(f) if f is not None else KEPT for f in found]
    _remove_tail(texts, verdicts)
    _close_appeals(texts, found, verdicts)
    _remove_lists(texts, found, verdicts)
    _remove_repeated_captions(texts, verdicts)
    return verdicts


def find_furniture(texts: Sequence[str]) -> list[Furniture | None]:
    """Return the furniture entry of every unit; section names count in company, times where they part nothing."""
    return in_company(texts, [match_furniture(text) for text in texts])


def in_company(texts: Sequence[str], matched: Sequence[Furniture | None]) -> list[Furniture | None]:
    """Return what `match_furniture` says of each unit without what counts only beside others and stands alone."""
    found = list(matched)
    runs = [f is not None and f.run for f in found]
    for run, members in groupby(range(len(found)), key=runs.__getitem__) if any(runs) else ():
        if run and len(alone := list(members)) < _SHORTEST_RUN:
            for i in alone:
                found[i] = None
    times = [i for i, f in enumerate(found[:-1]) if f is not None and f.parts and is_prose(texts[i + 1])]
    if len(times) >= _FEWEST_TIMES:
        for i in times:
            found[i] = None
    return found


def _removed(entry: Furniture) -> Verdict:
    return Verdict("removed", entry.reason, entry.id)


def _remove_tail(texts: Sequence[str], verdicts: list[Verdict]) -> None:
    """Remove what is furniture after the last paragraph and may be the article's own before it."""
    for i in range(len(texts) - 1, -1, -1):
        if verdicts[i].fate == "kept" and (entry := match_tail(texts[i])) is not None:
            verdicts[i] = _removed(entry)
        elif verdicts[i].fate == "kept" and is_prose(texts[i]):
            return


def _close_appeals(texts: Sequence[str], found: Sequence[Furniture | None], verdicts: list[Verdict]) -> None:
    """Remove what stands between two paragraphs of one appeal and speaks in its voice."""
    opens = [i for i, f in enumerate(found) if f is not None and f.opens]
    for first, last in pairwise(opens):
        if last - first <= _APPEAL_GAP:
            for i in range(first + 1, last):
                if verdicts[i].fate == "kept" and _speaks_as_appeal(texts[i]):
                    verdicts[i] = Verdict("removed", "appeal", "within-appeal")


def _speaks_as_appeal(text: str) -> bool:
    return not word_set("page-words", "appeal").isdisjoint(text.lower().split()) and not holds_quotation(text)


def _remove_lists(texts: Sequence[str], found: Sequence[Furniture | None], verdicts: list[Verdict]) -> None:
    """Remove the headlines below a heading of related links: all in the tail of a text, a few in its midst."""
    last_prose = max((i for i, text in enumerate(texts) if is_prose(text) and found[i] is None), default=-1)
    head: Furniture | None = None
    below = 0
    for i, (text, entry) in enumerate(zip(texts, found, strict=True)):
        below += 1
        if entry is not None:
            head, below = (entry, 0) if entry.heads else (head, below)
        elif head is None or is_prose(text) or not (i > last_prose >= 0 or below <= _LONGEST_LIST):
            head = None
        elif is_headline(text) and holds_quotation(text):
            verdicts[i] = Verdict(doubt=f"stands below {head.id}")
        elif is_headline(text):
            verdicts[i] = Verdict("removed", head.reason, f"{head.id}-list")


def _remove_repeated_captions(texts: Sequence[str], verdicts: list[Verdict]) -> None:
    """Remove a line that the caption below begins with: a picture's title and its text are often the same."""
    for i in range(len(texts) - 1):
        caption = verdicts[i + 1].reason == "caption" and texts[i + 1].startswith(texts[i])
        if caption and verdicts[i].fate == "kept":
            verdicts[i] = Verdict("removed", "caption", "caption-repeated")
