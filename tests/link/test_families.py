"""Articles that carry one another's text, and what was changed on the way."""

import time

import numpy as np
import pytest

from broadsheet.corpus import Corpus
from broadsheet.link import families, gist, link
from broadsheet.link.alignment import align, sentences_of
from broadsheet.models import Alignment, Article
from broadsheet.records import CorpusConfig
from broadsheet.shelf import Shelf
from tests.link.making import article, linked

FIRST = """The harbour bridge will close on Monday for six weeks of repairs to its northern span.

The city council said the work would cost 4 million crowns and be paid from the harbour fund.

“The bridge is safe to cross until then,” the council's engineer told a meeting on the quay.

Traders near the bridge fear that customers will stay away during the busiest weeks of the year.
"""
SECOND = """The harbour bridge will close on Monday for six weeks of repairs to its northern span.

The work would cost 5 million crowns and be paid from the harbour fund.

The bridge is safe to cross until then.

A ferry was proposed by nobody, and no date was given for the second part of the works.
"""
OTHER = """The museum has bought a painting of the old lighthouse from a collector in the south.

Visitors can see it from Friday, a spokeswoman said, and entry is free for the first month.

It was painted by an unknown hand about two hundred years ago and was long thought to be lost.
"""


def rows_of(a: Article, b: Article) -> tuple[Alignment, ...]:
    return align(sentences_of(a), sentences_of(b)).rows


def test_a_rewrite_is_found_and_a_stranger_is_not() -> None:
    found = linked([article("a", FIRST), article("b", SECOND), article("c", OTHER)]).families
    assert [family.members for family in found] == [("a", "b")]
    assert found[0].kinships[0].relation == "rewrite"


def test_a_copy_is_called_one_and_shares_all() -> None:
    (family,) = linked([article("a", FIRST), article("b", FIRST)]).families
    (kinship,) = family.kinships
    assert (kinship.relation, kinship.share_a, kinship.share_b) == ("copy", 1.0, 1.0)


def test_an_excerpt_is_wholly_in_the_longer_one() -> None:
    (family,) = linked([article("a", FIRST + "\n" + OTHER), article("b", FIRST)]).families
    (kinship,) = family.kinships
    assert kinship.relation == "excerpt"
    assert kinship.share_b == 1.0 > kinship.share_a


def test_a_refrain_is_a_copy_too_and_is_not_compared_with_all_of_itself() -> None:
    song = "\n\n".join(["The harbour bridge will close on Monday for six weeks."] * 1_200)
    first, second = sentences_of(article("a", song)), sentences_of(article("b", song))
    begin = time.process_time()
    assert align(first, second).shares == (1.0, 1.0)
    assert time.process_time() - begin < 2


def test_a_sentence_that_two_became_counts_once() -> None:
    parts = "The council said the work would cost 4 million crowns. It would be paid from the harbour fund in May."
    whole = "The council said the work would cost 4 million crowns, it would be paid from the harbour fund in May."
    other = "The museum has bought a painting of the old lighthouse from a collector in the far south of it."
    sides = align(sentences_of(article("a", parts)), sentences_of(article("b", f"{whole} {other}")))
    assert list(sides.partner.values()) == [0, 0]
    assert sides.shares == (1.0, pytest.approx(0.5, abs=0.03))


def test_what_differs_is_named() -> None:
    a, b = article("a", FIRST), article("b", SECOND)
    kinds = [sorted({c.kind for c in row.changes}) for row in rows_of(a, b) if row.a and row.b]
    assert kinds == [[], ["attribution", "figure"], ["attribution", "quotation"]]


def test_every_sentence_of_both_stands_in_the_comparison_once() -> None:
    a, b = article("a", FIRST), article("b", SECOND)
    rows = rows_of(a, b)
    assert [row.a for row in rows if row.a] == sorted({row.a for row in rows if row.a})
    assert len({row.b for row in rows if row.b}) == 4
    assert sum(row.b is None for row in rows) == 1
    assert sum(row.a is None for row in rows) == 1


def test_the_same_attributing_words_are_no_change_though_one_article_names_nobody() -> None:
    second = FIRST.replace("4 million", "5 million")
    kinds = {c.kind for row in rows_of(article("a", FIRST), article("b", second)) for c in row.changes}
    assert kinds == {"figure"}


def test_marks_that_another_house_types_otherwise_are_no_change() -> None:
    typed = FIRST.replace("“", "'").replace("”", "'").replace("council's", "council’s")
    (family,) = linked([article("a", FIRST), article("b", typed)]).families
    assert family.kinships[0].relation == "copy"
    assert family.kinships[0].alignments
    assert not any(row.changes for row in family.kinships[0].alignments)


def test_a_quotation_without_its_marks_is_a_change_though_the_words_are_the_same() -> None:
    bare = FIRST.replace("“", "").replace("”", "")
    kinds = [c.kind for row in rows_of(article("a", FIRST), article("b", bare)) for c in row.changes]
    assert kinds == ["quotation"]


def test_short_sentences_that_are_the_same_stand_side_by_side_and_lines_without_words_nowhere() -> None:
    a, b = (article(name, f"{FIRST}\nNobody was hurt.\n\n{end}\n") for name, end in (("a", "___"), ("b", "---")))
    rows = rows_of(a, b)
    assert len(rows) == 5
    assert all(row.a and row.b for row in rows)


def test_a_changed_figure_says_from_what_to_what() -> None:
    changes = [
        c for row in rows_of(article("a", FIRST), article("b", SECOND)) for c in row.changes if c.kind == "figure"
    ]
    assert [(c.before, c.after) for c in changes] == [("4", "5")]


def test_what_very_many_articles_carry_is_one_family(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(families, "_MOST_HOLDERS", 3)
    made = [article(f"a{i}", f"{FIRST}\nReported from harbour number {i}.") for i in range(6)]
    (family,) = linked(made).families
    assert len(family.members) == 6
    assert len(family.kinships) < 15


def test_only_articles_that_have_kin_are_opened() -> None:
    made = {name: article(name, text) for name, text in (("a", FIRST), ("b", SECOND), ("c", OTHER), ("d", FIRST))}
    opened: list[str] = []

    def load(name: str) -> Article:
        opened.append(name)
        return made[name]

    shelf = Shelf(tuple(made), load)
    config = CorpusConfig(title="Test", description="Articles of a test.")
    library = link(shelf, Corpus(config, ()), map(gist, made.values()))
    assert isinstance(library.articles, Shelf)
    assert sorted(set(opened)) == ["a", "b", "d"]
    assert library.families == linked(list(made.values())).families


def test_of_many_alike_each_is_set_beside_those_before_it_that_are_most_like_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(families, "_MOST_KIN", 2)
    rows = [[1, 2, 3, 4], [1, 2, 3], [1, 2, 3, 4, 5], [1, 9], [1, 2, 3, 4, 5]]
    runs = [np.array(row, dtype="<u8").tobytes() for row in rows]
    assert families.find_kin(runs) == [(0, 1), (0, 2), (1, 2), (0, 3), (1, 3), (0, 4), (1, 4)]
    pairs = families.find_kin(runs[::-1])
    assert pairs == [(0, 1), (0, 2), (1, 2), (0, 3), (2, 3), (0, 4), (2, 4)]


def test_a_few_words_in_common_are_a_formula() -> None:
    texts = {"a": "More news at eight tonight.", "b": "More news at eight tonight."}
    assert linked([article(name, text) for name, text in texts.items()]).families == ()
