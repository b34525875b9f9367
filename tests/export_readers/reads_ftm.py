"""FollowTheMoney reads every entity without dropping a value."""

import json
from pathlib import Path

from followthemoney import model
from hypothesis import given, settings

from broadsheet.export import Holdings
from tests.export.making import Told, dates, exported, hostile, shelf


def test_no_entity_and_no_value_is_dropped(folder: Path, shelved: Holdings) -> None:
    told = [
        json.loads(line) for line in (folder / "entities.ftm.json").read_text(encoding="utf-8").split("\n")[:-1]
    ]
    assert sum(e["schema"] == "Article" for e in told) == len(shelved.published)
    for entity in told:
        cleaned = model.make_entity(entity["schema"])
        for name, values in entity["properties"].items():
            cleaned.add(name, values)
            assert len(cleaned.get(name)) == len(set(values)), (entity["id"], name, values)
        assert model.get_proxy(entity, cleaned=False).to_dict()["properties"].keys() == entity["properties"].keys()


@settings(max_examples=60)
@given(hostile, hostile, dates)
def test_any_title_author_and_date_come_back(title: str, author: str, date: str) -> None:
    lines = exported(shelf([Told(title, author, date)]), "ftm")["data/entities.ftm.json"].decode().split("\n")
    (told,) = [entity for line in lines[:-1] if (entity := json.loads(line))["schema"] == "Article"]
    read = model.get_proxy(told, cleaned=False)
    assert len(read.get("title")) == len(read.get("author")) == 1
    assert read.get("notes") == ([f"Date (EDTF): {date}"] if date else [])
    for name, values in told["properties"].items():
        assert len(read.get(name)) == len(values), (name, values)


def test_what_mentions_point_at_is_there(folder: Path) -> None:
    told = [
        json.loads(line) for line in (folder / "entities.ftm.json").read_text(encoding="utf-8").split("\n")[:-1]
    ]
    ids = {e["id"] for e in told}
    assert len(ids) == len(told)
    for entity in told:
        if entity["schema"] == "Mention":
            assert {*entity["properties"]["document"], *entity["properties"]["resolved"]} <= ids
