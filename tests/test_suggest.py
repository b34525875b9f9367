"""Names that nobody has registered are proposed, and a person decides."""

from pathlib import Path

import yaml
from click.testing import CliRunner

from broadsheet.cli import cli
from broadsheet.link import link
from broadsheet.pipeline import examine
from broadsheet.suggest import suggestions
from tests.conftest import Project

TEXT = """Bridge to close for repairs

The bridge will close on Monday, said Dr Margaret Ellison, the chief engineer of Halloran Construction Ltd.

Ellison told reporters in Bristol that the work would take six weeks. Halloran Construction Ltd has done such work before.
"""
KNOWN = "# People we know.\n- id: margaret-elison\n  name: Margaret Elison\n  type: person\n"


def project_with_names(project: Project) -> Path:
    return project(
        {"articles/a.txt": TEXT, "articles/b.txt": TEXT.replace("six weeks", "a month"), "entities.yml": KNOWN}
    )


def test_unregistered_names_come_with_type_counts_contexts_and_look_alikes(project: Project) -> None:
    corpus, articles, _ = examine(project_with_names(project))
    found = {s.name: s for s in suggestions(articles, corpus.entities)}
    ellison = next(s for name, s in found.items() if name.endswith("Margaret Ellison"))
    assert (ellison.type, ellison.articles) == ("person", ("a", "b"))
    assert [alike.name for alike in ellison.likely] == ["Margaret Elison"]
    assert all("[" in context and "Ellison" in context for context in ellison.contexts)
    assert any(s.type == "organisation" and "Halloran" in name for name, s in found.items())


def test_write_adds_proposed_records_and_keeps_what_people_wrote(project: Project) -> None:
    root = project_with_names(project)
    done = CliRunner().invoke(cli, ["suggest", "--root", str(root), "--write", "--least-articles", "2"])
    assert done.exit_code == 0, done.output
    text = (root / "corpus/entities.yml").read_text(encoding="utf-8")
    assert text.startswith(KNOWN)
    records = yaml.safe_load(text)
    assert {record.get("status") for record in records[1:]} == {"proposed"}
    corpus, articles, _ = examine(root)
    assert not [s for s in suggestions(articles, corpus.entities) if s.name.endswith("Margaret Ellison")]


def test_writing_twice_adds_nothing_new(project: Project) -> None:
    root = project_with_names(project)
    for _ in range(2):
        CliRunner().invoke(cli, ["suggest", "--root", str(root), "--write"])
        records = yaml.safe_load((root / "corpus/entities.yml").read_text(encoding="utf-8"))
        assert len({record["id"] for record in records}) == len(records)


def test_a_proposed_name_has_a_topic_once_two_articles_name_it(project: Project) -> None:
    corpus, articles, _ = examine(project_with_names(project))
    both = {t.name: (t.proposed, t.type) for t in link(articles, corpus).topics}
    assert any("Margaret Ellison" in name and made == (True, "person") for name, made in both.items())
    one = link(articles[:1], corpus).topics
    assert not [t.name for t in one if t.proposed]
