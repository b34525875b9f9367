"""Addresses in the repository on the web, where readers look at files, suggest articles and correct pages."""

from __future__ import annotations

from dataclasses import dataclass
from posixpath import basename, dirname, splitext

from broadsheet.models import Article
from broadsheet.records import CorpusConfig
from broadsheet.render import addresses


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
        """Return where a file can be read."""
        return self._at(f"blob/{self.config.branch}/{path}") if path else ""

    def form(self, name: str) -> str:
        """Return where one of the forms of `.github/ISSUE_TEMPLATE` can be filled in."""
        return self._at(f"issues/new?template={name}.yml")

    def correction(self, article: Article) -> str:
        """Return where an article's sidecar can be edited, or begun where there seems to be none."""
        sidecar = f"{splitext(article.source.path)[0]}.yml"
        if _has_sidecar(article):
            return self._at(f"edit/{self.config.branch}/{sidecar}")
        return self._at(f"new/{self.config.branch}/{dirname(sidecar)}?filename={basename(sidecar)}")

    def _at(self, path: str) -> str:
        return addresses.web(f"{self.home}/{path}") if self.home else ""


def _has_sidecar(article: Article) -> bool:
    """Return whether anything about an article can only come from a person."""
    found = (article.title, article.dek, article.byline, article.outlet, article.date, article.language)
    source = article.source
    told = (source.url, source.archived_url, source.collected, article.rights, article.notes, article.corrections)
    decided = [mention.rule for mention in article.mentions] + [claim.rule for claim in article.claims]
    return (
        any(finding.status == "curated" for finding in found)
        or any(told)
        or article.text_policy != "full"
        or "curated" in decided
    )
