"""A site is made again only as far as it must be, is what a whole build makes, and harms nothing of the last one."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from broadsheet.publish.generator import generate
from broadsheet.publish.marks import Told, mark
from broadsheet.publish.workshop import Workshop
from broadsheet.records import CorpusConfig
from broadsheet.store import Store
from broadsheet.work.binding import Binder
from broadsheet.work.examination import passing_store
from broadsheet.work.progress import Quiet
from tests.conftest import Project

SECTIONS = ("articles", "claims", "topics", "outlets", "data")
PAGES = {
    "index.md": "# Home\n\n[One](pages/1.md)\n",
    "search.md": "# Search\n",
    **{f"{name}/index.md": f"# {name}\n" for name in SECTIONS},
    **{f"{name}.md": f"# {name}\n" for name in ("about", "contribute")},
    **{
        f"pages/{n}.md": f"---\nupdated: 2024-05-0{n}\n---\n\n# Page {n}\n\n[Home](../index.md)\n"
        for n in range(1, 4)
    },
    "data/list.csv": "a,b\n",
}


class Sitework:
    """Pages that people change, and the site that is made of them again and again."""

    def __init__(self, root: Path) -> None:
        self.root, self.docs, self.site, self.new = root, root / "docs", root / "site", root / "site.new"
        self.config = CorpusConfig(title="News", description="About a harbour.", site_url="https://example.org/")
        self.store: Store = passing_store()
        for path, content in PAGES.items():
            self.write(path, content)

    def write(self, path: str, content: str) -> None:
        """Write a page as builds do: beside its place, so that it is another file."""
        place = self.docs / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.unlink(missing_ok=True)
        place.write_text(content)

    def make(self) -> dict[str, bytes]:
        """Make the site beside the last one, and put it in its place; return its files."""
        Binder(1, Quiet(), self.store)(self.root, self.docs, self.new, self.site, self.config)
        if self.site.exists():
            self.site.rename(self.root / f"old{len(os.listdir(self.root))}")
        self.new.rename(self.site)
        return files(self.site)

    def whole(self) -> dict[str, bytes]:
        """Return the files of the site as the generator makes them."""
        generate(self.root, self.docs, self.root / "whole", self.config)
        return files(self.root / "whole")


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def work(buildable: Project) -> Sitework:
    return Sitework(buildable())


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that are made, as they are made."""
    make, names = Workshop.make_page, list[str]()

    def noted(workshop: Workshop, name: str) -> Told:
        names.append(name)
        return make(workshop, name)

    monkeypatch.setattr(Workshop, "make_page", noted)
    return names


def test_only_a_changed_page_is_made_and_all_others_are_the_same_files(work: Sitework, made: list[str]) -> None:
    work.make()
    assert sorted(made) == sorted(path for path in PAGES if path.endswith(".md"))
    before = {name: mark(work.site / name) for name in files(work.site)}
    made.clear()
    work.write("pages/2.md", "---\nupdated: 2025-01-01\n---\n\n# Page two\n")
    assert work.make() == work.whole()
    assert made == ["pages/2.md"]
    changed = {name for name, was in before.items() if mark(work.site / name) != was}
    assert changed == {"pages/2/index.html", "404.html", "sitemap.xml", "sitemap.xml.gz"}


def test_pages_that_come_and_go_are_in_the_map_of_the_site(work: Sitework, made: list[str]) -> None:
    work.make()
    made.clear()
    (work.docs / "pages/3.md").unlink()
    work.write("pages/4.md", "# Page 4\n")
    site = work.make()
    assert site == work.whole()
    assert made == ["pages/4.md"]
    assert b"2024-05-02" in site["sitemap.xml"]
    assert b"2024-05-03" not in site["sitemap.xml"]


def test_what_leads_elsewhere_is_not_in_the_map_of_the_site(work: Sitework) -> None:
    work.write("pages/old.md", "---\nleads_to: pages/1/\n---\n\n# This page has moved\n\n[Page 1](1.md)\n")
    for _ in range(2):  # the second time the page stays as it is
        site = work.make()
        assert site == work.whole()
        assert b"/pages/1/" in site["sitemap.xml"]
        assert b"/pages/old/" not in site["sitemap.xml"]


def alter(path: Path) -> None:
    """Change a file in its place, to another of the same size."""
    path.write_bytes(path.read_bytes().replace(b"Page", b"Sage"))


def lead_away(path: Path) -> None:
    copy = path.with_suffix(".copy")
    path.rename(copy)
    path.symlink_to(copy)


@pytest.mark.parametrize("change", [alter, Path.unlink, lead_away])
def test_what_somebody_changed_in_the_site_is_made_again(
    work: Sitework, made: list[str], change: Callable[[Path], None]
) -> None:
    good = work.make()
    made.clear()
    change(work.site / "pages/1/index.html")
    table = work.site / "data/list.csv"
    table.unlink()  # the file itself stands in the folder of pages too, which every build fills anew
    table.write_text("b,a\n")
    assert work.make() == good
    assert made == ["pages/1.md"]
    assert not (work.site / "pages/1/index.html").is_symlink()


def test_a_file_of_data_stands_in_the_site_as_it_is(work: Sitework) -> None:
    work.write("a.md", "# Page\n")
    work.write("a/index.html", "<p>under the page's address\n")
    work.make()
    assert mark(work.site / "data/list.csv") == mark(work.docs / "data/list.csv")
    assert (work.docs / "a/index.html").read_text() == "<p>under the page's address\n"


def theme(project: Sitework) -> None:
    path = project.root / "templates/theme/partials/footer.html"
    path.write_text(path.read_text().replace("Contribute</a>", "Take part</a>"))


def navigation(project: Sitework) -> None:
    path = project.root / "mkdocs.yml"
    path.write_text(path.read_text().replace("- Home:", "- Start:"))


def extension(project: Sitework) -> None:
    path = project.root / "mkdocs.yml"
    path.write_text(path.read_text().replace("toc_depth: 2-3", "toc_depth: 2-4"))


def title(project: Sitework) -> None:
    project.config = project.config.model_copy(update={"title": "Other news"})


def nothing_kept(project: Sitework) -> None:
    project.store = passing_store()


@pytest.mark.parametrize("change", [theme, navigation, extension, title, nothing_kept])
def test_where_anything_changes_that_all_rest_on_everything_is_made(
    work: Sitework, made: list[str], change: Callable[[Sitework], None]
) -> None:
    work.make()
    count = len(made)
    change(work)
    assert work.make() == work.whole()
    assert len(made) == 2 * count


def test_what_is_kept_in_another_form_is_not_there(
    work: Sitework, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    good = work.make()
    count = len(made)
    monkeypatch.setattr(Store, "get", lambda store, key: b'{"index.md": [[1, 2, 3], "?"]}')
    assert work.make() == good
    assert len(made) == 2 * count


def test_files_that_share_a_place_are_never_those_of_the_last_site(work: Sitework) -> None:
    """`a.md` and `a/index.md` are one page of the site: the second is written over the first."""
    work.write("a.md", "# First\n")
    work.write("404.html", "<p>mine")
    work.make()
    work.write("A/index.md", "# Third\n")
    work.write("a/index.md", "# Second\n")
    last = work.site
    inodes, before = {name: mark(last / name) for name in files(last)}, files(last)
    work.make()
    old = next(path for path in work.root.glob("old*"))
    assert files(old) == before
    assert {name: mark(old / name) for name in before} == inodes
    assert files(work.site) == work.whole()


def snippets(project: Sitework) -> None:
    """An extension that reads files."""
    path = project.root / "mkdocs.yml"
    path.write_text(path.read_text().replace("  - toc:", "  - pymdownx.snippets\n  - toc:"))


def unnamed(project: Sitework) -> None:
    """A navigation whose titles are said by the pages."""
    path = project.root / "mkdocs.yml"
    path.write_text(path.read_text().replace("- Outlets: outlets", "- outlets"))


def lister(project: Sitework) -> None:
    """A theme that shows on every page what others are called."""
    path = project.root / "templates/theme/partials/footer.html"
    path.write_text("{% for file in pages %}{{ file.page.title }}, {% endfor %}" + path.read_text())


@pytest.mark.parametrize("change", [snippets, unnamed, lister])
def test_where_a_page_may_be_made_of_another_nothing_is_kept(
    work: Sitework, change: Callable[[Sitework], None]
) -> None:
    change(work)
    work.make()
    work.write("outlets/index.md", "# Other outlets\n")
    marks = {name: mark(work.site / name) for name in files(work.site) if name.endswith(".html")}
    assert work.make() == work.whole()
    assert [name for name, was in marks.items() if mark(work.site / name) == was] == []


def test_where_files_have_no_second_names_copies_are_known_again(
    work: Sitework, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(old: object, new: object) -> None:
        raise OSError

    monkeypatch.setattr("os.link", refuse)
    good = work.make()
    for _ in range(2):
        made.clear()
        assert work.make() == good
        assert made == []
