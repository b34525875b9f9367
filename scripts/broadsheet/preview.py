"""Makes the site of a project over and over, each time only what has changed: what `broadsheet serve` shows."""

from __future__ import annotations

import time
from pathlib import Path

from broadsheet.locking import alone
from broadsheet.parts import parts_of
from broadsheet.pipeline import examined, linked, write_pages
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.publish import Staging, own_folder
from broadsheet.publish.second_names import begin, next_of, real, replace_by_next
from broadsheet.site_check import check_site
from broadsheet.work.binding import Binder
from broadsheet.work.examination import local_hands, store_of
from broadsheet.work.progress import Quiet
from broadsheet.work.proofreading import Proofreader

FOLDER = "build/serve"
"""Apart from what is published, so that neither is ever half the other."""

# Seconds between two sweeps, for which every entry of the store is looked at; entries not yet noted stay an hour.
_BETWEEN = 600


class Preview:
    """The site as `broadsheet build` would make it, in a folder of its own; what was made before is remembered.

    Of a corpus that is split into several sites it is the main one.
    """

    def __init__(self, root: Path, *, jobs: int = 1) -> None:
        """Begin with nothing made."""
        self._root, self._jobs, self._store = root, jobs, store_of(root)
        self._docs, self._site = root / FOLDER / "docs", self.site_of(root)
        self._used: list[str] = []
        self._due = 0.0
        self._binder = Binder(jobs, Quiet(), self._store)
        self._remaker = self._binder.remaker(root, next_of(self._docs), next_of(self._site), self._site)
        self._proofreader = Proofreader(self._store, jobs, Quiet())

    @staticmethod
    def site_of(root: Path) -> Path:
        """Return where the site stands once it has been made."""
        return root / FOLDER / "site"

    def make(self) -> tuple[Problem, ...]:
        """Make the site and return the warnings. Raises BroadsheetError; what was made before stays as it was."""
        self._binder.keys.clear()
        self._proofreader.keys.clear()
        found = examined(self._root, local_hands(self._jobs), self._store, Quiet())
        library = linked(found)
        main = parts_of(library, found.corpus.config)[0]
        own_folder(self._root)
        folder = self._root / FOLDER
        real(folder)
        with alone(folder):
            real(next_of(self._site))
            begin(next_of(self._docs))
            staging = Staging(next_of(self._docs), self._docs)
            written = write_pages(main.library, found.corpus, staging, self._jobs, Quiet(), self._store)
            self._remaker.make(main.config)
            if problems := check_site(next_of(self._site), f"{FOLDER}/site", self._proofreader):
                raise BroadsheetError(*problems)
            replace_by_next(self._site, self._docs)
        self._used = [*found.keys, *written.keys, *self._binder.keys, *self._proofreader.keys]
        if time.monotonic() >= self._due:
            self.sweep()
        return found.problems

    def sweep(self) -> None:
        """Note what the site has been made from, and remove what no site is made from any more."""
        if self._used:
            self._store.sweep(self._used, by="serve")
            self._due = time.monotonic() + _BETWEEN
