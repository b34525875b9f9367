"""`broadsheet serve`: a page that is open in a browser shows a change of the corpus by itself."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.conftest import ROOT, Project

pytestmark = pytest.mark.browser


@pytest.fixture
def served(buildable: Project) -> Iterator[tuple[str, Path]]:
    root = buildable()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "broadsheet", "serve", "--root", str(root), "--port", str(port)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}/"
    for _ in range(240):
        try:
            urllib.request.urlopen(address, timeout=30).close()
            break
        except OSError:
            time.sleep(0.5)
    yield address, root
    server.send_signal(signal.SIGINT)
    server.wait(30)


def test_an_open_page_shows_a_change_of_the_corpus(served: tuple[str, Path], browser: Browser) -> None:
    address, root = served
    page = browser.new_page()
    page.goto(address)
    config = root / "corpus" / "corpus.yml"
    config.write_text(config.read_text().replace("Harbour news", "Quayside news"))
    deadline = time.monotonic() + 120
    while "Quayside news" not in page.title() and time.monotonic() < deadline:
        page.wait_for_timeout(250)
    assert "Quayside news" in page.title()
    page.close()
