"""The committed JSON Schemas are those of the models, and say what the models say."""

import json
import re

import pytest
import yaml

from broadsheet.front_matter import FrontMatter
from broadsheet.pipeline import build
from broadsheet.records.schemas import schemas
from tests.conftest import ROOT, Project


def test_the_committed_schemas_are_current() -> None:
    committed = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "schemas").iterdir()}
    assert committed == schemas(), "run: broadsheet schemas"


@pytest.mark.parametrize("name", sorted(schemas()))
def test_every_schema_refuses_unknown_keys_and_explains_some(name: str) -> None:
    schema = json.loads(schemas()[name])
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    whole = json.dumps(schema)
    if not name.startswith("front-matter"):
        assert '"additionalProperties": false' in whole
    if not name.startswith(("published", "redirects")):
        assert '"description"' in whole


def test_editors_find_a_schema_for_every_file_of_the_corpus() -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text())
    assert {name.removeprefix("schemas/") for name in settings["yaml.schemas"]} == {
        name for name in schemas() if not name.startswith("front-matter")
    }


def test_the_header_of_a_page_is_of_the_documented_form(buildable: Project) -> None:
    root = buildable()
    build(root)
    page = (root / "build/docs/articles/2024-05-harbour.md").read_text()
    header = FrontMatter.model_validate(yaml.safe_load(page.split("---\n")[1]))
    assert header.id == "2024-05-harbour"
    assert [claim.speaker for claim in header.claims][-1] == "Ada Lindqvist"


def test_the_patterns_are_read_by_editors_too() -> None:
    """JavaScript's regular expressions refuse to escape what needs no escape."""
    found = re.findall(r'"pattern": "((?:[^"\\]|\\.)*)"', "".join(schemas().values()))
    patterns = [json.loads(f'"{text}"') for text in found]
    assert len(patterns) > 10
    escaped = {char for pattern in patterns for char in re.findall(r"\\(.)", pattern)}
    assert escaped <= set("sSdDwWbBrntx0123456789^$\\.*+?()[]{}|/-")
