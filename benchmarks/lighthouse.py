"""Prints Lighthouse's scores of the built site, mobile preset, served locally and compressed as GitHub Pages does.

Lighthouse comes from npm into build/lighthouse/; the site must have been built. Each page is measured `--runs`
times and the best run counts, because other work on the machine can only make a page slower.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SITE, TOOLS = ROOT / "build" / "site", ROOT / "build" / "lighthouse"
VERSION = "13.5.0"
WANTED = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}

sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "benchmarks")]

from screenshots import pages  # noqa: E402

from tests.browser.opened import Quiet, served  # noqa: E402


def main() -> int:
    """Print a row for each page; return 1 where a score is below what is wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    tool = installed()
    measured = pages(SITE)
    shown = {"search": "search/"} | {k: measured[k] for k in ("home", "article", "topic", "claims", "compare")}
    print(f"| page | {' | '.join(WANTED)} |\n|---|{'---:|' * len(WANTED)}")
    below = False
    with served(SITE, Packed) as base:
        for name, address in sorted(shown.items()):
            scores = [score(tool, base + address) for _ in range(runs)]
            best = {key: max(run[key] for run in scores) for key in WANTED}
            below |= any(best[key] < least for key, least in WANTED.items())
            print(f"| {name} | {' | '.join(str(best[key]) for key in WANTED)} |", flush=True)
    return int(below)


def installed() -> Path:
    """Return Lighthouse's command, installed from npm where it is not there."""
    command = TOOLS / "node_modules" / ".bin" / "lighthouse"
    if not command.exists():
        install = ["npm", "install", "--silent", "--no-save", "--prefix", str(TOOLS), f"lighthouse@{VERSION}"]
        subprocess.run(install, check=True)
    return command


def score(tool: Path, address: str) -> dict[str, int]:
    """Return the scores of one page, of 100."""
    from find_chromium import find

    flags = "--chrome-flags=--headless=new --no-sandbox --disable-gpu"
    command = [str(tool), address, "--quiet", "--output=json", flags]
    environment = {**os.environ, "CHROME_PATH": find() or ""}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment, timeout=300)
    found: dict[str, Any] = json.loads(done.stdout)["categories"]
    return {key: round(100 * (found[key]["score"] or 0)) for key in WANTED}


class Packed(Quiet):
    """Sends files compressed, and lets the browser keep them ten minutes, as GitHub Pages does."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:  # noqa: N802 - the library calls it so
        """Send a file."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        body = gzip.compress(path.read_bytes(), 6, mtime=0) if path.is_file() else b""
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    sys.exit(main())
