"""Publishing is all or nothing: what stood before stands until the new site has passed its checks."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from broadsheet import publish as stage
from broadsheet.locking import alone
from broadsheet.problems import BroadsheetError
from broadsheet.publish import swap
from broadsheet.records import CorpusConfig
from tests.making import make as make_site
from tests.making import publish

CONFIG = CorpusConfig(title="Harbour news", description="About a harbour.")
MKDOCS = "site_name: x\ndocs_dir: build/docs\nsite_dir: build/site\ntheme: {name: null, custom_dir: templates/theme}\nplugins: []\n"
POLICY = (
    "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; script-src 'self'; style-src 'self'\">"
)


# What was published, and what the next build begins with: nothing, where a build has failed.
LEFT = [".lock", "docs", "site"]
PUBLISHED = [".lock", "docs", "docs.next", "site", "site.next"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text(MKDOCS)
    (tmp_path / "templates/theme").mkdir(parents=True)
    page = f"<!doctype html><html><head>{POLICY}</head><body>{{{{ config.site_name }}}}: {{{{ page.content }}}}</body></html>"
    (tmp_path / "templates/theme/main.html").write_text(page)
    return tmp_path


def published(root: Path) -> str:
    return (root / "build/site/index.html").read_text()


def test_pages_become_a_site(root: Path) -> None:
    publish(root, {"index.md": b"Hello."}.items(), CONFIG)
    assert "Harbour news: <p>Hello.</p>" in published(root)
    assert names(root) == PUBLISHED


def test_a_page_that_is_gone_from_the_corpus_is_gone_from_the_site(root: Path) -> None:
    publish(root, {"index.md": b"Hello.", "old.md": b"Old."}.items(), CONFIG)
    publish(root, {"index.md": b"Hello."}.items(), CONFIG)
    assert not (root / "build/site/old").exists()


@pytest.mark.parametrize(
    ("page", "code"),
    [
        (b"<script>alert(1)</script>", "SITE-SCRIPT"),
        (b"[x](javascript:alert)", "SITE-SCHEME"),
        (b"[x](gone.md)", "MKDOCS"),
    ],
)
def test_a_site_that_does_not_pass_its_checks_is_not_published(root: Path, page: bytes, code: str) -> None:
    publish(root, {"index.md": b"Good."}.items(), CONFIG)
    with pytest.raises(BroadsheetError) as caught:
        publish(root, {"index.md": page}.items(), CONFIG)
    assert code in {p.code for p in caught.value.problems}
    assert "Good." in published(root)
    assert names(root) == LEFT


def names(root: Path) -> list[str]:
    return sorted(p.name for p in (root / "build").iterdir())


def test_a_second_build_is_kept_out_and_told_so(root: Path) -> None:
    (root / "build").mkdir()
    with alone(root / "build"), pytest.raises(BroadsheetError) as caught:
        publish(root, {"index.md": b"Hello."}.items(), CONFIG)
    assert [p.code for p in caught.value.problems] == ["BUILD-LOCKED"]
    publish(root, {"index.md": b"Hello."}.items(), CONFIG)
    assert "Hello." in published(root)


def test_the_lock_of_a_killed_build_does_not_keep_the_next_one_out(root: Path) -> None:
    (root / "build").mkdir()
    code = f"import os\nfrom pathlib import Path\nfrom broadsheet.locking import alone\nwith alone(Path({str(root / 'build')!r})):\n    os.abort()"
    environment = {**os.environ, "PYTHONPATH": str(Path(stage.__file__).parents[2])}
    subprocess.run([sys.executable, "-c", code], check=False, env=environment)
    publish(root, {"index.md": b"Hello."}.items(), CONFIG)
    assert "Hello." in published(root)


@pytest.mark.parametrize("can_exchange", [True, False])
def test_the_new_folder_takes_the_place_of_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_exchange: bool
) -> None:
    for name in ("new", "site"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "page").write_text(name)
    if not can_exchange:
        monkeypatch.setattr(swap, "exchange", lambda a, b: False)
    swap.put_in_place((tmp_path / "new", tmp_path / "site"))
    assert (tmp_path / "site/page").read_text() == "new"
    assert sorted(p.name for p in tmp_path.iterdir()) == (["new", "site"] if can_exchange else ["site"])


@pytest.mark.parametrize("can_exchange", [True, False])
def test_all_new_folders_are_in_place_before_an_old_one_is_removed_if_one_is(
    root: Path, monkeypatch: pytest.MonkeyPatch, can_exchange: bool
) -> None:
    if not can_exchange:
        monkeypatch.setattr(swap, "exchange", lambda a, b: False)
    make_all(root, "One.")
    seen, remove = [], swap.remove

    def watch(path: Path) -> None:
        if (path / "index.html").is_file() or (path / "2023").is_dir():
            seen.append(all_published(root))
        remove(path)

    monkeypatch.setattr(swap, "remove", watch)
    make_all(root, "Two.")
    assert seen[:1] == ([] if can_exchange else [["Two."] * 4])
    assert all_published(root) == ["Two."] * 4


def make_all(root: Path, words: str) -> None:
    with stage.publishing(root, ["2023"]) as publication:
        for name in ("", "2023"):
            publication.staging(name).write("index.md", words.encode())
            make_site(publication, name, CONFIG)
        publication.publish()


def all_published(root: Path) -> list[str]:
    """Return what the main site and a part say, and what they were made from."""
    pages = ("site/index.html", "sites/2023/index.html", "docs/index.md", "sites/2023.docs/index.md")
    return [
        words for page in pages for words in re.findall("One.|Two.|Three.", (root / "build" / page).read_text())
    ]


@pytest.mark.parametrize("place", [1, 2])
def test_a_build_killed_between_two_folders_leaves_each_whole_and_the_next_mends_it(
    root: Path, monkeypatch: pytest.MonkeyPatch, place: int
) -> None:
    make_all(root, "One.")
    put, left = swap._put, place

    def killed(new: Path, published: Path) -> Path:
        nonlocal left
        left -= 1
        if left < 0:
            raise KeyboardInterrupt
        return put(new, published)

    monkeypatch.setattr(swap, "_put", killed)
    with pytest.raises(KeyboardInterrupt):
        make_all(root, "Two.")
    main, part, main_from, part_from = all_published(root)
    assert (main, part, main_from, part_from) == ("One." if place == 1 else "Two.", "Two.", "One.", "Two.")
    monkeypatch.setattr(swap, "_put", put)
    make_all(root, "Three.")
    assert all_published(root) == ["Three."] * 4


def test_two_folders_exchange_their_names_or_nothing_has_changed(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    (tmp_path / "a/page").write_text("a")
    exchanged = swap.exchange(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / ("b" if exchanged else "a") / "page").read_text() == "a"
    assert not swap.exchange(tmp_path / "a", tmp_path / "missing")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a", "b"]


def test_a_build_killed_between_the_renames_is_mended_by_the_next(root: Path) -> None:
    publish(root, {"index.md": b"Good."}.items(), CONFIG)
    (root / "build/site").rename(root / "build/site.old")
    with pytest.raises(BroadsheetError):
        publish(root, {"index.md": b"[x](gone.md)"}.items(), CONFIG)
    assert "Good." in published(root)


@pytest.mark.parametrize("left", ["docs.next", "site.next", "docs.old", "site.old"])
def test_what_killed_builds_left_is_swept_up_and_links_are_not_followed(root: Path, left: str) -> None:
    outside = root / "outside"
    outside.mkdir()
    (outside / "keep.txt").write_text("keep")
    publish(root, {"index.md": b"Good."}.items(), CONFIG)
    swap.remove(root / "build" / left)
    (root / "build" / left).symlink_to(outside)
    publish(root, {"index.md": b"Better."}.items(), CONFIG)
    (root / "build" / left).mkdir(exist_ok=True)
    (root / "build" / left / "stale.md").write_text("Stale.")
    publish(root, {"index.md": b"Best."}.items(), CONFIG)
    assert "Best." in published(root)
    assert [p.name for p in outside.iterdir()] == ["keep.txt"]
    assert not (root / "build/site/stale").exists()
    assert names(root) == PUBLISHED


def test_a_build_folder_that_is_a_link_or_a_file_is_refused(root: Path) -> None:
    (root / "outside/site").mkdir(parents=True)
    (root / "build").symlink_to(root / "outside")
    with pytest.raises(BroadsheetError) as caught:
        publish(root, {"index.md": b"Good."}.items(), CONFIG)
    assert str(caught.value) == "build:1:1: FILE-KIND is no folder; remove it; a build makes it anew"
    assert [p.name for p in (root / "outside").iterdir()] == ["site"]
    (root / "build").unlink()
    (root / "build").write_text("")
    with pytest.raises(BroadsheetError):
        publish(root, {"index.md": b"Good."}.items(), CONFIG)


def test_a_site_that_is_a_link_is_replaced_by_a_folder(root: Path) -> None:
    (root / "outside").mkdir()
    (root / "build").mkdir()
    (root / "build/site").symlink_to(root / "outside")
    publish(root, {"index.md": b"Good."}.items(), CONFIG)
    assert not (root / "build/site").is_symlink()
    assert list((root / "outside").iterdir()) == []


def test_what_fails_while_writing_leaves_the_old_site(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(root, {"index.md": b"Good."}.items(), CONFIG)

    def full(staging: stage.Staging, name: str, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(stage.Staging, "write", full)
    with pytest.raises(OSError, match="No space"):
        publish(root, {"index.md": b"New."}.items(), CONFIG)
    assert "Good." in published(root)
    assert names(root) == LEFT


def test_a_page_that_did_not_change_stays_the_same_file(root: Path) -> None:
    publish(root, {"index.md": b"Hello.", "a.md": b"A."}.items(), CONFIG)
    before = {name: (root / "build/docs" / name).stat() for name in ("index.md", "a.md")}
    publish(root, {"index.md": b"Hello.", "a.md": b"B."}.items(), CONFIG)
    after = {name: (root / "build/docs" / name).stat() for name in ("index.md", "a.md")}
    assert after["index.md"].st_mtime_ns == before["index.md"].st_mtime_ns
    assert after["a.md"].st_ino != before["a.md"].st_ino
    assert (root / "build/docs/a.md").read_text() == "B."


def test_a_file_may_come_in_pieces(root: Path) -> None:
    with stage.publishing(root) as publication:
        staging = publication.staging()
        staging.write("data/a.txt", iter([b"one ", b"two"]))
        assert (staging.folder / "data/a.txt").read_bytes() == b"one two"


def test_several_sites_are_published_together_or_not_at_all(root: Path) -> None:
    def make(pages: dict[str, bytes]) -> None:
        with stage.publishing(root, [name for name in pages if name]) as publication:
            for name, page in pages.items():
                publication.staging(name).write("index.md", page)
                make_site(publication, name, CONFIG)
            publication.publish()

    make({"": b"Main.", "2023": b"Early.", "2024": b"Late."})
    assert names(root) == [*PUBLISHED, "sites", "sites.next"]
    assert sorted(p.name for p in (root / "build/sites").iterdir()) == ["2023", "2023.docs", "2024", "2024.docs"]
    assert "Late." in (root / "build/sites/2024/index.html").read_text()
    with pytest.raises(BroadsheetError):
        make({"": b"New.", "2023": b"[x](gone.md)"})
    assert "Main." in published(root)
    make({"": b"Main.", "2024": b"Late."})
    assert sorted(p.name for p in (root / "build/sites").iterdir()) == ["2024", "2024.docs"]
    make({"": b"Alone."})
    assert names(root) == PUBLISHED
