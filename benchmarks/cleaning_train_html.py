"""Train the trees that find an article's region in a saved page, and score them on pages they have not seen.

    python benchmarks/cleaning_train_html.py DATA.jsonl.gz [--write]

Every line of the data is one page: `html`, `body` (the article), `url`. Pages of one site never stand on both
sides of a split. Needs scikit-learn and PyYAML; running the trees needs nothing. `--write` trains on all pages and
writes `words/html-trees.json`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import zlib
from dataclasses import dataclass
from unittest.mock import patch
from urllib.parse import urlparse

import numpy as np
from cleaning_train import ROOT, export, label, shingle_f1
from sklearn.ensemble import HistGradientBoostingClassifier

sys.path.insert(0, str(ROOT / "scripts"))

from broadsheet.clean import clean
from broadsheet.clean.furniture import match_furniture
from broadsheet.clean.html import features, judge, stated_body
from broadsheet.clean.html.blocks import split_blocks
from broadsheet.clean.html.head import read_head
from broadsheet.clean.model import make_forest
from broadsheet.models import Raw

FOLDS = 5
SETTINGS = {
    "max_iter": 100, "learning_rate": 0.1, "max_leaf_nodes": 10, "min_samples_leaf": 20, "l2_regularization": 5.0,
    "max_bins": 63, "early_stopping": False, "random_state": 0,
}  # fmt: skip
_WEIGHT = 0.75
"""A paragraph weighs its words to this power; every page weighs the same."""


@dataclass(frozen=True)
class Page:
    """One page, measured and labelled."""

    site: str
    html: str
    body: str
    rows: np.ndarray
    words: np.ndarray
    labels: list[int]


def read_pages(path: str) -> list[Page]:
    """Return the pages of a data file."""
    pages = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for item in map(json.loads, lines):
            document = split_blocks(item["html"])
            texts = [block.unit.text for block in document.blocks]
            stated = stated_body(read_head(item["html"], document))
            rows = features.measure(document, [match_furniture(text) for text in texts], stated)
            site = urlparse(item["url"]).netloc.removeprefix("www.")
            words = np.array([max(1, len(text.split())) for text in texts])
            array = np.asarray(rows, dtype=np.float32)
            pages.append(Page(site, item["html"], item["body"], array, words, label(texts, item["body"])))
    return pages


def train(pages: list[Page]) -> HistGradientBoostingClassifier:
    """Return trees trained on the pages."""
    rows = np.vstack([page.rows for page in pages])
    labels = np.concatenate([page.labels for page in pages])
    weights = np.concatenate([_weigh(page) for page in pages])
    return HistGradientBoostingClassifier(**SETTINGS).fit(rows, labels, sample_weight=weights / weights.mean())


def _weigh(page: Page) -> np.ndarray:
    lengths = page.words**_WEIGHT
    return lengths / (lengths.sum() + 1)


def cross_validate(pages: list[Page], salt: str) -> tuple[float, float, float]:
    """Return precision, recall and F1 of the whole stage on pages of sites that the trees have not seen."""
    pairs = []
    folds = [zlib.crc32((salt + page.site).encode()) % FOLDS for page in pages]
    for fold in range(FOLDS):
        model = train([page for page, mine in zip(pages, folds, strict=True) if mine != fold])
        forest = make_forest(export(model, features.names()))
        with patch.object(judge, "load_forest", lambda *_, forest=forest: forest):
            for page, mine in zip(pages, folds, strict=True):
                if mine == fold:
                    cleaned = clean(Raw("page", "page.html", page.html, "", "html"))
                    pairs.append((page.body, cleaned.text[slice(*cleaned.body)]))
    return shingle_f1(pairs)


def main() -> None:
    """Cross-validate, and write the trees if asked to."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    pages = read_pages(arguments.data)
    print(f"{len(pages)} pages, {sum(len(p.labels) for p in pages)} paragraphs", flush=True)
    for salt in ("", "a"):
        print("cross-validated: P {:.4f} R {:.4f} F1 {:.4f}".format(*cross_validate(pages, salt)), flush=True)
    if arguments.write:
        target = ROOT / "scripts" / "broadsheet" / "words" / "html-trees.json"
        made = export(train(pages), features.names())
        target.write_text(json.dumps(made, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
