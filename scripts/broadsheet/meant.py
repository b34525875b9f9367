"""What somebody may have meant who names what is not there."""

from __future__ import annotations

from collections.abc import Mapping

from rapidfuzz import fuzz, process

_MOST = 3
# Of 100: a letter or two wrong, or a word left out of a long id.
_LEAST = 70
# What looks so much less like it than the best does is not asked for.
_BEHIND = 15


def meant(words: str, known: Mapping[str, str]) -> str:
    """Return a question that names what looks most like some words, at most three; empty where nothing does.

    Args:
        words: what a person wrote.
        known: what could have been written, and the id of what each stands for.
    """
    folded = {name: name.casefold() for name in known}
    found = process.extract(words.casefold(), folded, scorer=fuzz.WRatio, limit=_MOST, score_cutoff=_LEAST)
    ids = dict.fromkeys(known[name] for _, score, name in found if score > found[0][1] - _BEHIND)
    return f"did you mean {' or '.join(ids)}?" if ids else ""
