"""`broadsheet check`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from broadsheet.cli import options
from broadsheet.formats import FORMATS
from broadsheet.render.phrases import count
from broadsheet.report import vanished
from broadsheet.work.progress import spoken
from broadsheet.work.recheck import placed, recheck


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", *FORMATS]),
    default="text",
    show_default=True,
    help="text for people, github for annotations, json and sarif for other programs.",
)
@click.option("--since", help="A revision whose articles must not have vanished, such as origin/main.")
@options.root
@options.jobs
def check(paths: Sequence[Path], form: str, since: str | None, root: Path, jobs: int) -> int:
    """Check the corpus: what is wrong with it, one line each.

    Every file is read, every decision tried, and every piece of evidence held against its raw file. Articles that
    have not changed since the last check are not looked at again. With PATHS, only the articles that these files
    and folders hold are, and what all articles share; where one of them is a file of many articles (.jsonl) or one
    that all share, all are.

    \b
    Examples:
      broadsheet check
      broadsheet check corpus/articles/2023-01-06-outlet-some-words.yml
      broadsheet check --since origin/main --format github
    """
    for path in paths:
        _must_be_of(root / "corpus", path)
    checked = recheck(root, paths, jobs=jobs, progress=spoken(quiet=form != "text"))
    problems = sorted({*checked.problems, *(vanished(root, since) if since is not None else ())})
    wrong = any(problem.level == "error" for problem in problems)
    if form == "text":
        options.tell(problems)
    else:
        click.echo(FORMATS[form](problems), nl=False)
    if not wrong and form == "text":
        warnings = f"{count(len(problems), 'warning')}, but " if problems else ""
        click.echo(f"{count(checked.articles, 'article')}: {warnings}nothing that would stop publishing")
    return 1 if wrong else 0


def _must_be_of(corpus: Path, path: Path) -> None:
    """Raise UsageError where a path can mean no article: nothing is found wrong with what is not looked at."""
    here, there = placed(path), corpus.resolve()
    if not here.is_relative_to(there) and not there.is_relative_to(here):
        raise click.UsageError(f"{path} is not part of {corpus}; `broadsheet extract` reads any file")
