"""Learn to find an article's region in a page's text, and score that on pages of sites it has not seen.

    python benchmarks/cleaning_train.py DATA.jsonl.gz... [--write]

Every line of the data is one page: `raw` (all its visible text), `body` (the article), `id`, and `url` if known;
`with` and `without`, where they are there, are phrases that must and must not be left. Two things are learnt:
weights of words (logistic regression), and trees, from what the weights say of pages they were not learnt from.
Pages of one site, and all renderings of a page, stand on one side of every split, and a page that is scored has no
part in either. Needs scikit-learn beside the package; what is learnt runs without. `--write` learns from all pages
and writes `page-words.json.gz` and `page-trees.json` of `words/`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

from broadsheet.clean.furniture import Furniture, match_furniture  # noqa: E402
from broadsheet.clean.lines import Lines, read_lines  # noqa: E402
from broadsheet.clean.model import Forest, make_forest  # noqa: E402
from broadsheet.clean.page import FEATURES, add_odds, ask, choose_region, survey  # noqa: E402
from broadsheet.clean.residue import in_company  # noqa: E402
from broadsheet.clean.units import split_units  # noqa: E402
from broadsheet.clean.wording import Weights, find_signs, weigh  # noqa: E402

WORDS = ROOT / "scripts" / "broadsheet" / "words"
FOLDS = 3
SETTINGS = {
    "max_iter": 60, "learning_rate": 0.2, "max_leaf_nodes": 12, "min_samples_leaf": 40, "l2_regularization": 5.0,
    "max_bins": 63, "early_stopping": False, "random_state": 0,
}  # fmt: skip
_SITES = 20
"""A sign is weighed if it stands on so many sites: nothing of a single page gets into the weights."""
_MOST_ROWS = 150
"""So many lines of a page are learnt from; a page with more has them drawn, and the weight of all."""
_TOKEN = re.compile(r"\w+")
_NEAR = 300
"""A short line counts as the article's if the article has it within so many characters of its neighbours."""


@dataclass(frozen=True, eq=False)
class Page:
    """One page, measured and labelled."""

    source: str
    site: str
    body: str
    texts: list[str]
    labels: np.ndarray
    phrases: tuple[list[str], list[str]]

    @cached_property
    def rows(self) -> np.ndarray:
        """Return the features that need no weights."""
        return survey(self.lines, self.matched)

    @property
    def lines(self) -> Lines:
        """Return the lines as the features see them."""
        return read_lines(self.texts)

    @cached_property
    def matched(self) -> list[Furniture | None]:
        """Return what the furniture table has of the lines."""
        return [match_furniture(text) for text in self.texts]

    @cached_property
    def weights(self) -> np.ndarray:
        """Return what each line counts in learning; every page counts the same, whatever its length."""
        lengths = np.sqrt([max(1, len(text.split())) for text in self.texts])
        # The news pages come twice, from two renderers, but are the very thing this is for.
        return lengths / (lengths.sum() + 1) * (2 if self.source.startswith("aeb") else 1)

    @cached_property
    def drawn(self) -> np.ndarray:
        """Return the places of the lines that are learnt from."""
        n = len(self.texts)
        if n <= _MOST_ROWS:
            return np.arange(n)
        hand = np.random.default_rng(zlib.crc32(self.body.encode()))
        return np.sort(hand.choice(n, _MOST_ROWS, replace=False))


def read_pages(path: str) -> list[Page]:
    """Return the pages of one data file that have any text."""
    pages = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for item in map(json.loads, lines):
            texts = [unit.text for unit in split_units(item["raw"])]
            site = urlparse(item.get("url") or "").netloc.removeprefix("www.") or item["id"][:40]
            labels = np.array(label(texts, item["body"]))
            phrases = (item.get("with", []), item.get("without", []))
            if texts:
                pages.append(Page(Path(path).name, site, item["body"], texts, labels, phrases))
    return pages


def label(texts: list[str], body: str) -> list[int]:
    """Return 1 for every unit that the article holds, 0 for the others."""
    words = _TOKEN.findall(body)
    whole = f" {' '.join(words)} "
    four = set(zip(words, words[1:], words[2:], words[3:], strict=False))
    folded = [f" {' '.join(_TOKEN.findall(text))} " for text in texts]
    places = [whole.find(line) if line.count(" ") > 6 else -1 for line in folded]
    labels = []
    before = 0
    for i, line in enumerate(folded):
        if line.count(" ") > 6:
            labels.append(int(places[i] >= 0 or _share(line.split(), four) > 0.5))
        else:
            after = next((place for place in places[i + 1 :] if place >= 0), -1)
            known = before > 0 or after >= 0
            end = min(after if after >= 0 else len(whole), before + _NEAR if before else len(whole)) + 2
            start = before if before else max(0, after - _NEAR)
            labels.append(int(known and len(line) > 2 and line in whole[start:end]))
        before = places[i] + len(line) - 1 if places[i] >= 0 else before
    return labels


def _share(words: list[str], four: set[tuple[str, ...]]) -> float:
    own = list(zip(words, words[1:], words[2:], words[3:], strict=False))
    return sum(x in four for x in own) / max(1, len(own))


# ------------------------------------------------------------------ learning


Trees = dict[str, Any]
"""Trees as plain numbers, with the names of their features."""


@dataclass(frozen=True)
class Learnt:
    """What is learnt."""

    words: Weights
    trees: Forest


def _rows(pages: Sequence[Page], made: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the rows, labels and weights that are learnt from."""
    rows = np.vstack([rows[page.drawn] for page, rows in zip(pages, made, strict=True)]).astype(np.float32)
    labels = np.concatenate([page.labels[page.drawn] for page in pages])
    weights = [page.weights[page.drawn] * page.weights.sum() / page.weights[page.drawn].sum() for page in pages]
    return rows, labels, np.concatenate(weights) / np.concatenate(weights).mean()


def learn_trees(pages: Sequence[Page], made: Sequence[np.ndarray]) -> HistGradientBoostingClassifier:
    """Return trees learnt from the features made of the pages."""
    rows, labels, weights = _rows(pages, made)
    return HistGradientBoostingClassifier(**SETTINGS).fit(rows, labels, sample_weight=weights)


class Signs:
    """The signs of all lines as numbers; they are found once and learnt from again and again."""

    def __init__(self, pages: Sequence[Page]) -> None:
        """Take the pages."""
        numbers: defaultdict[str, int] = defaultdict(count().__next__)
        self.lines = {
            page: [np.fromiter(map(numbers.__getitem__, s), np.int32) for s in find_signs(page.lines)]
            for page in pages
        }
        self.names = list(numbers)

    def learn(self, pages: Sequence[Page]) -> Weights:
        """Return the weights of the signs that stand on many sites."""
        lines = [self.lines[page][i] for page in pages for i in page.drawn]
        wanted = self._on_many_sites(pages)
        places = np.full(len(self.names), -1)
        places[wanted] = np.arange(len(wanted))
        columns = places[np.concatenate(lines)]
        units = np.repeat(np.arange(len(lines)), [len(line) for line in lines])
        values = np.array([len(line) ** -0.5 for line in lines])[units]
        known = columns >= 0
        shape = (len(lines), len(wanted))
        matrix = csr_matrix((values[known], (units[known], columns[known])), shape)
        _, labels, weights = _rows(pages, [np.zeros((len(page.texts), 1)) for page in pages])
        model = LogisticRegression(C=1.0, max_iter=60, tol=1e-3).fit(matrix, labels, sample_weight=weights)
        told = zip((self.names[i] for i in wanted), model.coef_[0].round(2).tolist(), strict=True)
        return Weights(
            round(float(model.intercept_[0]), 3), {sign: weight for sign, weight in sorted(told) if weight}
        )

    def _on_many_sites(self, pages: Sequence[Page]) -> np.ndarray:
        """Return the numbers of the signs that are weighed."""
        sites = defaultdict(list)
        for page in pages:
            sites[page.site] += self.lines[page]
        on = [np.unique(np.concatenate(lines)) for lines in sites.values()]
        return np.flatnonzero(np.bincount(np.concatenate(on), minlength=len(self.names)) >= _SITES)


def make_rows(page: Page, words: Weights) -> np.ndarray:
    """Return the features of a page's lines."""
    return add_odds(page.rows, weigh(page.lines, words))


Folds = frozenset[int]


class Learner:
    """Learns from all folds but some; what needs the same folds is learnt once."""

    def __init__(self, pages: Sequence[Page]) -> None:
        """Take the pages."""
        self.pages = pages
        self.signs = Signs(pages)
        self.folds = [zlib.crc32(page.site.encode()) % FOLDS for page in pages]

    def _kept(self, without: Folds) -> list[tuple[Page, int]]:
        return [(p, fold) for p, fold in zip(self.pages, self.folds, strict=True) if fold not in without]

    @cache  # noqa: B019 - there is one
    def words(self, without: Folds) -> Weights:
        """Return the weights of words."""
        weights = self.signs.learn([page for page, _ in self._kept(without)])
        print(f"words without {sorted(without)}: {len(weights.signs)}", flush=True)
        return weights

    def trees(self, without: Folds) -> Trees:
        """Return the trees; each page's words are weighed by what was not learnt from it."""
        kept = self._kept(without)
        made = [make_rows(page, self.words(without | {fold})) for page, fold in kept]
        print(f"trees without {sorted(without)}", flush=True)
        return export(learn_trees([page for page, _ in kept], made), FEATURES)

    def learnt(self, held: Folds) -> Learnt:
        """Return all that is learnt from the other folds."""
        return Learnt(self.words(held), make_forest(self.trees(held)))


# ------------------------------------------------------------------ scoring


def shingle_f1(pairs: list[tuple[str, str]]) -> tuple[float, float, float]:
    """Return mean precision and recall of four-word shingles per page, and their harmonic mean."""
    scores = []
    for body, text in pairs:
        gold, found = _shingles(body), _shingles(text)
        right = sum((gold & found).values())
        scores.append((right / max(1, sum(found.values())), right / max(1, sum(gold.values()))))
    precision, recall = np.mean(scores, axis=0)
    return float(precision), float(recall), float(2 * precision * recall / (precision + recall))


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _TOKEN.findall(text)
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)))


def _find(page: Page, learnt: Learnt, known: Sequence[Furniture | None]) -> str:
    """Return what is kept of a page of which the furniture table knows some lines."""
    chances = ask(learnt.trees, make_rows(page, learnt.words), known)
    inside = choose_region(chances, [entry is not None for entry in known])
    return "\n".join(text for text, keep in zip(page.texts, inside, strict=True) if keep)


def cross_validate(learner: Learner) -> None:
    """Print, and write into `build/`, the scores on pages of sites that nothing was learnt from.

    The region alone is what is learnt and no more; with the furniture table, what that knows goes at any rate.
    """
    alone: list[tuple[Page, str]] = []
    shipped: list[tuple[Page, str]] = []
    for fold in range(FOLDS):
        learnt = learner.learnt(frozenset([fold]))
        held = [page for page, own in zip(learner.pages, learner.folds, strict=True) if own == fold]
        alone += [(page, _find(page, learnt, [None] * len(page.texts))) for page in held]
        shipped += [(page, _find(page, learnt, in_company(page.texts, page.matched))) for page in held]
    told = {"region alone": _scores(alone), "with the furniture table": _scores(shipped)}
    for way, figures in told.items():
        for source, numbers in figures.items():
            named = "P, R, F1, phrases found, furniture absent:"
            print(source, way, named, [f"{x:.3f}" for x in numbers], flush=True)
    (ROOT / "build").mkdir(exist_ok=True)
    (ROOT / "build" / "cleaning-held-out.json").write_text(json.dumps(told), encoding="utf-8")


def _scores(found: Sequence[tuple[Page, str]]) -> dict[str, list[float]]:
    """Return the figures of each set of pages."""
    told = {}
    for source in sorted({page.source for page, _ in found}):
        mine = [(page, text) for page, text in found if page.source == source]
        figures = [*shingle_f1([(page.body, text) for page, text in mine])]
        there = [phrase in text for page, text in mine for phrase in page.phrases[0]]
        gone = [phrase not in text for page, text in mine for phrase in page.phrases[1]]
        figures += [float(np.mean(there)), float(np.mean(gone))] if there else []
        told[source.partition(".")[0]] = figures
    return told


def export(model: HistGradientBoostingClassifier, names: tuple[str, ...]) -> Trees:
    """Return the trees as plain numbers: a leaf is a number, a fork [feature, threshold, at most, above]."""

    def grow(nodes: Any, place: int) -> Any:
        node = nodes[place]
        if node["is_leaf"]:
            return round(float(node["value"]), 4)
        branches = (grow(nodes, int(node["left"])), grow(nodes, int(node["right"])))
        return [int(node["feature_idx"]), round(float(node["num_threshold"]), 5), *branches]

    trees = [grow(predictors[0].nodes, 0) for predictors in model._predictors]
    return {"features": list(names), "base": round(float(model._baseline_prediction.item()), 4), "trees": trees}


def main() -> None:
    """Write what is learnt from all pages if asked to, and cross-validate."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", nargs="+")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    pages = [page for path in arguments.data for page in read_pages(path)]
    print(f"{len(pages)} pages, {sum(len(page.texts) for page in pages)} lines", flush=True)
    learner = Learner(pages)
    if arguments.write:
        write(learner)
    cross_validate(learner)


def write(learner: Learner) -> None:
    """Write what is learnt from all pages."""
    words = learner.words(frozenset())
    packed = json.dumps({"base": words.base, "signs": words.signs}, ensure_ascii=False, separators=(",", ":"))
    (WORDS / "page-words.json.gz").write_bytes(gzip.compress(packed.encode(), mtime=0))
    text = json.dumps(learner.trees(frozenset()), separators=(",", ":")) + "\n"
    (WORDS / "page-trees.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
