"""A project in which every kind of article is to be found."""

from pathlib import Path

import pytest

WHOLE = (
    "Quay wall to be rebuilt\r\n\r\nBy Petra Holm\r\n\r\nThe quay wall in Northport will be rebuilt, the harbour "
    'master said on Monday.\r\n\r\n"It has stood for a hundred years," said Ada Lindqvist, an engineer.\r\n\r\n'
    "Share this article\r\n"
)
EXCERPT = (
    "Lighthouse gets a new lamp\n\nThe lighthouse of Northport gets a new lamp, the council said.\n\n"
    "The old one goes to the museum, said Ada Lindqvist.\n\n"
    "Hidden heron words stand in the third paragraph of this text, said Ada Lindqvist.\n\n"
    '"Hidden otter words are spoken here," said the mayor of Northport.\n'
)
METADATA = (
    "Market moves to the square\n\nHidden badger words open this text, the mayor of Northport said.\n\n"
    '"Hidden ferret words follow," said Ada Lindqvist, who knows the market.\n'
)
WITHDRAWN = (
    "Hidden weasel headline of a withdrawn text\n\nHidden marten words are in it, the mayor of Northport said.\n\n"
    "They were said again by Ada Lindqvist, who said that the hidden marten words were wrong.\n"
)
HIDDEN = ("heron", "otter", "badger", "ferret", "weasel", "marten")

FILES: dict[str, str | bytes | None] = {
    "articles/2024-05-harbour.txt": WHOLE.encode(),
    "articles/2024-05-harbour.yml": "# By hand.\ndate: 2024-05-06~   # about\noutlet: harbour-post\nbyline: Petra Holm\n",
    "articles/lamp/2024-06-lamp.txt": b"\xef\xbb\xbf" + EXCERPT.encode(),
    "articles/lamp/2024-06-lamp.yml": "text: excerpt\ndate: 2024-06\n",
    "articles/2024-07-market.txt": METADATA,
    "articles/2024-07-market.yml": "text: metadata\ncorrections:\n  - {date: 2024-08-01, what: Date put right}\n",
    "articles/2024-08-gone.txt": WITHDRAWN,
    "articles/2024-08-gone.yml": "status: withdrawn\nwithdrawn_reason: At the publisher's request\n",
    "articles/2024-09-bom.txt": b"\xef\xbb\xbf"
    + b"Gulls on the roof\n\nGulls sit on the roof, Ada Lindqvist said.\n",
    "articles/2024-09-page.html": "<html><body><h1>Nets to dry</h1><p>The nets hang out to dry, the crew said.</p></body></html>",
    "entities.yml": (
        "- {id: ada-lindqvist, name: Ada Lindqvist, type: person, wikidata: Q42, spellings: [Lindqvist]}\n"
        "- {id: northport, name: Northport, type: place}\n"
        "- {id: harbour-council, name: Northport Council, type: organisation, country: northport}\n"
    ),
    "outlets.yml": "- {id: harbour-post, name: The Harbour Post}\n",
    "topics.yml": "- {id: lamps, name: Lamps, words: [lamp*]}\n",
}


@pytest.fixture
def every_kind(project) -> Path:  # type: ignore[no-untyped-def]
    return project(FILES)
