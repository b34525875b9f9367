"""Names that nobody has registered are proposed, and a person decides."""

from dataclasses import replace
from pathlib import Path

import yaml
from click.testing import CliRunner

from broadsheet.cli import cli
from broadsheet.link import link
from broadsheet.problems import BroadsheetError
from broadsheet.redact import redact
from broadsheet.render import render
from broadsheet.suggest import Suggestion, as_records, suggestions
from broadsheet.topic_keys import slug
from tests.conftest import Project
from tests.making import examine

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


def suggestion(name: str, spellings: tuple[str, ...] = ()) -> Suggestion:
    return Suggestion("id", name, "organisation", 0.9, 2, ("a",), (name,), spellings, (), ())


def test_no_record_is_written_that_the_check_refuses() -> None:
    sound = as_records([suggestion("Halloran Ltd", ("al-Halloran", "Halloran", "H"))], ())
    assert [record["spellings"] for record in yaml.safe_load(sound[0])] == [["Halloran"]]
    for name in ("al-Halloran", "H", "Strels\u0430u", "Halloran " * 100):
        assert as_records([suggestion(name)], ()) == []


def test_a_word_for_any_body_is_not_proposed(project: Project) -> None:
    corpus, articles, _ = examine(project_with_names(project))
    article, name = next((a, mention) for a in articles for mention in a.mentions if mention.id is None)
    named = [
        replace(article, mentions=(replace(name, name=body, text=body),)) for body in ("Court", "Court Tower")
    ]
    assert [s.name for s in suggestions(named, corpus.entities)] == ["Court Tower"]


def test_an_article_that_has_a_name_often_counts_once_for_its_type(project: Project) -> None:
    corpus, articles, _ = examine(project_with_names(project))
    first, second, *_ = (article for article in articles if any(m.id is None for m in article.mentions))
    name = next(mention for mention in first.mentions if mention.id is None)
    often = replace(first, mentions=(replace(name, type="organisation", confidence=0.9),) * 9)
    others = [
        replace(second, id=f"b{n}", mentions=(replace(name, type="place", confidence=0.9),)) for n in range(2)
    ]
    (made,) = suggestions([often, *others], corpus.entities)
    assert (made.type, made.mentions) == ("place", 11)


def test_names_of_withdrawn_articles_are_not_proposed(project: Project) -> None:
    corpus, articles, _ = examine(project_with_names(project))
    withdrawn = [replace(article, withdrawn="The publisher asked.") for article in articles]
    assert suggestions(articles, corpus.entities)
    assert suggestions(withdrawn, corpus.entities) == []


def test_writing_twice_adds_nothing_new(project: Project) -> None:
    root = project_with_names(project)
    first = written(root)
    assert "Margaret Ellison" in str(first)
    assert written(root) == first
    assert len({record["id"] for record in first}) == len(first)


def test_a_proposed_name_has_a_topic_once_two_articles_name_it(project: Project) -> None:
    corpus, articles, _ = examine(project_with_names(project))
    both = {t.name: (t.proposed, t.type) for t in link(articles, corpus).topics}
    assert any("Margaret Ellison" in name and made == (True, "person") for name, made in both.items())
    one = link(articles[:1], corpus).topics
    assert not [t.name for t in one if t.proposed]


def test_records_take_the_place_of_an_empty_list_and_the_corpus_stays_sound(project: Project) -> None:
    root = project(
        {"articles/a.txt": TEXT, "articles/b.txt": TEXT + "More.\n", "entities.yml": "# Nobody yet.\n[]\n"}
    )
    done = CliRunner().invoke(cli, ["suggest", "--root", str(root), "--write"])
    assert done.exit_code == 0, done.output
    text = (root / "corpus/entities.yml").read_text(encoding="utf-8")
    assert text.startswith("# Nobody yet.\n")
    assert {record["status"] for record in yaml.safe_load(text)} == {"proposed"}
    assert examine(root)[2] == []


def test_a_file_that_takes_no_record_is_left_as_it_is_and_told(project: Project) -> None:
    known = "[{id: ada, name: Ada Lindqvist, type: person}]\n"
    root = project({"articles/a.txt": TEXT, "entities.yml": known})
    done = CliRunner().invoke(cli, ["suggest", "--root", str(root), "--write"])
    assert isinstance(done.exception, BroadsheetError) or "FILE-LIST" in done.output
    assert [p.name for p in sorted((root / "corpus").iterdir())] == ["articles", "corpus.yml", "entities.yml"]
    assert (root / "corpus/entities.yml").read_text(encoding="utf-8") == known


def test_an_id_that_is_a_themes_is_not_proposed(project: Project) -> None:
    articles = {"articles/a.txt": TEXT, "articles/b.txt": TEXT + "More.\n"}
    corpus, found, _ = examine(project(articles))
    name = next(s.id for s in suggestions(found, corpus.entities) if s.type == "person")
    theme = f"- {{id: {name}, name: Engineers, words: [engineer]}}\n"
    root = project({**articles, "topics.yml": theme}, name="themed")
    CliRunner().invoke(cli, ["suggest", "--root", str(root), "--write"])
    assert "ID-TWICE" not in [problem.code for problem in examine(root)[2]]


def test_a_proposed_topic_keeps_its_address_when_somebody_confirms_it(project: Project) -> None:
    root = project_with_names(project)
    corpus, articles, _ = examine(root)
    before = {t.name: t.id for t in link(articles, corpus).topics if t.proposed}
    assert before
    CliRunner().invoke(cli, ["suggest", "--root", str(root), "--write"])
    entities = root / "corpus/entities.yml"
    entities.write_text(entities.read_text(encoding="utf-8").replace("  status: proposed\n", ""), encoding="utf-8")
    corpus, articles, _ = examine(root)
    after = {t.name: t.id for t in link(articles, corpus).topics if not t.proposed}
    assert before.items() <= after.items()


def test_the_page_about_the_data_counts_only_names_that_a_person_confirmed(project: Project) -> None:
    proposed = "- {id: bristol, name: Bristol, type: place, status: proposed}\n"
    shares = []
    for number, known in enumerate((proposed, proposed.replace("proposed", "confirmed"))):
        root = project({"articles/a.txt": TEXT, "entities.yml": known}, name=f"about-{number}")
        corpus, articles, _ = examine(root)
        about = dict(render(redact(link(articles, corpus)), corpus.config))["about.md"].decode()
        shares.append(next(line for line in about.splitlines() if "names were found" in line))
    assert "; none of them" in shares[0] or "; 0" in shares[0]
    assert "; 1 (" in shares[1]


def first_lines(*texts: str) -> dict[str, str]:
    return {
        f"articles/{letter}.txt": f"News of the day\n\n{text}\n"
        for letter, text in zip("abcdef", texts, strict=False)
    }


FULL = "The engineer Margaret Oldwick spoke on Monday. Later Oldwick said the bridge was safe."
SHORT = "Mrs Oldwick said on Tuesday that the bridge was safe. Mrs Oldwick, 51, then left."


def written(root: Path) -> list[dict[str, object]]:
    done = CliRunner().invoke(cli, ["suggest", "--root", str(root), "--write"])
    assert done.exit_code == 0, done.output
    records: list[dict[str, object]] = yaml.safe_load((root / "corpus/entities.yml").read_text(encoding="utf-8"))
    return [record for record in records if record.get("status") == "proposed"]


def test_somebody_whom_other_articles_name_in_full_is_one_suggestion(project: Project) -> None:
    root = project(first_lines(FULL, SHORT))
    people = [record for record in written(root) if str(record["name"]).endswith("Oldwick")]
    assert [(record["name"], record.get("spellings")) for record in people] == [("Margaret Oldwick", None)]
    corpus, articles, problems = examine(root)
    assert problems == []
    topics = {t.name: len(t.articles) for t in link(articles, corpus).topics if "Oldwick" in t.name}
    assert topics == {"Margaret Oldwick": 2}


def test_a_surname_that_two_suggestions_share_is_neither_a_record_nor_a_spelling(project: Project) -> None:
    root = project(first_lines(FULL, FULL.replace("Margaret", "Daniel"), SHORT))
    people = [record for record in written(root) if str(record["name"]).endswith("Oldwick")]
    assert {str(record["name"]) for record in people} == {"Margaret Oldwick", "Daniel Oldwick"}
    assert not [record for record in people if "spellings" in record]


def test_what_a_record_has_is_not_suggested(project: Project) -> None:
    known = "- {id: ann-oldwick, name: Ann Oldwick, type: person}\n- {id: jim, name: Jim Oldwick, type: person}\n"
    root = project({**first_lines(SHORT, "Norway and Sweden met in Oslo."), "entities.yml": known})
    found = {str(record["name"]) for record in written(root)}
    assert "Norway" in found
    assert not [name for name in found if "Oldwick" in name]


def test_ways_of_writing_a_name_are_one_suggestion_with_the_plainest_name(project: Project) -> None:
    texts = [
        "The train left Old-Strelsau for Norway. It came back to Old-Strelsau on Monday from Norway.",
        "The train left Old Strelsau for Norway. It came back to Old Strelsau. In NORWAY it rained.",
        "The train left Old Strelsau for Norway.",
    ]
    root = project(first_lines(*texts))
    corpus, articles, _ = examine(root)
    slugs = [slug(s.name) for s in suggestions(articles, corpus.entities)]
    assert len(slugs) == len(set(slugs))
    assert "norway" in slugs
    assert "Norway" in {s.name for s in suggestions(articles, corpus.entities)}


def test_suggest_is_silent_on_what_it_has_written(project: Project) -> None:
    root = project(first_lines(FULL, SHORT, TEXT))
    assert written(root)
    assert [p.code for p in examine(root)[2] if p.code.startswith("NAME-")] == []
    before = (root / "corpus/entities.yml").read_text(encoding="utf-8")
    CliRunner().invoke(cli, ["suggest", "--root", str(root), "--write"])
    assert (root / "corpus/entities.yml").read_text(encoding="utf-8") == before


def test_a_name_in_capitals_is_the_title_of_no_topic_where_it_is_written_otherwise(project: Project) -> None:
    root = project(first_lines("NORWAY - Ships left NORWAY on Monday.", "Ships left Norway on Monday for NATO."))
    corpus, articles, _ = examine(root)
    assert [t.name for t in link(articles, corpus).topics if t.id == "norway-place"] == ["Norway"]


def test_middle_initials_and_short_names_of_states_make_no_suggestion_of_their_own(project: Project) -> None:
    text = "The engineer Margaret J. Oldwick spoke in the United States. Mrs Oldwick said she liked it."
    root = project(first_lines(FULL, SHORT, text, "Ships left the USA on Monday. The U.S. had asked for it."))
    records = {str(r["name"]): r for r in written(root)}
    assert records["Margaret Oldwick"]["spellings"] == ["Margaret J. Oldwick"]
    assert set(map(str, records["United States"]["spellings"])) == {"U.S.", "USA"}  # type: ignore[call-overload]
    assert {name for name in records if "Oldwick" in name or "U" in name} == {"Margaret Oldwick", "United States"}


def test_a_letter_that_nobody_sees_makes_no_spelling(project: Project) -> None:
    texts = [
        "The Northern Harbour Company said so on Monday.",
        "The Northern Harbour Company\u200d said so on Monday.",
    ]
    [record] = [r for r in written(project(first_lines(*texts))) if str(r["name"]).startswith("Northern")]
    assert "spellings" not in record


def test_nobody_is_registered_by_one_word(project: Project) -> None:
    names = {
        str(r["name"]) for r in written(project(first_lines("Mr Oldwick said on Monday that he would stay.")))
    }
    assert not [name for name in names if "Oldwick" in name]


def test_two_people_told_apart_by_initials_stay_two(project: Project) -> None:
    texts = [FULL.replace("Margaret", name) for name in ("Margaret", "Margaret J.", "Margaret K.")]
    names = {str(r["name"]) for r in written(project(first_lines(*texts)))}
    assert {"Margaret Oldwick", "Margaret J. Oldwick", "Margaret K. Oldwick"} <= names


def test_an_acronym_is_suggested_with_its_name_alone(project: Project) -> None:
    spelled = "The Northern Fisheries Council (NFC) met on Monday. The NFC said it would close."
    root = project(first_lines(spelled, "The NFC said on Tuesday it would close. Ships of the NFC left."))
    [record] = [r for r in written(root) if r["name"] in {"NFC", "Northern Fisheries Council"}]
    assert record["spellings"] == ["NFC"]


def test_a_family_name_that_comes_first_is_not_suggested_beside_the_full_name(project: Project) -> None:
    two = "President Han Mei-lin met President Han Jun-ho. Later Han said it was over, and Mr Han left."
    known = "- {id: han, name: Han Mei-lin, type: person}\n"
    root = project({**first_lines(two, two), "entities.yml": known})
    assert [str(r["name"]) for r in written(root) if str(r["name"]).startswith("Han")] == ["Han Jun-ho"]
    assert [p.code for p in examine(root)[2] if p.code == "NAME-SHARED"] == []


def names_in(project: Project, *texts: str, name: str = "project") -> dict[str, Suggestion]:
    corpus, articles, _ = examine(project(first_lines(*texts), name=name))
    return {s.name: s for s in suggestions(articles, corpus.entities)}


def test_who_has_a_title_in_some_articles_is_one_suggestion(project: Project) -> None:
    corpus, articles, _ = examine(project(first_lines(FULL, FULL, FULL)))
    plain = next(m for m in articles[0].mentions if m.id is None)
    called = ("Margaret Oldwick", "Dame Margaret Oldwick", "Margaret Oldwick")
    named = [
        replace(article, mentions=(replace(plain, name=name, text=name, type="person"),))
        for article, name in zip(articles, called, strict=False)
    ]
    assert [(s.name, len(s.articles)) for s in suggestions(named, corpus.entities)] == [("Margaret Oldwick", 3)]


def test_a_surname_that_ends_in_several_ways_is_one_suggestion(project: Project) -> None:
    texts = [FULL.replace("Oldwick", name) for name in ("Tarlensky", "Tarlensky", "Tarlenskyy", "Tarlenskiy")]
    found = names_in(project, *texts)
    assert [name for name in found if "Tarlen" in name] == ["Margaret Tarlensky"]
    assert set(found["Margaret Tarlensky"].spellings) == {"Margaret Tarlenskyy", "Margaret Tarlenskiy"}


def test_a_body_is_one_suggestion_whichever_way_its_name_is_turned(project: Project) -> None:
    found = names_in(
        project,
        "Ships left on Monday, the Department of Trade said. The Department of Trade had asked for it.",
        "The Trade Department said on Monday that it would close. Officials of the Trade Department left.",
        "Officials at the Trade Department said so.",
    )
    [body] = [s for s in found.values() if "Trade" in s.name]
    assert (body.name, body.spellings, len(body.articles)) == ("Trade Department", ("Department of Trade",), 3)


def test_an_acronym_that_only_one_name_has_is_that_name_though_no_article_says_so(project: Project) -> None:
    agency = "The report was sent to the Associated Press, and the Associated Press printed it."
    found = names_in(project, agency, "SAN FRANCISCO (AP) - The report was sent to the AP on Monday.")
    assert "AP" not in found
    assert "AP" in found["Associated Press"].spellings
    assert "San Francisco" in found
    two = "The Northern Fisheries Council met on Monday. The Northern Ferries Council met, too."
    short = "The NFC said on Tuesday it would close. Ships of the NFC left."
    assert "NFC" in names_in(project, two, short, name="other")


def test_a_surname_is_no_place_where_another_article_has_the_full_name(project: Project) -> None:
    corpus, articles, _ = examine(project(first_lines(FULL, SHORT)))
    whole, short, *_ = articles
    spelled = replace(
        next(m for m in whole.mentions if m.id is None), name="Ada Tarlen", text="Ada Tarlen", type="person"
    )
    as_place = replace(short.mentions[0], name="Tarlen", text="Tarlen", type="place", id=None, confidence=0.8)
    found = suggestions(
        [replace(whole, mentions=(spelled,)), replace(short, mentions=(as_place,))], corpus.entities
    )
    assert [(s.name, s.type, len(s.articles), s.spellings) for s in found] == [("Ada Tarlen", "person", 2, ())]
    town = replace(as_place, name="Norway", text="Norway")
    ada = replace(spelled, name="Ada Norway", text="Ada Norway")
    found = suggestions([replace(whole, mentions=(ada,)), replace(short, mentions=(town,))], corpus.entities)
    assert {(s.name, s.type) for s in found} == {("Ada Norway", "person"), ("Norway", "place")}
