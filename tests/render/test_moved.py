"""Old addresses lead on, with or without JavaScript."""

from __future__ import annotations

from dataclasses import replace

from broadsheet.models import Moved
from broadsheet.render import render
from tests.render import made

ARTICLE = "2031-03-04-gazette-bridge-closed"


def test_an_old_address_leads_to_the_new_page() -> None:
    library = replace(
        made.library(),
        moved=(Moved("article", "old", ARTICLE, "Spelt wrong."), Moved("topic", "quay", "harbour-board")),
    )
    pages = dict(render(library, made.config()))
    article, topic = pages["articles/old.md"].decode(), pages["topics/quay.md"].decode()
    assert f"]({ARTICLE}.md)" in article
    assert "Spelt wrong." in article
    assert f"articles/{ARTICLE}/" in article
    assert "](harbour-board.md)" in topic
    assert "noindex" in topic
