"""The largest articles that are still read, of the nastiest content, and what each stage takes for them."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import TypeVar

from broadsheet.check.verify import verify
from broadsheet.corpus import Corpus, Entry
from broadsheet.link import link
from broadsheet.problems import Problem
from broadsheet.read.files import (
    MAX_CHARACTERS,
    MAX_LINE,
    MAX_LINES,
    MAX_PAGE_BYTES,
    MAX_REFERENCES,
    MAX_RUN,
    MAX_TAGS,
    read_raw,
)
from broadsheet.records import CorpusConfig, Sidecar
from broadsheet.render import render
from broadsheet.work.workers import (
    MOST_MARKS,
    MOST_PARAGRAPHS,
    MOST_STATEMENTS,
    MOST_STOPS,
    clean_one,
    guarded,
    knowledge_of,
)
from tests.making import check_pages

T = TypeVar("T")

CONFIG = CorpusConfig(title="Harbour news", description="About a harbour.")


def filled(*pieces: str, most: int = MAX_CHARACTERS) -> str:
    """Return pieces again and again, up to the longest line and the most lines and characters of an article."""
    parts: list[str] = []
    length, lines, line = 0, 1, 0
    for piece in cycle(pieces):
        if line + len(piece) > MAX_LINE:
            piece = f"\n{piece}"
        length, lines = length + len(piece), lines + piece.count("\n")
        if length > most or lines > MAX_LINES:
            return "".join(parts)
        parts.append(piece)
        line = len(piece) - piece.rfind("\n") - 1 if "\n" in piece else line + len(piece)
    raise AssertionError("endless")


def _names() -> str:
    """Return text with as many different names as fit, each of its own letters."""
    letters = "abcdefghijklmnop"
    return filled(
        *(f"Ada {a.upper()}{b}{c}{b}{d}, " for a in letters for b in letters for c in letters for d in "ox")
    )


def _sentences(piece: str) -> str:
    """Return as many sentences as an article may have."""
    return filled(piece)[: len(piece) * (MOST_STOPS - 10)]


def filling(piece: str) -> Callable[[], str]:
    """Return what makes an article of nothing but a piece."""
    return lambda: filled(piece)


SIGNS = (
    "[", "*", "_", "<", "<!--", "`", "&#", '"', "“", "”", "'", "(", ".", "A", "1", "|", "\u0301", "â€™", "\u200b", "\x01",
)  # fmt: skip
PIECES = (
    "[ ", "* ", "<!-- ", '" ', "“a ", '"a ', "a” ", "'a ", "‘a ", "a’ ", "( ", "(a ", ". ", "A. ", "Aa ", "AA ", "a ", "a-", "ab",
    "[x](", "&#91;", "[\n", "a\n", '"\n', "“a\n", "a\n\n", "aaa aaa\n\n", "- a\n", "1. a\n", "# a\n", "> a\n", "By John Smith\n",
    "Share on Facebook\n", "go-\nvern ", "said ", "he said that ", "he said, ", "according to ", "John Smith ", "J. R. ",
    "A: b ", "A: b c d e f g\n", "| a ", "May 5, 2024 ", "May 5, 2024\n", "www.a.b ", "https://a.b/c?d ", "a@b.c ", "U.S. ",
    "Mr. Smith said. ", "THE COUNCIL OF THE CITY ", "He said: “We go.” ", "“We go,” he said. ", '"We go," said Ada Berg. ',
    "“We ‘go’ ", "'We go,' he said. ", "“He said.\n\n", "and ", "that ", "not ", ", ", "— ", "… ", "'tis ", "Paris. ",
)  # fmt: skip

TEXTS: dict[str, Callable[[], str]] = {
    **{f"runs of {sign!a}": filling(sign * (MAX_RUN // len(sign)) + " ") for sign in SIGNS},
    **{f"{piece!a} again": filling(piece) for piece in PIECES},
    "names": _names,
    "marks": lambda: filled('"We go there, but we do not go" ')[: 32 * (MOST_MARKS // 2 - 1)],
    "runs of marks": lambda: "\n\n".join('"' * MAX_RUN for _ in range(MOST_MARKS // MAX_RUN)),
    "sentences": lambda: _sentences("Mr Smith said. "),
    "names in sentences": lambda: _sentences("Hi Ada Berg. "),
    "statements": lambda: "".join(
        f"“We will go there {n} times today,” he said.\n\n" for n in range(MOST_STATEMENTS - 1)
    ),
    "long statements": lambda: "".join(
        f"“{'We will go there. ' * 21}{n},” he said.\n\n" for n in range(MOST_STATEMENTS - 1)
    ),
    "paragraphs": lambda: "".join(f"It was cold there on day {n}.\n\n" for n in range(MOST_PARAGRAPHS - 1)),
    "prose": lambda: filled(
        "The council said on Monday that the harbour bridge will be closed for six weeks. ",
        "“It is not safe,” said Ada Lindqvist, the harbour master. ",
        "Ships will wait in the bay until the work is done.\n\n",
    ),
    "prose in one line": lambda: filled(
        "The council said on Monday that the harbour bridge will be closed for six weeks. ",
        "“It is not safe,” said Ada Lindqvist, the harbour master. ",
    ),
}
"""By name, what makes the text of an article."""


def _page_of(piece: str) -> Callable[[], str]:
    """Return what makes a saved page of nothing but a piece, up to the most bytes, tags or references."""
    limits = (("<", MAX_TAGS), ("&", MAX_REFERENCES))
    most = [most // piece.count(sign) for sign, most in limits if sign in piece]
    return lambda: piece * min(*most, MAX_PAGE_BYTES // len(piece.encode()), MAX_PAGE_BYTES)


_CODE = (
    "<", "<p>", "<div>", "</p>", "<!--", "<b a=", "&", "&#", "&amp;", "<p>a ", "a ", "“a ", "<br>", "<script>", "=",
    "<a href=x>b</a> ", "<p>He said it was so.</p>\n", '{"a":', "<script type=application/ld+json>{", "\n", "<td>a",
    "<p>The council said on Monday that the bridge is closed.</p>\n",
)  # fmt: skip


def _linked_data(headline: str) -> str:
    """Return a page that says of as many articles as fit into 400 kB of metadata what it should say of one."""
    told = ",".join(f'{{"@type":"Article","headline":"{headline}{n}"}}' for n in range(9_000))
    return f"<script type=application/ld+json>[{told}]</script><p>The port is closed.</p>"


PAGES: dict[str, Callable[[], str]] = {
    **{f"page of {piece!a}": _page_of(piece) for piece in _CODE},
    "page of metadata": lambda: _linked_data("a"),
    "page of metadata in other words": lambda: _linked_data("\\u0061"),
}
"""By name, what makes the code of a saved page."""


def stages(path: Path) -> dict[str, float]:
    """Return the seconds of CPU that each stage takes for a corpus of one article; no later ones where it is refused."""
    taken: dict[str, float] = {}

    def timed(stage: str, step: Callable[[], T]) -> T:
        start = time.process_time()
        done = step()
        taken[stage] = time.process_time() - start
        return done

    raw = timed("read", lambda: read_raw(path, f"corpus/articles/{path.name}"))
    entry = Entry(raw, Sidecar(), "corpus/articles/largest.yml")
    timed("clean", lambda: clean_one(entry))
    article = timed("describe", lambda: guarded(entry, knowledge_of((), ())))
    taken["describe"] -= taken["clean"]  # which it does once more
    if isinstance(article, Problem):
        assert article.code == "ARTICLE-LONG", article
        return taken
    assert timed("verify", lambda: verify(article, raw)) == []
    library = timed("link", lambda: link((article,), Corpus(CONFIG, (entry,))))
    pages = timed("render", lambda: list(render(library, CONFIG)))
    assert timed("gate", lambda: check_pages(pages, library)) == []
    return taken


def loop() -> float:
    """Return the seconds of CPU that a fixed loop takes: how fast this machine is, and how busy."""
    start = time.process_time()
    words: dict[str, int] = {}
    for number in range(400_000):
        word = str(number % 5_000)
        words[word] = words.get(word, 0) + 1
    return time.process_time() - start
