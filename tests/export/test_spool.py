"""Lines come back in their order, wherever they lie, and what lies elsewhere is not written again."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.export import spool as module
from broadsheet.export.spool import Part, Stretch, spool

LINES = st.lists(st.from_regex(rb"[a-z]{0,9}", fullmatch=True), max_size=4).map(
    lambda lines: b"".join(line + b"\n" for line in lines)
)


@given(st.lists(st.tuples(st.booleans(), LINES)), st.integers(1, 9))
def test_lines_are_the_same_wherever_they_lie(
    tmp_path_factory, added: list[tuple[bool, bytes]], batch: int
) -> None:
    elsewhere = tmp_path_factory.getbasetemp() / "elsewhere"
    elsewhere.write_bytes(b"head\n" + b"".join(lines for _, lines in added))
    with pytest.MonkeyPatch.context() as patch, spool() as mixed, spool() as own:
        patch.setattr(module, "_BATCH", batch)
        patch.setattr(module, "_PIECE", 3)
        at, line = len(b"head\n"), 1
        for is_there, lines in added:
            number = lines.count(b"\n")
            if is_there:
                stretch = Stretch(str(elsewhere), at, at + len(lines), line, line + number)
                mixed.refer("rows", stretch, "x")
            else:
                mixed.add("rows", lines, "x")
            own.add("rows", lines, "x")
            at, line = at + len(lines), line + number
        assert b"".join(mixed.kept("rows")()) == b"".join(lines for _, lines in added)
        assert list(mixed.batches("rows")) == list(own.batches("rows"))
        assert mixed.parts == own.parts
        assert len(own.stretches("rows")) <= 1


def test_what_is_side_by_side_is_one_stretch(tmp_path: Path) -> None:
    with spool() as kept:
        kept.add("rows", b"1\n", "a")
        for n in range(3):
            kept.refer("rows", Stretch("there", 4 * n, 4 * n + 4, n, n + 1), f"b{n}")
        kept.add("rows", b"2\n3\n", "c")
        kept.refer("rows", Stretch("there", 16, 20, 4, 5), "b4")
        first, there, second, more = kept.stretches("rows")
        assert (there, more) == (Stretch("there", 0, 12, 0, 3), Stretch("there", 16, 20, 4, 5))
        assert (first.first, first.last, second.first, second.last) == (0, 1, 1, 3)
        assert [kept.is_own(stretch) for stretch in kept.stretches("rows")] == [True, False, True, False]
        assert kept.parts_of("rows", "none") == {
            "rows": [
                Part("a", 2, 1),
                Part("b0", 4, 1),
                Part("b1", 4, 1),
                Part("b2", 4, 1),
                Part("c", 4, 2),
                Part("b4", 4, 1),
            ],
            "none": (),
        }


def test_what_was_not_added_is_empty() -> None:
    with spool() as kept:
        assert list(kept.batches("rows")) == []
        assert list(kept.rows("rows")) == []


def test_what_is_written_beside_is_waited_for_and_what_goes_wrong_is_told() -> None:
    def write(path: Path) -> None:
        path.write_bytes(b"".join(kept.kept("rows")()))

    def fail(path: Path) -> None:
        raise OSError(28, "no space", str(path))

    with spool() as kept:
        kept.add("rows", b"1\n2\n")
        made, failed = kept.beside(write), kept.beside(fail)
        assert b"".join(made()) == b"1\n2\n"
        with pytest.raises(OSError, match="no space"):
            list(failed())
    assert not kept.folder.exists()
