"""The command line: arguments in, exit codes out. 0 fine, 1 problems in the corpus, 2 wrong usage, 3 our fault."""

from __future__ import annotations

import errno
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from importlib import import_module
from types import FrameType
from typing import NoReturn

import click
from jinja2 import TemplateError

from broadsheet import __version__
from broadsheet.cli.options import tell
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.work.progress import clearing

PROBLEMS, USAGE, FAULT, STOPPED = 1, 2, 3, 128
"""Stopped by a signal is `STOPPED` and its number, as shells have it: 130 by Ctrl-C, 143 by `kill`."""
_STOPS = {signal.SIGINT: signal.default_int_handler, signal.SIGTERM: signal.SIG_DFL}
"""What stops us, and who answers it where nobody has said otherwise; `nohup` has."""
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS}
COMMANDS = {
    "add": "Add articles to the corpus.",
    "build": "Build the site.",
    "check": "Check the corpus: what is wrong with it, one line each.",
    "confirm": "Confirm records that were proposed, by id or name.",
    "export": "Write the corpus as data, without building the site.",
    "extract": "Say what is found in a file outside any corpus, as JSON.",
    "ids": "List the permanent ids of the corpus.",
    "import": "Make a corpus again from an export, byte for byte.",
    "merge": "Make one record of two: the first leads to the second.",
    "new": "Begin a corpus of one's own in DIR.",
    "reject": "Reject records that were proposed, by id or name.",
    "rename": "Give an article another id.",
    "report": "Say in Markdown what a change does to the site.",
    "schemas": "Write the JSON Schemas of what people write.",
    "serve": "Show the site on this machine.",
    "show": "Show an article in the terminal as a stage leaves it.",
    "suggest": "List the names in the articles that nobody has registered.",
    "withdraw": "Take an article down; its page stays and says why.",
}
"""Each command, which is the one in the module of its name, and the first sentence of its help."""


class _Commands(click.Group):
    """Commands that are known by name and read when they are called: most of them rest on the whole pipeline."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the name of the command that is called, the command itself, and what it is given."""
        name, command, given = super().resolve_command(ctx, args)
        return name, None if command is None else command_of(command.name or ""), given


def command_of(name: str) -> click.Command:
    """Return a command with its arguments and options."""
    name = "import_" if name == "import" else name
    command: click.Command = getattr(import_module(f"broadsheet.cli.{name}"), name)
    return command


@click.group(
    cls=_Commands,
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


for _name, _sentence in COMMANDS.items():
    cli.add_command(click.Command(_name, short_help=_sentence))


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line."""
    args = None if arguments is None else list(arguments)
    for number, answer in _STOPS.items():
        if signal.getsignal(number) == answer:
            signal.signal(number, _stop)
    sys.exit(outcome(lambda: cli.main(args, prog_name="broadsheet", standalone_mode=False)))


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    """Stop, once: to be stopped again while processes are sent home would leave them waiting, and us for them."""
    for each in _STOPS:
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt(number)


def outcome(work: Callable[[], object]) -> int:
    """Do some work and return its exit code: the one place where problems become lines and exit codes."""
    try:
        with clearing():
            code = work()
        return int(code) if isinstance(code, int) else 0
    except click.ClickException as e:
        e.show()
        return USAGE
    except (click.Abort, KeyboardInterrupt) as e:
        click.echo("stopped; what was published stays as it was", err=True)
        # click makes an Abort of what stops us.
        return STOPPED + next((n for n in (e.__cause__ or e).args if isinstance(n, int)), signal.SIGINT)
    except BroadsheetError as e:
        tell(e.problems)
        return PROBLEMS
    except TemplateError:  # a template that is not there is an OSError too, and no fault of the disk
        _blame_us(traceback.format_exc())
        return FAULT
    except OSError as e:
        # Of two files the second is the one that is written; what is read or printed has no name here.
        name = e.filename2 or e.filename
        written = name or e.errno in _FULL
        hint = "check that there is space and that you may write" if written else "check what is read and printed"
        tell([Problem(str(name or "-"), 1, 1, "FILE", e.strerror or str(e), hint)])
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
