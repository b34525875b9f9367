"""Pages answer at a glance: what differs, what stands against what, and what nobody has confirmed yet."""

from __future__ import annotations

from dataclasses import replace

from broadsheet.models import ClaimRef, Finding, Library, Opposition
from broadsheet.render.compare import Pair, Row
from broadsheet.render.markup import safe
from broadsheet.render.ties import shared
from tests.render import made


def page(path: str, library: Library | None = None) -> str:
    return made.rendered(library or made.library(), made.config())[path].decode()


def row(kind: str, words: str) -> Row:
    return Row(kind, safe(words), safe(words), ())


def test_sentences_that_are_the_same_in_both_are_taken_together_and_none_is_lost() -> None:
    rows = (row("same", "a"), row("same", "b"), row("changed", "c"), row("changed", "d"), row("same", "e"))
    card = made.library().cards[0]
    pair = Pair(made.library().families[0].kinships[0], card, card, rows)
    assert ["".join(row.a for row in run) for run in pair.runs] == ["ab", "c", "d", "e"]


def test_the_home_page_shows_what_an_editor_has_set_against_each_other_and_no_guess() -> None:
    library = made.library()
    theme, *others = library.topics
    assert "Set side by side by the editor: Whether the town was warned." in page("index.md")
    guess: Opposition = replace(theme.oppositions[0], status="candidate")
    guessed = replace(library, topics=(replace(theme, oppositions=(guess,)), *others))
    assert "Statements that stand against each other" not in page("index.md", guessed)


def test_topics_that_nobody_has_confirmed_stand_behind_a_line_that_says_so() -> None:
    people = page("topics/index.md").split("## People")[1].split("\n## ")[0]
    confirmed, proposed = people.split("*Found by the machine and not yet confirmed:*")
    assert "Odalys Fenwright" in confirmed
    assert "Tobiah Quent" in proposed
    assert page("topics/index.md").count("not yet confirmed") == 1


def test_a_column_that_would_be_empty_is_not_there() -> None:
    library = made.library()
    assert "| Country |" in page("outlets/index.md")
    nowhere = tuple(replace(outlet, country="") for outlet in library.outlets)
    assert "Country" not in page("outlets/index.md", replace(library, outlets=nowhere))


def test_how_a_speaker_was_found_is_said_where_the_words_do_not_show_it() -> None:
    library = made.library()
    first, *others = library.articles
    claim, *more = first.claims
    inferred = replace(first, claims=(replace(claim, speaker_rule="pronoun"), *more))
    path = f"articles/{first.id}.md"
    assert "speaker meant by a pronoun, inferred" not in page(path)
    assert "speaker meant by a pronoun, inferred" in page(path, replace(library, articles=(inferred, *others)))


def test_an_outlets_page_leads_to_the_texts_it_shares_with_others() -> None:
    for outlet, other in (("gazette", "Harbour Courier"), ("courier", "The Quillhaven Gazette")):
        section = page(f"outlets/{outlet}.md").split("## Texts it shares")[1].split("## ")[0]
        assert f"also in {other}" in section
        assert "](../compare/f-bridge.md)" in section
    assert "Texts it shares" not in page("outlets/tide.md")


def test_an_outlet_that_copies_only_itself_shares_texts_with_nobody() -> None:
    library = made.library()
    alike = replace(library.families[0], members=(library.cards[0].id,))
    assert "Texts it shares" not in page("outlets/gazette.md", replace(library, families=(alike,)))


def test_a_new_archive_says_who_is_most_named_before_anybody_has_confirmed_it() -> None:
    library = made.library()
    known, found = (
        tuple(replace(t, proposed=proposed) if t.type != "theme" else t for t in library.topics)
        for proposed in (False, True)
    )
    for topics, marked in ((known, False), (found, True)):
        section = page("index.md", replace(library, topics=topics)).split("## Most named")[1]
        assert ("Found by the machine" in section) == marked
        assert "](topics/harbour-board.md)" in section


def test_where_few_names_are_confirmed_others_stand_below_them_as_what_they_are() -> None:
    library = made.library()
    first, *others = [t for t in library.topics if t.type != "theme"]
    topics = (replace(first, proposed=False), *(replace(t, proposed=True) for t in others))
    confirmed, proposed = (
        page("index.md", replace(library, topics=topics))
        .split("## Most named")[1]
        .split("*Found by the machine and not yet confirmed:*")
    )
    assert f"[{first.name}](" in confirmed
    assert all(f"[{topic.name}](" in proposed and f"[{topic.name}](" not in confirmed for topic in others)


def test_outlets_that_share_as_many_statements_stand_in_one_order() -> None:
    group = made.library().groups[0]
    card = made.library().cards[0]
    cards = {f"a{n}": replace(card, id=f"a{n}", outlet=Finding(o, "curated")) for n, o in enumerate("dbca")}
    refs = tuple(ClaimRef(name, "c-00000000") for name in cards)
    library = replace(made.library(), groups=(replace(group, claims=refs, articles=4),))
    assert list(shared(library, cards, "abcd")["a"]) == ["b", "c", "d"]
