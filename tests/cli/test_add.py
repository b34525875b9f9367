"""`broadsheet add` asks on a terminal for what it lacks, and asks again where an answer cannot be taken."""

from collections.abc import Callable
from pathlib import Path

import click.testing
import pytest
from click.testing import CliRunner, Result

from broadsheet.cli.add import SAYING, add
from broadsheet.contribute.submissions import SAID
from tests.conftest import Project

FERRY = "The ferry between the islands will not run from November to March, the harbour office said on Friday.\n"

Typed = Callable[..., Result]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Typed:
    """Return a function that adds a text and answers what is asked on a terminal."""

    def run(root: Path, text: str, answers: list[str], *options: str) -> Result:
        monkeypatch.setattr(click.testing._NamedTextIOWrapper, "isatty", lambda self: True, raising=False)
        (tmp_path / "a.txt").write_text(text)
        arguments = [str(tmp_path / "a.txt"), "--root", str(root), *options]
        return CliRunner().invoke(add, arguments, input="".join(f"{a}\n" for a in answers), standalone_mode=False)

    return run


def sidecars(root: Path) -> dict[str, list[str]]:
    return {p.stem: p.read_text().splitlines()[1:] for p in (root / "corpus/articles").glob("*.yml")}


def test_what_is_not_known_is_asked_with_how_it_is_known_and_a_wrong_answer_again(
    project: Project, typed: Typed
) -> None:
    root = project()
    answers = [
        "Ferry stops",
        "",
        "Daily Planet",
        "It stands in the page's head.",
        "some day",
        "3 May 2024",
        "Printed above it.",
        "",
    ]
    done = typed(root, FERRY, [*answers, "No Id", "ferry", "y"], "--collected", "2024-05-04")
    assert (done.exception, done.return_value) == (None, 0)
    assert "'some day' is no date that can mean one day only; write it as 2023-01-06" in done.output
    assert "Permanent id [2024-05-03-daily-planet-ferry-stops]" in done.output
    assert "'No Id' is no id" in done.output
    assert sidecars(root) == {
        "ferry": [
            "collected: 2024-05-04",
            "outlet: daily-planet",
            "outlet_note: It stands in the page's head.",
            "title: Ferry stops",
            "date: 2024-05-03",
            "date_note: Printed above it.",
            "# Not known yet: source_url, rights. Add what you can say and how you know it.",
        ]
    }


def test_what_an_address_lets_infer_is_named_where_it_is_asked(project: Project, typed: Typed) -> None:
    root = project({"outlets.yml": "- {id: planet, name: Daily Planet, url: 'https://planet.example/'}\n"})
    address = "https://planet.example/2024/05/03/ferry"
    done = typed(root, FERRY, ["Ferry stops", "", "", "", "", "n"], "--source-url", address)
    assert "Outlet (name or id) (Enter: not known; the address given for it is at planet.example)" in done.output
    assert "(Enter: not known; the address given for it has /2024/05/03)" in done.output
    assert "its id says what is not known" not in done.output
    assert "2024-05-03-planet-ferry-stops.txt" in done.output
    assert done.output.endswith("nothing written\n")
    assert sidecars(root) == {}


def test_an_id_that_says_what_is_not_known_is_told_as_such(project: Project, typed: Typed) -> None:
    done = typed(project(), FERRY, [], "--yes")
    assert "its id says what is not known, and stays so once it is published; --id names another" in done.output
    assert "names       none" in done.output


def test_names_are_counted_and_not_the_places_where_they_stand(project: Project, typed: Typed) -> None:
    text = (
        '"It stops," said Olle Berg. Olle Berg spoke to Ada Lindqvist on the quay.\n\n"It does," Olle Berg said.\n'
    )
    assert "names       2 in 4 places: Olle Berg 3, Ada Lindqvist 1" in typed(project(), text, [], "--yes").output


def test_every_thing_that_may_be_said_of_an_article_is_an_option_with_a_help_of_its_own() -> None:
    assert {*SAYING} == {*SAID}
    assert len({*SAYING.values()}) == len(SAYING)


def test_an_empty_source_is_not_this_folder(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project()
    (root / "notes.txt").write_text(FERRY)
    monkeypatch.chdir(root)
    done = CliRunner().invoke(add, ["", "--yes"])
    assert (done.exit_code, "name one of" in done.output) == (2, True)
    assert list(sidecars(root)) == []
