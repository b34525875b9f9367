"""One browser for the tests of a module."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.opened import chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return a browser that is already running."""
    with chromium() as started:
        yield started
