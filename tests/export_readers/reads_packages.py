"""What describes the data is read by the tools it is meant for: frictionless, rocrate, mlcroissant."""

import json
from pathlib import Path

import mlcroissant
import pytest
from frictionless import Package
from rocrate.rocrate import ROCrate

from broadsheet.export import Holdings


@pytest.fixture
def lengths(folder: Path) -> dict[str, int]:
    return {p.stem: p.read_bytes().count(b"\n") for p in folder.glob("*.jsonl")}


def test_frictionless_finds_the_package_valid(folder: Path, lengths: dict[str, int]) -> None:
    package = Package(str(folder / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["path", "rowNumber", "fieldName", "type", "message"])
    for resource in package.resources:
        assert len(resource.read_rows()) == lengths[resource.name]


def test_rocrate_reads_the_crate(folder: Path, shelved: Holdings) -> None:
    crate = ROCrate(str(folder))
    assert crate.root_dataset["name"] == shelved.corpus.config.title
    parts = {part.id for part in crate.root_dataset["hasPart"]}
    assert {"articles.csv", "corpus.sqlite", "datapackage.json"} - parts == {"datapackage.json"}
    assert all((folder / part).is_file() for part in parts)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of its own reader of RDF
def test_croissant_reads_the_data_set(folder: Path, lengths: dict[str, int]) -> None:
    dataset = mlcroissant.Dataset(jsonld=str(folder / "croissant.json"))
    assert dataset.metadata.issues.errors == set()
    if json.loads((folder / "croissant.json").read_text(encoding="utf-8")).get("url"):
        return  # its files are said to be on the web; tests ask no network
    for name in ("articles", "claims", "mentions"):
        assert sum(1 for _ in dataset.records(name)) == lengths[name]
