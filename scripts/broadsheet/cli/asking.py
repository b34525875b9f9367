"""Asks a person on a terminal what an article does not say of itself."""

from __future__ import annotations

import click

from broadsheet.contribute import Intake, Proposal, Submission, propose
from broadsheet.problems import BroadsheetError

_QUESTIONS = {
    "title": "Headline",
    "source_url": "Address of the original",
    "outlet": "Outlet (name or id)",
    "date": "Date of publication (such as 2023-01-06, 2023-01 or 2023-01-06~)",
    "rights": "Rights (who holds them, and on what ground the text is kept)",
}
_GROUNDS = {"outlet": "outlet_note", "date": "date_note"}


def asked(given: Submission, proposal: Proposal, intake: Intake) -> tuple[Submission, Proposal]:
    """Return what a person says when asked for what is not known, and the files for it."""
    found = {"outlet": proposal.article.outlet, "date": proposal.article.date}
    for key in (key for key in _QUESTIONS if key in proposal.unknown):
        guess = f"; {found[key].note}" if key in found and found[key].status == "inferred" else ""
        given = _answered(given, key, f"{_QUESTIONS[key]} (Enter: not known{guess})", intake)
        if key in _GROUNDS and getattr(given, key):
            given = _answered(given, _GROUNDS[key], "How is that known? (Enter: not said)", intake)
    if not given.id:
        given = _answered(given, "id", "Permanent id", intake, propose(given, intake).id)
    return given, propose(given, intake)


def _answered(given: Submission, key: str, question: str, intake: Intake, default: str = "") -> Submission:
    """Return a submission with one more answer; what cannot be taken is told, and asked again."""

    def judged(words: str) -> Submission:
        try:
            with_it = given.saying({key: words.strip()})
            propose(with_it, intake)
        except BroadsheetError as e:
            raise click.UsageError("; ".join(f"{p.message}; {p.hint}" for p in e.problems)) from None
        return with_it

    answer: Submission = click.prompt(question, default=default, show_default=bool(default), value_proc=judged)
    return answer
