"""`broadsheet show`."""

from __future__ import annotations

import re
import shutil
import textwrap
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path, PurePath

import click

from broadsheet.cli import options
from broadsheet.corpus import Entry
from broadsheet.describe import knowledge_of
from broadsheet.meant import meant
from broadsheet.models import ARTICLES, FINDINGS, Article, Piece
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.read import survey
from broadsheet.work.workers import clean_one, describe_one

_LINE_END = re.compile(r"\r\n|[\r\n]")
_MARKS = {"kept": " ", "field": "=", "removed": "-"}


@click.command()
@click.argument("article")
@click.option(
    "--after", type=click.Choice(["clean", "describe"]), default="clean", help="The stage whose result to show."
)
@options.root
def show(article: str, after: str, root: Path) -> None:
    """Show an article in the terminal as a stage leaves it.

    ARTICLE is its id, or one of its files. After clean: every piece of the raw text with its line, kept, taken as
    title, standfirst or byline (=), or removed (-), with the reason; what the cleaner is not sure of has a
    question mark. After describe: what was found in it.

    \b
    Examples:
      broadsheet show 2023-01-06-outlet-some-words
      broadsheet show 2023-01-06-outlet-some-words --after describe
    """
    wanted = PurePath(article).stem  # an id has no full stop
    corpus, problems = survey(root, lambda name: name == wanted)
    if corpus is None:
        raise BroadsheetError(*problems)
    if not corpus.entries:
        rule = "ids are file names without their ending; `broadsheet ids` lists them"
        hint = meant(wanted[:100], {name: name for name in sorted(corpus.ids)}) or rule
        raise BroadsheetError(Problem(ARTICLES, 1, 1, "ARTICLE-ID", f"there is no {wanted[:100]!r}", hint))
    entry = corpus.entries[0]
    if after == "clean":
        lines = _cleaning(entry)
    else:
        options.refuse_broken(problems)
        knowledge = knowledge_of(corpus.entities, corpus.outlets)
        lines = _description(describe_one(entry, knowledge))
    for line in lines:
        click.echo(line)


def _cleaning(entry: Entry) -> Iterator[str]:
    """Yield the ledger in columns: the line in the raw file, the words, and what became of them."""
    width = max(40, shutil.get_terminal_size().columns - 33)
    ends = [match.end() for match in _LINE_END.finditer(entry.raw.text)]
    if entry.sidecar.status == "withdrawn":
        yield f"withdrawn, and on no page: {entry.sidecar.withdrawn_reason}"
    for piece in clean_one(entry).ledger:
        if piece.fate != "space" and piece.reason != "markup" and piece.text.strip():
            start = piece.raw.start + len(piece.text) - len(piece.text.lstrip())
            yield from _piece(piece, bisect_right(ends, start) + 1, width)


def _piece(piece: Piece, number: int, width: int) -> Iterator[str]:
    said = " ".join(part for part in (piece.reason, f"({piece.rule})" if piece.rule else "", piece.doubt) if part)
    mark = "?" if piece.doubt else _MARKS.get(piece.fate, " ")
    for i, line in enumerate(textwrap.wrap(" ".join(piece.text.split()), width) or [""]):
        yield f"{number if i == 0 else '':>4} {mark} {line:<{width}}  {said if i == 0 else ''}".rstrip()


def _description(article: Article) -> Iterator[str]:
    for name in FINDINGS:
        finding = getattr(article, name)
        value = finding.value.edtf if name == "date" and finding.value is not None else finding.value
        yield f"{name:<9} {value if value is not None else 'unknown'} [{finding.status}] {finding.note}".rstrip()
    yield ""
    for mention in sorted({(m.type, m.name) for m in article.mentions}):
        yield f"{mention[0]:<13} {mention[1]}"
    yield ""
    for claim in article.claims:
        yield f"{claim.id}  {claim.speaker or '(nobody named)'} | {claim.cue or '(continued)'} | {claim.text}"
