"""`broadsheet add`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from broadsheet.cli import options
from broadsheet.cli.asking import asked
from broadsheet.contribute import Intake, Proposal, Submission, propose, writing
from broadsheet.contribute.columns import COLUMNS, Reading
from broadsheet.contribute.fetch import fetch
from broadsheet.contribute.folders import find_files, read_file, read_files
from broadsheet.contribute.form import read_event
from broadsheet.contribute.many import completed, refuse_twin, tried
from broadsheet.contribute.near import near_copies
from broadsheet.contribute.sketches import NEARLY
from broadsheet.contribute.submissions import Row, kind_of, pasted
from broadsheet.contribute.tables import read_csv, read_jsonl
from broadsheet.contribute.telling import tell
from broadsheet.dates import DayOrder
from broadsheet.problems import Problem
from broadsheet.read.files import MAX_PAGE_BYTES
from broadsheet.render.phrases import count
from broadsheet.work.progress import spoken

SAYING = {
    "id": "Permanent id, if not the one proposed: the date as far as it is sure, the outlet, a few words.",
    "source_url": "Address at which it was published.",
    "archived_url": "Address of an archived copy.",
    "collected": "Day on which the text was saved; today where nothing is said.",
    "outlet": "Who published it: the id, name or a spelling of an outlet, or the name of a new one.",
    "outlet_note": "How the outlet is known.",
    "title": "Headline, where the text does not state it.",
    "title_note": "How the headline is known.",
    "byline": "Who wrote it, where the text does not state it.",
    "date": "Date of publication, such as 2023-01-06, 2023-01 or 2023-01-06~ (about).",
    "date_note": "How the date is known.",
    "language": "Language of the text, such as en.",
    "rights": "Who holds the rights, and on what ground the text is kept.",
}
"""What may be said of an article, and of each of many that says nothing of it itself."""

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def _answers(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command one option for each thing a person may say about an article."""
    for name, told in reversed(SAYING.items()):
        command = click.option(f"--{name.replace('_', '-')}", name, default="", help=told)(command)
    return command


@click.command()
@click.argument("sources", nargs=-1)
@click.option("--csv", "csv_file", type=_FILE, help="Many articles: a table with a header line.")
@click.option("--jsonl", "jsonl_file", type=_FILE, help="Many articles: one JSON object a line.")
@click.option(
    "--column", "columns", multiple=True, metavar="NAME=KEY", help="What a column is; `NAME=` leaves it out."
)
@click.option(
    "--dates", type=click.Choice(["day-first", "month-first"]), help="How a table means dates such as 3/4/2024."
)
@click.option("--issue", "event", type=_FILE, help="An article from the issue form: GitHub's event file.")
@click.option(
    "--yes", is_flag=True, help="Ask nothing; what is not known is left open. Of many articles: write them."
)
@click.option(
    "--copies", is_flag=True, help="Add also what is here already, or nearly, from the same outlet and day."
)
@_answers
@options.root
def add(
    sources: tuple[str, ...],
    csv_file: Path | None,
    jsonl_file: Path | None,
    event: Path | None,
    columns: tuple[str, ...],
    dates: DayOrder | None,
    root: Path,
    *,
    yes: bool,
    copies: bool,
    **said: str,
) -> int:
    """Add articles to the corpus.

    SOURCES are files, folders of them, an address, or - for text that is typed or piped in. Says what is found in
    an article, asks what is not, and writes the raw file and its sidecar. Several files, the texts and pages of a
    folder (.txt, .html, .htm) and the rows of a table are only tried unless --yes is given. The columns of a table
    are the options that say something of an article, and `text` or `file`; usual names of them, such as
    "Publication date" or "URL", are understood too.

    \b
    Examples:
      broadsheet add article.txt --outlet "Daily Planet" --date 2024-05-03 --date-note "Printed above the text."
      broadsheet add https://news.example/2024/05/03/bridge
      pbpaste | broadsheet add - --yes
      broadsheet add collected/ more.txt --rights "The publishers'; kept for quotation"
      broadsheet add --csv articles.csv --column "Headline (EN)=title" --column "Row=" --dates day-first
    """
    # An empty source is a variable that nobody has set; as a path it would be all of this folder.
    if "" in sources or sum(given is not None for given in (sources or None, csv_file, jsonl_file, event)) != 1:
        raise click.UsageError("name one of: files and folders, an address, -, --csv, --jsonl, --issue")
    today = {"collected": datetime.now(UTC).date().isoformat()} | {k: v for k, v in said.items() if v}
    rows, total = _many(sources, csv_file, jsonl_file, Reading(_columns(columns), dates, said["date_note"] or ""))
    if rows is not None:
        return _add_many(rows, total, root, today, yes=yes, copies=copies)
    given = read_event(event) if event is not None else _from_source(*sources)
    ask = not yes and sources != ("-",) and sys.stdin.isatty()
    return _add_one(completed(given, today), root, ask=ask, copies=copies)


def _many(
    sources: Sequence[str], table: Path | None, lines: Path | None, reading: Reading
) -> tuple[Iterable[Row] | None, int | None]:
    """Return many articles and how many they are, as far as that is known; None where one is meant."""
    if table is not None:
        return read_csv(table, reading), None
    if lines is not None:
        return read_jsonl(lines, reading), None
    if len(sources) < 2 and not any(Path(source).is_dir() for source in sources):
        return None, None
    if any(source == "-" or _is_address(source) for source in sources):
        raise click.UsageError("name an address, or -, alone; several at once are files and folders")
    found = list(find_files(map(Path, sources)))
    return read_files(found), len(found)


def _columns(said: Iterable[str]) -> dict[str, str]:
    """Return the key that each column is said to be, empty for those left out."""
    found: dict[str, str] = {}
    for words in said:
        name, equals, key = words.rpartition("=")
        if not equals or key not in ("", *COLUMNS):
            raise click.UsageError(
                f"--column {words!r}: write NAME=KEY, with a key of {', '.join(COLUMNS)}, or NAME="
            )
        found[name] = key
    return found


def _is_address(source: str) -> bool:
    return source.startswith(("http://", "https://"))


def _from_source(source: str) -> Submission:
    if source == "-":
        data = sys.stdin.buffer.read(MAX_PAGE_BYTES + 1)
        return Submission(_as_pasted(data), "standard input", kind_of(data))
    if _is_address(source):
        page = fetch(source)
        return Submission(page.data, source[:300], kind_of(page.data), source_url=page.url)
    if "://" in source:
        raise click.UsageError(f"{source} cannot be fetched: an address begins with http:// or https://")
    return read_file(Path(source))


def _as_pasted(data: bytes) -> bytes:
    try:
        return pasted(data.decode("utf-8-sig"))
    except UnicodeDecodeError:  # what is wrong with it is told where all texts are read
        return data


# ------------------------------------------------------------------ one article


def _add_one(given: Submission, root: Path, *, ask: bool, copies: bool) -> int:
    intake = Intake.of(root)
    proposal = propose(given, intake)
    if ask:
        given, proposal = asked(given, proposal, intake)
    near = near_copies(proposal.raw.text, intake.texts())
    if not copies:
        refuse_twin(given, proposal, intake, [other.id for other in near if other.alike >= NEARLY])
    for line in tell(proposal, near):
        click.echo(line)
    if ask and not click.confirm("Add it?", default=True):
        click.echo("nothing written")
        return 0
    with writing(root) as write:
        paths = write(proposal)
    for path in paths:
        click.echo(f"wrote {path}")
    return 0


# ------------------------------------------------------------------ many


def _add_many(
    rows: Iterable[Row], total: int | None, root: Path, said: dict[str, str], *, yes: bool, copies: bool
) -> int:
    """Try every article, write the good ones where asked to, and tell the others."""
    intake, progress, good, done = Intake.of(root), spoken(), 0, 0
    problems: list[Problem] = []
    with ExitStack() as whole:
        write = whole.enter_context(writing(root)) if yes else _not_yet
        for done, outcome in enumerate(tried(rows, intake, said, write, copies=copies), start=1):
            progress.at("articles", done, total)
            if isinstance(outcome[0], Problem):
                problems += outcome
                continue
            good += 1
            progress.say(_line(*outcome))
    progress.at("articles", done, done)
    options.tell(problems)
    click.echo(_done(good, yes=yes))
    return 1 if problems else 0


def _not_yet(proposal: Proposal) -> None:
    """Write nothing."""


def _line(row: Submission, proposal: Proposal) -> str:
    place = row.where if row.line is None else f"{row.where}:{row.line}"
    unknown = f" (not known: {', '.join(proposal.unknown)})" if proposal.unknown else ""
    new = f" (new outlet {proposal.outlet.id}; {proposal.meant})" if proposal.outlet and proposal.meant else ""
    return f"{place}: {proposal.raw.path}{unknown}{new}"


def _done(good: int, *, yes: bool) -> str:
    if not good:
        return "no article was added" if yes else "no article could be added"
    if yes:
        return f"{count(good, 'article')} added"
    return f"{count(good, 'article')} could be added; nothing is written yet, run it again with --yes"
