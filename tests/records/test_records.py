"""What people write is within limits, and what looks the same is the same."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.records import CorpusConfig, Entity, Record, Sidecar, Theme
from broadsheet.records.strict_yaml import load
from broadsheet.records.validation import validated

APART = "Zoe\u0301 Lindstro\u0308m"


def said(model: type[Record], text: str) -> list[str]:
    return [
        str(problem)
        for problem in validated(model, load(text, "corpus/articles/a.yml"), "corpus/articles/a.yml")[1]
    ]


def test_a_letter_and_its_mark_are_the_one_letter_they_look_like() -> None:
    entity = Entity.model_validate({"id": "zoe", "name": APART, "type": "person", "spellings": [APART]})
    assert entity.name == entity.spellings[0] == "Zoé Lindström"


def test_words_that_are_looked_for_in_a_file_stay_as_the_file_has_them() -> None:
    sidecar = Sidecar.model_validate({"drop": [{"words": APART, "why": APART}]})
    assert (sidecar.drop[0].words, sidecar.drop[0].why) == (APART, "Zoé Lindström")


@given(
    st.text(st.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=80).filter(
        str.strip
    )
)
def test_composing_changes_nothing_that_a_reader_sees(words: str) -> None:
    title = Sidecar(title=words).title
    assert title is not None
    assert unicodedata.normalize("NFD", title) == unicodedata.normalize("NFD", words)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"title: {'a' * 501}\n", "title: 'aaaa"),
        (f"title_note: {'a' * 5_001}\n", "shorten it to 5,000 characters"),
        (f"title: {'a' * 501}\n", "shorten it to 500 characters"),
        ("keep:\n" + "- {words: a, why: b}\n" * 2_001, "keep 2,000 of them"),
        (f"claims: {{add: [{{words: {'a' * 501}, speaker: b}}]}}\n", "claims.add.0.words: 'aaaa"),
    ],
)
def test_what_is_too_long_says_how_long_it_may_be(text: str, message: str) -> None:
    assert [message in line for line in said(Sidecar, text)] == [True]


@pytest.mark.parametrize("word", ["*", "* *", "...", "*oil", "oil*gas", "-"])
def test_a_theme_is_looked_for_by_words_and_not_by_signs_alone(word: str) -> None:
    (line,) = said(Theme, f"id: a\nname: A\nwords: [oil, '{word}']\n")
    assert "words.1" in line
    assert line.endswith("write words, with a `*` at their end at most")


@pytest.mark.parametrize("word", ["oil*", "Öl", "C++", "trade deficit", "don't", "石油", "5G", ".NET"])
def test_a_theme_may_have_any_words(word: str) -> None:
    theme = Theme.model_validate({"id": "a", "name": "A", "words": [word]})
    assert theme.words == (word,)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("budget: {megabytes: 0}\n", "write 1 or more"),
        ("sites: {urll: 'https://a.example/{part}/'}\n", "did you mean 'url'?"),
        ("budget: {megabites: 1}\n", "did you mean 'megabytes'?"),
        ("titel: A\n", "did you mean 'title'?"),
    ],
)
def test_hints_are_about_the_key_they_stand_at(text: str, hint: str) -> None:
    assert any(line.endswith(hint) for line in said(CorpusConfig, text + "description: b\n"))


def test_a_key_without_words_says_nothing() -> None:
    assert said(Sidecar, "date_note:\n")[0].endswith(
        "date_note: says nothing; write something, or leave the key out"
    )


def test_hints_reach_into_lists() -> None:
    assert said(Sidecar, "keep: [{lines: 1, why: x}]\n")[0].endswith("did you mean 'line'?")
    assert said(Sidecar, "keep: [{line: 0, why: x}]\n")[0].endswith("write 1 or more")


def test_a_list_that_no_person_wrote_is_too_long() -> None:
    words = "".join(f"- w{n}\n" for n in range(501))
    assert said(Theme, f"id: a\nname: A\nwords:\n{words}")[0].endswith("will not do; keep 500 of them")


def test_thousands_of_unknown_keys_are_told_in_no_time() -> None:
    text = "".join(f"titel{n}: x\n" for n in range(3_000))
    start = time.process_time()
    assert len(said(Sidecar, text)) == 3_000
    assert time.process_time() - start < 10


@pytest.mark.parametrize("day", ["2023-13-01", "2023-02-30", "2023-00-10"])
def test_a_day_that_the_calendar_has_not_is_told(day: str) -> None:
    told = said(Sidecar, f"collected: {day}\n")
    assert len(told) == 1
    assert told[0].startswith("corpus/articles/a.yml:1:1: SIDECAR-VALUE collected: ")
    assert told[0].endswith("; write a day that the calendar has")
