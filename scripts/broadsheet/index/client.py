"""What the reader's browser runs: lunr.js and our worker, joined into one file."""

from __future__ import annotations

import json
import re
from importlib.resources import files

from broadsheet.index.analyse import CJK, MAX_TERM, stop_words
from broadsheet.index.build import FOLDER, FORMAT, SEALED
from broadsheet.index.codec import ALPHABET, CLOSING
from broadsheet.index.document import FIELDS, UNSTEMMED
from broadsheet.words import table

PARTS = ("codec", "text", "query", "store", "postings", "match", "rank", "facets", "spell", "snippet", "worker")
"""The worker's files, in the order in which they are joined."""

_LUNR = "templates/search/lunr.js"
_BLOCK_COMMENT = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*\n", re.DOTALL | re.MULTILINE)
_LINE_COMMENT = re.compile(r"^[ \t]*//.*\n", re.MULTILINE)
_COMMENT_BEHIND = re.compile(r"(?<=[;,{})]) // .*$", re.MULTILINE)
"""After code; nowhere within words of ours or lunr's."""

_EMPTY = re.compile(r"\n{2,}")
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


def client_files() -> dict[str, bytes]:
    """Return the scripts to publish below `search/`: one request, so that no slow link is crossed twice."""
    parts = [files(__package__).joinpath(f"worker/{part}.js").read_text("utf-8") for part in PARTS]
    own = "\n".join(("(() => {", '"use strict";', _constants(), *map(_strip, parts), "})();", ""))
    return {"worker.js": (_lunr() + own).encode()}


def _lunr() -> str:
    """lunr.js as MkDocs ships it, its licence kept, other comments left out."""
    source = files("mkdocs.contrib.search").joinpath(_LUNR).read_text("utf-8")
    licence, rest = source[: source.index("*/") + 2], source[source.index("*/") + 2 :]
    return f"{licence}\n{_strip(rest)}"


def _strip(source: str) -> str:
    """The same script without what only people read."""
    bare = _COMMENT_BEHIND.sub("", _LINE_COMMENT.sub("", _BLOCK_COMMENT.sub("", source)))
    return _EMPTY.sub("\n", _INDENT.sub("", bare))


def _constants() -> str:
    """What both sides must agree on, told once."""
    constants = {
        "FORMAT": FORMAT,
        "FOLDER": FOLDER,
        "SEALED": SEALED,
        "ALPHABET": ALPHABET,
        "CLOSING": CLOSING,
        "FIELDS": FIELDS,
        "UNSTEMMED": UNSTEMMED,
        "MAX_TERM": MAX_TERM,
        "CJK": CJK,
        "K1": table("search")["k1"],
        "B": table("search")["b"],
        "FOLDS": table("search")["fold"],
        "STOP_WORDS": " ".join(sorted(stop_words())),
    }
    return "\n".join(f"const {name} = {json.dumps(value)};" for name, value in constants.items())
