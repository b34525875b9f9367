"""A record that is only proposed needs an article that mentions it."""

from itertools import repeat
from pathlib import Path

import pytest

from broadsheet.check.naming import check_proposed
from broadsheet.corpus import Corpus
from broadsheet.records import CorpusConfig, Entity
from broadsheet.work.recheck import recheck
from tests.conftest import Project

KASK = "- {id: kask, name: Miro Kask, type: person%s}\n"
PROPOSED = KASK % ", status: proposed"
SIDECAR = "articles/2024-06-visit.yml"


@pytest.fixture
def visit(project: Project) -> Path:
    """A corpus of two articles, one of which mentions a record that is only proposed."""
    text = "A visit\n\nMiro Kask came to see the bridge, a spokesman said.\n"
    return project({"entities.yml": PROPOSED, "articles/2024-06-visit.txt": text})


def told(root: Path) -> list[str]:
    return [str(problem) for problem in recheck(root).problems]


def test_a_proposed_record_is_told_once_no_shown_article_mentions_it(visit: Path) -> None:
    assert told(visit) == []
    (visit / "corpus" / SIDECAR).write_text("status: withdrawn\nwithdrawn_reason: The publisher asked.\n")
    expected = [
        "corpus/entities.yml:1:45: ENTITY-IDLE kask is only proposed, and no article mentions it; "
        "take the record out, or mend its spellings"
    ]
    assert told(visit) == expected
    assert told(visit) == expected
    for status in ("", ", status: confirmed"):
        (visit / "corpus/entities.yml").write_text(KASK % status)
        assert told(visit) == []


def test_a_record_that_another_one_names_is_needed(visit: Path) -> None:
    land = "- {id: land, name: Ruritania, type: place, status: proposed}\n"
    (visit / "corpus/entities.yml").write_text(land + KASK % ", country: land")
    assert told(visit) == []


def test_nothing_is_told_while_an_article_cannot_be_read_or_is_not_looked_at(visit: Path) -> None:
    (visit / "corpus" / SIDECAR).write_text("statuss: withdrawn\n")
    assert [problem.code for problem in recheck(visit).problems] == ["SIDECAR-KEY"]
    (visit / "corpus" / SIDECAR).unlink()
    assert recheck(visit, [visit / "corpus/articles/2024-05-harbour.txt"]).problems == ()


def test_no_more_articles_are_asked_for_than_it_takes() -> None:
    kask = Entity(id="kask", name="Miro Kask", type="person", status="proposed")
    corpus = Corpus(CorpusConfig(title="T", description="D"), (), entities=(kask,))
    assert list(check_proposed(corpus, repeat({"kask"}))) == []
    sure = Corpus(corpus.config, (), entities=(kask.model_copy(update={"status": "confirmed"}),))
    assert list(check_proposed(sure, repeat(set()))) == []


def test_of_very_many_the_first_are_told(visit: Path) -> None:
    many = "".join(f"- {{id: n-{n}, name: Nobody {n}, type: person, status: proposed}}\n" for n in range(1000))
    (visit / "corpus/entities.yml").write_text(PROPOSED + many)
    idle = [problem for problem in recheck(visit).problems if problem.code == "ENTITY-IDLE"]
    assert [problem.message.split()[0] for problem in idle] == [f"n-{n}" for n in range(20)]
