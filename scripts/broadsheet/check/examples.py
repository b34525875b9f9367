"""What a new corpus is given as an example, and a grown one still has."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import yaml

from broadsheet.check.naming import TOPICS, wrong
from broadsheet.corpus import Corpus
from broadsheet.models import ARTICLES
from broadsheet.problems import Problem
from broadsheet.render.templates import folder


def examples_left(corpus: Corpus) -> Iterator[Problem]:
    """Yield a warning for each example article and theme, once there are articles of the corpus' own."""
    articles, themes = _examples()
    if corpus.ids <= articles:
        return
    for name in sorted(corpus.ids & articles):
        hint = "remove it and its sidecar, or withdraw it where it was published"
        yield Problem(f"{ARTICLES}/{name}.txt", 1, 1, "EXAMPLE-LEFT", "is an example, no article", hint, "warning")
    for i, theme in enumerate(corpus.themes):
        if (theme.id, theme.note) in themes:
            what, hint = f"the theme {theme.name!r} is an example", "take it out, or say in its note what it is"
            yield wrong(corpus, TOPICS, (i, "id"), "EXAMPLE-LEFT", what, hint, warning=True)


@cache
def _examples() -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """Return the ids of the articles, and the ids and notes of the themes, that a new corpus begins with."""
    own = folder() / "starter/corpus"
    themes: list[dict[str, Any]] = yaml.safe_load((own / "topics.yml").read_text(encoding="utf-8"))
    stems = (path.stem for path in (own / "articles").iterdir())
    return frozenset(stems), frozenset((theme["id"], theme["note"]) for theme in themes)
