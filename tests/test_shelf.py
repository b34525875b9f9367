"""A shelf is a sequence of articles that keeps none of them."""

import zlib
from dataclasses import replace

from broadsheet.models import Article
from broadsheet.shelf import Shelf, sheaves, shelved
from tests.link.making import article as made


def test_a_shelf_reads_each_article_when_it_is_asked_for() -> None:
    read: list[str] = []

    def load(name: str) -> Article:
        read.append(name)
        return made(name, "Words.")

    shelf = Shelf(("b", "a"), load)
    assert len(shelf) == 2
    assert read == []
    assert [a.id for a in shelf] == ["b", "a"]
    assert shelf[1].id == "a"
    assert read == ["b", "a", "a"]


def test_a_shelf_may_be_arranged_cut_and_changed() -> None:
    shelf = shelved([made("a", "Words."), made("b", "Words."), made("c", "Words.")])
    assert [a.id for a in shelf.arranged(["c", "a"])] == ["c", "a"]
    assert [a.id for a in shelf[1:]] == ["b", "c"]
    noted = shelf.changed(lambda a: replace(a, rights="seen"))
    assert [a.rights for a in noted] == ["seen"] * 3
    assert [a.rights for a in noted.arranged(["b"])] == ["seen"]


def test_one_name_more_changes_one_sheaf_or_two_even_where_no_name_ends_one() -> None:
    size = 8
    anywhere = [name for n in range(2_000) if zlib.crc32((name := f"a-{n:05}").encode()) % size]
    before = {*sheaves(anywhere, size)}
    assert max(map(len, before)) <= 4 * size
    assert [name for sheaf in sheaves(anywhere, size) for name in sheaf] == anywhere
    changed = [
        len({*sheaves([*anywhere[:at], f"b-{at}", *anywhere[at:]], size)} - before) for at in range(300, 900)
    ]
    assert sum(changed) / len(changed) < 2
