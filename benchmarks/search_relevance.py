"""How good the ranking is: nDCG@10 on TIME and Cranfield, side by side with lunr and SQLite's BM25.

    python benchmarks/search_relevance.py FOLDER

FOLDER holds `time/` and `cran/` as unpacked from their usual archives. A judged document is relevant or not.
"""

from __future__ import annotations

import math
import re
import sqlite3
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from lunr import lunr
from search_browser import ask, write_site

from broadsheet.index import SearchDoc, build_index, client_files

CUT = 10


class Collection(NamedTuple):
    """Documents (title, text), queries, and which documents answer which query."""

    docs: Mapping[str, tuple[str, str]]
    queries: Mapping[str, str]
    answers: Mapping[str, set[str]]


def read_time(folder: Path) -> Collection:
    """Return TIME 1963, with the mended judgements."""
    parts = re.split(r"^\*TEXT.*\n", (folder / "TIME.ALL").read_text("latin-1").split("*STOP")[0], flags=re.M)[1:]
    docs = {str(number): ("", part) for number, part in enumerate(parts, 1)}
    asked = re.split(r"^\*FIND\s+(\d+)", (folder / "TIME.QUE").read_text("latin-1").split("*STOP")[0], flags=re.M)
    answers = defaultdict(set)
    for line in (folder / "qrels_fixed.tsv").read_text().splitlines():
        query, _, doc, _ = line.split()
        answers[query].add(doc)
    return Collection(docs, dict(zip(asked[1::2], asked[2::2], strict=True)), answers)


def read_cranfield(folder: Path) -> Collection:
    """Return Cranfield; its queries are numbered by their order."""
    docs = {}
    for part in re.split(r"^\.I ", (folder / "cran.all.1400").read_text("latin-1"), flags=re.M)[1:]:
        number, title, text = _cranfield_doc(part)
        docs[number] = (title, text)
    asked = re.split(r"^\.W\n", (folder / "cran.qry").read_text("latin-1"), flags=re.M)[1:]
    queries = {str(number): part.split(".I")[0] for number, part in enumerate(asked, 1)}
    answers = defaultdict(set)
    for line in (folder / "cranqrel").read_text().splitlines():
        query, doc, grade = line.split()
        if 1 <= int(grade) <= 4:
            answers[query].add(doc)
    return Collection(docs, queries, answers)


def _cranfield_doc(part: str) -> tuple[str, str, str]:
    number, title, *_, text = re.split(r"^\.[TABW]\n", part, flags=re.M)
    return number.strip(), title, text.removeprefix(title)


def ndcg(ranked: Sequence[str], relevant: set[str]) -> float:
    """Return the normalised discounted cumulative gain of the first ten."""
    gain = sum(1 / math.log2(place + 2) for place, doc in enumerate(ranked[:CUT]) if doc in relevant)
    best = sum(1 / math.log2(place + 2) for place in range(min(CUT, len(relevant))))
    return gain / best


def _words(query: str) -> list[str]:
    return re.findall(r"\w+", query.lower())


def rank_by_us(found: Collection) -> dict[str, list[str]]:
    """Return our ranking, by the worker in a browser."""
    docs = [SearchDoc(number, "article", title, text) for number, (title, text) in found.docs.items()]
    with tempfile.TemporaryDirectory() as folder:
        write_site(Path(folder), {**build_index(docs, {}), **client_files()})
        plain = [" ".join(_words(query)) for query in found.queries.values()]
        answers = ask(Path(folder), plain, size=CUT)
    ranked = [[hit["address"] for hit in answer["hits"]] for answer in answers]
    return dict(zip(found.queries, ranked, strict=True))


def rank_by_lunr(found: Collection) -> dict[str, list[str]]:
    """Return the ranking of lunr with its own pipeline and no boosts."""
    docs = [{"id": number, "title": title, "body": text} for number, (title, text) in found.docs.items()]
    index = lunr(ref="id", fields=("title", "body"), documents=docs)
    return {n: [hit["ref"] for hit in index.search(" ".join(_words(q)))] for n, q in found.queries.items()}


def rank_by_sqlite(found: Collection) -> dict[str, list[str]]:
    """Return the ranking of SQLite FTS5: BM25 over Porter stems, any of the words."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE docs USING fts5(number UNINDEXED, title, body, tokenize='porter')")
    rows = ((number, *texts) for number, texts in found.docs.items())
    database.executemany("INSERT INTO docs VALUES (?, ?, ?)", rows)
    select = f"SELECT number FROM docs WHERE docs MATCH ? ORDER BY rank LIMIT {CUT}"  # noqa: S608 - a constant
    asked = {number: " OR ".join(f'"{word}"' for word in _words(query)) for number, query in found.queries.items()}
    return {number: [row[0] for row in database.execute(select, (query,))] for number, query in asked.items()}


SYSTEMS: dict[str, Callable[[Collection], dict[str, list[str]]]] = {
    "Broadsheet": rank_by_us,
    "lunr.py": rank_by_lunr,
    "SQLite FTS5 porter": rank_by_sqlite,
}


def main(folder: Path) -> None:
    """Print the table."""
    collections = {"TIME": read_time(folder / "time"), "Cranfield": read_cranfield(folder / "cran")}
    for name, found in collections.items():
        for system, rank in SYSTEMS.items():
            ranked = rank(found)
            scores = [ndcg(ranked[query], found.answers[query]) for query in found.queries if found.answers[query]]
            print(f"{name:10} {system:20} nDCG@{CUT} {sum(scores) / len(scores):.4f}  ({len(scores)} queries)")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
