"""What may not be published is in no file."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyarrow.parquet import read_table

from broadsheet.cli import cli
from broadsheet.export import export
from broadsheet.link import link
from broadsheet.redact import redact
from tests.export.conftest import HIDDEN
from tests.export.making import project_holdings, whole
from tests.making import examine


@pytest.fixture
def exported(every_kind: Path) -> dict[str, bytes]:
    corpus, articles, _ = examine(every_kind)
    return whole(export(redact(link(articles, corpus)), corpus))


def test_no_word_that_is_held_back_is_in_any_file(exported: dict[str, bytes]) -> None:
    found = [(path, word) for path, data in exported.items() for word in HIDDEN if word.encode() in data.lower()]
    assert found == []


def test_no_word_that_is_held_back_leaves_by_the_command(every_kind: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = CliRunner().invoke(cli, ["export", "--root", str(every_kind), "--out", str(out), "--jobs", "1"])
    assert done.exit_code == 0, done.output
    told = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    # Their columns are compressed.
    told |= {path: repr(read_table(path).to_pylist()).encode() for path in told if path.suffix == ".parquet"}
    assert any(
        b"The old one goes to the museum" in data for path, data in told.items() if path.suffix == ".parquet"
    )
    assert [(path, word) for path, data in told.items() for word in HIDDEN if word.encode() in data.lower()] == []


def test_what_may_be_shown_is_there(exported: dict[str, bytes]) -> None:
    rows = exported["data/articles.jsonl"].decode()
    assert "The old one goes to the museum" in rows
    assert "Market moves to the square" in rows
    assert "At the publisher's request" in rows


def test_redacting_twice_changes_nothing(every_kind: Path) -> None:
    library = project_holdings(every_kind).library
    assert redact(library) == library


def test_a_library_of_whole_articles_stays_as_it_is(project) -> None:  # type: ignore[no-untyped-def]
    corpus, articles, _ = examine(project())
    library = link(articles, corpus)
    redacted = redact(library)
    assert tuple(redacted.articles) == tuple(library.articles)
    assert replace(redacted, articles=library.articles) == library


def test_offsets_of_an_excerpt_still_lead_to_its_words(every_kind: Path) -> None:
    holdings = project_holdings(every_kind)
    lamp = next(a for a in holdings.library.articles if a.id == "2024-06-lamp")
    raw = next(e.raw for e in holdings.corpus.entries if e.raw.id == lamp.id)
    assert lamp.mentions
    for mention in lamp.mentions:
        assert lamp.cleaned.text[slice(*mention.clean)] == mention.text
        assert raw.text[slice(*lamp.cleaned.raw_span(mention.clean))] == mention.text
