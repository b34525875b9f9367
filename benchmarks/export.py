"""Measures the exports of many real articles beside the whole build of the same: time, memory, bytes, in one run.

    python benchmarks/export.py ../shared/data/scale [--articles 10000] [--each]

The corpus is the one of `scale.py`. It is built as `broadsheet build` does; then all formats are made as
`broadsheet export` does, from what the build has kept. Both run in processes of their own, so that their memory is
theirs. With `--each`, every format is made alone as well: each of them opens all articles anew, all together once.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path

from scale import recombined, rows, write_corpus

from broadsheet import pipeline
from broadsheet.export import NAMES, Holdings, files, packages
from broadsheet.export.output import Written, save
from broadsheet.work.examination import local_hands, store_of
from broadsheet.work.progress import Quiet

Figures = dict[str, float]


@contextmanager
def measured(found: Figures) -> Iterator[None]:
    """Measure the body: seconds by the clock and of processors, this one's and those it waited for."""
    clock, worked = time.perf_counter(), _processors()
    yield
    found["wall"], found["cpu"] = time.perf_counter() - clock, _processors() - worked


def _processors() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def memory() -> float:
    """Return the most memory this process has had so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def build(root: Path, jobs: int) -> dict[str, Figures]:
    """Build the site of a project."""
    found: Figures = {}
    with measured(found):
        pipeline.build(root, jobs=jobs, progress=Quiet())
    return {"whole build": found | {"memory": memory()}}


def export(root: Path, jobs: int, groups: Iterable[tuple[str, ...]]) -> dict[str, Figures]:
    """Make the formats of each group, all of a group together."""
    known = pipeline.examined(root, local_hands(jobs), store_of(root), Quiet())
    holdings = Holdings(pipeline.linked(known), known.corpus)
    found = {"before the export": {"memory": memory()}}
    for names in groups:
        found["all formats" if names == NAMES else names[0]] = _exported(holdings, names)
    return found


def _exported(holdings: Holdings, names: tuple[str, ...]) -> Figures:
    listed: list[Written] = []
    number = size = 0
    found: Figures = {}
    with tempfile.TemporaryDirectory() as folder, measured(found):
        for file in chain(files(holdings, names), packages(holdings, listed)):
            written = save(file, Path(folder))
            listed += [written] if file.entry else []
            number, size = number + 1, size + written.size
    return found | {"memory": memory(), "files": number, "MB": size / 1e6}


def told(found: dict[str, Figures]) -> Iterator[str]:
    """Yield a table in Markdown."""
    yield "| | wall s | CPU s | peak MB | files | MB |"
    yield "|---|---|---|---|---|---|"
    for name, figures in found.items():
        cells = (
            f"{figures[key]:,.{1 if key in ('wall', 'cpu', 'MB') else 0}f}" if key in figures else ""
            for key in KEYS
        )
        yield f"| {name} | {' | '.join(cells)} |"
    whole, alone = found["whole build"], found["all formats"]
    yield ""
    wall, cpu = alone["wall"] / whole["wall"], alone["cpu"] / whole["cpu"]
    yield f"All formats: {wall:.3f} of the build by the clock, {cpu:.3f} of its CPU."


KEYS = ("wall", "cpu", "memory", "files", "MB")


def main() -> None:
    """Measure, or do a part of it in a process that was started for it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--each", action="store_true", help="measure every format alone, too")
    parser.add_argument("--part", choices=("build", "export"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.part == "build":
        print(json.dumps(build(chosen.data, chosen.jobs)))
    elif chosen.part == "export":
        groups = [NAMES, *((name,) for name in NAMES if chosen.each)]
        print(json.dumps(export(chosen.data, chosen.jobs, groups)))
    else:
        _measure(chosen)


def _measure(chosen: argparse.Namespace) -> None:
    found: dict[str, Figures] = {}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        real = list(islice(rows(chosen.data), chosen.articles))
        write_corpus(root, recombined(real, chosen.articles))
        for part in ("build", "export"):
            command = [sys.executable, __file__, str(root), "--jobs", str(chosen.jobs), "--part", part]
            done = subprocess.run(
                [*command, *(["--each"] if chosen.each else [])], check=True, stdout=subprocess.PIPE
            )
            found |= json.loads(done.stdout.splitlines()[-1])
    print(f"{chosen.articles:,} articles, {chosen.jobs} processes\n")
    print("\n".join(told(found)))


if __name__ == "__main__":
    main()
