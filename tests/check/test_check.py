"""What people wrote is checked against itself."""

import pytest

from broadsheet.check import check, check_found
from broadsheet.check.naming import check_names
from broadsheet.corpus import Corpus
from broadsheet.problems import BroadsheetError
from broadsheet.read import read
from broadsheet.records import CorpusConfig, Entity
from broadsheet.work.recheck import recheck
from tests.conftest import ARTICLE, CONFIG, Project
from tests.making import examine

SIDECAR = "articles/2024-05-harbour.yml"

CASES: dict[str, tuple[dict[str, str | bytes | None], list[str]]] = {
    "an outlet that nobody has registered": (
        {SIDECAR: "outlet: planet\n"},
        [f"corpus/{SIDECAR}:1:1: SIDECAR-OUTLET"],
    ),
    "a broken date": ({SIDECAR: "date: 2024-02-30\ndate_note: x\n"}, [f"corpus/{SIDECAR}:1:1: SIDECAR-DATE"]),
    "a date without its ground": ({SIDECAR: "date: 2024-02\n"}, [f"corpus/{SIDECAR}:1:1: SIDECAR-NOTE"]),
    "withdrawn without a reason": ({SIDECAR: "status: withdrawn\n"}, [f"corpus/{SIDECAR}:1:1: SIDECAR-NOTE"]),
    "a line beyond the end": (
        {SIDECAR: "drop:\n  - line: 99\n    why: x\n"},
        [f"corpus/{SIDECAR}:2:5: SIDECAR-LINE"],
    ),
    "words that are not there": (
        {SIDECAR: "keep:\n  - words: not there\n    why: x\n"},
        [f"corpus/{SIDECAR}:2:5: SIDECAR-WORDS"],
    ),
    "a site whose readers can write to nobody": (
        {"corpus.yml": f"{CONFIG}site_url: https://news.example/\n"},
        ["corpus/corpus.yml:3:1: CORPUS-CONTACT"],
    ),
    "a site whose readers can write to somebody": (
        {"corpus.yml": f"{CONFIG}site_url: https://news.example/\ncontact: The harbour office\n"},
        [],
    ),
    "two records with one id": (
        {"outlets.yml": "- {id: a, name: A}\n- {id: a, name: B}\n"},
        ["corpus/outlets.yml:2:4: ID-TWICE"],
    ),
    "a country that nobody has registered": (
        {"entities.yml": "- {id: a, name: Abc, type: person, country: nowhere}\n"},
        ["corpus/entities.yml:1:36: ENTITY-UNKNOWN"],
    ),
    "statements that are joined and parted, whichever stands first": (
        {
            "decisions.yml": "join:\n  - {a: 2024-05-harbour#c-f321b74d, b: 2024-05-harbour#c-991a041d}\n"
            "part:\n  - {a: 2024-05-harbour#c-991a041d, b: 2024-05-harbour#c-f321b74d}\n",
        },
        ["corpus/decisions.yml:2:5: DECISION-BOTH"],
    ),
    "statements that are parted and joined by way of a third": (
        {
            "decisions.yml": "join:\n  - {a: 2024-05-harbour#c-f321b74d, b: 2024-05-harbour#c-991a041d}\n"
            "  - {a: 2024-05-harbour#c-991a041d, b: 2024-05-harbour#c-11111111}\n"
            "part:\n  - {a: 2024-05-harbour#c-f321b74d, b: 2024-05-harbour#c-11111111}\n",
        },
        ["corpus/decisions.yml:5:5: DECISION-BOTH"],
    ),
    "records merged in a circle": (
        {
            "entities.yml": "- {id: a, name: Abc, type: person, merged_into: b}\n"
            "- {id: b, name: Bcd, type: person, merged_into: a}\n"
        },
        ["corpus/entities.yml:1:36: ENTITY-CYCLE", "corpus/entities.yml:2:36: ENTITY-CYCLE"],
    ),
    "a record merged into a circle that it is not of": (
        {
            "entities.yml": "- {id: a, name: Abc, type: person, merged_into: b}\n"
            "- {id: b, name: Bcd, type: person, merged_into: b}\n"
        },
        ["corpus/entities.yml:2:36: ENTITY-CYCLE"],
    ),
    "words of which only white space differs are met": (
        {SIDECAR: "drop:\n  - words: The   work is expected\n    why: x\n"},
        [],
    ),
    "an empty line": (
        {SIDECAR: "drop:\n  - line: 2\n    why: x\n"},
        [f"corpus/{SIDECAR}:2:5: SIDECAR-LINE"],
    ),
    "neither line nor words": ({SIDECAR: "drop:\n  - why: x\n"}, [f"corpus/{SIDECAR}:2:5: SIDECAR-LINE"]),
    "two redirects of one id": (
        {"redirects.yml": "- {from: old, to: 2024-05-harbour}\n- {from: old, to: 2024-05-harbour}\n"},
        ["corpus/redirects.yml:2:4: REDIRECT"],
    ),
    "a redirect to nowhere": (
        {"redirects.yml": "- {from: old, to: nowhere}\n"},
        ["corpus/redirects.yml:1:15: REDIRECT"],
    ),
    "a theme with an entity's id": (
        {
            "entities.yml": "- {id: quay, name: The Quay, type: place}\n",
            "topics.yml": "- {id: quay, name: Quay, words: [quay]}\n",
        },
        ["corpus/topics.yml:1:4: ID-TWICE"],
    ),
}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_each_mistake_has_its_place_and_code(project: Project, case: str) -> None:
    files, expected = CASES[case]
    corpus, problems = read(project(files))
    assert corpus is not None
    assert not problems
    assert [str(p).split(" ")[0] + " " + p.code for p in check(corpus)] == expected


def test_a_theme_may_only_oppose_statements_that_are_made(project: Project) -> None:
    topics = "- id: bridge\n  name: The bridge\n  words: [bridge]\n  opposed:\n"
    topics += "    - {a: 2024-05-harbour#c-00000000, b: nothing#c-11111111}\n"
    with pytest.raises(BroadsheetError) as caught:
        examine(project({"topics.yml": topics}))
    assert [p.code for p in caught.value.problems] == ["CLAIM-UNKNOWN", "CLAIM-UNKNOWN"]


def test_decisions_about_words_that_are_not_there_are_told(project: Project) -> None:
    sidecar = "entities:\n  add:\n    - {words: Nobody, entity: ada}\nclaims:\n  add:\n"
    sidecar += "    - {words: Not said, speaker: ada}\n"
    files: dict[str, str | bytes | None] = {
        SIDECAR: sidecar,
        "entities.yml": "- {id: ada, name: Ada, type: person}\n",
    }
    with pytest.raises(BroadsheetError) as caught:
        examine(project(files))
    assert [(p.line, p.code) for p in caught.value.problems] == [(3, "SIDECAR-WORDS"), (6, "SIDECAR-WORDS")]


ADA = "- {id: ada, name: Ada Lindqvist, type: person}\n"

# What decisions of a sidecar do not meet in the article, by line, column and code.
UNMET = {
    "entities:\n  add:\n    - {words: Northport, entity: nobody}\n": [(3, 26, "SIDECAR-ENTITY")],
    "entities:\n  add:\n    - {words: Lind, entity: ada}\n": [(3, 7, "SIDECAR-WORDS")],
    "entities:\n  add:\n    - {words: quay, entity: ada}\n    - {words: quay, entity: ada}\n": [
        (4, 7, "SIDECAR-IDLE")
    ],
    "entities:\n  reject:\n    - {words: Nobody, why: x}\n": [(3, 7, "SIDECAR-WORDS")],
    "entities:\n  reject:\n    - {words: fifty, why: x}\n": [(3, 7, "SIDECAR-IDLE")],
    "entities:\n  reject:\n    - {words: Ada Lindqvist, why: x}\n": [],
    "claims:\n  reject:\n    - {claim: c-00000000, why: x}\n": [(3, 7, "SIDECAR-IDLE")],
    "claims:\n  correct:\n    - {claim: c-00000000, speaker: Bo Ek, why: x}\n": [(3, 7, "SIDECAR-IDLE")],
    "claims:\n  add:\n    - {words: Traders on the quay, speaker: ada}\n"
    "    - {words: Traders on the quay, speaker: ada, cue: told}\n": [(4, 7, "SIDECAR-IDLE")],
}


@pytest.mark.parametrize("sidecar", UNMET)
def test_what_a_decision_does_not_meet_is_told(project: Project, sidecar: str) -> None:
    try:
        problems = examine(project({SIDECAR: sidecar, "entities.yml": ADA}))[2]
    except BroadsheetError as e:
        problems = list(e.problems)
    assert [(p.line, p.column, p.code) for p in problems] == UNMET[sidecar]


def test_a_statement_that_was_found_and_is_rejected_is_met(project: Project) -> None:
    found = examine(project())[1][0].claims[0].id
    root = project({SIDECAR: f"claims:\n  reject:\n    - {{claim: {found}, why: x}}\n"}, name="rejecting")
    _, articles, problems = examine(root)
    assert problems == []
    assert found not in {claim.id for claim in articles[0].claims}


def test_a_statement_whose_speaker_is_corrected_stays_and_is_somebody_elses(project: Project) -> None:
    before = examine(project())[1][0].claims[0]
    sidecar = f"claims:\n  correct:\n    - {{claim: {before.id}, speaker: ada, why: x}}\n"
    _, articles, problems = examine(project({SIDECAR: sidecar, "entities.yml": ADA}, name="correcting"))
    after = next(claim for claim in articles[0].claims if claim.id == before.id)
    assert problems == []
    assert (before.speaker_id, after.speaker, after.speaker_id) == (None, "Ada Lindqvist", "ada")
    assert (after.speaker_status, after.speaker_clean) == ("curated", None)
    assert (after.text, after.cue, after.spans) == (before.text, before.cue, before.spans)


def test_of_two_speakers_the_first_counts_and_none_for_what_is_rejected(project: Project) -> None:
    one, other = (claim.id for claim in examine(project())[1][0].claims[:2])
    sidecar = f"claims:\n  reject:\n    - {{claim: {other}, why: x}}\n  correct:\n"
    sidecar += "".join(
        f"    - {{claim: {name}, speaker: {who}, why: x}}\n"
        for name, who in ((one, "Bo"), (one, "Al"), (other, "Al"))
    )
    _, articles, problems = examine(project({SIDECAR: sidecar}, name="correcting"))
    assert {claim.id: claim.speaker for claim in articles[0].claims}[one] == "Bo"
    assert other not in {claim.id for claim in articles[0].claims}
    assert [(p.line, p.code) for p in problems] == [(6, "SIDECAR-IDLE"), (7, "SIDECAR-IDLE")]


def test_names_that_are_added_never_overlap(project: Project) -> None:
    sidecar = "entities:\n  add:\n    - {words: Ada, entity: ada}\n    - {words: Ada Lindqvist, entity: ada}\n"
    _, articles, _ = examine(project({SIDECAR: sidecar, "entities.yml": ADA}))
    assert [m.text for m in articles[0].mentions if m.rule == "curated"] == ["Ada Lindqvist"]


def test_a_long_chain_of_merged_records_is_followed_to_its_end_or_its_circle() -> None:
    into = {f"e-{i}": f"e-{i + 1}" for i in range(2_000)}
    for last, on_a_circle in ((None, 0), ("e-1000", 1_001)):
        records = [
            Entity(id=name, name=f"Place {name}", type="place", merged_into=other)
            for name, other in {**into, "e-2000": last}.items()
        ]
        corpus = Corpus(CorpusConfig(title="A", description="A"), (), (), tuple(records))
        assert sum(problem.code == "ENTITY-CYCLE" for problem in check_names(corpus)) == on_a_circle


def test_a_sound_corpus_has_no_problems(project: Project) -> None:
    root = project({SIDECAR: "language: en\n"})
    corpus, articles, problems = examine(root)
    assert problems == []
    assert check_found(corpus, articles) == []


@pytest.mark.parametrize(
    ("sidecar", "expected"),
    [
        ("date: 2024-03-05\ndate_note: From a table.\n", ["SIDECAR-DIFFERS"]),
        ("date: 2024-05-03\ndate_note: From a table.\n", []),
        ("date: 2024-05\ndate_note: From a table.\n", []),
        ("date: 2024-05-04/..\ndate_note: From a table.\n", ["SIDECAR-DIFFERS"]),
        ("date: 2024-05-02\ndate_note: In print a day before; the page says 3 May 2024.\n", []),
        ("{}\n", []),
    ],
)
def test_a_date_that_is_not_the_one_the_text_states_wants_a_look(
    project: Project, sidecar: str, expected: list[str]
) -> None:
    headline, _, body = ARTICLE.partition("\n\n")
    root = project({"articles/2024-05-harbour.txt": f"{headline}\n\n3 May 2024\n\n{body}", SIDECAR: sidecar})
    assert [problem.code for problem in examine(root)[2]] == expected


@pytest.mark.parametrize(
    ("sidecar", "expected"),
    [
        ("date: 2024-03-05\ndate_note: From a table.\n", ["SIDECAR-DIFFERS"]),
        ("date: 2024-05-04\ndate_note: From a table.\n", []),
        ("date: 2024-05\ndate_note: From a table.\n", []),
        ("date: 2024-03-05\ndate_note: The address has 2024/05/03, the day of a correction.\n", []),
    ],
)
def test_a_date_that_is_not_the_one_in_the_address_wants_a_look(
    project: Project, sidecar: str, expected: list[str]
) -> None:
    root = project({SIDECAR: f"{sidecar}source_url: https://planet.example/2024/05/03/bridge\n"})
    assert [problem.code for problem in examine(root)[2]] == expected


@pytest.mark.parametrize(
    ("sidecar", "expected"),
    [
        ("drop: [{words: bridge, why: It is an advertisement.}]", "stands 2 times in"),
        ("entities: {add: [{words: newsletter, entity: ada, why: Hers.}]}", "stands in what cleaning took out"),
    ],
)
def test_words_that_stand_elsewhere_or_several_times_are_told_so(
    project: Project, sidecar: str, expected: str
) -> None:
    article = "The bridge is closed.\n\nIt closed on Monday, the council said.\n\nSubscribe to our newsletter\n\n"
    files = {
        "articles/2024-05-harbour.txt": f"{article}The bridge opens again in June, Ada Lindqvist said.\n",
        "entities.yml": "- {id: ada, name: Ada Lindqvist, type: person}\n",
        SIDECAR: f"{sidecar}\n",
    }
    root = project(files)
    assert any(expected in str(problem) for problem in recheck(root).problems)
