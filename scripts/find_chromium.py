"""Finds a Chromium for the browser tests, or installs one; prints where it is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")


def find() -> str | None:
    """Return the path of a Chromium: $BROADSHEET_CHROMIUM, one on the PATH, or Playwright's own download."""
    chosen = os.environ.get("BROADSHEET_CHROMIUM")
    if chosen:
        return chosen
    return next((path for name in NAMES if (path := shutil.which(name))), None) or _playwrights()


def _playwrights() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> None:
    """Install Chromium: Debian's package where we are root there, else Playwright's own download."""
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        _run(["apt-get", "update", "-qq"])
        _run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-liberation"])
    if find() is None:
        _run([sys.executable, "-m", "playwright", "install", "chromium"])


def _run(command: list[str]) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, check=False, env=environment, capture_output=True, text=True)  # noqa: S603
    if done.returncode:
        print(f"`{' '.join(command)}` failed:\n{done.stderr[-2000:]}", file=sys.stderr)


def main() -> None:
    """Print the path; with --install, get a Chromium first where there is none."""
    if find() is None and "--install" in sys.argv[1:]:
        print("no Chromium yet; installing one for the browser tests", file=sys.stderr)
        install()
    path = find()
    if path is None:
        sys.exit(
            "The browser tests need Chromium and none could be found or installed. Install it (Debian: "
            "apt-get install chromium; elsewhere: .venv/bin/python -m playwright install chromium), "
            "or set BROADSHEET_CHROMIUM to where it is."
        )
    print(path)


if __name__ == "__main__":
    main()
