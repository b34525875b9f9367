"""Finds texts that are nearly the same among many, by a few hashes of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from heapq import nsmallest
from zlib import crc32

from broadsheet.link.gists import TEXT_RUN
from broadsheet.link.shingles import folded_words

NEARLY = 0.9
"""Share of the runs of words of both texts that both have, from which on they are nearly the same."""
# A. Broder, "On the resemblance and containment of documents", 1997: the share of the smallest hashes of two texts
# together that both have is that of all their runs; with 64 it is right by about 0.04 where nearly all are shared.
_KEPT = 64
# Of texts that share 0.9 of their runs, one in 10,000 shares none of these.
_KEYS = 4

Sketch = tuple[int, ...]


def sketch(text: str) -> Sketch:
    """Return the smallest hashes (32 bits) of a text's runs of five words, ascending."""
    words = folded_words(text)
    runs = (" ".join(words[i : i + TEXT_RUN]) for i in range(len(words) - TEXT_RUN + 1))
    return tuple(nsmallest(_KEPT, {crc32(run.encode("utf-8", "replace")) for run in runs}))


def resemblance(one: Sketch, other: Sketch) -> float:
    """Return about which share of the runs of two texts both have."""
    both = nsmallest(_KEPT, {*one, *other})
    return len({*both} & {*one} & {*other}) / len(both) if both else 0.0


class Sketches:
    """Texts that others are held against."""

    def __init__(self) -> None:
        self._sketches: dict[str, Sketch] = {}
        self._holders: dict[int, list[str]] = defaultdict(list)

    def put(self, name: str, text: str) -> None:
        """Take one more text."""
        self._sketches[name] = made = sketch(text)
        for key in made[:_KEYS]:
            self._holders[key].append(name)

    def like(self, text: str) -> Iterator[str]:
        """Yield the names of the texts that are nearly the same, those first that were put first."""
        made = sketch(text) if self._sketches else ()
        names = {name: None for key in made[:_KEYS] for name in self._holders.get(key, ())}
        yield from (name for name in names if resemblance(made, self._sketches[name]) >= NEARLY)
