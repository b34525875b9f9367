"""Fuzzes what reads text of strangers, guided by coverage: `make fuzz`, or

    build/fuzz/bin/python benchmarks/fuzz.py TARGET [-max_total_time=600] [libFuzzer options] [folder of inputs]

Targets: `article` (clean, describe, verify), `page` (the same for a saved page), `shown` (an article all the
way to its pages, read back), `yaml` (what people write), `form` (the issue form), `built` (the check of the
built site's pages), `data` (that of its other files). A target fails on an exception, on a broken promise (the
ledger restores the file, every piece of evidence is in it, the page says the article's words) or after two
seconds of CPU. Inputs are short, so that many are tried; `benchmarks/limits.py` sees to long ones. It needs
atheris, in an environment of its own (https://github.com/google/atheris).
"""

from __future__ import annotations

import hashlib
import re
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import chain, zip_longest
from pathlib import Path
from typing import Literal

import atheris

with atheris.instrument_imports(include=["broadsheet"]):
    from broadsheet.check.verify import verify
    from broadsheet.contribute.form import HEADINGS, TEXT, read_form
    from broadsheet.corpus import Corpus, Entry
    from broadsheet.describe import knowledge_of
    from broadsheet.gate import check_page
    from broadsheet.link import link
    from broadsheet.models import Article, Raw
    from broadsheet.problems import BroadsheetError
    from broadsheet.records import CorpusConfig, Sidecar
    from broadsheet.records.strict_yaml import load
    from broadsheet.records.validation import validated
    from broadsheet.render import Maker, articles, statements, topics
    from broadsheet.site_check.files import faults_of
    from broadsheet.site_check.pages import read_page
from broadsheet.work.workers import describe_one

_CONFIG = CorpusConfig(title="Fuzzed", description="Fuzzed")
_SECONDS = 2
"""Of CPU: on a busy machine the clock on the wall tells little. libFuzzer watches that, for what never ends."""
_WALL = 60

# Bytes that are no text are refused long before the stages; texts made of such pieces get further.
_PIECES = (
    *("“", "”", '"', "'", "said", "according to", "By ", "John Smith", "Dr. ", "U.S.", "on Monday", ". ", ", "),
    *("\n", "\n\n", "\r\n", "\t", "\u00a0", "\u00ad", "\u200b", "\u202e", "â€™", "Ã©", "-\n", "…", "—", "1. "),
    *("<script>", "</p>", "<p>", "<!--", "&lt;", "&#91;", "[x](", "`", "*", "_", "|", "#", "{{", "- ", "Share"),
    *("Photo: ", "12 May 2024", "The council ", "is closed", "warned that ", "He ", "they ", "told ", "a "),
    *("https://a.b/", "Advertisement", "the mayor", "Mr. Berg", "Ada Lindqvist", "Paris", "the IMF", "U.N. "),
    *("the Ministry of Defence", "Bank of Italy", "van der Berg", "added", "denied that ", "saying ", "he said"),
    *("who ", "and ", "but ", "that ", "to ", "as ", "not ", "“We will go there,” ", "quoted as saying ", "Berg"),
    *("Tuesday", "officials ", "told Reuters ", "ADA: ", "‘", "’", "«", "»", "``", "''", ":", ";", "?", "!", "("),
    *("<h1>", "</h1>", "<article>", "<div class=ad>", "</div>", "<a href=x>", "</a>", "<br>", "<li>", "&nbsp;"),
    *("<title>", "</title>", '<meta property="og:title" content="', '">', "e\u0301", "|---|\n", "+++", "[^1]: "),
)  # fmt: skip

_LONGEST = {"article": 600, "page": 800, "shown": 300, "yaml": 1_000, "form": 1_500, "built": 1_500, "data": 1_500}
"""Bytes of an input; those of texts may each stand for a word."""

_RAM = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a disk in memory, for speed


def _text(data: bytes) -> str:
    """Return a text: the bytes themselves, or, after a first even byte, a piece for each byte."""
    if data[:1] and data[0] % 2 == 0:
        return "".join(_PIECES[byte % len(_PIECES)] for byte in data[1:])
    return data[1:].decode("utf-8", "replace")


def _described(text: str, kind: Literal["text", "html"]) -> tuple[Article, Entry]:
    raw = Raw("fuzzed", "corpus/articles/fuzzed.txt", text, hashlib.sha256(text.encode()).hexdigest(), kind)
    entry = Entry(raw, Sidecar(), "corpus/articles/fuzzed.yml")
    article = describe_one(entry, knowledge_of((), ()))
    problems = verify(article, raw)
    assert not problems, "\n".join(map(str, problems))
    return article, entry


def fuzz_article(data: bytes) -> None:
    """Clean and describe a plain text."""
    text = _text(data)
    if text.strip():
        _described(text, "text")


def fuzz_page(data: bytes) -> None:
    """Clean and describe a saved page."""
    text = _text(data)
    if text.strip():
        _described(text, "html")


def fuzz_shown(data: bytes) -> None:
    """Take a plain text the whole way from the file to the pages that have words of it."""
    text = _text(data)
    if text.strip():
        article, entry = _described(text, "text")
        library = link((article,), Corpus(_CONFIG, (entry,)))
        maker = Maker(library, _CONFIG)
        sections = (articles.drafts, statements.drafts, topics.drafts)
        drafts = chain.from_iterable(section(maker.site) for section in sections)
        for name, page in map(maker.made, drafts):
            problems = check_page(name, page, article if name == f"articles/{article.id}.md" else None)
            assert not problems, "\n".join(map(str, problems))


def fuzz_yaml(data: bytes) -> None:
    """Read a sidecar: it gives a record or problems with a place in the file."""
    text = data.decode("utf-8", "replace")
    try:
        _, problems = validated(Sidecar, load(text, "x.yml"), "x.yml")
    except BroadsheetError as e:
        problems = list(e.problems)
    lines = len(re.split(r"\r\n|[\n\r\x85\u2028\u2029]", text))
    assert all(1 <= problem.line <= lines and problem.column >= 1 for problem in problems), problems


def fuzz_form(data: bytes) -> None:
    """Read an issue form, what is between zero bytes under each heading: it gives a submission or problems."""
    answers = data.decode("utf-8", "replace").split("\0")
    headings = [f"### {heading}" for heading in (*HEADINGS.values(), TEXT)]
    lines = [part for pair in zip_longest(headings, answers, fillvalue="") for part in pair]
    with suppress(BroadsheetError):
        read_form("\n\n".join(lines), "issue")


def fuzz_built(data: bytes) -> None:
    """Read a built page, whatever it is."""
    with tempfile.NamedTemporaryFile(suffix=".html", dir=_RAM) as page:
        Path(page.name).write_bytes(data.decode("utf-8", "replace").encode())
        read_page(Path(page.name))


def fuzz_data(data: bytes) -> None:
    """Read a feed, a picture or data of the built site, whatever it is; the first byte says what it is called."""
    with tempfile.TemporaryDirectory(dir=_RAM) as site:
        suffix = (".atom", ".svg", ".json", ".jsonl")[data[0] % 4] if data else ".json"
        path = Path(site) / f"file{suffix}"
        path.write_bytes(data[1:])
        list(faults_of(path))


TARGETS: dict[str, Callable[[bytes], None]] = {
    "article": fuzz_article,
    "page": fuzz_page,
    "shown": fuzz_shown,
    "yaml": fuzz_yaml,
    "form": fuzz_form,
    "built": fuzz_built,
    "data": fuzz_data,
}


def within_time(target: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """Return a target that fails where it takes too long."""

    def timed(data: bytes) -> None:
        start = time.process_time()
        target(data)
        taken = time.process_time() - start
        assert taken < _SECONDS, f"takes {taken:.1f} s"

    return timed


def dictionary() -> str:
    """Return the pieces in libFuzzer's own notation (https://llvm.org/docs/LibFuzzer.html#dictionaries)."""
    entries = ("".join(f"\\x{byte:02x}" for byte in piece.encode()) for piece in (*_PIECES, *_KEYS))
    return "".join(f'"{entry}"\n' for entry in entries)


# What sidecars and the files of a built site are made of.
_KEYS = (
    *Sidecar.model_fields,
    *(": ", "\n- ", "{", "}", "[", "]", "&a ", "*a", "!!str ", "<<: ", "|\n  ", ">-\n  ", "~", "\\u202e"),
    *("2024-05-01", "<svg>", "<use href=", "<script src=", "<style>", "onload=", "javascript:", "data:"),
    *("<feed>", "<entry>", "<!DOCTYPE ", "<!ENTITY ", "<![CDATA[", "]]>", '{"a":', "\\ud800", "1e999", "NaN"),
)  # fmt: skip


_SEED = "\x01Warm up\n\n“It is warm,” said Ada Lindqvist of the council on Monday. She told the IMF so.".encode()


def main() -> None:
    """Fuzz the target that is named."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"usage: fuzz.py {'|'.join(TARGETS)} [libFuzzer options]")
    target = TARGETS[sys.argv[1]]
    fuzz_article(_SEED)  # tables are read once
    with tempfile.TemporaryDirectory(dir=_RAM) as folder:
        words, seed = Path(folder) / "words", Path(folder) / "seed"
        words.write_text(dictionary(), encoding="ascii")
        seed.write_bytes(_SEED)
        # All lengths from the start: hardly anything is said in four bytes.
        own = [f"-timeout={_WALL}", f"-max_len={_LONGEST[sys.argv[1]]}", "-len_control=0"]
        own += [f"-dict={words}", f"-seed_inputs={seed}"]
        atheris.Setup([sys.argv[0], *own, *sys.argv[2:]], within_time(target))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
