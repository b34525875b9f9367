"""A build takes what is kept, makes the rest, and stops cleanly where something fails."""

import html
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import jinja2
import pytest

from broadsheet.cli import main
from broadsheet.pipeline import build
from broadsheet.problems import BroadsheetError
from broadsheet.publish import swap
from broadsheet.store import Store
from broadsheet.work.desk import Desk, Examined
from broadsheet.work.examination import CACHE, examine_all, local_hands, store_of
from tests.conftest import ARTICLE, ROOT, Project
from tests.making import examine


def test_only_new_and_changed_articles_are_examined(project: Project) -> None:
    root = project({f"articles/a{n}.txt": ARTICLE for n in range(5)})
    store = store_of(root)

    def fresh() -> list[str]:
        found, _ = examine_all(root, local_hands(1), store=store)
        assert found is not None
        return [outcome.id for outcome in found.outcomes if outcome.fresh]

    assert len(fresh()) == 6
    assert fresh() == []
    (root / "corpus/articles/a3.txt").write_text(ARTICLE.replace("Monday", "Sunday"))
    (root / "corpus/articles/a4.yml").write_text("title: Bridge\n")
    (root / "corpus/articles/new.txt").write_text(ARTICLE)
    assert fresh() == ["a3", "a4", "new"]
    (root / "corpus/articles/a3.txt").write_text(ARTICLE)
    assert fresh() == []


def test_an_article_knows_whether_it_has_a_sidecar_whatever_stands_in_it(project: Project) -> None:
    files = {"articles/dropped.txt": ARTICLE, "articles/dropped.yml": "drop:\n- line: 1\n  why: a test\n"}
    lines = '{"id": "line", "text": "Quay shut\\n\\nThe quay was shut on Monday.\\n"}\n'
    empty = {"articles/empty.txt": ARTICLE, "articles/empty.yml": ""}
    _, articles, _ = examine(
        project({**files, **empty, "articles/bare.txt": ARTICLE, "articles/all.jsonl": lines})
    )
    found = {article.id: article.source.has_sidecar for article in articles}
    assert found == {"2024-05-harbour": False, "dropped": True, "empty": True, "bare": False, "line": False}


def test_articles_and_gists_that_are_gone_or_broken_are_made_anew(project: Project) -> None:
    root = project()
    found, _ = examine_all(root, local_hands(1), store=store_of(root))
    assert found is not None
    article, gist = found.articles[0], found.gists[0]
    for path in (root / CACHE).rglob("*.*"):
        path.write_bytes(b"broken")
    assert (found.articles[0], found.gists[0]) == (article, gist)
    (root / "corpus/articles/2024-05-harbour.txt").write_text(ARTICLE + "More.\n")
    for path in (root / CACHE).rglob("*.*"):
        path.unlink()
    with pytest.raises(BroadsheetError, match="has changed meanwhile"):
        found.articles[0]


def test_a_problem_that_is_kept_is_told_again(project: Project) -> None:
    root = project({"articles/2024-05-harbour.yml": "outlet: nobody\n"})
    (root / "build").mkdir()
    for _ in range(2):
        with pytest.raises(BroadsheetError) as caught:
            examine(root)
        assert [p.code for p in caught.value.problems] == ["SIDECAR-OUTLET"]


def test_without_a_build_folder_nothing_is_left_behind(project: Project) -> None:
    root = project()
    assert [article.id for article in examine(root)[1]] == ["2024-05-harbour"]
    assert not (root / "build").exists()


@pytest.mark.parametrize("kind", ["link", "file"])
def test_nothing_is_kept_below_a_build_folder_that_is_none(project: Project, tmp_path: Path, kind: str) -> None:
    root = project()
    (tmp_path / "elsewhere").mkdir()
    if kind == "link":
        (root / "build").symlink_to(tmp_path / "elsewhere")
    else:
        (root / "build").write_text("")
    found, _ = examine_all(root, local_hands(1), store=store_of(root))
    assert found is not None
    assert found.articles[0].id == "2024-05-harbour"
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_full_disk_is_one_line(
    buildable: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(store: Store, key: str, value: bytes) -> None:
        raise OSError(28, "No space left on device", "build/cache/ab")

    monkeypatch.setattr(Store, "put", full)
    with pytest.raises(SystemExit) as caught:
        main(["build", "--jobs", "1", "--root", str(buildable())])
    assert caught.value.code == 1
    assert capsys.readouterr().err.startswith("build/cache/ab:1:1: FILE No space left on device")


def test_a_template_that_is_not_there_is_our_fault(
    buildable: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing(*arguments: object, **options: object) -> None:
        raise jinja2.TemplateNotFound("article.md.jinja")

    monkeypatch.setattr("broadsheet.pipeline.press", missing)
    with pytest.raises(SystemExit) as caught:
        main(["build", "--jobs", "1", "--root", str(buildable())])
    assert caught.value.code == 3
    assert "fault of Broadsheet" in capsys.readouterr().err


def test_whoever_examines_is_given_every_article_once_and_in_order(project: Project) -> None:
    root = project({f"articles/a{n}.txt": ARTICLE for n in range(5)})
    asked: list[str] = []

    def hands(root: Path, desk: Desk, store: Store, places: Sequence[object]) -> Iterator[Examined]:
        asked.extend(place.id for place in places)  # type: ignore[attr-defined]
        return local_hands(1)(root, desk, store, places)  # type: ignore[arg-type]

    found, _ = examine_all(root, hands)
    assert found is not None
    assert asked == list(found.names) == ["2024-05-harbour", "a0", "a1", "a2", "a3", "a4"]


@pytest.mark.parametrize("module", ["broadsheet.cli", "broadsheet.work.recheck"])
def test_stopping_it_while_it_is_imported_is_one_line(module: str) -> None:
    """A signal in the middle of an import, wherever that is."""
    code = "\n".join(
        (
            "import signal, sys",
            "class Stop:",
            "    def find_spec(self, name, path=None, target=None):",
            f"        if name == '{module}': signal.raise_signal(signal.SIGINT)",
            "sys.meta_path.insert(0, Stop())",
            "from broadsheet.__main__ import main",
            "main(['check'])",
        )
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr.strip()) == (130, "stopped; what was published stays as it was")


def test_a_corpus_that_is_split_becomes_several_sites(buildable: Project) -> None:
    split = "title: Harbour news\ndescription: About a harbour.\nsites: {url: 'https://example.org/{part}/'}\n"
    root = buildable({"corpus.yml": split, "articles/2023-01-storm.txt": ARTICLE.replace("Monday", "Sunday")})
    built = build(root, jobs=2)
    assert built.problems == ()
    pages = {
        p.relative_to(root).as_posix(): p.read_text() for p in (root / "build").rglob("articles/*/index.html")
    }
    own = "build/sites/2023/articles/2023-01-storm/index.html"
    main = "build/site/articles/2023-01-storm/index.html"
    assert "Ada Lindqvist" in pages[own]
    assert "https://example.org/2023/articles/2023-01-storm/" in pages[main]
    assert "build/sites/2023/articles/2024-05-harbour/index.html" not in pages
    shown = "".join(path.read_text("utf-8") for path in (root / "build/site/search/parts").glob("docs-*.json"))
    assert '"https://example.org/2023/articles/2023-01-storm/"' in shown
    assert sorted(p.name for p in (root / "build/sites").iterdir()) == ["2023", "2023.docs", "2024", "2024.docs"]


def test_what_looks_like_a_link_in_the_header_of_a_page_is_none_to_zensical(buildable: Project) -> None:
    root = buildable({"articles/2024-05-harbour.yml": 'title: "[ferry](#ferry)"\n'})
    build(root, generator="zensical")
    page = (root / "build/site/articles/2024-05-harbour/index.html").read_text(encoding="utf-8")
    assert "[ferry](#ferry)" in html.unescape(page)


def test_what_zensical_fails_of_is_one_line(buildable: Project) -> None:
    root = buildable()
    (root / "templates/theme/main.html").write_text("{{ page.title | no_such_filter }}", encoding="utf-8")
    with pytest.raises(BroadsheetError) as caught:
        build(root, generator="zensical")
    assert [problem.code for problem in caught.value.problems] == ["ZENSICAL"]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("nav: [", ("MKDOCS", "parsing the configuration file")),
        ("extra: {join: !!python/name:os.path.join }", ("ZENSICAL", "only MkDocs can read")),
    ],
)
def test_settings_that_zensical_cannot_take_are_told_as_such(
    buildable: Project, settings: str, said: tuple[str, str]
) -> None:
    root = buildable()
    (root / "mkdocs.yml").write_text(f"{settings}\n", encoding="utf-8")
    with pytest.raises(BroadsheetError) as caught:
        build(root, generator="zensical")
    problem = caught.value.problems[0]
    assert problem.code == said[0]
    assert said[1] in problem.message


def test_settings_that_say_nothing_are_settings_for_zensical_too(buildable: Project) -> None:
    root = buildable()
    shutil.rmtree(root / "templates")  # that of the package is taken
    for text in ("", "theme: material\n"):
        (root / "mkdocs.yml").write_text(text, encoding="utf-8")
        build(root, generator="zensical")
        assert (root / "build/site/articles/2024-05-harbour/index.html").exists()


def test_words_that_look_like_a_link_stay_as_they_are_with_zensical(buildable: Project) -> None:
    root = buildable({"articles/a.txt": 'Quay\n\nThe quay is shut, Ada Moss wrote: <a href="../x">.\n'})
    build(root, generator="zensical")
    page = (root / "build/site/articles/a/index.html").read_text(encoding="utf-8")
    assert 'wrote: <a href="../x">.' in html.unescape(re.sub(r"<[^<>]*>", "", page))


@pytest.mark.parametrize("place", ["site.next", "docs.next", "sites.next"])
def test_where_a_link_stands_in_the_place_of_a_folder_nothing_is_written_beyond_it(
    buildable: Project, tmp_path: Path, place: str
) -> None:
    root, outside = buildable(), tmp_path / "outside"
    outside.mkdir()
    (root / "build").mkdir()
    for _ in range(2):
        (root / "build" / place).symlink_to(outside)
        build(root)
        assert (root / "build/site/index.html").is_file()
        assert list(outside.iterdir()) == []
        swap.remove(root / "build" / place)
