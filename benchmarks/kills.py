"""Kills builds at random moments: `.venv/bin/python benchmarks/kills.py [--builds 50] [--jobs 2]`.

Two corpora take turns in one project, so that every build has something to publish. After each kill (SIGKILL, the
whole group of processes) the published site has to be one of the two, whole; every tenth time the next build has
to go through and to give its corpus's site, byte for byte.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WORDS = "Bridge {0} closes\n\nThe bridge is closed for {0} weeks, Ada Lindqvist said on Monday.\n"


def started(root: Path, jobs: int) -> subprocess.Popen[bytes]:
    """Return a build that has begun, in a group of its own."""
    command = [sys.executable, "-m", "broadsheet", "build", "--quiet", "--jobs", str(jobs), "--root", str(root)]
    environment = {**os.environ, "PYTHONPATH": str(root / "scripts")}
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, start_new_session=True)


def turn(root: Path, number: int, articles: int) -> None:
    """Write one of the two corpora."""
    for n in range(articles):
        path = root / f"corpus/articles/bridge-{n}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(WORDS.format(n + 2 + 100 * number), encoding="utf-8")


def digest(site: Path) -> str:
    """Return what stands for every name and byte of a site."""
    found = hashlib.sha256()
    for path in sorted(p for p in site.rglob("*") if p.is_file()):
        found.update(f"{path.relative_to(site)}\0".encode() + path.read_bytes())
    return found.hexdigest()


def built(root: Path, jobs: int) -> tuple[str, float]:
    """Return the digest of a site that was built to the end, and the seconds that took."""
    start = time.monotonic()
    process = started(root, jobs)
    said = process.communicate()[1]
    if process.returncode != 0:
        sys.exit(f"a build failed: {said.decode()}")
    return digest(root / "build/site"), time.monotonic() - start


def main() -> None:
    """Kill builds and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--builds", type=int, default=50)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    chance = random.Random(given.seed)  # noqa: S311 - moments, no secrets
    ends: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copy(ROOT / "mkdocs.yml", root)
        for part in ("templates", "scripts"):  # as they are now, whatever becomes of them meanwhile
            shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
        (root / "corpus").mkdir()
        (root / "corpus/corpus.yml").write_text("title: Kills\ndescription: Two corpora that take turns.\n")
        wholes: dict[int, str] = {}
        longest = 0.0
        for number in (0, 1):
            turn(root, number, given.articles)
            wholes[number], seconds = built(root, given.jobs)
            longest = max(longest, seconds)
        for count in range(given.builds):
            turn(root, count % 2, given.articles)
            process = started(root, given.jobs)
            time.sleep(chance.uniform(0, longest))
            alive = process.poll() is None
            ends["killed" if alive else "had ended"] += 1
            if alive:
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            ends["whole" if digest(root / "build/site") in wholes.values() else "DAMAGED"] += 1
            if count % 10 == 9:
                after, seconds = built(root, given.jobs)
                longest = max(longest, seconds)
                ends["next build right" if after == wholes[count % 2] else "NEXT BUILD WRONG"] += 1
        left = sorted(path.name for path in (root / "build").iterdir())
    print(", ".join(f"{number} {end}" for end, number in ends.items()), f"; build/ holds {' '.join(left)}")


if __name__ == "__main__":
    main()
