"""Says whether the header of a page is a mapping, to every reader of YAML.

`render.escape` writes an entry on each line, its value as JSON: such a header is read line by line. Any other goes
through the YAML parser. A property test holds the two against each other.
"""

from __future__ import annotations

import json
import re
from typing import Any

import yaml

# libyaml's is ten times as fast and reads the same.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LINE = re.compile(r'(?:[a-z_]{1,64}|"[A-Za-z_ .-]{1,64}"):(?: (?P<value>.+))?|- (?P<entry>.+)')
# What YAML does not print, takes for the end of a line, or escapes otherwise than JSON:
# https://yaml.org/spec/1.1/#id872840
_ODD = re.compile(
    "[^\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
    r"|(?<!\\)\\(?:\\\\)*/"
)
# A key of a flow mapping that is longer is none to YAML.
_LONGEST_KEY = 128


def is_mapping(header: str) -> bool:
    """Return whether a header, without the lines around it, is a mapping."""
    return is_plainly_mapping(header) or isinstance(yaml.compose(header, Loader=_Loader), yaml.MappingNode)


def is_plainly_mapping(header: str) -> bool:
    """Return whether a header is a mapping as we write it; False where only a YAML parser can tell."""
    if _ODD.search(header):
        return False
    in_list = False
    for line in header.removesuffix("\n").split("\n"):
        read = _LINE.fullmatch(line)
        if read is None or (read["entry"] is not None and not in_list):
            return False
        value = read["entry"] or read["value"]
        if value is not None and not _is_json(value):
            return False
        in_list = read["entry"] is not None or read["value"] is None
    return True


def _is_json(value: str) -> bool:
    try:
        _decoder.decode(value)
    except (ValueError, RecursionError):
        return False
    return True


def _short(members: dict[str, Any]) -> None:
    if max(map(len, members), default=0) > _LONGEST_KEY:
        raise ValueError("too long a key")


_decoder = json.JSONDecoder(object_hook=_short)
