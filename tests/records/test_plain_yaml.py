"""Plain lists of records are read as the parser reads them, or left to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.problems import BroadsheetError
from broadsheet.records.plain_yaml import plain_list
from broadsheet.records.strict_yaml import load, parsed_whole

PLAIN = """# People.

- id: rudolf-rassendyll
  name: Rudolf Rassendyll
  spellings: [R. Rassendyll, null, Rassendyll (the Younger)]
  note: 'An: English "gentleman", it''s said.'
- id: flavia
  name: 'Flavia: #1'
  born: null
  roles:
  - princess
  - 'queen'
  wikidata:

  # Not of this world.
  titles:
    - Her Royal Highness
"""


def refuse(text: str) -> object:
    raise AssertionError(text)


def test_plain_records_need_no_parser() -> None:
    text = PLAIN.replace("it''s ", "")
    assert plain_list(text, refuse) == parsed_whole(text, "x.yml").data


def test_records_share_their_keys() -> None:
    records = plain_list("- given: a\n  roles:\n  - b\n- given: c\n  roles:\n  - d\n", refuse)
    assert records is not None
    assert list(map(id, records[0])) == list(map(id, records[1]))


def test_what_is_not_plain_goes_to_the_parser_record_by_record() -> None:
    parsed: list[str] = []
    text = "- a: b\n- note: >-\n    folded,\n    twice\n- c: d\n"

    def parse(part: str) -> object:
        parsed.append(part)
        return parsed_whole(part, "x.yml").data

    assert plain_list(text, parse) == [{"a": "b"}, {"note": "folded, twice"}, {"c": "d"}]
    assert parsed == ["- note: >-\n    folded,\n    twice\n"]


@pytest.mark.parametrize(
    "text",
    [
        "a: b\n",
        "- a: b\n---\n- c: d\n",
        "- a: b\n...\n- c: d\n",
        "x\n- a: b\n",
        '- a: b\n- c: d\n- e: "f\n- g: h"\n- i: j\n- k: l\n',
        "- a: b\n- c: d\n-\n  e: f\n- g: h\n-\n  i: j\n",
    ],
)
def test_a_text_that_is_no_list_of_separate_records_is_left_to_the_parser(text: str) -> None:
    def parse(part: str) -> object:
        return parsed_whole(part, "x.yml").data

    try:
        assert plain_list(text, parse) is None
    except BroadsheetError:
        return


def test_places_are_found_when_they_are_asked_for() -> None:
    document = load("- a: b\n- c: [d, e]\n", "x.yml")
    assert document.place((1, "c")) == (2, 3)
    assert document.place((1, "c", 1)) == (2, 10)
    assert len(document.places) == 6


def test_a_place_in_one_record_is_found_without_parsing_the_others() -> None:
    text = "# People.\n" + "".join(f"- a: b {i}\n  # said\n  c: [d, e]\n" for i in range(2_000))
    places = load(text, "x.yml").places
    assert places[1_000, "c", 1] == (1 + 3 * 1_000 + 3, 10)
    assert places.get((2_000, "c")) is None
    assert places.get(("a",)) is None
    assert "_found" not in vars(places)


LINES = st.sampled_from(
    [
        *(
            "- a: b",
            "  b: c d",
            "  a: again",
            "  c: [x, y z]",
            "  d:",
            "  - e",
            "    - f",
            "- g",
            "  null: null",
            "-",
        ),
        *(
            "# said",
            "",
            "  h: 'i: j'",
            "  k: 'it''s'",
            '  l: "m"',
            '  n: "o',
            'p"',
            "  q: >-",
            "    r",
            "---",
            "s: t",
        ),
        *(
            "  u: v # w",
            "  x: ~",
            "  y: [",
            "  ]",
            "  z: a: b",
            "  &k: v",
            "  'k': v",
            "  e: f ",
            "  - [g]",
            "   h: i",
        ),
        *(
            "  i: - j",
            "  k: ? l",
            "  l: m?n",
            "  m: [a?b, c-]",
            "  n: [a:b]",
            "  o: a:b",
            "  p: a#b",
            "%YAML 1.2",
            "...",
        ),
        *(
            "  q: é",
            "  r: [é, ñ]",
            "  s: \u2028x",
            "  t: a\tb",
            "  u: 😀",
            "  v: x😀",
            "  w: NO",
            "  x: 017",
            "  y: ''",
        ),
        *(
            "  m: >",
            "  m: |+",
            "  ? k",
            "  : v",
            "- - a",
            "- [a",
            "- b]",
            "- {a: b",
            "- c: d}",
            "\t- a",
            "  a: 'b",
            "- b'",
        ),
    ]
)


FEW = st.sampled_from(["  a:", "  b: c", "  - d", "    - e", "- f: g", "", "  # h", "    i", "  j: null"])


@given(st.lists(LINES, max_size=12) | st.lists(FEW, max_size=8), st.sampled_from(["", "\n", "\r\n"]))
def test_any_lines_say_what_the_parser_says_or_are_refused_alike(lines: list[str], end: str) -> None:
    text = "\n".join(["- a: b", "- c: d", *lines]) + end
    assert told(lambda: load(text, "x.yml").data) == told(lambda: parsed_whole(text, "x.yml").data)


@given(st.lists(LINES, max_size=8))
def test_places_are_those_of_the_whole(lines: list[str]) -> None:
    text = "\n".join(["- a: b", "- c: d", *lines, "- e: f", ""])
    try:
        places, whole = load(text, "x.yml").places, parsed_whole(text, "x.yml").places
    except BroadsheetError:
        return
    assert {key: places.get(key) for key in whole} == whole


@given(st.text(st.sampled_from("ab :#-[],'\"?!&*|>{}\n%@~\u00e9\u2028\t`"), max_size=30))
def test_any_words_say_what_the_parser_says_or_are_refused_alike(words: str) -> None:
    text = f"- a: b\n- c: {words}\n- d: [{words}]\n- {words}\n- e: f\n- g: h\n- i: j\n"
    assert told(lambda: load(text, "x.yml").data) == told(lambda: parsed_whole(text, "x.yml").data)


def told(read) -> object:
    try:
        return read()
    except BroadsheetError as e:
        return str(e)
