"""A corpus in which every place a contributor can write in holds every payload."""

from __future__ import annotations

import json
from pathlib import Path

from broadsheet.text.hidden import find_hidden
from tests.conftest import ARTICLE

PAYLOADS = (
    (Path(__file__).parents[1] / "cases/hostile/payloads.txt")
    .read_text(encoding="utf-8")
    .removesuffix("\n")
    .split("\n")
)

WRITTEN = [payload for payload in PAYLOADS if find_hidden(payload) is None]
"""What gets past the YAML that people write."""

Files = dict[str, str | bytes | None]


def text(words: object) -> str:
    """Return a value as YAML (JSON is YAML)."""
    return json.dumps(words, ensure_ascii=False)


def hostile_corpus() -> Files:
    """Return the files below `corpus/`."""
    return {**_articles(), **_authority()}


def _articles() -> Files:
    lines = "\n\n".join(f"The council said {p} on Monday, and that {p} was all." for p in PAYLOADS)
    quoted = "".join(f"<p>“{p},” said {p}.</p>\n" for p in PAYLOADS)
    page = f"<html><head><title>{PAYLOADS[0]}</title></head><body><article>\n{quoted}</article></body></html>"
    found: Files = {
        "articles/body.txt": f"{PAYLOADS[0]}\n\nBy {PAYLOADS[1]}\n\n{lines}\n",
        "articles/page.html": page,
        "articles/gone.txt": ARTICLE,
        "articles/gone.yml": f"status: withdrawn\nwithdrawn_reason: {text(' '.join(WRITTEN))}\n",
    }
    for i, payload in enumerate(WRITTEN):
        found[f"articles/p{i}.txt"] = ARTICLE
        found[f"articles/p{i}.yml"] = _sidecar(text(payload))
    return found


def _sidecar(words: str) -> str:
    return (
        f"title: {words}\nbyline: {words}\noutlet: evil\ndate: 2024-05-01\ndate_note: {words}\n"
        f"outlet_note: {words}\nrights: {words}\ntitle_note: {words}\n"
        f"drop: [{{words: The work is expected to take six weeks., why: {words}}}]\n"
        f"corrections: [{{date: 2024-05-02, what: {words}, why: {words}}}]\n"
    )


def _authority() -> Files:
    one_line = " ".join(WRITTEN)
    return {
        "corpus.yml": f"title: {text(one_line[:400])}\ndescription: {text(one_line)}\nabout: [{text(one_line)}]\n"
        f"contact: {text(PAYLOADS[0])}\n",
        "outlets.yml": f"- {{id: evil, name: {text(PAYLOADS[0])}, note: {text(one_line)}, "
        f"country: {text(PAYLOADS[1])}}}\n",
        "entities.yml": f"- {{id: northport, name: Northport, type: place, note: {text(one_line)}, "
        f"spellings: {text(PAYLOADS[:8])}}}\n- {{id: payload, name: {text(PAYLOADS[2])}, type: person}}\n",
        "topics.yml": f"- {{id: bridge, name: {text(PAYLOADS[3])}, note: {text(one_line)}, words: [bridge]}}\n",
        "redirects.yml": f"- {{from: old, to: body, why: {text(one_line)}}}\n",
    }
