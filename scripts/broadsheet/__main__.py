"""Starts the command line, and ends quietly when it is stopped, however early."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

_STOPPED = 130


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; to import it takes long enough to be stopped in."""
    try:
        from broadsheet.cli import main as run

        run(arguments)
    except KeyboardInterrupt:
        os.write(2, b"stopped; what was published stays as it was\n")
        sys.exit(_STOPPED)


if __name__ == "__main__":
    main()
