"""The same corpus gives the same bytes, wherever and however it is built."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from broadsheet.link import link
from broadsheet.pipeline import build
from broadsheet.publish import Publication
from broadsheet.publish.swap import remove
from broadsheet.work import examination
from broadsheet.work.examination import CACHE
from broadsheet.work.workers import describe_all
from tests.conftest import ARTICLE, ROOT, Project
from tests.making import examine, made_from

MORE = {
    f"articles/{name}.txt": ARTICLE.replace("Monday", day)
    for name, day in (("b", "Tuesday"), ("a", "Friday"), ("z", "Sunday"))
}


def test_the_order_in_which_articles_come_does_not_matter(project: Project) -> None:
    corpus, articles, _ = examine(project(MORE))
    assert made_from(link(articles, corpus), corpus) == made_from(link(articles[::-1], corpus), corpus)


def test_two_processes_find_what_one_finds(project: Project) -> None:
    corpus, articles, _ = examine(project(MORE))
    many = tuple(corpus.entries) * 10
    assert list(describe_all(many, jobs=2)) == list(articles) * 10


def test_workers_and_what_is_kept_do_not_matter(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """One process and two, nothing kept, all kept, and some of it broken: the same bytes."""

    def make_nothing(publication: Publication, *more: object) -> Path:
        site = publication.root / "build/site.next"
        site.mkdir(exist_ok=True)
        return site

    monkeypatch.setattr(Publication, "make", make_nothing)
    monkeypatch.setattr(examination, "WORTH_A_PROCESS", 4)
    root = project({f"articles/x{n:02}.txt": ARTICLE.replace("Monday", f"{n} May") for n in range(12)})
    docs = []
    for jobs in (1, 2):
        remove(root / "build")
        build(root, jobs=jobs)
        docs.append(files_below(root / "build/docs"))
    build(root, jobs=2)
    docs.append(files_below(root / "build/docs"))
    for number, path in enumerate(sorted((root / CACHE).rglob("*.*"))):
        if number % 3 == 0:
            path.write_bytes(path.read_bytes()[: number % 200])
    build(root, jobs=1)
    docs.append(files_below(root / "build/docs"))
    assert [name for name in docs[0] if any(other.get(name) != docs[0][name] for other in docs)] == []
    assert {len(found) for found in docs} == {len(docs[0])}


def files_below(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def built(root: Path, **environment: str) -> dict[str, bytes]:
    command = [sys.executable, "-m", "broadsheet", "build", "--quiet", "--root", str(root)]
    base = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "TZ", "PYTHONHASHSEED"))}
    base |= {"PYTHONPATH": str(ROOT / "scripts")}
    base.pop("SOURCE_DATE_EPOCH", None)
    subprocess.run(command, check=True, env=base | environment, cwd=root)
    return files_below(root / "build" / "docs") | {
        f"site/{k}": v for k, v in files_below(root / "build/site").items()
    }


def test_folder_order_time_zone_locale_and_hash_seed_do_not_matter(buildable: Project) -> None:
    first = built(buildable(MORE, name="one"), TZ="UTC", LC_ALL="C.UTF-8", PYTHONHASHSEED="1")
    turned = dict(reversed(MORE.items()))  # a folder lists its files in whatever order they came
    second = built(buildable(turned, name="two"), TZ="Asia/Tokyo", LC_ALL="C", PYTHONHASHSEED="2")
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
