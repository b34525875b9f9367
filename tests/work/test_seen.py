"""Files that lie there untouched are not read again; whatever was touched is."""

import os
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from broadsheet.corpus import Place
from broadsheet.read import Material, material
from broadsheet.work import examination, seen
from broadsheet.work.examination import Examination, examine_all, local_hands, store_of
from tests.conftest import ARTICLE, Project


class Reading:
    """Notes which articles are read."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def __call__(self, root: Path, place: Place) -> Material:
        self.read.append(place.id)
        return material(root, place)

    def of(self, root: Path, wanted: tuple[str, ...] = ()) -> list[str]:
        """Return which articles are read when a corpus is examined."""
        self.read = []
        examined(root, wanted)
        return self.read


def examined(root: Path, wanted: tuple[str, ...] = ()) -> Examination:
    chosen = wanted.__contains__ if wanted else None
    found, _ = examine_all(root, local_hands(1), store=store_of(root), wanted=chosen)
    assert found is not None
    return found


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> Reading:
    found = Reading()
    monkeypatch.setattr(examination, "material", found)
    return found


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the clock be some seconds ahead of the files."""
    monkeypatch.setattr(seen, "time", SimpleNamespace(time_ns=lambda: time.time_ns() + 10 * seen._TICK))


@pytest.mark.usefixtures("later")
def test_only_what_was_touched_is_read_again(project: Project, reading: Reading) -> None:
    root = project({"articles/a.txt": ARTICLE, "articles/b.txt": ARTICLE, "articles/b.yml": "title: Bridge\n"})
    folder = root / "corpus/articles"
    assert reading.of(root) == ["2024-05-harbour", "a", "b"]
    assert reading.of(root) == []
    (folder / "c.txt").write_text(ARTICLE, encoding="utf-8")
    assert reading.of(root) == ["c"]
    os.utime(folder / "a.txt", ns=(0, 0))
    (folder / "b.yml").unlink()
    assert reading.of(root) == ["a", "b"]
    (folder / "c.yml").write_text("title: Bridge\n", encoding="utf-8")
    assert reading.of(root) == ["c"]


@pytest.mark.usefixtures("later")
def test_a_change_that_keeps_size_and_time_of_a_file_is_seen(project: Project, reading: Reading) -> None:
    root = project()
    path = root / "corpus/articles/2024-05-harbour.txt"
    examined(root)
    before = path.stat()
    path.write_text(ARTICLE.replace("Monday", "Friday"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    if path.stat().st_ctime_ns != before.st_ctime_ns:
        assert reading.of(root) == ["2024-05-harbour"]


def test_what_was_written_just_before_it_was_read_is_read_again(project: Project, reading: Reading) -> None:
    root = project()
    assert reading.of(root) == reading.of(root) == ["2024-05-harbour"]


@pytest.mark.usefixtures("later")
def test_what_was_found_is_told_again_with_its_problems(project: Project, reading: Reading) -> None:
    root = project({"articles/a.txt": ARTICLE, "articles/a.yml": "outlet: nobody\n"})
    first = examined(root)
    again = examined(root)
    assert (again.problems, again.names, again.fresh) == (first.problems, first.names, 0)
    assert again.articles[0] == first.articles[0]
    assert set(again.keys) == set(first.keys)


@pytest.mark.usefixtures("later")
def test_asking_for_some_articles_forgets_none(project: Project, reading: Reading) -> None:
    root = project({"articles/a.txt": ARTICLE})
    examined(root)
    assert reading.of(root, ("a",)) == []
    assert reading.of(root) == []


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("broken", [b"", b"[]", b'{"a": 1}'])
def test_a_memory_that_is_broken_or_whose_results_are_gone_is_none(
    project: Project, reading: Reading, broken: bytes
) -> None:
    root = project()
    store = store_of(root)
    key = next(key for key in examined(root).keys if key.endswith(".seen"))
    store.put(key, broken)
    assert reading.of(root) == ["2024-05-harbour"]
    for path in (root / examination.CACHE).rglob("*.article"):
        path.unlink()
    assert reading.of(root) == ["2024-05-harbour"]


@pytest.mark.usefixtures("later")
def test_a_link_that_takes_the_place_of_a_file_is_read(project: Project, reading: Reading, tmp_path: Path) -> None:
    root = project({"articles/a.txt": ARTICLE})
    examined(root)
    (tmp_path / "elsewhere.txt").write_text(ARTICLE, encoding="utf-8")
    (root / "corpus/articles/a.txt").unlink()
    (root / "corpus/articles/a.txt").symlink_to(tmp_path / "elsewhere.txt")
    problems = examine_all(root, local_hands(1), store=store_of(root))[1]
    assert reading.read == ["2024-05-harbour", "a", "a"]
    assert [problem.code for problem in problems] == ["FILE-KIND"]
