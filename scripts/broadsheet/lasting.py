"""Lets much that stays be made at once, without a search for garbage among it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def all_lasts() -> Iterator[None]:
    """Let nobody look for garbage while much is made that stays: there is none, and it takes a third of the time.

    What was made counts as old at once (https://docs.python.org/3/library/gc.html#gc.freeze), or the new things
    would be looked through three times in a row as soon as anybody looks again.
    """
    was_looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_looking:
            gc.freeze()
            gc.unfreeze()
            gc.enable()
