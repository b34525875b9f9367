"""Writes a sidecar as a person would: known keys in their order, what is not known yet named as such."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from broadsheet.problems import BroadsheetError
from broadsheet.records.strict_yaml import load

_SCHEMA = "# yaml-language-server: $schema=../../schemas/sidecar.schema.json\n"
_TIME = "tag:yaml.org,2002:timestamp"


class _Dumper(yaml.SafeDumper):
    """Writes a day as people do, without quotation marks: every value is text to the reader."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - as the library declares it
        first: [(tag, pattern) for tag, pattern in resolvers if tag != _TIME]
        for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }


def sidecar_text(values: Mapping[str, str], unknown: Sequence[str] = (), shown: str = "the sidecar") -> str:
    """Return the sidecar that says these values, and in a comment which keys nobody could fill in yet.

    Raises BroadsheetError as `record_text` does, with `shown` for its place.
    """
    said = {key: value for key, value in values.items() if value}
    text = record_text(said, shown) if said else ""
    note = f"# Not known yet: {', '.join(unknown)}. Add what you can say and how you know it.\n" if unknown else ""
    return _SCHEMA + text + note


def item_text(values: Mapping[str, Any]) -> str:
    """Return a record as an item of a list file. Raises BroadsheetError as `record_text` does."""
    lines = record_text(values).splitlines()
    return "".join(f"{'  ' if i else '- '}{line}\n" for i, line in enumerate(lines))


def record_text(values: Mapping[str, Any], shown: str = "the sidecar") -> str:
    """Return YAML that the strict reader reads as just these values, without the blanks around them.

    Raises BroadsheetError where it does not, so that nothing else is ever written.
    """
    values = {key: value.strip() if isinstance(value, str) else value for key, value in values.items()}
    for unicode in (True, False):
        text = yaml.dump(values, Dumper=_Dumper, allow_unicode=unicode, sort_keys=False, width=110)
        if reads_as(text, values):
            return text
    quoted = yaml.dump(values, Dumper=_Dumper, default_style='"', sort_keys=False, width=110)
    load(quoted, shown)
    return quoted


def reads_as(text: str, data: object) -> bool:
    """Return whether the strict reader takes a text, and reads it as this; an empty one says nothing."""
    try:
        return bool((load(text, "").data or None) == (data or None))
    except BroadsheetError:
        return False
