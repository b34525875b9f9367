"""What a message quotes cannot make it look like another message."""

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.problems import Problem

ANY = st.text(st.characters(), max_size=60)


@given(ANY, ANY)
def test_a_problem_is_one_printable_line_whatever_it_quotes(path: str, words: str) -> None:
    line = str(Problem(f"corpus/articles/{path}", 1, 1, "SIDECAR-VALUE", f"title: {words!r}", words))
    line.encode()
    assert len(line.splitlines()) == 1
    assert not set(line) & set("\x1b\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
