"""What the search knows of one page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FIELDS = ("title", "body", "claims", "names", "outlet")
"""The searched fields, in the order in which lunr adds up their scores."""

PHRASE_FIELDS = ("title", "body")
"""The fields in which the order of the words is kept."""

UNSTEMMED = "names"
"""The field whose words are looked up as they stand."""


@dataclass(frozen=True)
class SearchDoc:
    """One page that can be found."""

    address: str
    """Relative to the root of the site that has the index: `articles/<id>/`. Of a page on another site of the
    collection a whole web address, such as `https://example.org/2023/articles/<id>/`."""
    kind: Literal["article", "claim", "topic"]
    title: str
    body: str
    """What may be shown of its text; snippets are cut from it."""
    claims: str = ""
    """The statements in it."""
    names: str = ""
    """Every spelling of every name in it."""
    outlet: str = ""
    """The outlet's id; empty where unknown."""
    outlet_name: str = ""
    also: tuple[str, ...] = ()
    """The ids of further outlets that carry the statement."""
    date: str = ""
    """The first day of its date, in ISO form; empty where nobody knows or only a guess does."""
    date_words: str = ""
    """The date as a reader is told it."""
    month: str = "unknown"
    """Such as `2023-01`, or `2023` where no more is known, or `unknown`."""
    topics: tuple[str, ...] = ()
    """The topics' names."""
    speaker: str = ""
    """Who makes the statement; empty for other pages."""
    verb: str = ""
    """What the speaker did, such as `denied`."""
    family: str = ""
    """The id of the family whose texts carry much of one another; empty for none."""

    def field(self, name: str) -> str:
        """Return the text of one of `FIELDS`."""
        text: str = self.outlet_name if name == "outlet" else getattr(self, name)
        return text
