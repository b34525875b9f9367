"""The export as a whole: the same bytes each time, every file listed, contributed words escaped."""

import html
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import markdown
import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt

from broadsheet.cli import cli
from broadsheet.corpus import Corpus
from broadsheet.dates import parse
from broadsheet.export import NAMES, Holdings, data_page, export, files, packages, save
from broadsheet.export.output import Written
from broadsheet.link import link
from broadsheet.models import Finding
from broadsheet.records import CorpusConfig, Sites
from broadsheet.redact import redact
from broadsheet.words import table
from tests.export.making import AWKWARD_ARTICLES, Told, article, shelf, whole
from tests.making import examine


def test_two_exports_are_the_same_bytes(every_kind: Path) -> None:
    def once() -> dict[str, bytes]:
        corpus, articles, _ = examine(every_kind)
        return whole(export(redact(link(articles, corpus)), corpus))

    assert once() == once()


def test_no_path_is_given_twice(every_kind: Path) -> None:
    corpus, articles, _ = examine(every_kind)
    paths = [path for path, _ in export(redact(link(articles, corpus)), corpus)]
    assert len(paths) == len(set(paths))


def test_the_page_links_every_listed_file_and_no_other(every_kind: Path) -> None:
    corpus, articles, _ = examine(every_kind)
    made = whole(export(redact(link(articles, corpus)), corpus))
    page = made["data/index.md"].decode()
    body = page.split("---\n", 2)[2]
    links = {
        f"data/{child.attrGet('href')}"
        for token in MarkdownIt("commonmark", {"html": False}).enable("table").parse(body)
        for child in token.children or ()
        if child.type == "link_open"
    }
    assert links <= set(made)
    listed = {
        p for p in made if p.startswith("data/") and p.count("/") == 1 and not p.endswith((".schema.json", ".md"))
    }
    assert listed <= links


def test_every_listed_file_is_described() -> None:
    holdings = shelf(AWKWARD_ARTICLES)
    described = table("exports")["files"]
    sections = {name for section in table("exports")["sections"] for name in section["files"]}
    found = {f.entry for f in files(holdings) if f.entry} | {f.entry for f in packages(holdings, tables(holdings))}
    assert found | {"parquet"} == set(described)
    assert sections == set(described) - {"table", "csv", "parquet"}  # these have a section of their own


def test_words_of_the_corpus_are_escaped_on_the_page(tmp_path: Path) -> None:
    holdings = shelf(AWKWARD_ARTICLES)
    listed = [save(f, tmp_path) for f in files(holdings) if f.entry]
    body = data_page(holdings, listed).decode().split("---\n", 2)[2]
    assert "“Harbour &amp; &lt;news&#62;”" in body
    assert "<news>" not in body


def test_one_format_can_be_had_alone(every_kind: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    arguments = ["export", "--root", str(every_kind), "--out", str(out), "--format", "csv"]
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 0, result.output
    made = {p.name for p in (out / "data").iterdir()}
    assert "articles.csv" in made
    assert "articles.jsonl" not in made
    package = json.loads((out / "data" / "datapackage.json").read_text(encoding="utf-8"))
    assert {r["path"] for r in package["resources"]} <= made


@pytest.mark.parametrize("form", [name for name in NAMES if name != "parquet"])
def test_a_data_package_is_written_where_there_is_a_table_for_it(
    every_kind: Path, tmp_path: Path, form: str
) -> None:
    arguments = ["export", "--root", str(every_kind), "--out", str(tmp_path / "out"), "--format", form]
    assert CliRunner().invoke(cli, arguments).exit_code == 0
    made = {p.name for p in (tmp_path / "out/data").iterdir()}
    assert ("datapackage.json" in made) == (form == "csv")
    assert {"ro-crate-metadata.json", "croissant.json"} <= made


def test_an_unknown_format_is_refused_with_the_known_ones(project: Callable[..., Path]) -> None:
    result = CliRunner().invoke(cli, ["export", "--root", str(project()), "--format", "papyrus"])
    assert result.exit_code == 2
    assert all(name in result.output for name in NAMES)


def described(holdings: Holdings) -> dict[str, Any]:
    """Return the descriptions of an export in CSV, by path."""
    return {f.path: json.loads(b"".join(f.chunks())) for f in packages(holdings, tables(holdings))}


def tables(holdings: Holdings) -> list[Written]:
    """Return the tables of an export in CSV, as if they were written."""
    return [Written(file, 0, "") for file in files(holdings, ["csv"]) if file.entry]


@pytest.mark.parametrize(
    ("licence", "address"),
    [
        ("CC-BY-4.0", "https://spdx.org/licenses/CC-BY-4.0"),
        ("https://example.org/terms_(of)_use?a=1&b=2", "https://example.org/terms_(of)_use?a=1&b=2"),
    ],
)
def test_the_licence_of_the_collection_is_named_where_machines_and_people_look(licence: str, address: str) -> None:
    holdings = shelf(AWKWARD_ARTICLES, licence=licence)
    made = described(holdings)
    assert made["data/datapackage.json"]["licenses"][0]["path"] == address
    assert {"@id": address} in made["data/ro-crate-metadata.json"]["@graph"][1]["license"]
    assert made["data/croissant.json"]["license"] == address
    page = markdown.markdown(data_page(holdings, []).decode().split("---\n", 2)[2])
    (link,) = re.findall(r'Licence: <a href="([^"]*)">', page)
    assert html.unescape(link) == address


def test_no_licence_is_named_where_nobody_named_one() -> None:
    made = described(shelf(AWKWARD_ARTICLES))
    assert "licenses" not in made["data/datapackage.json"]
    assert "license" not in made["data/croissant.json"]
    assert "Licence:" not in data_page(shelf(AWKWARD_ARTICLES), []).decode()


def test_the_days_that_the_data_covers_are_those_that_are_known() -> None:
    known = article(0, Told(date="2024-05-02/2024-05-06"))
    guessed = replace(article(1, Told())[0], date=Finding(parse("1945-06-12/.."), "inferred"))
    corpus = Corpus(CorpusConfig(title="Harbour", description="About it."), (known[1],))
    holdings = Holdings(redact(link([known[0], guessed], corpus)), corpus)
    made = {f.path: f for f in packages(holdings, [])}["data/croissant.json"]
    assert json.loads(b"".join(made.chunks()))["temporalCoverage"] == "2024-05-02/2024-05-06"


def test_the_main_site_of_several_has_feeds_and_leads_to_the_data_of_the_others(every_kind: Path) -> None:
    corpus, articles, _ = examine(every_kind)
    config = corpus.config.model_copy(update={"sites": Sites(by="year", url="https://example.org/{part}/")})
    made = whole(export(redact(link(articles, corpus)), replace(corpus, config=config)))
    assert {path.split("/")[1] for path in made} == {"feeds", "index.md"}
    page = markdown.markdown(made["data/index.md"].decode().split("---\n", 2)[2])
    links = re.findall(r'href="([^"]*)"', page)
    assert "https://example.org/2024/data/" in links
    assert all(link.startswith("https://") or f"data/{link}" in made for link in links)


def test_the_command_says_what_it_writes_or_nothing(project: Callable[..., Path], tmp_path: Path) -> None:
    arguments = [
        "export",
        "--root",
        str(project()),
        "--out",
        str(tmp_path / "out"),
        "--format",
        "citations",
        "--jobs",
        "1",
    ]
    said = CliRunner().invoke(cli, arguments)
    assert "data/corpus.bib: " in said.stdout
    assert CliRunner().invoke(cli, [*arguments, "--quiet"]).output == ""
