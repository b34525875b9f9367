"""Makes holdings for the tests of the export: invented articles with whatever titles, authors and dates are asked for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from broadsheet.corpus import Corpus, Entry
from broadsheet.dates import parse
from broadsheet.describe import knowledge_of
from broadsheet.export import Holdings, files
from broadsheet.export.tables import Table
from broadsheet.link import link
from broadsheet.models import Article, Finding, Raw
from broadsheet.records import CorpusConfig, Sidecar
from broadsheet.redact import redact
from broadsheet.work.workers import describe_one
from tests.making import examine

TEXT = (
    "Ferry stays in port\n\nThe ferry will stay in port, the captain said. Nobody objected to the plan at all.\n"
)

AWKWARD = (
    'A "quoted" title, with commas; and {braces} that {do not match',
    "Tom & Jerry <b>bold</b> 100% #1 $5 under_score ~tilde ^caret \\back\\slash",
    "=1+1 is what it says",
    "@everyone - and -- dashes --- `ticks` ''twice''",
    "العنوان من اليمين إلى اليسار ‏(2024)",
    "第一条新闻：标题",
    "'=already quoted",
    "Naïve café – “typographic” ‘quotes’ …",
    "?`¿ !`¡ }",
)
AUTHORS = ("Cher", "Ludwig van der Berg", "de la Cruz, María", "O'Neill and Sons", "AND", "", "Ana, Bo and {Ci}")
DATES = (
    "2024-05-06",
    "2024-05",
    "2024",
    "2024-05-06~",
    "2024-05?",
    "2024-05-02/2024-05-06",
    "2024/..",
    "../2024",
    "",
)

# What a title or name in a sidecar can be: one line, with no control characters, not only spaces.
lines = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp")), min_size=1, max_size=60).filter(
    lambda text: text.strip() != ""
)

# The same without that care, with characters that some format reads as its own, line ends among them.
hostile = st.text(
    st.sampled_from("\"'`{}[]()<>,;:=+-@|\\/$&#_%~^*\n\t \u00a0\u200f\u202e\u2066\u0627\u05d0")
    | st.characters(exclude_categories=("Cc", "Cs", "Cn")),
    min_size=1,
    max_size=40,
).filter(lambda text: text.strip() != "")

dates = st.sampled_from(DATES) | st.builds(
    lambda day, cut, mark: day.isoformat()[:cut] + mark,
    st.dates(date(1605, 1, 1), date(2100, 12, 31)),  # since there are newspapers
    st.sampled_from((4, 7, 10)),
    st.sampled_from(("", "~", "?", "%")),
)


@dataclass(frozen=True)
class Told:
    """What is said about an article."""

    title: str = "Ferry stays in port"
    author: str = ""
    date: str = ""
    url: str = ""


AWKWARD_ARTICLES = tuple(
    Told(
        title,
        AUTHORS[n % len(AUTHORS)],
        DATES[n % len(DATES)],
        "https://example.org/a?b=1&c=%20d" if n % 2 else "",
    )
    for n, title in enumerate(AWKWARD)
)


@cache
def _plain() -> Article:
    raw = Raw("a", "corpus/articles/a.txt", TEXT, hashlib.sha256(TEXT.encode()).hexdigest())
    return describe_one(Entry(raw, Sidecar(), "corpus/articles/a.yml"), knowledge_of((), ()))


def article(number: int, told: Told) -> tuple[Article, Entry]:
    """Return an article as the stages make it, with what is told put in its place."""
    plain, name = _plain(), f"a-{number}"
    path = f"corpus/articles/{name}.txt"
    made = replace(
        plain,
        id=name,
        source=replace(plain.source, path=path, url=told.url),
        title=Finding(told.title, "curated"),
        byline=Finding(told.author, "curated") if told.author else Finding(None, "unknown"),
        date=Finding(parse(told.date), "curated") if told.date else Finding(None, "unknown"),
    )
    return made, Entry(Raw(name, path, TEXT, plain.source.sha256), Sidecar(), f"corpus/articles/{name}.yml")


def shelf(told: Sequence[Told], *, site_url: str | None = None, licence: str | None = None) -> Holdings:
    """Return the holdings of a corpus of these articles."""
    made = [article(n, t) for n, t in enumerate(told)]
    config = CorpusConfig(
        title="Harbour & <news>", description="About a harbour.", site_url=site_url, licence=licence
    )
    corpus = Corpus(config, tuple(entry for _, entry in made))
    return Holdings(redact(link([a for a, _ in made], corpus)), corpus)


def project_holdings(root: Path) -> Holdings:
    """Return the holdings of a project's folder."""
    corpus, articles, _ = examine(root)
    return Holdings(redact(link(articles, corpus)), corpus)


def exported(holdings: Holdings, *names: str) -> dict[str, bytes]:
    """Return the files of some formats."""
    return {file.path: b"".join(file.chunks()) for file in files(holdings, names)}


def whole(made: Iterable[tuple[str, Iterable[bytes]]]) -> dict[str, bytes]:
    """Return files that come in pieces."""
    return {path: b"".join(chunks) for path, chunks in made}


def rows_of(table: Table, holdings: Holdings) -> list[dict[str, Any]]:
    """Return a table's rows as JSON Lines say them."""
    made = exported(holdings, "jsonl", "ledger")[f"data/{table.name}.jsonl"]
    return [json.loads(line) for line in made.decode().split("\n")[:-1]]


def plain(cell: str) -> str:
    """Take the apostrophe off that keeps a spreadsheet from calculating."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'")[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
