"""Several processes make the site that one makes, with the same complaints."""

import multiprocessing
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.exceptions import MkDocsException

from broadsheet.problems import BroadsheetError, Problem
from broadsheet.publish.generator import generate
from broadsheet.publish.workshop import Workshop, opened
from broadsheet.records import CorpusConfig
from broadsheet.work import binding, crew
from broadsheet.work.binding import Binder
from broadsheet.work.examination import passing_store
from broadsheet.work.progress import Quiet
from tests.conftest import Project
from tests.making import lethal

CONFIG = CorpusConfig(title="Harbour news", description="About a harbour.", site_url="https://example.org/news/")
PAGES = {
    "index.md": "# Home\n\n[One](pages/1.md)\n",
    "search.md": "# Search\n",
    **{f"{name}/index.md": f"# {name}\n" for name in ("articles", "claims", "topics", "outlets", "data")},
    **{f"{name}.md": f"# {name}\n" for name in ("about", "contribute", "corrections")},
    **{
        f"pages/{n}.md": f"---\nupdated: 2024-05-0{n}\n---\n\n# Page {n}\n\n[Home](../index.md)\n"
        for n in range(1, 7)
    },
    "data/list.csv": "a,b\n",
}


@pytest.fixture
def make(buildable: Project, monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, bytes]]:
    """Return a function that makes a site of pages with a number of processes; none: as the generator does it."""
    monkeypatch.setattr(binding, "_WORTH_A_COPY", 2)
    monkeypatch.setattr(binding, "_WORTH_A_PROCESS", 2)
    root = buildable()

    def run(jobs: int, name: str, more: dict[str, str] | None = None) -> dict[str, bytes]:
        docs, site = root / f"{name}.docs", root / f"{name}.site"
        for path, content in (PAGES | (more or {})).items():
            (docs / path).parent.mkdir(parents=True, exist_ok=True)
            (docs / path).write_text(content)
        if jobs:
            Binder(jobs, Quiet(), passing_store())(root, docs, site, root / "before", CONFIG)
        else:
            generate(root, docs, site, CONFIG)
        return {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}

    return run


def test_two_processes_make_what_the_generator_makes(make: Callable[..., dict[str, bytes]]) -> None:
    alone = make(0, "alone")
    assert b"<lastmod>2024-05-06</lastmod>" in alone["sitemap.xml"]
    assert make(2, "two") == alone
    assert make(1, "one") == alone


def test_a_process_that_is_no_copy_reads_everything_anew(
    make: Callable[..., dict[str, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew, "start_context", lambda: multiprocessing.get_context("spawn"))
    assert make(2, "two") == make(0, "alone")


def test_a_process_that_cannot_read_the_settings_says_so(buildable: Project, tmp_path: Path) -> None:
    root = buildable()
    docs = tmp_path / "docs"
    docs.mkdir()
    sent = pickle.dumps(opened(root, docs, tmp_path / "site", CONFIG))
    (root / "mkdocs.yml").write_text("theme: no such theme\n")
    with pytest.raises(MkDocsException):
        pickle.loads(sent)  # noqa: S301 - made here


def complaints_of(make: Callable[[], object]) -> tuple[Problem, ...]:
    with pytest.raises(BroadsheetError) as caught:
        make()
    return caught.value.problems


def test_every_link_that_leads_nowhere_is_told(make: Callable[..., dict[str, bytes]]) -> None:
    more = {f"pages/{n}.md": "[x](gone.md)\n" for n in (7, 8)}
    told = complaints_of(lambda: make(2, "two", more))
    assert [problem.code for problem in told] == ["MKDOCS", "MKDOCS"]
    assert set(told) < set(complaints_of(lambda: make(0, "alone", more)))


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # threads of the browser may still be there
@pytest.mark.usefixtures("copies")
def test_a_page_that_kills_its_process_is_named(
    make: Callable[..., dict[str, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Workshop, "make_page", lethal(Workshop.make_page, "pages/3.md"))
    told = complaints_of(lambda: make(2, "two"))
    assert [problem.message for problem in told] == ["pages/3.md makes the process die that builds it"]


def test_a_site_with_hooks_is_made_whole(make: Callable[..., dict[str, bytes]], tmp_path: Path) -> None:
    root = tmp_path / "project"
    (root / "hook.py").write_text("def on_page_content(html, **more):\n    return html + '<p>hooked</p>'\n")
    with (root / "mkdocs.yml").open("a") as config:
        config.write("hooks: [hook.py]\n")
    assert b"<p>hooked</p>" in make(2, "two")["pages/3/index.html"]
