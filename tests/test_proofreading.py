"""The pages of a built site are read by several processes, and those known from before are not parsed again."""

from pathlib import Path

import pytest

from broadsheet import proofreading
from broadsheet.examination import passing_store
from broadsheet.progress import Quiet
from broadsheet.proofreading import Proofreader
from broadsheet.site_check import check_site, read_pages

PAGE = "<!doctype html><title>{n}</title><h1 id=a{n}>x</h1><a href=p{m}.html#a{m}>next</a><script>bad()</script>"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for n in range(40):
        (tmp_path / f"p{n}.html").write_text(PAGE.format(n=n, m=n + 1))
    return tmp_path


@pytest.mark.parametrize("jobs", [1, 2])
def test_it_finds_what_reading_page_after_page_finds(
    site: Path, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proofreading, "_WORTH_A_PROCESS", 1)
    reader = Proofreader(passing_store(), jobs, Quiet())
    alone = check_site(site, read=read_pages)
    assert {p.code for p in alone} == {"SITE-POLICY", "SITE-SCRIPT", "SITE-LINK"}
    assert check_site(site, read=reader) == alone
    assert check_site(site, read=reader) == alone
    assert len(set(reader.keys)) == 40


def test_a_page_that_is_known_is_not_parsed_and_a_changed_one_is(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, parsed = passing_store(), []

    def noted(path: Path) -> object:
        parsed.append(path.name)
        return read(path)

    read = proofreading.read_page
    monkeypatch.setattr(proofreading, "read_page", noted)
    paths = sorted(site.glob("*.html"))
    list(Proofreader(store, 1, Quiet())(paths))
    assert len(parsed) == 40
    (site / "p7.html").write_text("<p>other")
    list(Proofreader(store, 1, Quiet())(paths))
    assert parsed[40:] == ["p7.html"]
