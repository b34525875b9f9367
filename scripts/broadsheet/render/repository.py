"""Addresses in the repository on the web, where readers look at files, suggest articles and correct pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from posixpath import basename, dirname, splitext
from urllib.parse import quote

from broadsheet.models import Source
from broadsheet.records import CorpusConfig
from broadsheet.render import addresses

# An article that is a line of a file.
_LINE = re.compile(r"(.+\.jsonl):([0-9]+)")


@dataclass(frozen=True)
class Repository:
    """The repository of a corpus; every address is empty where the configuration names none.

    The paths are those of GitHub: https://docs.github.com/en/repositories/working-with-files and, for forms,
    https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/creating-an-issue .
    """

    config: CorpusConfig

    @property
    def home(self) -> str:
        """Return the repository's own address."""
        return addresses.web((self.config.repo_url or "").rstrip("/"))

    def file(self, path: str) -> str:
        """Return where a file, or a line of one, can be read."""
        return self._at(f"blob/{self.config.branch}/{_in_file(path)}") if path else ""

    def line(self, path: str, number: int) -> str:
        """Return where a line of an article's file can be read; of an article in a line of a file that line."""
        file = self.file(path)
        return f"{file}#L{number}" if file and not _LINE.fullmatch(path) else file

    def form(self, name: str) -> str:
        """Return where one of the forms of `.github/ISSUE_TEMPLATE` can be filled in."""
        return self._at(f"issues/new?template={name}.yml")

    def correction(self, source: Source) -> str:
        """Return where what people wrote about an article can be edited, or begun where they wrote nothing yet."""
        if _LINE.fullmatch(source.path):
            return self._at(f"edit/{self.config.branch}/{_in_file(source.path)}")
        sidecar = f"{splitext(source.path)[0]}.yml"
        if source.has_sidecar:
            return self._at(f"edit/{self.config.branch}/{quote(sidecar)}")
        return self._at(f"new/{self.config.branch}/{quote(dirname(sidecar))}?filename={basename(sidecar)}")

    def _at(self, path: str) -> str:
        return addresses.web(f"{self.home}/{path}") if self.home else ""


def _in_file(path: str) -> str:
    """Return a path with the number of its line as addresses have it."""
    line = _LINE.fullmatch(path)
    return f"{quote(line[1])}#L{line[2]}" if line else quote(path)
