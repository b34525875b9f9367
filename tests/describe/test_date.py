"""Dates of publication: curated, stated on a date line, bounded by the text, or unknown."""

import pytest

from broadsheet.describe.days import dates_in
from broadsheet.models import Finding
from tests.link.making import article


def found(text: str, date: str | None = None) -> Finding:
    return article("a", text, date=date).date


def test_what_a_person_says_wins() -> None:
    date = found("It rained on 3 May 2021, the council said in a long statement.", "2021-05-04")
    assert (date.value.edtf, date.status) == ("2021-05-04", "curated")


def test_a_text_without_dates_has_none() -> None:
    date = found("The council said on Friday that the bridge may close. It had been open since Monday.")
    assert (date.value, date.status, date.note) == (None, "unknown", "not stated in the text")


def test_a_past_date_is_a_bound_and_quotes_its_words() -> None:
    date = found("The bridge was built in August 1964. The council was founded on 2 March 1920, a clerk said.")
    assert (date.value.edtf, date.status) == ("1964-08/..", "inferred")
    assert [quote.text for quote in date.evidence] == ["August 1964"]


def test_a_date_to_come_bounds_nothing() -> None:
    date = found("The bridge will be replaced in March 2090, the council said. It was built in June 1964.")
    assert date.value.edtf == "1964-06/.."


@pytest.mark.parametrize(
    "words", ["maturing April 1, 2097", "for shipment in May 2097", "to holders of record on April 1, 2097"]
)
def test_what_a_loan_a_share_or_a_freight_is_due_bounds_nothing(words: str) -> None:
    assert found(f"The port sold bonds {words}. It was built in June 1964.").value.edtf == "1964-06/.."


@pytest.mark.parametrize(
    "words", ["Update, {}: The clerk has", "We updated this article on {}, since the clerk has"]
)
def test_a_day_on_which_the_text_was_changed_is_no_day_before_it(words: str) -> None:
    text = f"{words.format('5 April 2024')} said more to the council. It was built in June 1964."
    assert found(text).value.edtf == "1964-06/.."


@pytest.mark.parametrize("month", ["May", "June"])
def test_a_date_in_may_is_past_like_any_other(month: str) -> None:
    assert found(f"The bridge was opened on 12 {month} 1945, after the old one fell.").value is not None
    assert found(f"The bridge may be opened on 12 {month} 1945, the council said.").value is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 6 January 2023 at", ["2023-01-06"]),
        ("on January 6, 2023, at", ["2023-01-06"]),
        ("on Jan. 6 2023", ["2023-01-06"]),
        ("on the 1st June 1999", ["1999-06-01"]),
        ("26-FEB-1987 17:34:23", ["1987-02-26"]),
        ("in March of 2020 and May 2021", ["2020-03", "2021-05"]),
        ("2021-02-03", ["2021-02-03"]),
        ("PostedMay 4, 2021Updated2021-05-06T10:00", ["2021-05-04", "2021-05-06"]),
        ("120215 4 May 20219, B2021-05-066", []),
        ("he may, we march; 80% in 1980; 31 June 2020; 2021-13-40", []),
    ],
)
def test_the_grammar_reads_dates_and_nothing_else(text: str, expected: list[str]) -> None:
    assert [date.edtf for date, _ in dates_in(text)] == expected


BODY = "\n".join(
    f"The harbour of Riverton was closed for the {n} time this year, a clerk told us." for n in range(9)
)
HEAD = "Harbour closed again\n"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("By Ann Other Published: Jan 29, 2025", "2025-01-29"),
        ("Updated November 11, 2022 8:23 PM ET Originally published November 9, 2022 11:01 AM ET", "2022-11-09"),
        ("Posted on November 25, 2024 December 3, 2024", "2024-11-25"),
        ("September 24, 2025\nLast Updated\nSeptember 25, 2025", "2025-09-24"),
        ("09/25/2025", "2025-09-25"),
        ("5.9.2025", "2025-09-05"),
        ("PublishedNov. 20, 2019Updated Nov. 21, 2019", "2019-11-20"),
        ("Nov. 20, 2019Updated: Nov. 21, 2019, 3 p.m.", "2019-11-20"),
        ("Published 20 November 2019Ann Other", "2019-11-20"),
    ],
)
def test_the_day_of_publication_is_told_from_that_of_a_change(lines: str, expected: str) -> None:
    date = found(f"{HEAD}{lines}\n{BODY}")
    assert (date.value.edtf, date.status) == (expected, "stated")


def test_days_around_the_headline_come_before_all_others() -> None:
    related = "Read more\nFebruary 3, 2026\nBridge opened\nFebruary 5, 2026\nBridge closed\n"
    date = found(f"{HEAD}By Ann Other\nJanuary 2, 2026\n{BODY}\n{related}")
    assert (date.value.edtf, date.status) == ("2026-01-02", "stated")


def test_the_day_of_a_change_alone_is_a_bound() -> None:
    date = found(f"{HEAD}Last updated on 3 May 2021\n{BODY}")
    assert (date.value.edtf, date.status, date.rule) == ("../2021-05-03", "inferred", "not-after")
    assert [quote.text for quote in date.evidence] == ["3 May 2021"]


def test_a_day_whose_month_is_not_certain_is_none() -> None:
    assert found(f"{HEAD}04/05/2021\n{BODY}").value is None


def test_a_dateline_states_its_day() -> None:
    date = found(f"LECK, Ruritania (January 24, 2017) — {BODY}")
    assert (date.value.edtf, date.status, date.rule) == ("2017-01-24", "stated", "dateline")
    assert found(f"LECK, Ruritania — On January 24, 2017 it rained — again. {BODY}").status == "inferred"


GERMAN = "Die Brücke über den Fluss ist gesperrt, und der Rat hat noch nicht gesagt, wann sie wieder frei ist."


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("12. Januar 2023", "2023-01-12"),
        ("Donnerstag, 12. April 2023, 14:30 Uhr", "2023-04-12"),
        ("Veröffentlicht am 12. Jan. 2023", "2023-01-12"),
        ("Le 1er février 2023", "2023-02-01"),
        ("Publié le 12 janvier 2023 à 10h30, mis à jour le 13 janvier 2023 à 11h00", "2023-01-12"),
        ("Jueves, 12 de enero del 2023", "2023-01-12"),
        ("Pubblicato il 12 gennaio 2023 alle 10:30", "2023-01-12"),
        ("segunda-feira, 4 de março de 2024 às 10:13", "2024-03-04"),
        ("Opublikowano: 12 stycznia 2023, 10:30", "2023-01-12"),
        ("Четвер, 12 січня 2023 року, 10:30", "2023-01-12"),
        ("10:30, 12 января 2023 г.", "2023-01-12"),
        ("12 Ocak 2023 Perşembe 10:30", "2023-01-12"),
    ],
)
def test_a_line_states_its_day_in_other_languages(line: str, expected: str) -> None:
    date = found("\n\n".join(["Brücke gesperrt", line, *[GERMAN] * 3]))
    assert (date.value.edtf, date.status, date.rule) == (expected, "stated", "date-line")


@pytest.mark.parametrize(
    "line",
    [
        "Aktualisiert am 3. März 2023",
        "Mis à jour le 3 mars 2023",
        "Actualizado: 3 de marzo de 2023",
        "Stand: 3.3.2023",
    ],
)
def test_the_day_of_a_change_is_a_bound_in_other_languages(line: str) -> None:
    date = found("\n\n".join(["Brücke gesperrt", line, *[GERMAN] * 3]))
    assert (date.value.edtf, date.rule) == ("../2023-03-03", "not-after")


def test_days_in_running_text_of_another_language_bound_nothing() -> None:
    text = f"{GERMAN} Bis April 2090 soll eine neue entstehen. {GERMAN}"
    assert found(text).value is None


@pytest.mark.parametrize(
    "text",
    ["Options with expirations of December 2090.", "The mayor is stepping down in May 2090, the council said."],
)
def test_what_is_still_going_on_bounds_nothing(text: str) -> None:
    assert found(f"{text} The bridge was built in June 1964.").value.edtf == "1964-06/.."


def test_two_days_of_a_line_may_be_parted_by_a_dot() -> None:
    date = found(f"{HEAD}Published 4 March 2024 • Last updated 5 March 2024\n{BODY}")
    assert (date.value.edtf, date.status) == ("2024-03-04", "stated")
