"""Learns scripts/broadsheet/words/names_weights.json.gz from openly licensed texts; needs numpy and scipy.

    python benchmarks/names_train.py TRAIN_OPEN_FOLDER WIKINEWS_FILE [TARGET]

The labelled texts are hardly news. So what the first weights read with certainty in unlabelled news is learnt from
as well, at half the weight. How often a name of a stated probability is right is measured on labelled texts that
the weights in question were not learnt from.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from names_semicrf import Field, Stretch

from broadsheet.describe.names.evidence import Document, document_of, evidence, recalled
from broadsheet.describe.names.folding import Folded, fold_text
from broadsheet.describe.names.reading import Candidate, Name, read
from broadsheet.describe.names.recogniser import known_from
from broadsheet.describe.names.tokens import Tokens, runs, spans
from broadsheet.describe.names.weights import TYPES

TARGET = Path(__file__).parent.parent / "scripts/broadsheet/words/names_weights.json.gz"
NOTICE = (
    "Numbers learnt from GUM (CC BY 4.0; academic, biography, court, interview and travel texts), UNER English "
    "EWT (CC BY-SA 4.0), WikiGold (CC BY 4.0), WNUT 2017 (CC BY 4.0) and CrossNER (MIT, on Wikipedia text), and "
    "from unlabelled Wikinews reports (CC BY 2.5), by benchmarks/names_train.py. Licence: CC BY-SA 4.0."
)
HALF = ("cross", "wnut")
"""Sources that count half: encyclopaedic lists and short posts are furthest from news."""
APART = ("gum", "uner")
"""Sources whose kinds of text the others do not hold."""
FOLDS = 2
LEAN = 1.6
"""Reports hold more names than these texts, and marked ones more often: all candidates start with these odds."""
CERTAIN = 0.85
"""Probability from which a name in unlabelled news is taken as one."""
UNLABELLED = 0.5
"""Weight of unlabelled news."""
LEAST = 0.2
"""Evidence of less weight for every type is left out."""
STEPS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98)
"""Probabilities between which shares are measured."""

Worth = dict[str, np.ndarray]


class Text:
    """A labelled text, divided into runs and candidates."""

    def __init__(self, record: dict[str, Any]) -> None:
        folded = fold_text(record["text"])
        self.document = document_of(folded)
        self.tokens = self.document.tokens
        self.source: str = record["source"]
        self.weight = 0.5 if self.source.startswith(HALF) else 1.0
        self.names = _labels(record, folded, self.tokens)
        self.first: list[Name] = []
        """What a reading without knowledge of the text itself has found."""
        self.runs = [(run, list(spans(self.tokens, *run))) for run in runs(self.tokens)]

    def stretches(self) -> Iterator[Stretch]:
        """Yield the runs with all their evidence."""
        for run, own in self.runs:
            relative = [(first - run[0], past - run[0]) for first, past in own]
            types = [self.names.get(span, -1) for span in own]
            yield Stretch(
                run[1] - run[0], relative, [_all(self.document, run, *s) for s in own], types, self.weight
            )

    def read(self, worth: Worth, lean: float) -> list[Name]:
        """Return the names that weights find."""
        found = []
        for run, own in self.runs:
            found += read(run, [Candidate(*s, _score(worth, lean, _all(self.document, run, *s))) for s in own])
        return found

    def label(self, worth: Worth) -> None:
        """Take what weights read with certainty for true, and leave out the runs in which anything is doubtful."""
        self.weight = UNLABELLED
        self.recall(self.read(worth, LEAN))
        names = self.read(worth, LEAN)
        doubtful = [n.first for n in names if n.probability < CERTAIN]
        self.names = {(n.first, n.past): n.type for n in names}
        self.runs = [(run, own) for run, own in self.runs if not any(run[0] <= at < run[1] for at in doubtful)]

    def recall(self, names: Iterable[Name]) -> None:
        """Let the next reading know what this one has found."""
        known = known_from(self.tokens, [n for n in names if n.probability > 0.5])
        self.document = replace(self.document, known=known)


def _all(document: Document, run: tuple[int, int], first: int, past: int) -> set[str]:
    return evidence(document, run, first, past) | set(recalled(document, first, past))


def _score(worth: Worth, lean: float, words: Iterable[str]) -> tuple[float, float, float]:
    person, organisation, place = lean + sum((worth[w] for w in words if w in worth), np.zeros(3))
    return float(person), float(organisation), float(place)


def _labels(record: dict[str, Any], folded: Folded, tokens: Tokens) -> dict[tuple[int, int], int]:
    """Return the labelled names as token spans, without a leading article and a trailing possessive."""
    starts = {folded.place(start): i for i, start in enumerate(tokens.starts)}
    ends = {folded.place(end): i + 1 for i, end in enumerate(tokens.ends)}
    for i, word in enumerate(tokens.words):
        if word[0].isalpha() and word.endswith("."):
            ends.setdefault(folded.place(tokens.ends[i]) - 1, i + 1)  # "Inc" of "Inc."
    labels = {}
    for entity in record["entities"]:
        words = re.fullmatch(
            r"((?:[Tt]he\s+)?)(.*?)(?:['’] ?s?|[\s.,])*", record["text"][entity["start"] : entity["end"]], re.S
        )
        start = entity["start"] + (len(words[1]) if words else 0)
        end = start + len(words[2]) if words else entity["end"]
        if start in starts and end in ends:
            labels[starts[start], ends[end]] = TYPES.index(entity["type"])
    return labels


def texts(folder: Path) -> dict[str, list[Text]]:
    """Return the labelled texts of every set in a folder."""
    found = {}
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            found[path.name] = [Text(json.loads(line)) for line in lines]
    return found


def learn(part: Sequence[Text], rounds: int = 60, start: Worth | None = None) -> Worth:
    """Return what each piece of evidence is worth, learnt from these texts."""
    field = Field([stretch for text in part for stretch in text.stretches()])
    learnt = field.fit(rounds=rounds, start=start)
    return {word: learnt[i] for word, i in field.vocabulary.items()}


def folds(part: Sequence[Text]) -> Iterator[tuple[list[Text], list[Text]]]:
    """Yield the texts to learn from and those kept aside, in turn."""
    for fold in range(FOLDS):
        yield [t for i, t in enumerate(part) if i % FOLDS != fold], list(part[fold::FOLDS])


def recall_from_others(part: Sequence[Text]) -> list[Worth]:
    """Give each text a first reading by weights that were learnt without it; return these weights."""
    learnt = []
    for others, aside in folds(part):
        learnt.append(learn(others, rounds=35))
        for text in aside:
            text.first = text.read(learnt[-1], 0.0)
    for text in part:
        text.recall(text.first)
    return learnt


def unlabelled(path: Path, worth: Worth) -> list[Text]:
    """Return reports with what weights read in them."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    news = [Text({"source": "news", "text": f"{r['title']}\n\n{r['text']}", "entities": []}) for r in records]
    for text in news:
        text.label(worth)
    return news


def shares(part: Sequence[Text], learnt: Sequence[Worth]) -> dict[str, list[tuple[float, float]]]:
    """Return, for each type and for any, from which probability on which share of the names is right.

    The mean of two measurements: on the folds, whose like was learnt from, and on sources of which nothing was.
    """
    same = [(worth, aside) for worth, (_, aside) in zip(learnt, folds(part), strict=True)]
    apart = [t for t in part if t.source.startswith(APART)]
    new = [(learn([t for t in part if not t.source.startswith(APART)], rounds=30), apart)]
    a, b = measured(same), measured(new)
    return {k: [(at, round((x + y) / 2, 2)) for (at, x), (_, y) in zip(a[k], b[k], strict=True)] for k in a}


def measured(readings: Iterable[tuple[Worth, Iterable[Text]]]) -> dict[str, list[tuple[float, float]]]:
    """Return what is right of what weights read in texts they were not learnt from."""
    found: dict[str, list[tuple[float, bool]]] = {kind: [] for kind in (*TYPES, "unknown")}
    for worth, aside in readings:
        for text in (t for t in aside if not t.source.startswith(HALF)):
            for n in text.read(worth, LEAN):
                true = text.names.get((n.first, n.past))
                found[TYPES[n.type]].append((n.probability, true == n.type))
                found["unknown"].append((n.any_type, true is not None))
    return {kind: steps(pairs) for kind, pairs in found.items()}


def steps(pairs: Sequence[tuple[float, bool]]) -> list[tuple[float, float]]:
    """Return the share of what is right between one probability and the next, never falling."""
    found: list[tuple[float, float]] = []
    for least, most in zip(STEPS, (*STEPS[1:], 2.0), strict=True):
        right = [ok for p, ok in pairs if least <= p < most]
        found.append((least, max(found[-1][1] if found else 0.0, round(sum(right) / max(1, len(right)), 2))))
    return found


def main() -> None:
    """Learn, prune, measure, write."""
    train = [text for part in texts(Path(sys.argv[1])).values() for text in part]
    starts = recall_from_others(train)
    first = learn(train, rounds=45, start=starts[-1])
    news = unlabelled(Path(sys.argv[2]), first)
    learnt = learn([*train, *news], rounds=45, start=first)
    worth = {w: v.round(2) for w, v in learnt.items() if np.abs(v).max() >= LEAST}
    table = {
        "notice": NOTICE,
        "lean": LEAN,
        "shares": shares(train, starts),
        "worth": {word: [round(100 * float(x)) for x in values] for word, values in worth.items()},
    }
    target = Path(sys.argv[3]) if len(sys.argv) > 3 else TARGET
    target.write_bytes(gzip.compress(json.dumps(table, separators=(",", ":")).encode(), compresslevel=9, mtime=0))
    print(len(worth), "pieces of evidence,", target.stat().st_size, "bytes;", table["shares"])


if __name__ == "__main__":
    main()
