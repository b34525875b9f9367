"""`broadsheet serve`."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from broadsheet.cache_keys import read_code_digest
from broadsheet.cli import options
from broadsheet.publish import SITE

# What a build imports, most of it the generator's: three quarters of a second each time.
_IMPORTED = ("broadsheet.cli", "mkdocs.commands.build", "mkdocs.config", "mkdocs.theme", "markdown.extensions.toc")


def _server_class() -> type[Any]:
    """Return the generator's live server, made to work under our policy; imported late, since slow."""
    from mkdocs.livereload import LiveReloadServer

    class Server(LiveReloadServer):
        """Puts its script into pages on this machine only, so only here the policy lets a script of a page run."""

        def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
            opened = content.replace(b"script-src 'self'", b"script-src 'self' 'unsafe-inline'", 1)
            changed: bytes = super()._inject_js_into_html(opened, epoch)  # type: ignore[no-untyped-call]
            return changed

    return Server


def _builder(root: Path) -> Callable[[], bool]:
    """Return what builds the site in a process of its own and says whether it did; a problem leaves the old one.

    Where the system can, it is a copy of a process that has imported everything; changed code is imported anew.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return lambda: _built_afresh(root)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([*_IMPORTED])
    imported = read_code_digest()

    def build() -> bool:
        if read_code_digest() != imported:
            return _built_afresh(root)
        process = context.Process(target=_build, args=(root,))
        process.start()
        process.join()
        return process.exitcode == 0

    return build


def _build(root: Path) -> None:
    from broadsheet.cli import main

    main(["build", "--quiet", "--root", str(root)])


def _built_afresh(root: Path) -> bool:
    command = [sys.executable, "-m", "broadsheet", "build", "--quiet", "--root", str(root)]
    return subprocess.run(command, check=False).returncode == 0  # noqa: S603 - our own program


@click.command()
@options.root
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port to listen on."
)
def serve(root: Path, host: str, port: int) -> None:
    """Show the site on this machine and build it anew whenever corpus, templates or code change.

    \b
    Examples:
      broadsheet serve
      broadsheet serve --port 8001
    """
    build = _builder(root)

    def rebuild() -> None:
        """Build; a problem leaves the old site standing."""
        if build():
            click.echo(f"built; showing http://{host}:{port}/")

    rebuild()
    if not (root / SITE).is_dir():
        raise click.ClickException("there is no site to show yet; mend the problems above and try again")
    server = _server_class()(builder=rebuild, host=host, port=port, root=str(root / SITE), mount_path="/")
    for part in ("corpus", "templates", "mkdocs.yml", "scripts/broadsheet"):
        if (root / part).exists():
            server.watch(str(root / part))
    try:
        server.serve(open_in_browser=False)
    finally:
        server.shutdown()
