"""`broadsheet add`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from broadsheet.cli import options
from broadsheet.contribute import Proposal, Shelf, Submission, propose, write
from broadsheet.contribute.fetch import fetch
from broadsheet.contribute.form import read_event
from broadsheet.contribute.near import near_copies
from broadsheet.contribute.submissions import SAID, kind_of, pasted
from broadsheet.contribute.tables import Row, read_csv, read_jsonl
from broadsheet.contribute.telling import tell
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.read.files import MAX_PAGE_BYTES, read_bytes

QUESTIONS = {
    "source_url": "Address of the original",
    "outlet": "Outlet (name or id)",
    "date": "Date of publication (such as 2023-01-06, 2023-01 or 2023-01-06~)",
    "date_note": "How is the date known?",
    "rights": "Rights (who holds them, and on what ground the text is kept)",
}

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def _answers(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command one option for each thing a person may say about an article."""
    for name in reversed(SAID):
        help_ = (
            f"What is known of its {name.replace('_', ' ')}."
            if name != "id"
            else "The id, if not the one proposed."
        )
        command = click.option(f"--{name.replace('_', '-')}", name, default="", help=help_)(command)
    return command


@click.command()
@click.argument("source", required=False)
@click.option("--csv", "csv_file", type=_FILE, help="Many articles: a table with a header line.")
@click.option("--jsonl", "jsonl_file", type=_FILE, help="Many articles: one JSON object a line.")
@click.option("--issue", "event", type=_FILE, help="An article from the issue form: GitHub's event file.")
@click.option("--yes", is_flag=True, help="Ask nothing; what is not known is left open. With a table: write.")
@_answers
@options.root
def add(
    source: str | None,
    csv_file: Path | None,
    jsonl_file: Path | None,
    event: Path | None,
    root: Path,
    *,
    yes: bool,
    **said: str,
) -> int:
    """Add an article to the corpus: SOURCE is a file, an address, or - for text that is typed or piped in.

    Says what is found in it, asks what is not, and writes the raw file and its sidecar. A table is only tried
    unless --yes is given; its columns are those options, and `text` or `file`.

    \b
    Examples:
      broadsheet add article.txt --outlet "Daily Planet" --date 2024-05-03 --date-note "Printed above the text."
      broadsheet add https://news.example/2024/05/03/bridge
      pbpaste | broadsheet add - --yes
      broadsheet add --csv articles.csv
    """
    if sum(given is not None for given in (source, csv_file, jsonl_file, event)) != 1:
        raise click.UsageError("name one of: a file, an address, -, --csv, --jsonl, --issue")
    today = {"collected": datetime.now(UTC).date().isoformat()} | {k: v for k, v in said.items() if v}
    if csv_file is not None:
        return _add_rows(read_csv(csv_file), root, today, yes=yes)
    if jsonl_file is not None:
        return _add_rows(read_jsonl(jsonl_file), root, today, yes=yes)
    given = read_event(event) if event is not None else _from_source(source or "-")
    return _add_one(_completed(given, today), root, ask=not yes and source != "-" and sys.stdin.isatty())


def _completed(given: Submission, said: dict[str, str]) -> Submission:
    """Return a submission with what was said on the command line where it says nothing itself."""
    return given.saying({key: words for key, words in said.items() if not getattr(given, key)})


def _from_source(source: str) -> Submission:
    if source == "-":
        data = sys.stdin.buffer.read(MAX_PAGE_BYTES + 1)
        return Submission(_as_pasted(data), "standard input", kind_of(data))
    if source.startswith(("http://", "https://")):
        page = fetch(source)
        return Submission(page.data, source[:300], kind_of(page.data), source_url=page.url)
    path = Path(source)
    data = read_bytes(path, path.as_posix(), MAX_PAGE_BYTES)
    kind = "html" if path.suffix.lower() in (".html", ".htm") else kind_of(data)
    return Submission(data, path.as_posix(), kind)


def _as_pasted(data: bytes) -> bytes:
    try:
        return pasted(data.decode("utf-8-sig"))
    except UnicodeDecodeError:  # what is wrong with it is told where all texts are read
        return data


# ------------------------------------------------------------------ one article


def _add_one(given: Submission, root: Path, *, ask: bool) -> int:
    shelf = Shelf.of(root)
    proposal = propose(given, shelf)
    if ask and proposal.unknown:
        answers = {key: _ask(key) for key in _questions(proposal)}
        proposal = propose(given.saying(answers), shelf)
    for line in tell(proposal, near_copies(proposal.raw.text, shelf.texts())):
        click.echo(line)
    if ask and not click.confirm("Add it?", default=True):
        click.echo("nothing written")
        return 0
    for path in write(proposal, root):
        click.echo(f"wrote {path}")
    return 0


def _questions(proposal: Proposal) -> list[str]:
    asked = [*proposal.unknown, *(["date_note"] if "date" in proposal.unknown else [])]
    return [key for key in QUESTIONS if key in asked]


def _ask(key: str) -> str:
    return str(click.prompt(f"{QUESTIONS[key]} (Enter: not known)", default="", show_default=False)).strip()


# ------------------------------------------------------------------ a table


def _add_rows(rows: Iterable[Row], root: Path, said: dict[str, str], *, yes: bool) -> int:
    """Try every row, write the good ones where asked to, and tell the others."""
    shelf, good = Shelf.of(root), 0
    problems: list[Problem] = []
    for row in rows:
        if isinstance(row, Problem):
            problems.append(row)
            continue
        try:
            proposal = propose(_completed(row, said), shelf)
            if yes:
                write(proposal, root)
        except BroadsheetError as e:
            problems += (replace(p, line=row.line, column=1) if p.path == row.where else p for p in e.problems)
            continue
        good += 1
        shelf.put(proposal.id, proposal.raw.text, proposal.outlet)
        unknown = f" (not known: {', '.join(proposal.unknown)})" if proposal.unknown else ""
        click.echo(f"{row.where}:{row.line}: {proposal.raw.path}{unknown}")
    options.tell(problems)
    done = "added" if yes else "could be added; nothing is written yet, run it again with --yes"
    click.echo(f"{options.count(good, 'article')} {done}")
    return 1 if problems else 0
