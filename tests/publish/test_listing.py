"""A site has the files that MkDocs lists, in its order, though most of them are no objects."""

from pathlib import Path

import pytest
from mkdocs.structure.files import InclusionLevel, get_files, set_exclusions

from broadsheet.publish.generator import settings
from broadsheet.publish.listing import Listed, listed
from broadsheet.records import CorpusConfig
from tests.conftest import Project

FILES = (
    "index.md",
    "b.md",
    "a/z.md",
    "a/README.md",
    "a/list.csv",
    "B/x.md",
    "about.md",
    "a.b/c.json",
    "c/index.md",
)
ODD = (
    ".hidden",
    ".well-known/x.txt",
    "a/.x.md",
    "templates/t.html",
    "a/templates/t.html",
    "data/..a",
    "secret/a.csv",
)


@pytest.fixture
def folder(buildable: Project) -> Path:
    root = buildable()
    for name in (*FILES, *ODD):
        path = root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# x\n")
    return root


def both(root: Path) -> tuple[Listed, list[str], list[str]]:
    """Return what is listed here, and what MkDocs lists: the pages in order, and the other files shown."""
    config = settings(
        root, root / "docs", root / "site", CorpusConfig(title="News", description="About a harbour.")
    )
    files = listed(config, {})
    set_exclusions(files, config)
    whole = [file for file in get_files(config) if file.inclusion.value > InclusionLevel.DRAFT.value]
    pages = [file.src_uri for file in whole if file.is_documentation_page()]
    return files, pages, sorted(file.src_uri for file in whole if not file.is_documentation_page())


@pytest.mark.parametrize(
    "patterns", ["", "exclude_docs: |\n  /secret/\n  !.well-known\n  b.md\n", "draft_docs: '*.csv'\n"]
)
def test_pages_stand_in_order_and_what_is_hidden_is_left_out(folder: Path, patterns: str) -> None:
    with (folder / "mkdocs.yml").open("a") as config:
        config.write(patterns)
    files, pages, others = both(folder)
    assert [file.src_uri for file in files.documentation_pages()] == pages
    assert sorted(files.others()) == others


def test_files_that_want_the_same_place_are_left_to_mkdocs(folder: Path) -> None:
    (folder / "docs/a/index.md").write_text("# a\n")
    (folder / "docs/c/index.html").write_text("<p>c")
    files, pages, others = both(folder)
    assert [file.src_uri for file in files.documentation_pages()] == pages
    assert "a/README.md" not in pages
    assert sorted(files.others()) == others


def test_a_link_may_lead_to_any_file(folder: Path) -> None:
    files, _, _ = both(folder)
    found = files.get_file_from_path("a/list.csv")
    assert found is not None
    assert found.url == "a/list.csv"
    assert files.get_file_from_path("./a/list.csv") is found
    assert files.get_file_from_path("a/gone.csv") is None
    hidden = files.get_file_from_path(".hidden")
    assert hidden is not None
    assert hidden.inclusion is InclusionLevel.EXCLUDED
    assert files.get_file_from_path("b.md") in files.documentation_pages()
