"""A build that leaves standing what has not changed gives the site that a build from nothing gives."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from broadsheet.pipeline import build
from broadsheet.publish import DOCS, SITE
from broadsheet.publish.generator import generate
from broadsheet.site_check import check_site
from broadsheet.store.keys import code_digest
from broadsheet.work import binding
from tests.conftest import ROOT
from tests.making import examine
from tests.work.test_press import CHANGES, Corpus, begun, files_below

SITES = "sites:\n  url: https://example.org/{part}/\n"

# Builds as the command does, and is killed when so many files of the last site have been taken over.
KILLED = """
import os, signal, sys
from pathlib import Path
from broadsheet.store import keys as cache_keys
cache_keys.code_digest = lambda: sys.argv[3]
from broadsheet.pipeline import build
link, left = os.link, int(sys.argv[2])
def counted(old, new):
    global left
    left -= "site.next" in str(new)
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    link(old, new)
os.link = counted
build(Path(sys.argv[1]))
"""


def begin(root: Path, seed: int) -> Corpus:
    corpus = begun(root, seed)
    shutil.copy(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    shutil.copytree(ROOT / "templates/theme", root / "templates/theme")
    return corpus


def theme(corpus: Corpus) -> None:
    path = corpus.root / "templates/theme/partials/footer.html"
    path.write_text(path.read_text() + f"<p>{corpus.chance.randrange(1000)}</p>\n")


def navigation(corpus: Corpus) -> None:
    path = corpus.root / "mkdocs.yml"
    path.write_text(path.read_text().replace("- About", f"- {corpus.chance.randrange(1000)} About"))


def built(corpus: Corpus) -> Path:
    return corpus.chance.choice(sorted((corpus.root / SITE).rglob("*.*ml")))


def alter(corpus: Corpus) -> None:
    path = built(corpus)
    path.write_bytes(path.read_bytes()[::-1])


def lose(corpus: Corpus) -> None:
    built(corpus).unlink()


def alter_pages(corpus: Corpus) -> None:
    path = corpus.chance.choice(sorted((corpus.root / DOCS).rglob("*.md")))
    path.write_bytes(path.read_bytes()[::-1])


def break_what_is_kept(corpus: Corpus) -> None:
    for path in sorted((corpus.root / "build/cache").rglob("*.*")):
        if corpus.chance.random() < 0.2:
            path.write_bytes(path.read_bytes()[: corpus.chance.randrange(200)])


OTHERS = (theme, navigation, alter, lose, alter_pages, break_what_is_kept)


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # threads of the browser may still be there
@pytest.mark.usefixtures("copies")
@pytest.mark.parametrize(("seed", "jobs"), [(1, 1), (2, 2), (3, 2)])
def test_after_any_change_the_site_is_the_one_that_is_built_from_nothing(
    tmp_path: Path, seed: int, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("_WORTH_A_COPY", "_WORTH_A_PROCESS"):
        monkeypatch.setattr(binding, name, 1)
    corpus = begin(tmp_path / "project", seed)
    root, order = corpus.root, random.Random(seed)  # noqa: S311 - the same changes every time
    build(root, jobs=jobs)
    for change in (*order.sample(CHANGES, 1), *order.sample(OTHERS, 2)):
        change(corpus)
        build(root, jobs=jobs)
        generate(root, root / DOCS, root / "whole", examine(root)[0].config)
        there, expected = files_below(root / SITE), files_below(root / "whole")
        assert [name for name in there.keys() | expected.keys() if there.get(name) != expected.get(name)] == []
        assert check_site(root / SITE) == []


def inodes(folder: Path, suffix: str) -> dict[str, int]:
    return {p.relative_to(folder).as_posix(): p.stat().st_ino for p in sorted(folder.rglob(f"*{suffix}"))}


def changed(before: dict[str, int], after: dict[str, int]) -> set[str]:
    return {name for name in before.keys() & after.keys() if before[name] != after[name]}


def html_of(page: str) -> str:
    """Return where the HTML of `build/docs/a/b.md` is, or of `build/sites/2024.docs/a/b.html`."""
    name = page.replace("docs/", "site/", 1) if page.startswith("docs/") else page.replace(".docs/", "/", 1)
    if name.endswith(".html"):
        return name
    return (
        name.removesuffix(".md") + ".html"
        if name.endswith("/index.md")
        else name.removesuffix(".md") + "/index.html"
    )


@pytest.mark.parametrize("more", ["", SITES])
def test_the_html_of_pages_that_stay_is_the_same_files(tmp_path: Path, more: str) -> None:
    corpus = begin(tmp_path / "project", 4)
    with (corpus.root / "corpus/corpus.yml").open("a") as file:
        file.write(more)
    found = []
    for change in (Corpus.add, Corpus.reword):
        change(corpus)
        build(corpus.root)
        files = inodes(corpus.root / "build", ".md") | inodes(corpus.root / "build", ".html")
        sources = {name: inode for name, inode in files.items() if name.startswith("docs/") or ".docs/" in name}
        found.append((sources, {name: inode for name, inode in files.items() if name not in sources}))
    (pages, site), (pages_now, site_now) = found
    # What was a page may lead on now, and what led on may be a page: then its source is another file.
    made = {html_of(page) for page in changed(pages, pages_now) | (pages_now.keys() - pages.keys())} & site.keys()
    assert made
    assert {name for name in changed(site, site_now) if not name.endswith("404.html")} == made
    assert len(made) < len(site)
    assert any(name.startswith("sites/") for name in site) == bool(more)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("moment", [0, 30])
def test_killed_while_it_takes_files_over_a_build_leaves_the_last_site_whole(tmp_path: Path, moment: int) -> None:
    corpus = begin(tmp_path / "project", 5)
    root = corpus.root
    build(root)
    before = {folder: files_below(root / folder) for folder in (SITE, DOCS)}
    name = sorted(corpus.sidecars)[0]
    (root / f"corpus/articles/{name}.yml").write_text(yaml.safe_dump({"date": "2024-05-07", "title": "Other"}))
    shutil.rmtree(root / "build/site.next")  # or there would be little to take over
    command = [sys.executable, "-c", KILLED, str(root), str(moment), code_digest()]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL
    assert {folder: files_below(root / folder) for folder in (SITE, DOCS)} == before
    build(root)
    generate(root, root / DOCS, root / "whole", examine(root)[0].config)
    assert files_below(root / SITE) == files_below(root / "whole")
