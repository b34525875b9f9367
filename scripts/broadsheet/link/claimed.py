"""All claims of a corpus, each known by its number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from broadsheet.link.overlap import Ints
from broadsheet.models import Card, Claim, ClaimRef, StatementGroup

Pair = tuple[int, int]
"""Two claims by their numbers."""
Said = tuple[Ints, NDArray[np.uint64]]
"""How many runs of words each claim has, and the hashes of all of them."""


@dataclass(frozen=True)
class Statements:
    """All claims of a corpus, in the order of the coverage, each known by its number."""

    refs: Sequence[ClaimRef]
    """Their addresses."""
    holders: NDArray[np.int64]
    """For each claim the place of its article."""
    claims: Sequence[Claim]
    events: Sequence[frozenset[str]]
    """For each article the families and stories that it belongs to."""

    @cached_property
    def number_of(self) -> dict[ClaimRef, int]:
        """The numbers by the addresses."""
        return dict(zip(self.refs, count(), strict=False))

    def group_of(self, groups: Sequence[StatementGroup]) -> NDArray[np.int64]:
        """Return for each claim the place of its group."""
        numbers = [self.number_of[ref] for group in groups for ref in group.claims]
        found = np.empty(len(self.refs), dtype=np.int64)
        found[numbers] = np.repeat(np.arange(len(groups)), np.array([len(g.claims) for g in groups], dtype=int))
        return found


def statements_of(
    cards: Sequence[Card], events_of: Mapping[str, Iterable[str]] = MappingProxyType({})
) -> Statements:
    """Return the claims of articles; `events_of` are for each article the families and stories it belongs to."""
    claims = [claim for card in cards for claim in card.claims]
    refs = [ClaimRef(card.id, claim.id) for card in cards for claim in card.claims]
    holders = np.repeat(np.arange(len(cards)), np.array([len(card.claims) for card in cards], dtype=np.int64))
    return Statements(refs, holders, claims, [frozenset(events_of.get(card.id, ())) for card in cards])
