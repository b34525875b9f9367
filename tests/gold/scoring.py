"""Compares what is found in the five articles with a careful reader's reading of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from broadsheet.corpus import Corpus
from broadsheet.describe.names import Registry, find_mentions
from broadsheet.link import link
from broadsheet.models import Article, Claim, Library
from tests.making import examine

ROOT = Path(__file__).resolve().parents[2]

IDS = {
    "000": "2022-10-17-euronews-fears-of-joint-attack",
    "001": "2023-01-06-al-jazeera-more-troops-to-belarus",
    "002": "2023-01-unknown-train-arrives-in-belarus",
    "003": "2022-12-06-independent-belarus-to-move-troops",
    "004": "2022-10-19-daily-express-belarus-denies-invasion-fears",
}
SUMMARY_KEYS = ("same_claim", "same_text", "different_text", "variants", "opposed")


@cache
def reading() -> dict[str, Any]:
    return yaml.safe_load((Path(__file__).parent / "reading.yml").read_text(encoding="utf-8"))


def articles_read() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the number of each article and what the reader found in it."""
    for name, gold in reading().items():
        if name not in SUMMARY_KEYS:
            yield name[:3], gold


@cache
def corpus() -> tuple[Corpus, dict[str, Article], Library]:
    found, articles, _ = examine(ROOT)
    return found, {a.id: a for a in articles}, link(articles, found)


def article(number: str) -> Article:
    return corpus()[1][IDS[number]]


def raw_text(number: str) -> str:
    return (ROOT / article(number).source.path).read_bytes().decode("utf-8-sig")


def fold(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("’", "'")).strip()


def line_of(number: str, offset: int) -> int:
    return raw_text(number).count("\n", 0, offset) + 1


@dataclass(frozen=True)
class Score:
    right: int
    found: int
    wanted: int
    missed: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def recall(self) -> float:
        return self.right / self.wanted

    @property
    def precision(self) -> float:
        return 1 - len(self.wrong) / self.found


def entities() -> Score:
    """Score names: wanted are the reader's, wrong is what is neither wanted nor optional."""
    missed, wrong = [], []
    found = wanted = right = 0
    spellings = {e.name: {e.name.lower(), *(s.lower() for s in e.spellings)} for e in corpus()[0].entities}
    for number, gold in articles_read():
        expected = {name: e["type"] for name, e in gold["entities"].items() if name != "optional"}
        named = {name.lower() for name in gold["entities"].get("optional", [])}
        optional = {name for name, forms in spellings.items() if forms & named}
        have = {(m.name, m.type) for m in article(number).mentions if m.type != "unknown"}
        wanted += len(expected)
        found += len(have)
        right += len(set(expected.items()) & have)
        missed += [f"{number} {name}" for name, kind in expected.items() if (name, kind) not in have]
        wrong += [
            f"{number} {n} ({t})" for n, t in sorted(have) if (n, t) not in expected.items() and n not in optional
        ]
    return Score(right, found, wanted, tuple(missed), tuple(wrong))


def entities_unregistered() -> Score:
    """Score names where nobody has registered any: right is what is written or named as the reader has it."""
    missed, wrong = [], []
    found = wanted = right = 0
    for number, gold in articles_read():
        names = {k: v for k, v in gold["entities"].items() if k != "optional"}
        known = {(bare(form), e["type"]): name for name, e in names.items() for form in (name, *e["forms"])}
        optional = {bare(name) for name in gold["entities"].get("optional", [])}
        mentions = find_mentions(article(number).cleaned, Registry([]))
        have = {(m.name, m.type): {m.text, m.name} for m in mentions if m.type != "unknown"}
        meant = {key: {known.get((bare(form), key[1])) for form in forms} - {None} for key, forms in have.items()}
        fine = {key for key, who in meant.items() if who or bare(key[0]) in optional}
        got = set().union(*meant.values())
        wanted, found, right = wanted + len(names), found + len(have), right + len(got & names.keys())
        missed += [f"{number} {name}" for name in names if name not in got]
        wrong += [f"{number} {name} ({kind})" for name, kind in sorted(have.keys() - fine)]
    return Score(right, found, wanted, tuple(missed), tuple(wrong))


def bare(name: str) -> str:
    return fold(name).lower().removeprefix("the ").removesuffix("'s")


def claim_matches(number: str, claim: Claim, gold: dict[str, Any]) -> bool:
    """Return whether a claim holds the words that the reader's claim must, on its line."""
    lines = {line_of(number, span.start) for span in claim.raw_spans}
    return gold["line"] in lines and fold(gold["contains"]).lower() in fold(claim.text).lower()


def speaker_matches(claim: Claim, gold: dict[str, Any]) -> bool:
    """Return whether the speaker is the reader's, by name or, where it has none, in the article's words."""
    names = {fold(gold["speaker"]).lower(), fold(gold["as"]).lower()}
    said = fold(claim.speaker).lower()
    return said in names or any(said and said in name and claim.speaker_id is None for name in names)


def same_sentence(number: str, a: Claim, b: Claim) -> bool:
    text = raw_text(number)
    (start, _), (end, _) = sorted((a.raw_spans[0], b.raw_spans[0]))
    return "\n" not in text[start:end] and ". " not in text[start:end]


def claims() -> Score:
    missed, wrong = [], []
    found = wanted = right = 0
    for number, gold in articles_read():
        have = list(article(number).claims)
        found += len(have)
        good: set[str] = set()
        for expected in gold["claims"]:
            hits = [c for c in have if claim_matches(number, c, expected) and speaker_matches(c, expected)]
            good |= {c.id for c in hits}
            # The reader took a sentence with two attributing verbs ("has blamed ..., accusing them of ...") as one.
            good |= {
                c.id for c in have if hits and c.speaker == hits[0].speaker and same_sentence(number, c, hits[0])
            }
            if not expected.get("optional"):
                wanted += 1
                right += bool(hits)
                if not hits:
                    missed.append(f"{number}:{expected['line']} {expected['speaker']}: {expected['contains']}")
        for claim in have:
            if claim.id not in good:
                line = line_of(number, claim.raw_spans[0].start)
                wrong.append(f"{number}:{line} [{claim.speaker}|{claim.cue}] {claim.text[:90]}")
    return Score(right, found, wanted, tuple(missed), tuple(wrong))


def joined_pairs() -> set[frozenset[tuple[str, int]]]:
    """Return the pairs of (article number, raw line) that statement groups join across articles."""
    _, by_id, library = corpus()
    numbers = {name: number for number, name in IDS.items()}
    pairs = set()
    for group in library.groups:
        places = []
        for ref in group.claims:
            claim = next(c for c in by_id[ref.article].claims if c.id == ref.claim)
            number = numbers[ref.article]
            places.append((number, line_of(number, claim.raw_spans[0].start)))
        pairs |= {frozenset((a, b)) for i, a in enumerate(places) for b in places[i + 1 :] if a[0] != b[0]}
    return pairs
