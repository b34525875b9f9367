"""What holds for any text: the ledger restores it, and cleaning twice is cleaning once."""

from __future__ import annotations

import hashlib
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.clean import Decision, clean
from broadsheet.models import Cleaned, Raw, restore

CASES = sorted((Path(__file__).parents[1] / "cases" / "clean").glob("*.txt"))

ODD = "\u00a0\u200b\u2003\ufeff\u00ad\x85\x00\x0c\u2028\u0301\u202e"
WORDS = st.sampled_from(
    """
    The minister said on Monday that the harbour would be closed.
    Share | Comments | Advertisement | By Ann Other | You might also like | Harbour to close in spring
    Harbour to close in spring - The Example Post | long- | term | Copyright Press Agency | it's | 12 | …
    READ MORE: Ships stay away from port | “We shall never go there again,” she said. | â€™ | Ã¢â‚¬â„¢
    Your support helps us to tell the story. | the end.Another day begins here
    Ships wait off the coast for the third day as the talks of the port and its workers fail again
    """.replace(" | ", "\n")
    .replace("\n    ", "\n")
    .strip()
    .split("\n")
)
GAPS = st.sampled_from(["\n", "\n\n", "\r\n", "\r", " ", "  ", "\t", "", "\n    ", "\u00a0", "\u200b"])
TEXTS = st.one_of(
    st.text(max_size=300),
    st.text(alphabet='aB.“”"-—|:© \n\r\t' + ODD, max_size=200),
    st.lists(st.one_of(WORDS, GAPS), max_size=40).map("".join),
)


def make_raw(text: str) -> Raw:
    return Raw("a", "a.txt", text, hashlib.sha256(text.encode()).hexdigest())


def check_ledger(raw: Raw, cleaned: Cleaned) -> None:
    """Assert all that is promised of every ledger."""
    assert restore(cleaned.ledger) == raw.data
    offset = 0
    for piece in cleaned.ledger:
        assert piece.raw == (offset, offset + len(piece.text))
        offset = piece.raw.end
        assert (piece.fate == "removed") <= (piece.clean is None and bool(piece.reason) and bool(piece.rule))
    placed = sorted((p for p in cleaned.ledger if p.clean is not None), key=lambda p: p.clean or (0, 0))
    assert "".join(p.became for p in placed) == cleaned.text
    offset = 0
    for piece in placed:
        assert piece.clean == (offset, offset + len(piece.became))
        offset += len(piece.became)
    assert offset == len(cleaned.text)
    paragraphs = [cleaned.text[p.clean.start : p.clean.end] for p in cleaned.paragraphs]
    assert "\n\n".join(paragraphs) == cleaned.text
    assert not any("\n" in p or p != p.strip() or not p for p in paragraphs)


@given(TEXTS)
@settings(deadline=None, max_examples=150)
def test_the_ledger_restores_any_text(text: str) -> None:
    raw = make_raw(text)
    check_ledger(raw, clean(raw))


@given(TEXTS)
@settings(deadline=None, max_examples=150)
def test_cleaning_the_cleaned_text_changes_nothing(text: str) -> None:
    once = clean(make_raw(text)).text
    assert clean(make_raw(once)).text == once


@given(TEXTS, st.integers(1, 12))
@settings(deadline=None, max_examples=100)
def test_a_line_that_a_person_keeps_or_drops_is_kept_or_dropped(text: str, line: int) -> None:
    raw = make_raw(text)
    decision = Decision(line, None, "because")
    start = sum(len(words) for words in _lines(text)[: line - 1])
    end = start + len("".join(_lines(text)[line - 1 : line]))
    for cleaned, stays in ((clean(raw, keep=[decision]), True), (clean(raw, drop=[decision]), False)):
        check_ledger(raw, cleaned)
        seen = [p for p in cleaned.ledger if start <= p.raw.start < p.raw.end <= end and p.fate != "space"]
        assert all((p.clean is not None) == stays for p in seen)


def _lines(text: str) -> list[str]:
    return re.findall(r"[^\r\n]*(?:\r\n|[\r\n]|\Z)", text)


def test_words_that_a_person_drops_go_and_the_rest_of_the_line_stays() -> None:
    raw = make_raw("The vote was held. Sponsored by a bank. Nobody came to it in the end.")
    cleaned = clean(raw, drop=[Decision(None, "Sponsored  by a bank.", "an advertisement")])
    assert cleaned.text == "The vote was held.\n\nNobody came to it in the end."
    check_ledger(raw, cleaned)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.stem)
def test_a_case_comes_out_as_written(case: Path) -> None:
    """A case is a raw text, ten `=`, and what becomes of it: `[reason] words`, or kept words alone."""
    text, expected = case.read_text(encoding="utf-8").split("\n==========\n")
    raw = make_raw(text)
    cleaned = clean(raw)
    check_ledger(raw, cleaned)
    told = "".join(
        {"kept": p.became, "space": "\n" if p.rule == "blank" else p.became}.get(
            p.fate, f"[{p.reason}] {p.became or p.text}"
        )
        for p in cleaned.ledger
    )
    assert [line for line in told.split("\n") if line.strip()] == [
        line for line in expected.split("\n") if line.strip()
    ]
    assert clean(make_raw(cleaned.text)).text == cleaned.text


def test_there_are_cases() -> None:
    assert CASES


BIO = "Ann B. Other is a reporter for the Example Post who writes about harbours."


def test_a_note_on_the_writer_goes_after_the_last_paragraph_and_stays_amid_the_text() -> None:
    story = "The port said on Monday that the harbour would be closed for two weeks in spring."
    assert clean(make_raw(f"{story}\n\n{story}\n\n{BIO}")).removed[0].rule == "writer-introduced"
    assert BIO in clean(make_raw(f"{story}\n\n{BIO}\n\n{story}")).text


BRIDGE = """The bridge will close on Monday for six weeks of repairs, the council said on Friday.

It was opened in 1931 and has been painted twice since then, an engineer told the council."""


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (("The Daily Harbour Blog", "Home | Politics | Sport", "Bridge to close"), "Bridge to close"),
        (("Bridge to close", "Home | Politics | Sport", "Harbour is still open"), "Bridge to close"),
        (("Harbour waits for better days", "Bridge to close"), "Harbour waits for better days"),
    ],
)
def test_a_sites_name_above_its_menu_is_no_headline(head: tuple[str, ...], title: str) -> None:
    cleaned = clean(make_raw("\n\n".join([*head, BRIDGE])))
    assert cleaned.title is not None
    assert cleaned.text[slice(*cleaned.title)] == title


def test_an_exclamation_begins_a_story_and_is_no_headline() -> None:
    story = "The port said on Monday that the harbour would be closed for two weeks in spring."
    assert clean(make_raw(f"What a day it was in port!\n\n{story}\n\n{story}")).title is None
    assert clean(make_raw(f"What a day it was in port\n\n{story}\n\n{story}")).title is not None


HOSTILE = {
    "words": "word " * 10_000,
    "lines": "a line\n" * 20_000,
    "quotes": '"' * 30_000,
    "brackets": "([{" * 10_000,
    "glue": "Ab.Cd ef " * 10_000,
    "hyphens": "long-\nterm " * 5_000,
    "furniture": "Share\n" * 5_000,
    "blanks": "\u200b\n" * 20_000,
    "mojibake": "â€™ " * 20_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_texts_take_linear_time(text: str) -> None:
    begin = time.process_time()
    raw = make_raw(text)
    check_ledger(raw, clean(raw))
    assert time.process_time() - begin < 20  # a few seconds; what is quadratic takes minutes
