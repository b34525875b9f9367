"""The issue form is read as it was meant, whatever is pasted into it or edited away."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.contribute.form import HEADINGS, TEXT, read_event, read_form
from broadsheet.contribute.submissions import pasted
from broadsheet.problems import BroadsheetError

LINES = st.one_of(
    st.sampled_from(
        [*(f"### {h}" for h in (*HEADINGS.values(), TEXT)), "```", "```text", "~~~", "_No response_", ""]
    ),
    st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\r\n"), max_size=30),
)
ANSWER = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=60).map(
    lambda words: " ".join(words.split())
)


def made(answers: dict[str, str], text: str, end: str = "\n") -> str:
    parts = [f"### {heading}\n\n{answers.get(key) or '_No response_'}\n" for key, heading in HEADINGS.items()]
    return "\n".join([*parts, f"### {TEXT}\n\n```text\n{text}\n```"]).replace("\n", end)


@given(
    st.fixed_dictionaries({key: ANSWER.filter(lambda w: not w.startswith("#")) for key in HEADINGS}),
    st.lists(LINES, max_size=12).map("\n".join),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_goes_into_the_form_comes_out_of_it(answers: dict[str, str], text: str, end: str) -> None:
    found = read_form(made(answers, text, end), "issue 1")
    assert found.data == pasted(text)
    for key, answer in answers.items():
        assert getattr(found, key) == ("" if answer == "_No response_" else answer)


@given(st.text(max_size=400))
def test_any_body_is_read_or_refused(body: str) -> None:
    try:
        read_form(body, "issue 1")
    except BroadsheetError as e:
        assert {problem.code for problem in e.problems} == {"FORM-HEADING"}


def test_a_body_without_its_headings_says_which_are_missing() -> None:
    body = made({}, "Words.").replace("### Outlet", "### Paper").replace(f"### {TEXT}", TEXT)
    with pytest.raises(BroadsheetError) as caught:
        read_form(body, "issue 1")
    said = [problem.message for problem in caught.value.problems]
    assert [("Outlet" in s, TEXT in s) for s in said] == [(True, False), (False, True)]


def test_text_without_a_fence_is_taken_as_it_is() -> None:
    body = made({}, "x").replace("```text\nx\n```", "One line.\n\n### Two\n")
    assert read_form(body, "issue 1").data == b"One line.\n\n### Two\n"


def test_a_form_that_nobody_filled_in_has_no_text() -> None:
    body = made({}, "x").replace("```text\nx\n```", "_No response_")
    found = read_form(body, "issue 1")
    assert (found.data, found.outlet, found.rights) == (b"", "", "")


@pytest.mark.parametrize("unit", ["### ", "```\n", "`", "\n", "\r", "### Outlet\n", "_No response_\n"])
def test_a_body_of_the_greatest_length_takes_no_time(unit: str) -> None:
    start = time.process_time()
    body = made({}, unit * (65_536 // len(unit)))
    assert read_form(body, "issue 1").where == "issue 1"
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"issue": {}}', '{"issue": {"number": "x", "body": ""}}', "[" * 9999]
)
def test_a_file_that_is_no_event_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "event.json").write_text(content)
    with pytest.raises(BroadsheetError):
        read_event(tmp_path / "event.json")


def test_an_event_names_its_issue(tmp_path: Path) -> None:
    event = {"issue": {"number": 12, "body": made({"outlet": "Daily Planet"}, "Words.")}}
    (tmp_path / "event.json").write_text(json.dumps(event))
    found = read_event(tmp_path / "event.json")
    assert (found.where, found.outlet) == ("issue 12", "Daily Planet")
