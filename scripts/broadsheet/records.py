"""What people write: the models of sidecars and authority files, from which the JSON Schemas are made."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
"""A permanent id: small letters, digits and single hyphens."""

Line = Annotated[str, Field(min_length=1, max_length=500, pattern=r"^[^\r\n]*\S[^\r\n]*$")]
"""Words on one line."""


class Record(BaseModel):
    """What all records share: unknown keys are refused, values are never changed."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Entity(Record):
    """A person, organisation or place as people have registered it in `corpus/entities.yml`."""

    id: Id
    name: Line
    """The canonical name, also one of the spellings."""
    type: Literal["person", "organisation", "place"]
    spellings: tuple[Line, ...] = ()
    """Other ways of writing the name."""
    not_: Annotated[tuple[Line, ...], Field(alias="not")] = ()
    """Names that are somebody or something else, however alike they look."""
    roles: tuple[Line, ...] = ()
    """What it is called instead of its name, such as `president` or `defence ministry`. With `country`, a role
    is understood together with the country's name, adjective or capital: "Ruritanian defence ministry"."""
    adjectives: tuple[Line, ...] = ()
    """For a country: the words for what and who is of it, such as `French`."""
    country: Id | None = None
    """The place it belongs to."""
    metonym_of: Id | None = None
    """What else its name may stand for, such as a capital for its country's government."""
    gender: Literal["female", "male"] | None = None
    """For a person, where it is publicly known; used only to tell whom a pronoun means."""
    wikidata: Annotated[str, Field(pattern=r"^Q[1-9][0-9]*$")] | None = None
    note: str = ""
    merged_into: Id | None = None
    """The record that took this one's place; its page redirects there."""
    status: Literal["confirmed", "proposed"] = "confirmed"
    """`proposed` until a person has looked at what the machine suggested."""
