"""Publishing is all or nothing: what stood before stands until the new site has passed its checks."""

import os
from pathlib import Path

import pytest

from broadsheet import publish as stage
from broadsheet.problems import BroadsheetError
from broadsheet.publish import publish
from broadsheet.records import CorpusConfig

CONFIG = CorpusConfig(title="Harbour news", description="About a harbour.")
MKDOCS = "site_name: x\ndocs_dir: build/docs\nsite_dir: build/site\ntheme: {name: null, custom_dir: theme}\nplugins: []\n"
POLICY = (
    "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; script-src 'self'; style-src 'self'\">"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text(MKDOCS)
    (tmp_path / "theme").mkdir()
    page = f"<!doctype html><html><head>{POLICY}</head><body>{{{{ config.site_name }}}}: {{{{ page.content }}}}</body></html>"
    (tmp_path / "theme/main.html").write_text(page)
    return tmp_path


def silent(line: str) -> None:
    pass


def published(root: Path) -> str:
    return (root / "build/site/index.html").read_text()


def test_pages_become_a_site(root: Path) -> None:
    publish(root, {"index.md": b"Hello."}, CONFIG, silent)
    assert "Harbour news: <p>Hello.</p>" in published(root)
    assert sorted(p.name for p in (root / "build").iterdir()) == ["docs", "site"]


def test_a_page_that_is_gone_from_the_corpus_is_gone_from_the_site(root: Path) -> None:
    publish(root, {"index.md": b"Hello.", "old.md": b"Old."}, CONFIG, silent)
    publish(root, {"index.md": b"Hello."}, CONFIG, silent)
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
    publish(root, {"index.md": b"Good."}, CONFIG, silent)
    with pytest.raises(BroadsheetError) as caught:
        publish(root, {"index.md": page}, CONFIG, silent)
    assert code in {p.code for p in caught.value.problems}
    assert "Good." in published(root)
    assert sorted(p.name for p in (root / "build").iterdir()) == ["docs", "site"]


def test_a_second_build_is_kept_out_and_told_so(root: Path) -> None:
    (root / "build").mkdir()
    (root / "build/.lock").write_text(str(os.getpid()))
    with pytest.raises(BroadsheetError) as caught:
        publish(root, {"index.md": b"Hello."}, CONFIG, silent)
    assert [p.code for p in caught.value.problems] == ["BUILD-LOCKED"]


@pytest.mark.parametrize("left", ["", "not a number", "4194305"])
def test_the_lock_of_a_killed_build_does_not_keep_the_next_one_out(root: Path, left: str) -> None:
    (root / "build").mkdir()
    (root / "build/.lock").write_text(left)
    publish(root, {"index.md": b"Hello."}, CONFIG, silent)
    assert "Hello." in published(root)


def test_a_build_killed_between_the_renames_is_mended_by_the_next(root: Path) -> None:
    publish(root, {"index.md": b"Good."}, CONFIG, silent)
    (root / "build/site").rename(root / "build/site.old")
    with pytest.raises(BroadsheetError):
        publish(root, {"index.md": b"[x](gone.md)"}, CONFIG, silent)
    assert "Good." in published(root)


def test_what_fails_while_writing_leaves_the_old_site(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(root, {"index.md": b"Good."}, CONFIG, silent)

    def full(folder: Path, files: object) -> None:
        folder.mkdir()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(stage, "_write", full)
    with pytest.raises(OSError, match="No space"):
        publish(root, {"index.md": b"New."}, CONFIG, silent)
    assert "Good." in published(root)
    assert sorted(p.name for p in (root / "build").iterdir()) == ["docs", "site"]
