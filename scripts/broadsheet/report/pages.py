"""Writes the report on a change as Markdown, the same for the same two revisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from broadsheet.problems import Problem
from broadsheet.records import Decisions, Record
from broadsheet.render.phrases import count
from broadsheet.report.articles import about
from broadsheet.report.comparison import Comparison, Side, compare
from broadsheet.report.quoting import items, listed, quoted, within_limit

_MOST_PROBLEMS = 50
_CHANGES = ("confirmed", "merged into others", "changed")
_REGISTERS = (("outlets", "outlets"), ("entities", "names"), ("themes", "themes"), ("redirects", "redirects"))


def report(root: Path, span: str) -> str:
    """Return what the change `BASE..HEAD` does to the site, at most 60,000 characters of Markdown."""
    return within_limit(_blocks(compare(root, span)))


def _blocks(found: Comparison) -> Iterator[str]:
    yield "## What this does to the site"
    yield "\n".join(_summary(found))
    yield "\n".join(_problems(found))
    for name in found.close:
        yield about(name, found)
    rest = len(found.added) + len(found.changed) - len(found.close)
    if rest:
        yield f"{count(rest, 'further article')}, added or changed, not looked at closely."
    yield from _list("Leading on", (f"{quoted(old)} to {quoted(new)}" for old, new in found.leading.items()))
    yield from _list("Gone", (quoted(name) for name in found.removed if name not in found.leading))


def _list(heading: str, lines: Iterable[str]) -> Iterator[str]:
    """Yield a heading with a list, unless that is empty."""
    if said := list(items(lines, 50, indent="")):
        yield "\n".join([f"### {heading}", "", *said])


def _summary(found: Comparison) -> Iterator[str]:
    counts = {
        "added": len(found.added) - len(found.renamed),
        "changed": len(found.changed),
        "renamed": len(found.renamed),
        "removed": len(found.removed) - len(found.renamed),
    }
    parts = [f"{number} {what}" for what, number in counts.items() if number]
    yield f"- Articles: {', '.join(parts) or 'none added, changed or removed'}"
    no_rights = [
        name for name in found.close if (a := found.after.articles.get(name)) is not None and not a.rights
    ]
    if no_rights:
        yield f"- Rights not stated: {listed(no_rights)}"
    copies = [name for name in found.close if found.near.get(name)]
    if copies:
        yield f"- Near-copies of articles that are here: {listed(copies)}"
    if found.after.corpus is not None:  # of what cannot be read nobody knows what it holds no more
        yield from _registers(found.before, found.after)
        yield from _decisions(found.before, found.after)


def _problems(found: Comparison) -> Iterator[str]:
    problems = found.after.problems
    if not problems:
        yield "The corpus has no problems."
        return
    yield "### Problems"
    yield ""
    for problem in problems[:_MOST_PROBLEMS]:
        yield f"- {_problem(problem)}"
    if len(problems) > _MOST_PROBLEMS:
        yield f"- and {len(problems) - _MOST_PROBLEMS} more"


def _problem(problem: Problem) -> str:
    place = quoted(f"{problem.path}:{problem.line}:{problem.column}", 240)
    hint = f"; {quoted(problem.hint, 240)}" if problem.hint else ""
    return f"**{problem.level}** {problem.code} at {place}: {quoted(problem.message, 240)}{hint}"


def _registers(before: Side, after: Side) -> Iterator[str]:
    """Yield what changed in the authority files."""
    for attribute, words in _REGISTERS:
        old, new = (_records(getattr(side.corpus, attribute, ())) for side in (before, after))
        both = old.keys() & new.keys()
        for what, ids in (
            ("added", new.keys() - old.keys()),
            ("removed", old.keys() - new.keys()),
            *((change, {key for key in both if _change(old[key], new[key]) == change}) for change in _CHANGES),
        ):
            if ids:
                yield f"- Registered {words} {what}: {listed(sorted(ids))}"


def _change(old: Record, new: Record) -> str:
    """Return how a record was changed, as one of `_CHANGES`; empty where it was not."""
    if old == new:
        return ""
    into = getattr(new, "merged_into", None)
    if into is not None and into != getattr(old, "merged_into", None):
        return "merged into others"
    return "confirmed" if old.model_copy(update={"status": "confirmed"}) == new else "changed"


def _decisions(before: Side, after: Side) -> Iterator[str]:
    """Yield which statements people joined or parted, and no longer do."""
    old, new = (getattr(side.corpus, "decisions", Decisions()) for side in (before, after))
    for was, now, what in (
        (old.join, new.join, "joined"),
        (old.part, new.part, "parted"),
        (new.join, old.join, "no longer joined"),
        (new.part, old.part, "no longer parted"),
    ):
        pairs = [f"{pair.a} + {pair.b}" for pair in now if pair not in was]
        if pairs:
            yield f"- Statements {what}: {listed(pairs)}"


def _records(records: Iterable[Record]) -> dict[str, Record]:
    return {str(getattr(record, "id", getattr(record, "from_", ""))): record for record in records}
