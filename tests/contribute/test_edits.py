"""What people wrote is changed key by key; nothing else in the file moves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.contribute.edits import edited, without
from broadsheet.problems import BroadsheetError
from broadsheet.records.strict_yaml import load

REGISTER = """# People.
- id: ada            # the engineer
  name: Ada Lindqvist
  type: person
  status: proposed
  # Also written without the first name.
  spellings:
  - Lindqvist

# Places.
- id: northport
  name: Northport
  type: place
"""


def test_a_key_goes_and_another_comes_and_all_other_lines_stay() -> None:
    text = edited(REGISTER, "entities.yml", {"merged_into": "ada-lindqvist", "status": None}, 0)
    assert text == REGISTER.replace("  status: proposed\n", "").replace(
        "  - Lindqvist\n", "  - Lindqvist\n  merged_into: ada-lindqvist\n"
    )


def test_the_last_record_is_changed_at_the_end_of_the_file() -> None:
    values = {"note": "A town: small."}
    assert edited(REGISTER, "entities.yml", values, 1) == f"{REGISTER}  note: 'A town: small.'\n"
    assert edited(REGISTER.rstrip(), "entities.yml", values, 1) == f"{REGISTER}  note: 'A town: small.'\n"


def test_a_key_that_is_there_says_something_else_where_it_stands() -> None:
    text = edited(REGISTER, "entities.yml", {"spellings": None, "name": "Ada L."}, 0)
    assert text == REGISTER.replace("Ada Lindqvist", "Ada L.").replace("  spellings:\n  - Lindqvist\n", "")


def test_a_sidecar_that_says_nothing_yet_gets_its_first_key_below_its_comments() -> None:
    assert (
        edited("# Not known yet.\n", "a.yml", {"status": "withdrawn"}) == "status: withdrawn\n# Not known yet.\n"
    )
    assert edited("", "a.yml", {"status": "withdrawn"}) == "status: withdrawn\n"


def test_line_ends_stay_as_they_are() -> None:
    assert edited("outlet: planet\r\n", "a.yml", {"text": "full"}) == "outlet: planet\r\ntext: full\r\n"


def test_a_record_goes_and_all_other_lines_stay() -> None:
    first, last = REGISTER.split("\n# Places.\n")
    assert without(REGISTER, "entities.yml", 0) == f"# People.\n\n# Places.\n{last}"
    assert without(REGISTER, "entities.yml", 1) == f"{first}\n# Places.\n"
    assert without("# One.\n- a: b\n", "x.yml", 0) == "# One.\n"


@pytest.mark.parametrize("text", ["[{a: b}, {c: d}]\n", "-\n  a: b\n- c: d\n"])
def test_a_record_that_is_written_otherwise_is_left_to_a_person(text: str) -> None:
    with pytest.raises(BroadsheetError, match="take this record out by hand"):
        without(text, "x.yml", 0)


@pytest.mark.parametrize("text", ["- a: b\n", "words\n"])
def test_what_is_no_record_is_left_to_a_person(text: str) -> None:
    with pytest.raises(BroadsheetError, match="write it as lines of `key: value` first"):
        edited(text, "a.yml", {"status": "withdrawn"})


@pytest.mark.parametrize("text", ["{outlet: planet, language: en}\n", "---\noutlet: planet\n...\n"])
def test_what_is_written_otherwise_is_left_to_a_person(text: str) -> None:
    with pytest.raises(BroadsheetError, match="by hand: `status: withdrawn`"):
        edited(text, "a.yml", {"status": "withdrawn"})


def test_blanks_around_words_are_left_out_as_every_reader_does() -> None:
    values = {"status": "withdrawn", "withdrawn_reason": " Its publisher asked. "}
    text = edited("language: en\n", "a.yml", values)
    assert text == "language: en\nstatus: withdrawn\nwithdrawn_reason: Its publisher asked.\n"


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=300))
def test_any_words_are_written_so_that_they_are_read_again(words: str) -> None:
    for text, at in ((REGISTER, 0), (REGISTER, 1)):
        try:
            data = load(edited(text, "entities.yml", {"note": words}, at), "").data
        except BroadsheetError:
            continue
        assert data[at]["note"] == words.strip()
        assert data[1 - at] == load(text, "").data[1 - at]
