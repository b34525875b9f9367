"""The files of a built site are read by several processes, and those known from before are not parsed again."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet.site_check import Finding, check_site
from broadsheet.site_check import files as site_files
from broadsheet.site_check.files import is_clean
from broadsheet.work import proofreading
from broadsheet.work.examination import passing_store
from broadsheet.work.progress import Quiet
from broadsheet.work.proofreading import Proofreader
from tests.making import lethal

PAGE = "<!doctype html><title>{n}</title><h1 id=a{n}>x</h1><a href=p{m}.html#a{m}>next</a><script>bad()</script>"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for n in range(40):
        (tmp_path / f"p{n}.html").write_text(PAGE.format(n=n, m=n + 1))
    (tmp_path / "a.json").write_text('{"url": "javascript:x"}')
    return tmp_path


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    find, found = proofreading.find, list[str]()

    def noted(path: Path, name: str) -> Finding:
        found.append(name)
        return find(path, name)

    monkeypatch.setattr(proofreading, "find", noted)
    return found


@pytest.mark.parametrize("jobs", [1, 2])
def test_it_finds_what_reading_file_after_file_finds(
    site: Path, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proofreading, "_WORTH_A_PROCESS", 1)
    monkeypatch.setattr(proofreading, "_TOGETHER", 7)
    reader = Proofreader(passing_store(), jobs, Quiet())
    alone = check_site(site)
    assert {p.code for p in alone} == {"SITE-POLICY", "SITE-SCRIPT", "SITE-LINK", "SITE-SCHEME"}
    assert check_site(site, read=reader) == alone
    assert check_site(site, read=reader) == alone
    assert len(reader.keys) <= 16


def test_a_file_that_is_known_is_not_parsed_and_a_changed_one_is(site: Path, parsed: list[str]) -> None:
    store = passing_store()
    names = [f"p{n}.html" for n in range(40)]
    first = dict(Proofreader(store, 1, Quiet())(site, names))
    assert sorted(parsed) == sorted(names)
    (site / "p7.html").write_text("<p>other")
    again = dict(Proofreader(store, 1, Quiet())(site, names))
    assert parsed[40:] == ["p7.html"]
    assert [files for files in first if first[files] != again[files]] == [f for f in first if "p7.html" in f]


def test_links_of_files_that_stay_are_held_against_what_is_there_now(site: Path, parsed: list[str]) -> None:
    reader = Proofreader(passing_store(), 1, Quiet())
    good = check_site(site, read=reader)
    parsed.clear()
    (site / "p7.html").unlink()
    (site / "p9.html").write_text((site / "p9.html").read_text().replace("a9", "a"))
    told = check_site(site, read=reader)
    assert parsed == ["p9.html"]
    assert told == check_site(site)
    assert {(p.path, p.code) for p in told} - {(p.path, p.code) for p in good} == {
        ("build/site/p6.html", "SITE-LINK"),
        ("build/site/p8.html", "SITE-ANCHOR"),
    }


def test_a_file_that_stays_is_not_even_opened_and_a_copy_of_it_is_not_parsed(
    site: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, names = Proofreader(passing_store(), 1, Quiet()), [f"p{n}.html" for n in range(40)]
    first = dict(reader(site, names))
    parsed.clear()
    copy = (site / "p3.html").read_bytes()
    (site / "p3.html").unlink()
    (site / "p3.html").write_bytes(copy)
    opened, answer = list[str](), proofreading._answer

    def noted(file: proofreading._File) -> object:
        opened.append(file.name)
        return answer(file)

    monkeypatch.setattr(proofreading, "_answer", noted)
    assert dict(reader(site, names)) == first
    assert (opened, parsed) == (["p3.html"], [])


def test_a_new_file_leaves_the_others_known(site: Path, parsed: list[str]) -> None:
    store = passing_store()
    names = [f"p{n}.html" for n in range(39)]
    list(Proofreader(store, 1, Quiet())(site, names))
    list(Proofreader(store, 1, Quiet())(site, [*names, "p39.html"]))
    assert parsed[39:] == ["p39.html"]


def test_what_is_kept_in_another_form_is_read_anew(site: Path, parsed: list[str]) -> None:
    store = passing_store()
    reader = Proofreader(store, 1, Quiet())
    list(reader(site, ["p1.html"]))
    for key in reader.keys:
        store.put(key, b'{"p1.html": "?"}')
    list(reader(site, ["p1.html"]))
    assert parsed == ["p1.html", "p1.html"]


def test_a_file_that_kills_its_process_stops_nothing_and_is_told(
    site: Path, monkeypatch: pytest.MonkeyPatch, copies: None
) -> None:
    monkeypatch.setattr(proofreading, "find", lethal(proofreading.find, "p7.html"))
    monkeypatch.setattr(proofreading, "_WORTH_A_PROCESS", 1)
    told = [p for p in check_site(site, read=Proofreader(passing_store(), 2, Quiet())) if p.code == "SITE-DATA"]
    assert [(p.path, p.message) for p in told] == [("build/site/p7.html", "makes the process die that reads it")]


def test_a_folder_that_changes_its_name_leaves_the_records_of_all_others(tmp_path: Path) -> None:
    """As that of the search does whenever anything that can be found has changed."""
    for name in ("a/1.json", "b/1.json", "0f/1.json", "1.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("[]")
    store = passing_store()
    before, after = (Proofreader(store, 1, Quiet()) for _ in range(2))
    assert check_site(tmp_path, read=before) == []
    (tmp_path / "0f").rename(tmp_path / "1f")
    assert check_site(tmp_path, read=after) == []
    assert (len(before.keys & after.keys), len(before.keys), len(after.keys)) == (6, 8, 8)


# ------------------------------------------------------------------ tables

GOOD = ('{"a": 1}\n', '{"b": [2, 3]}\n', "7\n", '{"url": "https://example.org/"}\n', '{"c": "\u2028"}\n')
BAD = (
    '{"url": "javascript:x"}\n',
    '{"content_html": "x"}\n',
    '{"a": \n',
    "\n",
    "NaN\n",
    "]\n",
    "[\n",
    "0123456789ab",
)
LINES = st.sampled_from(GOOD + BAD)
CLEAN = st.sampled_from(GOOD)


@pytest.fixture
def small_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, size in (("_LARGE", 1), ("_STRETCH", 8), ("_ENDS", 2)):
        monkeypatch.setattr(site_files, name, size)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(st.lists(CLEAN, max_size=30) | st.lists(LINES | CLEAN, max_size=30), min_size=2, max_size=4),
    st.sampled_from(["t.jsonl", "t.json"]),
)
def test_of_a_table_that_changes_the_same_is_found_as_when_it_is_read_whole(
    tmp_path: Path, small_tables: None, versions: list[list[str]], name: str
) -> None:
    reader = Proofreader(passing_store(), 1, Quiet())
    for lines in versions:
        (tmp_path / name).unlink(missing_ok=True)
        (tmp_path / name).write_text("".join(lines))
        assert check_site(tmp_path, read=reader) == check_site(tmp_path)


def test_of_a_table_only_the_stretches_are_read_that_have_changed(
    tmp_path: Path, small_tables: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = list[bytes]()

    def noted(stretch: bytes) -> bool:
        read.append(stretch)
        return is_clean(stretch)

    monkeypatch.setattr(proofreading, "is_clean", noted)
    lines = [f'{{"n": {n}}}\n' for n in range(1000)]
    table, reader = tmp_path / "t.jsonl", Proofreader(passing_store(), 1, Quiet())
    for here in (lines, [*lines[:500], '{"new": 1}\n', *lines[500:]]):
        read.clear()
        table.write_text("".join(here))
        assert check_site(tmp_path, read=reader) == []
    assert 0 < len(read) < 20
    assert b'{"new": 1}\n' in b"".join(read)
