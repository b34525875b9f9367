"""Tries many articles, of files or of a table: those that can be added are, and the others are told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from broadsheet.contribute.intake import Intake, digest, tells
from broadsheet.contribute.known import wrong
from broadsheet.contribute.proposals import Proposal, propose
from broadsheet.contribute.submissions import Row, Submission
from broadsheet.problems import BroadsheetError, Problem

Outcome = tuple[Submission, Proposal] | tuple[Problem, ...]
"""What a person brought and the files for it, or what is wrong with it."""


def completed(given: Submission, said: Mapping[str, str]) -> Submission:
    """Return a submission with what was said of all of them, where it says nothing itself."""
    return given.saying({key: words for key, words in said.items() if not getattr(given, key)})


def tried(
    rows: Iterable[Row],
    intake: Intake,
    said: Mapping[str, str],
    write: Callable[[Proposal], object],
    *,
    copies: bool = False,
) -> Iterator[Outcome]:
    """Yield what becomes of each row; a good one is written and taken in, a bad one stops nothing.

    With `copies`, articles that are here already are taken too.
    """
    if not copies:
        for name, text in intake.texts():
            intake.sketches.put(name, text)
    for row in rows:
        if isinstance(row, Problem):
            yield (row,)
            continue
        try:
            given = completed(row, said)
            proposal = propose(given, intake)
            if not copies:
                refuse_twin(given, proposal, intake)
            write(proposal)
        except BroadsheetError as e:
            yield tuple(_in_row(problem, row) for problem in e.problems)
            continue
        intake.put(proposal.id, proposal.raw.text, proposal.article, proposal.outlet)
        yield row, proposal


def refuse_twin(given: Submission, proposal: Proposal, intake: Intake, alike: Iterable[str] = ()) -> None:
    """Raise BroadsheetError where its text or one `alike` is in the corpus, from no other outlet or day."""
    text = proposal.raw.text
    twin = next(intake.twins(text, tells(proposal.article), alike), None)
    if twin is not None:
        nearly = "" if twin in intake.digests.get(digest(text), ()) else "nearly "
        hint = "improve its sidecar (its files may be renamed until they are published), say another outlet or day"
        what = f"is {nearly}the article {twin} again"
        raise wrong(given, "ARTICLE-TWICE", what, f"{hint}, or add it all the same with --copies")


def _in_row(problem: Problem, row: Submission) -> Problem:
    """Return a problem of a table's cell at the place of its row."""
    if row.line is None or problem.path != row.where:
        return problem
    return replace(problem, line=row.line, column=1)
