"""The ids of topics, from which their addresses are made."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

from broadsheet.models import EntityType, Mention

# The dots between letters that stand alone.
_DOTTED = re.compile(r"(?<=\b[A-Za-z])\.(?=[A-Za-z]\b)")


def topic_key(mention: Mention) -> str:
    """Return the topic's id: the record's, or a slug of the name for one that nobody has registered."""
    return mention.id if mention.id is not None else proposed_key(slug(mention.name), mention.type)


def proposed_key(slugged: str, kind: EntityType) -> str:
    """Return the id of a topic that nobody has registered, from the slug of its name."""
    return f"{slugged}-{kind}"


@lru_cache(maxsize=65536)
def slug(name: str) -> str:
    """Return a name in small letters, digits and hyphens, as an address takes it; "U.S." and "US" are one."""
    return hyphened(_DOTTED.sub("", anyascii(name)))[:60].strip("-") or "name"


def hyphened(words: str) -> str:
    """Return words in small letters a to z, digits and single hyphens; empty where they have none of them."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")
