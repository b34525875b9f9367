"""Registered names are checked against each other, wherever their records stand."""

import pytest

from broadsheet.check import check
from broadsheet.read import read
from tests.conftest import Project

ADA = "- {id: ada, name: Ada Lindqvist, type: person}\n"


def told(project: Project, files: dict[str, str | bytes | None]) -> list[str]:
    corpus, problems = read(project(files))
    assert corpus is not None
    return [" ".join(str(problem).split()[:2]) for problem in sorted([*problems, *check(corpus)])]


def test_records_may_stand_in_files_of_a_folder(project: Project) -> None:
    files = {"entities.yml": ADA, "entities/places.yml": "- {id: northport, name: Northport, type: place}\n"}
    corpus, problems = read(project(files))
    assert corpus is not None
    assert problems == []
    assert [e.id for e in corpus.entities] == ["ada", "northport"]


def test_a_problem_is_told_in_the_file_of_its_record(project: Project) -> None:
    files = {
        "entities.yml": ADA,
        "entities/people.yml": "- {id: bea, name: Bea Holm, type: person}\n"
        "- {id: ada, name: Cleo Dahl, type: person, country: nowhere}\n",
        "entities/places.yml": "- {id: zenda, name: \u0410zenda, type: place}\n",
    }
    assert told(project, files) == [
        "corpus/entities/people.yml:2:4: ID-TWICE",
        "corpus/entities/people.yml:2:44: ENTITY-UNKNOWN",
        "corpus/entities/places.yml:1:15: NAME-SCRIPTS",
    ]


def test_a_record_that_cannot_be_read_does_not_move_the_others(project: Project) -> None:
    files = {"entities/a.yml": "- {id: x}\n- {id: b, name: Bcd, type: place, country: nowhere}\n"}
    assert told(project, files) == [
        "corpus/entities/a.yml:1:3: ENTITIES-KEY",
        "corpus/entities/a.yml:1:3: ENTITIES-KEY",
        "corpus/entities/a.yml:2:35: ENTITY-UNKNOWN",
    ]


def test_only_files_of_records_belong_into_the_folder(project: Project) -> None:
    assert told(project, {"entities/notes.txt": "x"}) == ["corpus/entities/notes.txt:1:1: FILE-STRANGE"]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            {"entities.yml": ADA + "- {id: ada-2, name: Ada Lindkvist, type: person}\n"},
            ["corpus/entities.yml:2:15: NAME-NEAR"],
        ),
        (
            {"entities.yml": ADA + "- {id: ada-2, name: Ada Lindkvist, type: person, not: [Ada Lindqvist]}\n"},
            [],
        ),
        (
            {"entities.yml": ADA + "- {id: ada-2, name: Ada Lindkvist, type: person, merged_into: ada}\n"},
            [],
        ),
        ({"entities.yml": ADA + "- {id: bea, name: Bea Lindqvist, type: person}\n"}, []),
        (
            {
                "entities.yml": "- {id: niger, name: Niger, type: place}\n"
                "- {id: nigeria, name: Nigeria, type: place}\n"
            },
            [],
        ),
        (
            {
                "entities.yml": "- {id: cape, name: Cape, type: place}\n- {id: c, name: \u0421\u0430\u0440\u0435, type: place}\n"
            },
            ["corpus/entities.yml:2:11: NAME-LOOKS-ALIKE"],
        ),
        (
            {
                "outlets.yml": "- {id: cape, name: Cape}\n",
                "topics.yml": "- {id: c, name: \u0421\u0430\u0440\u0435, words: [cape]}\n",
            },
            ["corpus/topics.yml:1:11: NAME-LOOKS-ALIKE"],
        ),
        (
            {"outlets.yml": "- {id: a, name: Northport Gazette}\n- {id: b, name: Northport Gazete}\n"},
            ["corpus/outlets.yml:2:11: NAME-NEAR"],
        ),
        ({"outlets.yml": "- {id: a, name: N\u043erthport Gazette}\n"}, ["corpus/outlets.yml:1:11: NAME-SCRIPTS"]),
        (
            {"topics.yml": "- {id: a, name: Bridg\u0435s, words: [bridge]}\n"},
            ["corpus/topics.yml:1:11: NAME-SCRIPTS"],
        ),
    ],
    ids=[
        "a near-spelling",
        "a person has said that they are two",
        "merged already",
        "another given name",
        "two countries",
        "another alphabet",
        "across files",
        "outlets",
        "an outlet of two alphabets",
        "a theme of two alphabets",
    ],
)
def test_names_easily_taken_for_each_other_are_told(
    project: Project, files: dict[str, str | bytes | None], expected: list[str]
) -> None:
    assert told(project, files) == expected


def test_a_known_place_is_no_misspelling_of_somebody_or_something_else(project: Project) -> None:
    place = "- {id: oregon, name: Oregon, type: place}\n"
    assert told(project, {"entities.yml": place + "- {id: x, name: Orregon, type: person}\n"}) == []


def test_a_known_place_may_be_misspelled_as_a_place(project: Project) -> None:
    places = "- {id: oregon, name: Oregon, type: place}\n- {id: x, name: Orregon, type: place}\n"
    assert told(project, {"entities.yml": places}) == ["corpus/entities.yml:2:11: NAME-NEAR"]


def test_many_near_spellings_are_no_flood(project: Project) -> None:
    records = [f"- {{id: a{i}, name: Ada {'Lindqvist' + 'e' * i}, type: person}}\n" for i in range(90)]
    assert len(told(project, {"entities.yml": "".join(records)})) <= 20
