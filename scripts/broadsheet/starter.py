"""A new corpus with everything it needs: configuration, workflows, schemas, an example article."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from broadsheet.contribute.sidecars import record_text
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.records.schemas import schemas
from broadsheet.render.templates import folder

# What a new corpus has in common with this repository. In the installed package it stands with the starter.
SHARED = (
    *(f".github/{name}" for name in ("ISSUE_TEMPLATE", "workflows")),
    *(f".github/{name}" for name in ("CODEOWNERS", "dependabot.yml", "pull_request_template.md")),
    *(".vscode", "CONTRIBUTING.md", "TAKEDOWN.md"),
)
# Under another name in the starter, since programs would heed it there. Dependabot's replaces the shared one,
# which looks for Python packages that a corpus does not name.
_PLACES = {
    "gitignore": ".gitignore",
    "gitattributes": ".gitattributes",
    "dependabot.yml": ".github/dependabot.yml",
}
_HEADING = b"# A corpus of news articles"
_DESCRIPTION = "News articles on one subject, kept with the exact words that each of them reported."
"""Shown on the home page until somebody says it better; so it must be true of every corpus."""

_PUBLISHING = """
# Before the site is published: where it will stand, where its repository is, and whom readers may write to.
# Without one of the last two, nobody can have a page corrected.
# site_url: https://news.example/
# repo_url: https://git.example/us/news
# contact: corrections@news.example
"""


def starter_files(title: str) -> dict[str, bytes]:
    """Return the files of a new corpus, by path."""
    own = folder() / "starter"
    files = dict(_below(own, own))
    home = own if (own / ".github").is_dir() else folder().parent
    for name in SHARED:
        files |= dict(_below(home / name, home))
    for name, place in _PLACES.items():
        files[place] = files.pop(name)
    files["README.md"] = files["README.md"].replace(_HEADING, f"# {title}".encode(), 1)
    config = record_text({"title": title, "description": _DESCRIPTION, "language": "en"})
    schema = "# yaml-language-server: $schema=../schemas/corpus.schema.json\n"
    files["corpus/corpus.yml"] = (schema + config + _PUBLISHING).encode()
    return files | {f"schemas/{name}": text.encode() for name, text in schemas().items()}


def refuse_taken(target: Path) -> None:
    """Raise BroadsheetError where something is where a new corpus shall be."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        what, hint = "is not empty" if target.is_dir() else "is a file", "name a folder that does not exist yet"
        raise BroadsheetError(Problem(target.as_posix(), 1, 1, "FOLDER", what, hint))


def start(target: Path, title: str) -> int:
    """Write a new corpus and return the number of its files. Raises BroadsheetError where something is there."""
    refuse_taken(target)
    files = starter_files(title)
    for name, content in files.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return len(files)


def _below(top: Path, home: Path) -> Iterator[tuple[str, bytes]]:
    """Yield a file, or every file of a folder, by its path below `home`."""
    for path in sorted([top] if top.is_file() else (p for p in top.rglob("*") if p.is_file())):
        yield path.relative_to(home).as_posix(), path.read_bytes()
