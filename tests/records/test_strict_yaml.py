"""YAML that people write: text in, text out, and no surprises."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.problems import BroadsheetError
from broadsheet.records.strict_yaml import load


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: NO\nb: 017\nc: 1:30\nd: 2024-02-30\n", {"a": "NO", "b": "017", "c": "1:30", "d": "2024-02-30"}),
        ("a:\nb: ~\nc: ''\n", {"a": None, "b": None, "c": ""}),
        ("- 1e9\n- .nan\n- true\n", ["1e9", ".nan", "true"]),
        ("- a: ' b '\n- [ \" c\", d ]\n- e: |\n    f\n    g\n", [{"a": "b"}, ["c", "d"], {"e": "f\ng"}]),
        ("- a: ' b '\n- c: ' '\n", [{"a": "b"}, {"c": ""}]),
        ("", None),
        ("# only a comment\n", None),
    ],
)
def test_every_scalar_is_text(text: str, expected: object) -> None:
    assert load(text, "x.yml").data == expected


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("a: &x 1\nb: *x\n", "1:4", "anchor"),
        ("b: *x\n", "1:4", "alias"),
        ("a: !!python/object:os.system x\n", "1:4", "tag"),
        ("a: 1\nb: 2\na: 3\n", "3:1", "repeats the key 'a'"),
        ("<<: {a: 1}\n", "1:1", "merge key"),
        ("a: 1\n---\nb: 2\n", "2:1", "second document"),
        ("? [a]\n: b\n", "1:3", "list or mapping as a key"),
        ("[" * 20 + "]" * 20, "1:10", "levels deep"),
        ("a: [\n", "1:5", "check indentation"),
        ("{", "1:2", "check indentation"),
        ("ok: 1\na: \x1d\n", "2:4", "character"),
    ],
)
def test_what_could_surprise_is_refused_with_its_place(text: str, place: str, said: str) -> None:
    with pytest.raises(BroadsheetError) as caught:
        load(text, "x.yml")
    assert str(caught.value).startswith(f"x.yml:{place}: YAML ")
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("ok: 1\na: b\x07\n", "2:5", "U+0007"),
        ("a: invoice\u202egnp.exe\n", "1:11", "U+202E (right-to-left override)"),
        ('ok: 1\na: "invoice\\u202Egnp.exe"\n', "2:4", "U+202E (right-to-left override)"),
        ("a: Reu\u200bters\n", "1:7", "zero width space"),
        ("a: Reu\u00adters\n", "1:7", "soft hyphen"),
        ("a: words\U000e0041\U000e0042\n", "1:9", "tag latin capital letter a"),
        ('a: "\\0"\n', "1:4", "U+0000"),
        ('"key\\u2066": x\n', "1:1", "U+2066"),
        ("# a comment \u202e\n", "1:13", "U+202E"),
    ],
)
def test_characters_that_nobody_sees_are_refused_however_they_are_written(
    text: str, place: str, said: str
) -> None:
    with pytest.raises(BroadsheetError) as caught:
        load(text, "x.yml")
    assert str(caught.value).startswith(f"x.yml:{place}: TEXT-HIDDEN ")
    assert said in str(caught.value)


def test_what_other_scripts_and_emoji_need_is_let_through() -> None:
    words = "می\u200cخواهم \u200fשלום 👩\u200d🚒 ❤\ufe0f"
    assert load(f"a: {words}\n", "x.yml").data == {"a": words}


def test_a_bomb_of_aliases_costs_nothing() -> None:
    bomb = "a: &a [x]\n" + "".join(f"b{i}: &b{i} [*a, *a]\n" for i in range(1000))
    with pytest.raises(BroadsheetError):
        load(bomb, "x.yml")


def test_deep_nesting_ends_with_a_problem_and_not_with_the_stack() -> None:
    with pytest.raises(BroadsheetError):
        load("[" * 100_000, "x.yml")


@given(st.text(max_size=200))
def test_any_text_gives_values_or_one_problem(text: str) -> None:
    try:
        load(text, "x.yml")
    except BroadsheetError as e:
        assert len(e.problems) == 1
        assert 1 <= e.problems[0].line <= len(re.split("\r\n|[\n\r\x85\u2028\u2029]", text))


def test_a_place_that_is_not_there_is_that_of_what_is_around_it() -> None:
    document = load("a:\n  b: 1\n", "x.yml")
    assert document.place(("a", "b", "c", 3)) == (2, 3)
    assert document.place(("z",)) == (1, 1)
