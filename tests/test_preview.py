"""What `broadsheet serve` shows is, after every change, byte for byte what a whole build makes."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from broadsheet import preview as preview_module
from broadsheet.locking import alone
from broadsheet.pipeline import build
from broadsheet.preview import FOLDER, Preview
from broadsheet.problems import BroadsheetError
from broadsheet.publish import SITE
from broadsheet.publish.marks import mark
from broadsheet.work.examination import CACHE, store_of
from tests.conftest import ARTICLE, Project

MORE = {
    f"articles/2024-05-{name}.txt": ARTICLE.replace("Monday", day)
    for name, day in (("quay", "Tuesday"), ("pier", "Friday"))
}
SECOND = "corpus/articles/2024-05-quay"


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def shown(root: Path) -> dict[str, bytes]:
    return files(Preview.site_of(root))


def built(root: Path) -> dict[str, bytes]:
    build(root)
    return files(root / SITE)


def title(root: Path) -> None:
    (root / f"{SECOND}.yml").write_text("title: The bridge again\n")


def text(root: Path) -> None:
    path = root / f"{SECOND}.txt"
    path.write_text(path.read_text().replace("six weeks", "nine weeks"))


def another(root: Path) -> None:
    (root / "corpus/articles/2024-06-mole.txt").write_text(ARTICLE.replace("bridge", "mole"))


def gone(root: Path) -> None:
    for suffix in (".txt", ".yml"):
        (root / f"{SECOND}{suffix}").unlink()


def theme(root: Path) -> None:
    path = root / "templates/theme/partials/footer.html"
    path.write_text(path.read_text().replace("Contribute</a>", "Take part</a>"))


def nothing(root: Path) -> None:
    pass


def test_after_every_change_it_is_what_a_whole_build_makes(buildable: Project) -> None:
    root = buildable(MORE)
    preview = Preview(root, jobs=2)
    for change in (title, text, another, gone, theme):
        change(root)
        preview.make()
        assert shown(root) == built(root), change.__name__
    assert sorted(p.name for p in (root / FOLDER).iterdir()) == [".lock", "docs", "docs.next", "site", "site.next"]


@pytest.fixture
def made(buildable: Project) -> tuple[Path, Preview]:
    root = buildable(MORE)
    preview = Preview(root)
    preview.make()
    return root, preview


def test_only_what_has_changed_is_made(made: tuple[Path, Preview], monkeypatch: pytest.MonkeyPatch) -> None:
    root, preview = made
    site = Preview.site_of(root)
    before = {path: mark(path) for path in site.rglob("*.html")}
    title(root)
    preview.make()
    after = {path: mark(path) for path in before}
    same = {path.parent.relative_to(site).as_posix() for path in before if before[path] == after[path]}
    changed = {"articles/2024-05-harbour", "articles/2024-05-quay"}
    assert {"contribute", "search", *changed} - same == changed


def test_where_nothing_has_changed_every_file_stays(made: tuple[Path, Preview]) -> None:
    root, preview = made
    before = {path: mark(path) for path in Preview.site_of(root).rglob("*.*") if path.is_file()}
    preview.make()
    changed = {path.name for path in before if before[path] != mark(path)}
    assert changed == {"404.html", "sitemap.xml", "sitemap.xml.gz"}


def test_what_somebody_changed_in_the_site_is_made_again(made: tuple[Path, Preview]) -> None:
    root, preview = made
    before = shown(root)
    for name in ("data/articles.csv", "data/articles.jsonl", "articles/index.html"):
        path = Preview.site_of(root) / name
        path.write_bytes(path.read_bytes().replace(b"a", b"b"))
    preview.make()
    assert shown(root) == before


@pytest.mark.parametrize("problem", ["unknown: 1\n", "outlet: [\n"])
def test_a_problem_leaves_the_last_good_pages_and_the_next_good_save_mends_it(
    made: tuple[Path, Preview], problem: str
) -> None:
    root, preview = made
    before = shown(root)
    (root / f"{SECOND}.yml").write_text(problem)
    with pytest.raises(BroadsheetError):
        preview.make()
    assert shown(root) == before
    title(root)
    preview.make()
    assert shown(root) == built(root)


def test_what_it_rests_on_is_kept_and_what_no_site_rests_on_goes(
    buildable: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview_module, "_BETWEEN", 0)
    root = buildable(MORE)
    preview = Preview(root)

    def grown_old() -> set[Path]:
        there = {path for path in (root / CACHE).rglob("*") if path.is_file() and "used-" not in path.name}
        for path in there:
            os.utime(path, (0, 0))
        return there

    preview.make()
    there = grown_old()
    store_of(root).sweep([])  # as a build does that rests on nothing of it
    assert all(path.is_file() for path in there)
    sizes = []
    for number in range(7):
        (root / f"{SECOND}.yml").write_text(f"title: The bridge {number}\n")
        preview.make()
        grown_old()
        preview.sweep()
        sizes.append(len(grown_old()))
    assert len(set(sizes[-3:])) == 1, sizes


def test_it_sweeps_once_in_a_while_and_when_it_ends(made: tuple[Path, Preview]) -> None:
    root, preview = made

    def lists() -> list[str]:
        return sorted(path.name for path in (root / CACHE).glob("used-serve-*"))

    first = lists()
    title(root)
    preview.make()
    assert (len(first), lists()) == (1, first)
    preview.sweep()
    assert len(lists()) == 2


def break_a_link(root: Path) -> None:
    (root / "templates/theme/404.html").write_text(
        '{% extends "main.html" %}{% block content %}<script>x</script>{% endblock %}'
    )


def break_a_template(root: Path) -> None:
    (root / "templates/theme/404.html").write_text("{% broken %}")


@pytest.mark.parametrize("change", [break_a_link, break_a_template])
def test_pages_that_cannot_be_made_or_do_not_pass_are_not_shown(
    made: tuple[Path, Preview], change: Callable[[Path], None]
) -> None:
    root, preview = made
    good, before = (root / "templates/theme/404.html").read_text(), shown(root)
    change(root)
    with pytest.raises(Exception, match=r"SITE-SCRIPT|broken"):
        preview.make()
    assert shown(root) == before
    (root / "templates/theme/404.html").write_text(good)
    title(root)
    preview.make()
    assert b"The bridge again" in shown(root)["articles/index.html"]


def test_a_project_with_hooks_is_made_whole_every_time(buildable: Project) -> None:
    root = buildable(MORE)
    (root / "hook.py").write_text("def on_page_content(html, **more):\n    return html + '<p>hooked</p>'\n")
    with (root / "mkdocs.yml").open("a") as config:
        config.write("hooks: [hook.py]\n")
    preview = Preview(root)
    for change in (nothing, title):
        change(root)
        preview.make()
    assert shown(root) == built(root)
    assert b"hooked" in shown(root)["index.html"]


def test_where_files_have_no_second_names_they_are_copied(
    made: tuple[Path, Preview], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, preview = made

    def refuse(old: object, new: object) -> None:
        raise OSError

    monkeypatch.setattr("os.link", refuse)
    title(root)
    preview.make()
    assert shown(root) == built(root)


def test_two_of_them_keep_out_of_each_others_way_and_of_a_builds(made: tuple[Path, Preview]) -> None:
    root, preview = made
    with alone(root / "build"):
        preview.make()
    with alone(root / FOLDER), pytest.raises(BroadsheetError) as caught:
        preview.make()
    assert [p.code for p in caught.value.problems] == ["BUILD-LOCKED"]
