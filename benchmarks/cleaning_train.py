"""Learn to find an article's region in a page's text, and score that on pages of sites it has not seen.

    python benchmarks/cleaning_train.py DATA.jsonl.gz... [--write]

Every line of the data is one page: `raw` (all its visible text), `body` (the article), `id`, and `url` if known;
`with` and `without`, where they are there, are phrases that must and must not be left. Three things are learnt,
each from what the one before it says of pages that it was not learnt from: weights of words (logistic regression),
the trees of the first look, the trees of the second. Pages of one site, and all renderings of a page, stand on one
side of every split, and a page that is scored has no part in any of the three. Needs scikit-learn beside the
package; what is learnt runs without. `--write` learns from all pages and writes `page-words.json.gz`,
`page-trees.json` and `page-trees-again.json` of `words/`.
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
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

from broadsheet.clean.context import SECOND, around_odds, look_again  # noqa: E402
from broadsheet.clean.model import Forest, log_odds, make_forest, probability  # noqa: E402
from broadsheet.clean.page import FIRST, find_region, survey  # noqa: E402
from broadsheet.clean.units import split_units  # noqa: E402
from broadsheet.clean.wording import Weights, find_signs, weigh  # noqa: E402

WORDS = ROOT / "scripts" / "broadsheet" / "words"
FOLDS = 3
FIRST_SETTINGS = {
    "max_iter": 100, "learning_rate": 0.12, "max_leaf_nodes": 12, "min_samples_leaf": 40, "l2_regularization": 5.0,
    "max_bins": 63, "early_stopping": False, "random_state": 0,
}  # fmt: skip
SECOND_SETTINGS = {**FIRST_SETTINGS, "max_iter": 60, "max_leaf_nodes": 10, "min_samples_leaf": 60}
_SITES = 20
"""A sign is weighed if it stands on so many sites: nothing of a single page gets into the weights."""
_MOST_ROWS = 150
"""So many lines of a page are learnt from; a page with more has them drawn, and the weight of all."""
_TOKEN = re.compile(r"\w+")
_NEAR = 300
"""A short line counts as the article's if the article has it within so many characters of its neighbours."""


@dataclass(frozen=True)
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
        return survey(self.texts)

    @cached_property
    def weights(self) -> np.ndarray:
        """Return what each line counts in learning; every page counts the same, whatever its length."""
        lengths = np.sqrt([max(1, len(text.split())) for text in self.texts])
        # The news pages come twice, from two renderers, but are the very thing this is for.
        return lengths / (lengths.sum() + 1) * (2 if self.source.startswith("aeb") else 1)

    @cached_property
    def drawn(self) -> np.ndarray:
        """Return the places of the lines that are learnt from."""
        count = len(self.texts)
        if count <= _MOST_ROWS:
            return np.arange(count)
        hand = np.random.default_rng(zlib.crc32(self.body.encode()))
        return np.sort(hand.choice(count, _MOST_ROWS, replace=False))


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
    first: Forest
    second: Forest


def _rows(pages: Sequence[Page], made: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the rows, labels and weights that are learnt from."""
    rows = np.vstack([rows[page.drawn] for page, rows in zip(pages, made, strict=True)]).astype(np.float32)
    labels = np.concatenate([page.labels[page.drawn] for page in pages])
    weights = [page.weights[page.drawn] * page.weights.sum() / page.weights[page.drawn].sum() for page in pages]
    return rows, labels, np.concatenate(weights) / np.concatenate(weights).mean()


def learn_trees(
    pages: Sequence[Page], made: Sequence[np.ndarray], settings: dict[str, Any]
) -> HistGradientBoostingClassifier:
    """Return trees learnt from the features made of the pages."""
    rows, labels, weights = _rows(pages, made)
    return HistGradientBoostingClassifier(**settings).fit(rows, labels, sample_weight=weights)


def learn_words(pages: Sequence[Page]) -> Weights:
    """Return the weights of the signs that stand on many sites."""
    sites = defaultdict(set)
    for page in pages:
        for sign in set().union(*(find_signs(text) for text in page.texts)):
            sites[sign].add(page.site)
    places = {sign: i for i, sign in enumerate(sorted(s for s, found in sites.items() if len(found) >= _SITES))}
    columns, values, ends = [], [], [0]
    for page in pages:
        for i in page.drawn:
            signs = find_signs(page.texts[i])
            own = [places[sign] for sign in signs if sign in places]
            columns += own
            values += [len(signs) ** -0.5] * len(own)
            ends.append(len(columns))
    matrix = csr_matrix((np.array(values), columns, ends), shape=(len(ends) - 1, len(places)))
    _, labels, weights = _rows(pages, [np.zeros((len(page.texts), 1)) for page in pages])
    model = LogisticRegression(C=1.0, max_iter=60, tol=1e-3).fit(matrix, labels, sample_weight=weights)
    signs = {sign: round(float(model.coef_[0, i]), 2) for sign, i in places.items()}
    return Weights(
        round(float(model.intercept_[0]), 3), {sign: weight for sign, weight in signs.items() if weight}
    )


def first_rows(page: Page, words: Weights) -> tuple[np.ndarray, np.ndarray]:
    """Return the log-odds of the words of each line, and the features of the first look."""
    odds = weigh(page.texts, words)
    return odds, np.hstack([page.rows, around_odds(odds, page.rows)])


def second_rows(page: Page, words: Weights, first: Forest) -> np.ndarray:
    """Return the features of the second look."""
    word_odds, rows = first_rows(page, words)
    odds = log_odds(first, rows)
    return look_again(rows, word_odds, odds, find_region(probability(odds).tolist()))


Folds = frozenset[int]


class Learner:
    """Learns from all folds but some; what needs the same folds is learnt once.

    `held` are the folds that will be scored, `inner` those whose pages the next step learns from.
    """

    def __init__(self, pages: Sequence[Page]) -> None:
        """Take the pages."""
        self.pages = pages
        self.folds = [zlib.crc32(page.site.encode()) % FOLDS for page in pages]

    def _kept(self, without: Folds) -> list[tuple[Page, int]]:
        return [(p, fold) for p, fold in zip(self.pages, self.folds, strict=True) if fold not in without]

    @cache  # noqa: B019 - there is one
    def words(self, without: Folds) -> Weights:
        """Return the weights of words."""
        weights = learn_words([page for page, _ in self._kept(without)])
        print(f"words without {sorted(without)}: {len(weights.signs)}", flush=True)
        return weights

    @cache  # noqa: B019
    def first(self, held: Folds, inner: Folds = frozenset()) -> Trees:
        """Return the trees of the first look; each page's words are weighed by what was not learnt from it."""
        kept = self._kept(held | inner)
        made = [first_rows(page, self.words(held | {fold}))[1] for page, fold in kept]
        print(f"first look without {sorted(held)} {sorted(inner)}", flush=True)
        return export(learn_trees([page for page, _ in kept], made, FIRST_SETTINGS), FIRST)

    def second(self, held: Folds) -> Trees:
        """Return the trees of the second look; the first look at each page was not learnt from it."""
        kept = self._kept(held)
        forests = {fold: make_forest(self.first(held, frozenset([fold]))) for fold in {fold for _, fold in kept}}
        made = [second_rows(page, self.words(held | {fold}), forests[fold]) for page, fold in kept]
        return export(learn_trees([page for page, _ in kept], made, SECOND_SETTINGS), SECOND)

    def learnt(self, held: Folds) -> Learnt:
        """Return all that is learnt from the other folds."""
        return Learnt(self.words(held), make_forest(self.first(held)), make_forest(self.second(held)))


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


def cross_validate(learner: Learner) -> None:
    """Print, and write into `build/`, the region's scores on pages of sites that nothing was learnt from."""
    found: list[tuple[Page, str]] = []
    for fold in range(FOLDS):
        learnt = learner.learnt(frozenset([fold]))
        held = [page for page, own in zip(learner.pages, learner.folds, strict=True) if own == fold]
        for page in held:
            odds = log_odds(learnt.second, second_rows(page, learnt.words, learnt.first))
            inside = find_region(probability(odds).tolist())
            found.append((page, "\n".join(t for t, keep in zip(page.texts, inside, strict=True) if keep)))
    told = {}
    for source in sorted({page.source for page in learner.pages}):
        mine = [(page, text) for page, text in found if page.source == source]
        pairs = [(page.body, text) for page, text in mine]
        figures = [*shingle_f1(pairs)]
        there = [phrase in text for page, text in mine for phrase in page.phrases[0]]
        gone = [phrase not in text for page, text in mine for phrase in page.phrases[1]]
        figures += [float(np.mean(there)), float(np.mean(gone))] if there else []
        told[source.partition(".")[0]] = figures
        print(source, "P, R, F1, phrases found, furniture absent:", [f"{x:.3f}" for x in figures], flush=True)
    (ROOT / "build").mkdir(exist_ok=True)
    (ROOT / "build" / "cleaning-held-out.json").write_text(json.dumps(told), encoding="utf-8")


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
    none: Folds = frozenset()
    for name, trees in (("page-trees", learner.first(none)), ("page-trees-again", learner.second(none))):
        text = json.dumps(trees, separators=(",", ":")) + "\n"
        (WORDS / f"{name}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
