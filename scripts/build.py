"""Builds the site: the same as `broadsheet build`."""

import sys

from broadsheet.__main__ import main

if __name__ == "__main__":
    main(["build", *sys.argv[1:]])
