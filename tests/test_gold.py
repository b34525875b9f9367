"""The five articles of the corpus as a careful reader reads them. The figures may only rise."""

import pytest

from broadsheet.models import restore
from tests.gold import scoring
from tests.gold.scoring import article, articles_read, corpus, fold, line_of, raw_text, reading

NUMBERS = [number for number, _ in articles_read()]
GOLD = dict(articles_read())


@pytest.mark.parametrize("number", NUMBERS)
def test_every_line_is_kept_taken_as_a_field_or_removed_as_the_reader_does(number: str) -> None:
    gold = GOLD[number]
    fates: dict[int, str] = {}
    for piece in article(number).cleaned.ledger:
        if piece.text.strip():
            first = piece.raw.start + len(piece.text) - len(piece.text.lstrip())
            fates.setdefault(line_of(number, first), piece.fate)
    body = [item for item in gold["body"] if isinstance(item, int)]
    assert {line: fates.get(line) for line in body} == dict.fromkeys(body, "kept")
    dek = [gold["dek"]] if gold.get("dek") else []
    title = [gold["title"]["line"]] if gold["title"]["line"] else []
    removed = [n for lines in gold["removed"].values() for n in lines if isinstance(n, int) and n not in title]
    byline = gold["removed"].get("byline", [])
    assert {n for n in removed if fates[n] != "removed"} <= set(byline)
    assert all(fates[n] == "field" for n in dek + title)


@pytest.mark.parametrize("number", NUMBERS)
def test_the_body_is_the_readers_body_word_for_word(number: str) -> None:
    lines = raw_text(number).split("\n")
    wanted = []
    for item in GOLD[number]["body"]:
        line, start = (item, None) if isinstance(item, int) else item
        text = lines[line - 1]
        wanted.append(fold(text if start is None else text[text.index(start) :]))
    cleaned = article(number).cleaned
    body = cleaned.text[cleaned.body.start : cleaned.body.end]
    assert [fold(paragraph) for paragraph in body.split("\n\n")] == wanted


@pytest.mark.parametrize("number", NUMBERS)
def test_reasons_are_those_a_reader_would_give(number: str) -> None:
    alike = {"byline": "byline", "source-line": "source-line"}
    for reason, items in GOLD[number]["removed"].items():
        for item in items:
            line = item if isinstance(item, int) else item[0]
            pieces = [
                p for p in article(number).cleaned.ledger if p.fate in ("removed", "field") and p.text.strip()
            ]
            found = {
                p.reason
                for p in pieces
                if line_of(number, p.raw.start + len(p.text) - len(p.text.lstrip())) == line
            }
            assert alike.get(reason, reason) in found, (line, reason, found)


@pytest.mark.parametrize("number", NUMBERS)
def test_fields_are_those_of_the_reading(number: str) -> None:
    gold, found = GOLD[number], article(number)
    if gold["title"]["text"]:
        assert found.title.value == gold["title"]["text"]
        assert found.title.status == "stated"
    assert found.byline.value == gold["byline"]
    assert found.date.value is not None
    assert found.date.value.edtf == gold["date"]["edtf"]
    assert found.date.status == "curated"
    names = {o.id: o.name for o in corpus()[0].outlets}
    assert names.get(found.outlet.value or "") == gold["outlet"]["name"]
    if gold["outlet"]["stated"]:
        assert found.outlet.status == "stated"
        evidence = {fold(quote.text) for quote in found.outlet.evidence}
        assert all(any(word in fold(line) for line in gold["outlet"]["evidence"]) for word in evidence)


@pytest.mark.parametrize("number", NUMBERS)
def test_the_ledger_restores_the_bytes(number: str) -> None:
    data = (scoring.ROOT / article(number).source.path).read_bytes()
    assert restore(article(number).cleaned.ledger) == data


def test_all_names_of_the_reading_are_found_and_next_to_none_besides() -> None:
    score = scoring.entities()
    assert score.missed == ()
    assert score.precision >= 0.95, score.wrong


def test_most_names_of_the_reading_are_found_where_nobody_has_registered_any() -> None:
    score = scoring.entities_unregistered()
    assert score.recall >= 0.92, score.missed
    assert score.precision >= 0.90, score.wrong


def test_claims_are_those_of_the_reading() -> None:
    score = scoring.claims()
    assert score.recall >= 0.92, score.missed
    assert score.precision >= 0.92, score.wrong


def test_the_one_pair_that_shares_its_text_is_a_family() -> None:
    families = [set(family.members) for family in corpus()[2].families]
    assert families == [{scoring.IDS[a], scoring.IDS[b]} for a, b in [reading()["same_text"][0]]]


def test_the_pairs_of_the_same_claim_are_joined_and_no_wrong_one() -> None:
    wanted = {frozenset((a, b) for a, b in pair) for pair in reading()["same_claim"]}
    # Both articles also repeat these, which the reading lists as claims of each and not as a pair.
    fair = {
        frozenset((("001", 14), ("002", 8))),
        frozenset((("001", 3), ("002", 3))),
    }
    found = scoring.joined_pairs()
    assert wanted <= found
    assert found - wanted <= fair


def test_the_opposed_statements_of_the_reading_stand_side_by_side() -> None:
    _, by_id, library = corpus()
    numbers = {name: number for number, name in scoring.IDS.items()}
    where = {}
    for group in library.groups:
        for ref in group.claims:
            claim = next(c for c in by_id[ref.article].claims if c.id == ref.claim)
            where[group.id] = where.get(group.id, set()) | {
                (numbers[ref.article], line_of(numbers[ref.article], claim.raw_spans[0].start))
            }
    shown = [(where[o.a], where[o.b]) for t in library.topics for o in t.oppositions if o.status == "curated"]
    for pair in reading()["opposed"]:
        a, b = (tuple(pair[side]) for side in ("a", "b"))
        assert any((a in x and b in y) or (a in y and b in x) for x, y in shown), pair
