"""Texts that look like furniture and are none: what a reader would call the article is kept."""

from __future__ import annotations

import time

import pytest

from broadsheet.clean import clean
from broadsheet.models import Cleaned, Raw, restore
from tests.clean.test_clean import check_ledger

POEM = "\n".join(
    ["The tide goes out", "and takes the boats,", "the morning comes,", "the harbour floats", "", "Nobody calls"]
    * 6
)
RESULTS = "\n".join(f"{home} {i % 4} {away} {i % 3}" for i, (home, away) in enumerate([("Rovers", "Town")] * 40))
QUESTIONS = "\n\n".join(
    f"Q: And on day {i}?\n\nA: We waited for the ferry, as on the day before." for i in range(30)
)
LIVE = "\n\n".join(
    f"{h}:{m:02}\n\nThe ferry is still in the harbour, the port says." for h in (9, 10) for m in (5, 35)
)
QUOTES = "\n\n".join(
    f"“We have waited for {i} days and nobody has told us anything,” a trader said." for i in range(20)
)
GERMAN = "\n\n".join(
    [
        "Hafen bleibt zwei Wochen geschlossen",
        "Die Schiffe müssen vor der Bucht warten, während die alte Mauer erneuert wird, sagte die Behörde am Montag.",
        "Die Arbeiten sollen im März beginnen und Mitte April beendet sein, wenn das Wetter es zulässt.",
    ]
)
RUSSIAN = "\n\n".join(
    [
        "Порт закроют на две недели",
        "Суда будут ждать в бухте, пока чинят старую стену, сообщили в порту в понедельник.",
    ]
)
CHINESE = "港口将关闭两周\n\n港务局周一表示,旧码头修缮期间,船只必须在海湾外等候。\n\n工程将于三月开始。"

KEPT_WHOLE = {
    "a poem": POEM,
    "football results": RESULTS,
    "questions and answers": QUESTIONS,
    "a live blog": LIVE,
    "a list of quotations": QUOTES,
    "German": GERMAN,
    "Russian": RUSSIAN,
    "Chinese": CHINESE,
}


def cleaned(text: str) -> Cleaned:
    raw = Raw("a", "a.txt", text, "")
    found = clean(raw)
    check_ledger(raw, found)
    return found


@pytest.mark.parametrize("text", KEPT_WHOLE.values(), ids=KEPT_WHOLE.keys())
def test_no_word_of_it_goes(text: str) -> None:
    found = cleaned(text)
    assert found.removed == ()
    assert found.text.split() == text.split()


@pytest.mark.parametrize(
    "text",
    ["Share\nComments\nSubscribe\n", "Sign up for our newsletter and read the news of the week.\n"],
    ids=["labels", "an offer"],
)
def test_only_furniture_is_accounted_for(text: str) -> None:
    found = cleaned(text)
    assert restore(found.ledger).decode() == text
    assert all(p.fate in ("removed", "space") or p.doubt for p in found.ledger)


@pytest.mark.parametrize("text", ["", "\n \n", "\u200b"], ids=["nothing", "blanks", "what nobody sees"])
def test_nothing_to_see_leaves_nothing(text: str) -> None:
    assert cleaned(text).text == ""


@pytest.mark.parametrize(
    "text", ["A line of it.\n" * 50_000, "word " * 10_000], ids=["50,000 short lines", "one line of 10,000 words"]
)
def test_much_of_it_is_kept_in_time(text: str) -> None:
    begin = time.process_time()
    assert clean(Raw("a", "a.txt", text, "")).text.split() == text.split()
    assert time.process_time() - begin < 30  # a few seconds


def test_a_headline_in_capitals_above_wrapped_text_stands_alone() -> None:
    wrapped = cleaned(
        "FERRY BOARD PLANS THIRD LINE TO THE ISLANDS\n"
        "The ferry board unveiled plans on Monday for a\n"
        "third line to the islands, which would be served by\n"
        "two ships from next year, and said that the fares\n"
        "of the other lines would not rise for the time being.\n"
    )
    assert wrapped.title is not None
    assert wrapped.text[slice(*wrapped.title)] == "FERRY BOARD PLANS THIRD LINE TO THE ISLANDS"
    assert wrapped.text[slice(*wrapped.body)].startswith("The ferry board unveiled plans on Monday for a third")
