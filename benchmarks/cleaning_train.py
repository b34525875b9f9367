"""Train the trees that find an article's region in a page's text, and score them on pages they have not seen.

    python benchmarks/cleaning_train.py DATA.jsonl.gz... [--write]

Every line of the data is one page: `raw` (all its visible text), `body` (the article), `id`, and `url` if known.
Pages of one site never stand on both sides of a split. Needs scikit-learn beside the package; running the trees
needs nothing. `--write` trains on all pages and writes `words/page-trees.json`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

from broadsheet.clean.features import NAMES, measure  # noqa: E402
from broadsheet.clean.furniture import match_furniture  # noqa: E402
from broadsheet.clean.page import find_region  # noqa: E402
from broadsheet.clean.units import split_units  # noqa: E402

FOLDS = 3
SETTINGS = {
    "max_iter": 100, "learning_rate": 0.12, "max_leaf_nodes": 12, "min_samples_leaf": 40, "l2_regularization": 5.0,
    "max_bins": 63, "early_stopping": False, "random_state": 0,
}  # fmt: skip
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
    rows: np.ndarray
    labels: list[int]


def read_pages(path: str) -> list[Page]:
    """Return the pages of one data file."""
    pages = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for item in map(json.loads, lines):
            texts = [unit.text for unit in split_units(item["raw"])]
            site = urlparse(item.get("url") or "").netloc.removeprefix("www.") or item["id"][:40]
            rows = np.asarray(measure(texts, [match_furniture(text) for text in texts]), dtype=np.float32).reshape(
                -1, len(NAMES)
            )
            pages.append(Page(Path(path).name, site, item["body"], texts, rows, label(texts, item["body"])))
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


def train(pages: list[Page]) -> HistGradientBoostingClassifier:
    """Return trees trained on the pages; every page weighs the same, whatever its length."""
    rows = np.vstack([page.rows for page in pages])
    labels = np.concatenate([page.labels for page in pages])
    weights = np.concatenate([_weigh(page) for page in pages])
    return HistGradientBoostingClassifier(**SETTINGS).fit(rows, labels, sample_weight=weights / weights.mean())


def _weigh(page: Page) -> np.ndarray:
    lengths = np.sqrt([max(1, len(text.split())) for text in page.texts])
    # The news pages come twice, from two renderers, but are the very thing this is for.
    return lengths / (lengths.sum() + 1) * (2 if page.source.startswith("aeb") else 1)


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


def cross_validate(pages: list[Page]) -> None:
    """Print the scores on pages of sites that the trees have not seen."""
    chances: dict[int, np.ndarray] = {}
    for fold in range(FOLDS):
        mine = [zlib.crc32(page.site.encode()) % FOLDS == fold for page in pages]
        model = train([page for page, held in zip(pages, mine, strict=True) if not held])
        for i, held in enumerate(mine):
            if held and pages[i].texts:
                chances[i] = model.predict_proba(pages[i].rows)[:, 1]
    for source in sorted({page.source for page in pages}):
        pairs = []
        for i, chance in chances.items():
            if pages[i].source == source:
                inside = find_region(chance.tolist())
                kept = [text for text, keep in zip(pages[i].texts, inside, strict=True) if keep]
                pairs.append((pages[i].body, "\n".join(kept)))
        print(f"{source}: P {{:.3f}} R {{:.3f}} F1 {{:.3f}}".format(*shingle_f1(pairs)), flush=True)


def export(model: HistGradientBoostingClassifier, names: tuple[str, ...]) -> dict[str, Any]:
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
    """Cross-validate, and write the trees if asked to."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", nargs="+")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    pages = [page for path in arguments.data for page in read_pages(path)]
    print(f"{len(pages)} pages, {sum(len(page.texts) for page in pages)} units, {len(NAMES)} features", flush=True)
    cross_validate(pages)
    if arguments.write:
        target = ROOT / "scripts" / "broadsheet" / "words" / "page-trees.json"
        target.write_text(json.dumps(export(train(pages), NAMES), separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
