"""The command line: arguments in, exit codes out. 0 fine, 1 problems in the corpus, 2 wrong usage, 3 our fault."""

from __future__ import annotations

import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence

import click
from jinja2 import TemplateError

from broadsheet import __version__
from broadsheet.cli.add import add
from broadsheet.cli.build import build
from broadsheet.cli.check import check
from broadsheet.cli.confirm import confirm
from broadsheet.cli.export import export
from broadsheet.cli.extract import extract
from broadsheet.cli.ids import ids
from broadsheet.cli.import_ import import_
from broadsheet.cli.merge import merge
from broadsheet.cli.new import new
from broadsheet.cli.options import tell
from broadsheet.cli.rename import rename
from broadsheet.cli.report import report
from broadsheet.cli.schemas import schemas
from broadsheet.cli.serve import serve
from broadsheet.cli.show import show
from broadsheet.cli.suggest import suggest
from broadsheet.cli.withdraw import withdraw
from broadsheet.problems import BroadsheetError, Problem

PROBLEMS, USAGE, FAULT, STOPPED = 1, 2, 3, 130
CHANGING = (add, confirm, merge, rename, suggest, withdraw)
COMMANDS = (*CHANGING, build, check, export, extract, ids, import_, new, report, schemas, serve, show)


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 fine, 1 problems in the corpus, 2 wrong usage, 3 a fault of Broadsheet.",
)
@click.version_option(__version__)
def cli() -> None:
    """Turn a folder of raw news articles into a static site that shows its evidence.

    \b
    Examples:
      broadsheet build                    corpus/ -> build/site/
      broadsheet check                    what is wrong with the corpus
      broadsheet extract article.txt      what is found in one file, as JSON
      broadsheet serve                    the site on this machine, rebuilt on change
    """


for _command in COMMANDS:
    cli.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line."""
    args = None if arguments is None else list(arguments)
    sys.exit(outcome(lambda: cli.main(args, prog_name="broadsheet", standalone_mode=False)))


def outcome(work: Callable[[], object]) -> int:
    """Do some work and return its exit code: the one place where problems become lines and exit codes."""
    try:
        return int(code) if isinstance(code := work(), int) else 0
    except click.ClickException as e:
        e.show()
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped; what was published stays as it was", err=True)
        return STOPPED
    except BroadsheetError as e:
        tell(e.problems)
        return PROBLEMS
    except TemplateError:  # a template that is not there is an OSError too, and no fault of the disk
        _blame_us(traceback.format_exc())
        return FAULT
    except OSError as e:
        hint = "check that there is space and that you may write"
        tell([Problem(str(e.filename or "build"), 1, 1, "FILE", e.strerror or str(e), hint)])
        return PROBLEMS
    except Exception:
        _blame_us(traceback.format_exc())
        return FAULT


def _blame_us(trace: str) -> None:
    """Say that it is not the corpus's fault, and keep the trace where a report can take it from."""
    where = "what stands above"
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="broadsheet-", suffix=".txt", delete=False, encoding="utf-8"
        ) as log:
            log.write(trace)
        where = log.name
    except OSError:  # the disk may be what is full
        click.echo(trace, err=True)
    click.echo(f"This is a fault of Broadsheet, not of your corpus. Please report it with {where}.", err=True)
