"""What a built site weighs, held against what the place where it is published allows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from broadsheet.problems import Problem
from broadsheet.records import Budget
from broadsheet.site_check.files import entries

# "Published GitHub Pages sites may be no larger than 1 GB."
# https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits
_MEGABYTE = 1_000_000
_WARN_FROM = 0.8


@dataclass(frozen=True)
class Weight:
    """What a folder holds."""

    pages: int
    files: int
    size: int
    """In bytes, as the files are; what they take on a disk may be more."""
    largest: str
    """The largest page, relative to the folder; empty where there is none."""
    largest_size: int


def weigh(folder: Path) -> Weight:
    """Return what a built site holds."""
    pages, files, total, largest = 0, 0, 0, (0, "")
    for name, entry in entries(folder):
        size = entry.stat(follow_symlinks=False).st_size
        files, total = files + 1, total + size
        if name.endswith(".html"):
            pages, largest = pages + 1, min(largest, (-size, name))
    return Weight(pages, files, total, largest[1], -largest[0])


def told(weight: Weight, budget: Budget) -> str:
    """Return what a site weighs on one line for a person."""
    page = f"; the largest page {_in_words(weight.largest_size)} ({weight.largest})" if weight.largest else ""
    return (
        f"{weight.pages:,} pages, {weight.files:,} files, {_in_words(weight.size)}{page}; "
        f"{_share(weight, budget):.1%} of {budget.megabytes:,} MB"
    )


def within(weight: Weight, budget: Budget, *, shown: str = "build/site") -> list[Problem]:
    """Return the problem of a site that is near its budget or past it; `shown` is what its folder is called."""
    share = _share(weight, budget)
    if share < _WARN_FROM:
        return []
    what = f"the site has {_in_words(weight.size)}, {share:.0%} of its budget of {budget.megabytes:,} MB"
    hint = "split it with `sites` in corpus.yml, or set `budget` there"
    if share > 1 and budget.over == "stop":
        return [Problem(shown, 1, 1, "SITE-TOO-LARGE", what, hint)]
    return [Problem(shown, 1, 1, "SITE-LARGE", what, hint, "warning")]


def _share(weight: Weight, budget: Budget) -> float:
    return weight.size / (budget.megabytes * _MEGABYTE)


def _in_words(size: int) -> str:
    """Return a number of bytes in thousands or, from a million on, in millions."""
    return f"{size / _MEGABYTE:,.1f} MB" if size >= _MEGABYTE else f"{size / 1000:,.1f} kB"
