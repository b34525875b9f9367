"""Measures what the largest articles of the nastiest content take, stage by stage: `python -m benchmarks.limits`.

Prints the seconds of CPU of each, the slowest first, and how fast this machine is at the time: the seconds that a
fixed loop takes, about .1 on an idle one. What takes more than a second is measured three times, and the least
counts: other work on the machine can only make it slower. An article that is refused shows no stage after
`describe`.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from broadsheet.problems import BroadsheetError
from tests.hostile.largest import PAGES, TEXTS, loop, stages


def measured(name: str, folder: Path) -> dict[str, float]:
    """Return the seconds that each stage takes."""
    path = folder / ("largest.html" if name in PAGES else "largest.txt")
    path.write_text((TEXTS | PAGES)[name](), encoding="utf-8")
    try:
        return stages(path)
    except BroadsheetError as e:
        return {f"refused: {e.problems[0].message}": 0}


def least(name: str, folder: Path) -> dict[str, float]:
    """Return the seconds of the fastest run."""
    found = measured(name, folder)
    again = [measured(name, folder) for _ in range(2)] if sum(found.values()) > 1 else []
    return min((found, *again), key=lambda taken: sum(taken.values()))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("only", nargs="*", help="words in the names of the contents to measure")
    only = parser.parse_args().only
    names = [name for name in (*TEXTS, *PAGES) if not only or any(word in name for word in only)]
    with tempfile.TemporaryDirectory() as folder:
        measured(next(iter(TEXTS)), Path(folder))  # the first one waits for words and tables to be read
        found = {name: least(name, Path(folder)) for name in names}
    for name, taken in sorted(found.items(), key=lambda item: -sum(item[1].values())):
        shown = "  ".join(f"{stage} {seconds:.2f}" for stage, seconds in taken.items() if seconds > 0.05)
        print(f"{sum(taken.values()):6.2f}  {name:40} {shown or next(iter(taken), '')}")
    print(f"{loop():6.2f}  the loop")


if __name__ == "__main__":
    main()
