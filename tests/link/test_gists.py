"""What linking needs of one article is small, plain and the same on every machine."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ConfigDict, TypeAdapter

from broadsheet.link import Gist, gist
from broadsheet.link.shingles import run_hashes, shingles
from broadsheet.models import Finding, card_of
from broadsheet.records import Entity
from tests.link.making import article

PLACE = Entity(id="ruritania", name="Ruritania", type="place")
TEXT = "Bridge closed\n\nThe bridge in Ruritania is closed, the mayor said. Ruritania said the bridge “will open”."
WORDS = st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), max_size=30)


def test_a_gist_holds_the_card_and_counts_a_headlines_words_three_times() -> None:
    made = replace(article("a", TEXT), title=Finding("Bridge shut", "curated"))
    found = gist(made)
    assert found.card == card_of(made)
    counts = dict(zip(found.words.split(), np.frombuffer(found.counts, "<u2").tolist(), strict=True))
    assert (counts["bridge"], counts["shut"], counts["closed"]) == (3 + 3, 3, 2)


def test_a_gist_says_which_names_stand_in_which_claim() -> None:
    made = article("a", TEXT, (PLACE,))
    found = gist(made)
    assert [(n.key, n.registered, dict(n.shown)) for n in found.names] == [("ruritania", True, {"Ruritania": 2})]
    named = {claim.text: names for claim, names in zip(made.claims, found.named, strict=True)}
    assert {names for text, names in named.items() if "Ruritania" in text} == {(0,)}
    assert {names for text, names in named.items() if "Ruritania" not in text} <= {()}


def test_a_gist_can_be_written_and_read() -> None:
    adapter = TypeAdapter(tuple[Gist], config=ConfigDict(ser_json_bytes="base64", val_json_bytes="base64"))
    found = (gist(article("a", TEXT, (PLACE,))),)
    assert adapter.validate_json(adapter.dump_json(found)) == found


def test_hashes_of_runs_are_the_same_on_every_machine() -> None:
    assert run_hashes(["one", "two", "three"], 2).hex() == "4bfb6dcfd911769e39fde3c095c563f8"
    assert run_hashes([], 5) == b""


@given(WORDS, WORDS, st.integers(1, 6))
def test_as_many_hashes_are_shared_as_runs(a: list[str], b: list[str], length: int) -> None:
    first, second = (set(np.frombuffer(run_hashes(words, length), "<u8").tolist()) for words in (a, b))
    runs_a, runs_b = shingles(a, length), shingles(b, length)
    assert (len(first), len(second), len(first & second)) == (len(runs_a), len(runs_b), len(runs_a & runs_b))
