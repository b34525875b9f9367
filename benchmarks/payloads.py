"""A corpus in which strangers have written payloads wherever they can, each followed by a sign of its own."""

from __future__ import annotations

import json
import re
import tarfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from broadsheet.describe.names import find_faults, mixes_scripts
from broadsheet.problems import BroadsheetError
from broadsheet.records import LINE_PATTERN, Entity
from broadsheet.records.strict_yaml import load

SETS = ("blns", "xss-payload-list", "markdown-it")
TEXTS, LONGEST_LINE, LONGEST_NOTE, LONGEST_NAME = 60, 480, 4_800, 100
"""Payloads in one article; characters in a line, a note and a name (120 are allowed), signs included."""

Payload = tuple[int, str]
Files = dict[str, str]

SIGN = re.compile(r"zq([a-z]+)([0-9]+)z")


def payloads(folder: Path) -> list[str]:
    """Return every line of the sets that is no blank, each once."""
    found: dict[str, None] = {}
    for name in SETS:
        with tarfile.open(folder / f"{name}.tar.xz") as archive:
            for member in archive:
                if member.name.endswith(("blns.txt", "payload-list.txt")) or "fixtures/" in member.name:
                    file = archive.extractfile(member)
                    lines = file.read().decode("utf-8", "replace").split("\n") if file is not None else []
                    found |= dict.fromkeys(line for line in lines if line.strip() and len(line) < 10_000)
    return list(found)


# ------------------------------------------------------------------ what a place takes


@cache
def written(words: str) -> bool:
    """Return whether the YAML that people write can hold words."""
    try:
        return bool(load(_json({"note": words}), "x.yml").data["note"].strip())
    except BroadsheetError:
        return False


def is_line(words: str) -> bool:
    """Return whether words may stand in a field of one line, with room for a sign."""
    return written(words) and len(words) < LONGEST_LINE - 20 and re.match(LINE_PATTERN, words) is not None


def is_note(words: str) -> bool:
    """Return whether words may stand in a note."""
    return written(words) and len(words) < LONGEST_NOTE - 20


@cache
def is_name(words: str) -> bool:
    """Return whether words may be the name of somebody."""
    if not is_line(words) or len(words) > LONGEST_NAME:
        return False
    entity = Entity.model_validate({"id": "e", "name": f"{words} zqn0z", "type": "person"})
    return not any(fault.level == "error" for fault in find_faults([entity]))


# ------------------------------------------------------------------ the corpus


def corpus(share: Sequence[Payload], pack: int) -> Files:
    """Return the files below `corpus/`; `pack` payloads at most stand in one field that is no list."""
    return {**_texts(share), **_noted(share, pack), **_withdrawn(share), **_lists(share, pack)}


def _texts(share: Sequence[Payload]) -> Files:
    """Return plain articles, saved pages and lines of JSON."""
    files: Files = {}
    lines: list[str] = []
    for number, start in enumerate(range(0, len(share), TEXTS)):
        here = share[start : start + TEXTS]
        said = (f"{p} {_sign('alone', n)}\n\nThe council said {p} {_sign('said', n)} today." for n, p in here)
        files[f"articles/text-{number}.txt"] = "\n\n".join([here[0][1], *said])
        files[f"articles/page-{number}.html"] = _page(here)
        line = {
            "id": f"line-{number}",
            "text": "\n\n".join(f"“{p} {_sign('line', n)},” said Ada Berg." for n, p in here),
        }
        lines.append(json.dumps(line, ensure_ascii=True))
    return {**files, "articles/lines.jsonl": "\n".join(lines)}


def _page(here: Sequence[Payload]) -> str:
    """Return a saved page in which payloads are code."""
    words = "".join(f"<p>The mayor said the bridge {p} {_sign('page', n)} is closed.</p>\n" for n, p in here)
    meta = f'<meta property="og:title" content="{here[0][1]}"><meta name="author" content="{here[-1][1]}">'
    return f"<html><head><title>{here[0][1]}</title>{meta}</head><body><article>\n{words}</article></body></html>"


def _noted(share: Sequence[Payload], pack: int) -> Files:
    """Return articles with sidecars that hold payloads wherever there are words."""
    files: Files = {}
    lines = [one for one in share if is_line(one[1]) and not mixes_scripts(one[1])]
    for number, here in enumerate(_groups(lines, LONGEST_LINE, pack)):
        own = " ".join(f"word{number}a{i}" for i in range(60))  # or they would all be copies of one another
        named = [n for n, payload in here if is_name(payload)]
        piers = " ".join(f"Pier{n}" for n in named)
        files[f"articles/noted-{number}.txt"] = (
            f"Ships {own}.\n\nAt {piers} wharf{number} is closed. Ships wait.\n\nIt is cold.\n"
        )
        sidecar = {
            **{place.replace("-", "_"): _joined(_plain(place), here) for place in ("title", "byline", "rights")},
            **{place.replace("-", "_"): _joined(_plain(place), here) for place in NOTES},
            "outlet": f"o-{number}",
            "date": "2024-05-01",
            "corrections": [
                {"date": "2024-05-02", "what": _joined("what", here), "why": _joined("whycorrected", here)}
            ],
            "drop": [{"words": "It is cold.", "why": _joined("whydropped", here)}],
            "entities": {
                "add": [{"words": f"Pier{n}", "entity": f"e-{n}", "why": _joined("whynamed", here)} for n in named]
            },
            "claims": {
                "add": [
                    {
                        "words": "Ships wait.",
                        "speaker": _joined("speaker", here),
                        "cue": _joined("cue", here),
                        "why": _joined("whysaid", here),
                    }
                ]
            },
        }
        files[f"articles/noted-{number}.yml"] = _json(sidecar)
    return files


NOTES = ("title_note", "outlet_note", "date_note")


def _plain(place: str) -> str:
    return place.replace("_", "")


def _withdrawn(share: Sequence[Payload]) -> Files:
    files: Files = {}
    for number, here in enumerate(_groups([one for one in share if is_note(one[1])], LONGEST_NOTE)):
        files[f"articles/gone-{number}.txt"] = f"Gone number {number}\n\nIt said something else.\n"
        reason = {"status": "withdrawn", "withdrawn_reason": _joined("withdrawn", here)}
        files[f"articles/gone-{number}.yml"] = _json(reason)
    return files


def _lists(share: Sequence[Payload], pack: int) -> Files:
    """Return what is registered: outlets, names, themes, redirects, and what the corpus says of itself."""
    lines = [one for one in share if is_line(one[1])]
    groups = list(_groups([one for one in lines if not mixes_scripts(one[1])], LONGEST_LINE, pack))
    notes = list(_groups([one for one in share if is_note(one[1])], LONGEST_NOTE))
    return {
        "corpus.yml": _json(
            {
                "title": _joined("corpus", lines[:1]),
                "description": _joined("description", lines[:9])[:1_900],
                "about": [_joined("about", here) for here in notes[:500]],
                "contact": _joined("contact", lines[1:2]),
            }
        ),
        "outlets.yml": _records(_outlet(number, here) for number, here in enumerate(groups)),
        "entities.yml": _records(map(_entity, (one for one in lines if is_name(one[1])))),
        "topics.yml": _records(_theme(number, here) for number, here in enumerate(groups)),
        "redirects.yml": _records(
            {"from": f"r-{number}", "to": "text-0", "why": _joined("redirect", here)}
            for number, here in enumerate(notes)
        ),
    }


def _outlet(number: int, here: Sequence[Payload]) -> dict[str, Any]:
    found = {"id": f"o-{number}", "name": _joined("outlet", here), "country": _joined("country", here)}
    return {**found, "note": _joined("outletsnote", here), "spellings": _each("outletspelling", here)}


def _entity(one: Payload) -> dict[str, Any]:
    here = [one]
    found = {"id": f"e-{one[0]}", "name": _joined("name", here), "note": _joined("namesnote", here)}
    return {**found, "type": "person", "spellings": _each("spelling", here), "roles": _each("role", here)}


def _theme(number: int, here: Sequence[Payload]) -> dict[str, Any]:
    found = {"id": f"t-{number}", "name": _joined("theme", here), "note": _joined("themesnote", here)}
    return {**found, "words": [f"wharf{number}", *_each("themeword", here)]}


# ------------------------------------------------------------------ ids


def ids(share: Sequence[Payload]) -> Files:
    """Return a corpus of ids that are payloads: of outlets, lines of JSON and, where they can be, files."""
    words = [payload for _, payload in share]
    files = {
        "corpus.yml": _json({"title": "Ids", "description": "Ids"}),
        "outlets.yml": _records({"id": p, "name": f"Outlet {n}"} for n, p in enumerate(words) if written(p)),
        "articles/ids.jsonl": "\n".join(json.dumps({"id": p, "text": "It is cold."}) for p in words),
    }
    small = (p for p in words if "/" not in p and "\0" not in p and len(p.encode()) < 200)
    return files | {f"articles/{p}.txt": "It is cold.\n" for p in small}


# ------------------------------------------------------------------ writing


def _groups(share: Sequence[Payload], most: int, pack: int = TEXTS) -> Iterator[list[Payload]]:
    """Yield payloads together, as many as fit with their signs and are allowed."""
    here: list[Payload] = []
    length = 0
    for one in share:
        size = len(one[1]) + 20
        if here and (length + size > most or len(here) == pack):
            yield here
            here, length = [], 0
        here, length = [*here, one], length + size
    if here:
        yield here


def _sign(place: str, number: int) -> str:
    return f"zq{place}{number}z"


def _joined(place: str, here: Sequence[Payload]) -> str:
    return " ".join(f"{payload} {_sign(place, n)}" for n, payload in here)


def _each(place: str, here: Sequence[Payload]) -> list[str]:
    return [_joined(place, [one]) for one in here]


def _records(records: Iterator[dict[str, Any]]) -> str:
    return "".join(f"- {_json(record)}\n" for record in records)


def _json(value: object) -> str:
    # YAML takes some of the characters that JSON leaves as they are for the end of a line.
    return json.dumps(value, ensure_ascii=False).translate(_LINE_ENDS)


_LINE_ENDS = {ord(c): f"\\u{ord(c):04x}" for c in "\x7f\x85\u2028\u2029"}
