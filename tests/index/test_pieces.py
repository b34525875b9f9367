import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.index.analyse import words
from broadsheet.index.pieces import WIDEST, Pieces, cut

TEXTS = st.lists(st.text() | st.text(st.sampled_from("aB1.,'`-_ \n\0\x1f’“é—…ß北жK")), max_size=4)


def of_each(cut: Pieces) -> list[list[str]]:
    written = iter(cut.written(np.arange(len(cut.starts))))
    return [[next(written) for _ in range(count)] for count in cut.counts.tolist()]


@given(TEXTS)
def test_pieces_of_a_text_hold_its_words(texts: list[str]) -> None:
    assert [[w for piece in found for w in words(piece)] for found in of_each(cut(texts))] == [
        words(text) for text in texts
    ]


@given(st.lists(st.text(st.sampled_from("ab9éж"), min_size=1, max_size=12), min_size=2))
def test_pieces_are_told_apart_by_their_bytes_unless_they_are_long(texts: list[str]) -> None:
    found = cut(texts)
    packed = zip(found.written(np.arange(len(found.starts))), *map(np.ndarray.tolist, found.packed()), strict=True)
    for piece, low, high in packed:
        letters = piece.encode()
        own = letters if len(letters) <= WIDEST else b""
        assert low.to_bytes(8, "little") + high.to_bytes(8, "little") == own.ljust(WIDEST, b"\0")


def test_what_stands_between_words_is_in_no_piece() -> None:
    assert of_each(cut(["'So,' he said... U.S.-led, 1,200.", "", "O'Brien's"])) == [
        ["so", "he", "said", "u.s", "led", "1,200"],
        [],
        ["o'brien's"],
    ]
