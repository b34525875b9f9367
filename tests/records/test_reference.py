"""The list of keys: complete, in words, and true to what the checks accept."""

import re

import pytest

from broadsheet.records import (
    CorpusConfig,
    Decisions,
    Entity,
    OutletRecord,
    Published,
    Record,
    Redirect,
    Sidecar,
    Theme,
)
from broadsheet.records.reference import as_markdown

PAGE = as_markdown()


def section(path: str) -> str:
    return PAGE.partition(f"## `corpus/{path}`\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize(
    ("path", "model"),
    [
        ("articles/<id>.yml", Sidecar),
        ("corpus.yml", CorpusConfig),
        ("outlets.yml", OutletRecord),
        ("entities.yml", Entity),
        ("topics.yml", Theme),
        ("decisions.yml", Decisions),
        ("redirects.yml", Redirect),
        ("published.yml", Published),
    ],
)
def test_every_key_of_a_file_is_listed_in_the_order_of_the_record(path: str, model: type[Record]) -> None:
    keys = [field.alias or name for name, field in model.model_fields.items()]
    assert re.findall(r"^- `(\w+)`", section(path), re.MULTILINE) == keys


def test_every_key_says_what_it_means() -> None:
    assert re.findall(r"^ *- `\w+` \([^\n]*\)$", PAGE, re.MULTILINE) == []


def test_what_a_key_holds_is_listed_below_it() -> None:
    decisions = section("decisions.yml")
    assert "- `part` (a list, keys below): " in decisions
    assert "    - `a` (a statement's address such as article-id#c-1a2b3c4d, needed): " in decisions


def test_only_what_must_be_there_is_marked_as_needed() -> None:
    assert re.findall(r"^- `(\w+)` \([^\n]*, needed\)", section("entities.yml"), re.MULTILINE) == [
        "id",
        "name",
        "type",
    ]
    assert "- `text` (`full` or `excerpt` or `metadata`): " in section("articles/<id>.yml")
