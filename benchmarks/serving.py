"""Measures the time from a save to the page that shows it: `.venv/bin/python benchmarks/serving.py [--rounds 6]`.

The project's own corpus is served from a copy by `broadsheet serve`. In turn a sidecar gets another title, a raw
article another sentence, and a record of a name another note; a reader asks for the page until it shows the new
words. Beside the times stands that of a loop, which tells how much this machine is disturbed.
"""

from __future__ import annotations

import argparse
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from broadsheet.contribute.edits import edited
from broadsheet.records.strict_yaml import load

ROOT = Path(__file__).resolve().parents[1]
_GIVEN_UP = 60
"""Seconds after which a page is no longer waited for."""


class Save(NamedTuple):
    """What somebody changes, and the page that shows it."""

    what: str
    path: Path
    words: Callable[[str, str], str]
    """Returns what the file says then, from what it said and a word that no page has."""
    page: str


def saves(root: Path) -> list[Save]:
    """Return what is changed: the first article, its sidecar, and the first record of a name that has a page."""
    sidecar = min((root / "corpus/articles").glob("*.yml"))
    raw, register = sidecar.with_suffix(".txt"), root / "corpus/entities.yml"
    records = load(register.read_text(encoding="utf-8"), "entities.yml").data
    pages = root / "build/serve/site/topics"
    at = next(i for i, record in enumerate(records) if (pages / record["id"]).is_dir())
    article = f"articles/{sidecar.stem}/"
    return [
        Save("title in a sidecar", sidecar, lambda t, w: edited(t, "a.yml", {"title": f"Title {w}"}), article),
        Save("sentence in a raw article", raw, _with_sentence, article),
        Save(
            "note on a name",
            register,
            lambda t, w: edited(t, "entities.yml", {"note": f"Note {w}."}, at),
            f"topics/{records[at]['id']}/",
        ),
    ]


def _with_sentence(text: str, word: str) -> str:
    first, last = text.rstrip("\n").rsplit("\n", 1)
    return f"{first}\nNobody at the station had heard of the {word} before the train came in.\n\n{last}\n"


def shown(address: str, word: str) -> float:
    """Return the seconds until a page shows a word. Raises SystemExit after a minute."""
    start = time.monotonic()
    while time.monotonic() < start + _GIVEN_UP:
        try:
            with urllib.request.urlopen(address, timeout=_GIVEN_UP) as page:
                if word in page.read().decode():
                    return time.monotonic() - start
        except OSError:  # it is not there yet
            time.sleep(0.05)
        time.sleep(0.01)
    sys.exit(f"{address} did not show {word!r} within {_GIVEN_UP} seconds")


def measured(root: Path, rounds: int) -> None:
    """Print the times of every kind of save."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    site = f"http://127.0.0.1:{port}/"
    command = [sys.executable, "-m", "broadsheet", "serve", "--root", str(root), "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        print(f"served after {shown(site, '<html'):.1f} s")
        for what, path, words, page in saves(root):
            before, took = path.read_text(encoding="utf-8"), []
            for n in range(rounds):
                time.sleep(1.5)  # the reader's page has been loaded anew, and nobody is at work
                path.write_text(words(before, f"zyzzyva{n}{what[0]}"), encoding="utf-8")
                took.append(shown(site + page, f"zyzzyva{n}{what[0]}"))
            within = sum(t <= 1 for t in took)
            print(
                f"{what}: {min(took):.2f} to {max(took):.2f} s, median {statistics.median(took):.2f}; "
                f"{within} of {rounds} within a second; a loop of 2,000,000 steps {_loop():.3f} s"
            )
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(30)


def _loop() -> float:
    start = time.process_time()
    sum(i & 3 for i in range(2_000_000))
    return time.process_time() - start


def main() -> None:
    """Serve a copy of the project's corpus, and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=6)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("corpus", "templates"):
            shutil.copytree(ROOT / name, root / name)
        shutil.copy(ROOT / "mkdocs.yml", root)
        measured(root, arguments.rounds)


if __name__ == "__main__":
    main()
