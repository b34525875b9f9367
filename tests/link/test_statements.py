"""The same statement in several articles, and statements that stand against each other."""

import numpy as np
import pytest

from broadsheet.link import sameness
from broadsheet.link.stories import Terms
from broadsheet.link.themes import theme_pattern, theme_words
from broadsheet.models import Article, StatementGroup
from broadsheet.records import ClaimPair, Decisions, Entity, Theme
from tests.link.making import article, linked

ENTITIES = (
    Entity(id="ruritania", name="Ruritania", type="place", adjectives=("Ruritanian",)),
    Entity(id="strelsau", name="Strelsau", type="place", country="ruritania", metonym_of="ruritania"),
    Entity(id="flavia-elphberg", name="Flavia Elphberg", type="person", gender="female"),
    Entity(id="rupert-hentzau", name="Rupert Hentzau", type="person", gender="male"),
)
ONE = "Flavia Elphberg said the garrison at the northern pass will not be strengthened before the winter."
TWO = (
    "At a meeting, Flavia Elphberg said that the garrison at the northern pass will not be strengthened this year."
)
NOT_SHE = "Rupert Hentzau said the garrison at the northern pass will not be strengthened before the winter."
OPPOSITE = "Flavia Elphberg said the garrison at the northern pass will be strengthened before the winter."
CAPITAL = "Strelsau said the garrison at the northern pass will not be strengthened before the winter."
COUNTRY = "Ruritania said the garrison at the northern pass will not be strengthened before the winter."


def groups_of(*texts: str, decisions: Decisions | None = None) -> tuple[StatementGroup, ...]:
    return groups([article(f"a{i}", text, ENTITIES) for i, text in enumerate(texts)], decisions)


def groups(articles: list[Article], decisions: Decisions | None = None) -> tuple[StatementGroup, ...]:
    return linked(articles, ENTITIES, decisions=decisions).groups


def sizes(found: tuple[StatementGroup, ...]) -> list[int]:
    return [group.articles for group in found]


def test_one_speakers_words_in_two_articles_are_one_statement() -> None:
    assert sizes(groups_of(ONE, TWO)) == [2]


def test_the_same_words_of_another_speaker_are_another_statement() -> None:
    assert sizes(groups_of(ONE, NOT_SHE)) == [1, 1]


def test_the_opposite_is_another_statement() -> None:
    assert sizes(groups_of(ONE, OPPOSITE)) == [1, 1]


def test_a_capital_speaks_for_its_country_and_the_difference_is_flagged() -> None:
    (group,) = groups_of(CAPITAL, COUNTRY)
    assert group.articles == 2
    assert [(flag.kind, flag.before, flag.after) for flag in group.flags] == [
        ("attribution", "Strelsau", "Ruritania")
    ]


def test_copies_count_as_one_text() -> None:
    (group,) = groups_of(ONE, ONE)
    assert (group.articles, group.texts) == (2, 1)


def test_people_join_and_part_whatever_the_machine_found() -> None:
    articles = [article("a0", ONE, ENTITIES), article("a1", NOT_SHE, ENTITIES), article("a2", TWO, ENTITIES)]
    names = [f"{a.id}#{a.claims[0].id}" for a in articles]
    join = Decisions(join=(ClaimPair(a=names[0], b=names[1]),), part=(ClaimPair(a=names[0], b=names[2]),))
    found = groups(articles, join)
    assert sorted(tuple(ref.article for ref in group.claims) for group in found) == [("a0", "a1"), ("a2",)]


PARTS = (
    "the garrison at the northern pass will be strengthened before the winter snow",
    "seven hundred barrels of flour are to be carried up from the Zenda mills",
)
LONG = f"Flavia Elphberg said: “{PARTS[0].capitalize()}, and {PARTS[1]}.”"


def test_two_statements_are_not_one_because_a_long_quotation_holds_both() -> None:
    short = [f"Flavia Elphberg said {part}." for part in PARTS]
    shorter = "Rupert slept. Flavia Elphberg said that the garrison at the northern pass will be strengthened."
    assert members(groups_of(LONG, " ".join(short))) == {("a0", "a1"), ("a1",)}
    assert members(groups_of(short[0], short[1], LONG)) == {("a0",), ("a1", "a2")}
    assert members(groups_of(short[0], shorter, LONG)) == {("a0", "a1", "a2")}


def test_what_people_join_is_joined_though_a_long_quotation_holds_both() -> None:
    articles = [article(f"a{n}", f"Flavia Elphberg said {part}.", ENTITIES) for n, part in enumerate(PARTS)]
    articles.append(article("a2", LONG, ENTITIES))
    names = addresses(articles)
    join = Decisions(join=(ClaimPair(a=names[0], b=names[1]),))
    assert members(groups(articles, join)) == {("a0", "a1", "a2")}


EVENT = (
    "The ferry to the castle sank on Monday with forty sheep and nobody on board while the band played at the quay. "
    "It was ninety years old, and its owner had asked the town council for a new one every spring since the flood."
)
OTHER_EVENT = (
    "The museum has bought a painting of a lighthouse from a collector in the south who wished to stay unknown. "
    "Visitors can look at it from Friday, and entry will be free for all children during the first month."
)


@pytest.mark.parametrize(
    ("speaker", "one", "other"),
    [
        # Whoever "it" is: proceeds are used like that by many.
        (
            "The company",
            "the money will be used to repay debt",
            "the money will be used to repay debt and buy mills",
        ),
        ("She", "she had no plans to leave the town", "she had no plans to yell at the town"),
        # The same formula every week, with other figures.
        ("The Zenda Bank", "it lent the market a further 168 crowns", "it lent the market a further 30 crowns"),
        # Two runs of three words are shared by chance.
        ("Ada Sapt", "maybe they should have been roughed up", "they should have been much tougher"),
    ],
)
def test_what_many_say_is_one_statement_in_one_event_only(speaker: str, one: str, other: str) -> None:
    texts = [f"{speaker} said {words}." for words in (one, other)]
    assert sizes(groups_of(f"{EVENT}\n\n{texts[0]}", f"{OTHER_EVENT}\n\n{texts[1]}")) == [1, 1]
    together = [group for group in groups_of(*(f"{EVENT}\n\n{text}" for text in texts)) if group.articles == 2]
    assert len(together) == 1


def test_long_words_of_somebody_unnamed_are_one_statement_anywhere() -> None:
    text = "The skipper said the ferry had been mended twice since the spring and should not have sailed at all."
    assert sizes(groups_of(text, f"It rained. {text}")) == [2]


@pytest.mark.parametrize(("figure", "flagged"), [("900", ["figure"]), ("many", [])])
def test_a_figure_is_flagged_where_another_stands_for_it(figure: str, flagged: list[str]) -> None:
    said = [ONE.replace("strengthened", f"strengthened by {n} men") for n in ("700", figure)]
    (group,) = groups_of(*(f"{EVENT}\n\n{text}" for text in said))
    assert [flag.kind for flag in group.flags] == flagged


def addresses(articles: list[Article]) -> list[str]:
    return [f"{a.id}#{a.claims[0].id}" for a in articles]


def members(found: tuple[StatementGroup, ...]) -> set[tuple[str, ...]]:
    return {tuple(ref.article for ref in group.claims) for group in found}


@pytest.mark.parametrize("parted", [(0, 1), (1, 0)])
def test_what_people_part_stays_apart_whatever_third_statement_is_like_both(parted: tuple[int, int]) -> None:
    articles = [article(f"a{i}", text, ENTITIES) for i, text in enumerate((ONE, TWO, ONE))]
    names = addresses(articles)
    pair = ClaimPair(a=names[parted[0]], b=names[parted[1]])
    assert members(groups(articles)) == {("a0", "a1", "a2")}
    assert members(groups(articles, Decisions(part=(pair,)))) == {("a0", "a2"), ("a1",)}


def test_what_people_join_comes_before_what_the_machine_finds() -> None:
    articles = [article(f"a{i}", text, ENTITIES) for i, text in enumerate((ONE, TWO, ONE))]
    names = addresses(articles)
    join, part = ClaimPair(a=names[1], b=names[2]), ClaimPair(a=names[0], b=names[1])
    assert members(groups(articles, Decisions(join=(join,), part=(part,)))) == {("a0",), ("a1", "a2")}


def test_of_a_pair_that_people_both_join_and_part_the_parting_counts() -> None:
    articles = [article(f"a{i}", text, ENTITIES) for i, text in enumerate((ONE, TWO))]
    pair = ClaimPair(a=addresses(articles)[0], b=addresses(articles)[1])
    assert sizes(groups(articles, Decisions(join=(pair,), part=(pair,)))) == [1, 1]


def test_a_groups_id_does_not_depend_on_what_else_is_there() -> None:
    alone = groups_of(ONE)
    assert groups_of(ONE, TWO, NOT_SHE)[0].id == alone[0].id


def test_a_theme_gathers_statements_and_proposes_opposed_ones() -> None:
    against = "Rupert Hentzau said the garrison at the northern pass is being strengthened in secret."
    articles = [article("a0", ONE, ENTITIES), article("a1", against, ENTITIES)]
    theme = Theme(id="garrison", name="The garrison", words=("garrison*",))
    library = linked(articles, ENTITIES, (theme,))
    topic, found = library.topics[0], library.groups
    assert topic.articles == ("a0", "a1")
    assert set(topic.about) == {group.id for group in found}
    assert [(o.status, {o.a, o.b}) for o in topic.oppositions] == [("candidate", {g.id for g in found})]
    assert topic.oppositions[0].why == "both speak of: garrison, northern, pass, strengthened"


def test_a_persons_pair_comes_first_and_is_not_proposed_again() -> None:
    against = "Rupert Hentzau said the garrison at the northern pass is being strengthened in secret."
    articles = [article("a0", ONE, ENTITIES), article("a1", against, ENTITIES)]
    pair = ClaimPair(
        a=f"a0#{articles[0].claims[0].id}", b=f"a1#{articles[1].claims[0].id}", why="on the same pass"
    )
    theme = Theme(id="garrison", name="The garrison", words=("garrison*",), opposed=(pair,))
    topic = linked(articles, ENTITIES, (theme,)).topics[0]
    assert [(o.status, o.why) for o in topic.oppositions] == [("curated", "on the same pass")]


def test_a_themes_words_match_whole_words_and_open_endings() -> None:
    pattern = theme_pattern(("mobilis*", "join France's war", "polls"))
    assert pattern.search("Mobilisation began")
    assert pattern.search("will join France’s\u00a0war")
    assert not pattern.search("demobilised")
    assert not pattern.search("pollster")


@pytest.mark.parametrize("word", ["council's", "council’s", "council’s seat", "council's seat"])
@pytest.mark.parametrize("text", ["The council's seat", "The council’s seat"])
def test_an_apostrophe_of_a_theme_is_an_apostrophe_of_a_text(word: str, text: str) -> None:
    assert theme_pattern((word,)).search(text)
    assert theme_pattern((word,)).search(text.replace("’", "'"))


def test_a_theme_is_told_by_single_words_and_phrases_by_the_text() -> None:
    theme = theme_words(Theme(id="t", name="T", words=("mobilis*", "front line", "cease-fire*")))
    terms = Terms()
    for words in ("a mobilisation began", "a front opened", "front in line stood", "cease fires the"):
        terms.add(words, np.ones(len(words.split()), dtype="<u2").tobytes())
    sure, may = theme.in_terms(terms)
    assert sure.tolist() == [True, False, False, False]
    assert may.tolist() == [False, False, True, True]


def test_a_phrase_of_a_theme_must_stand_in_the_text() -> None:
    theme = Theme(id="line", name="The front line", words=("front line",))
    articles = [article("a0", "They held the front line."), article("a1", "A line formed in front of the bank.")]
    assert [t.articles for t in linked(articles, themes=(theme,)).topics] == [("a0",)]


def test_a_statement_in_very_many_articles_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sameness, "_MOST_HOLDERS", 3)
    texts = [ONE.replace("winter", f"winter of {year}") for year in range(1900, 1908)]
    assert sizes(groups_of(*texts)) == [8]
