"""`broadsheet serve`."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from broadsheet.cli import options
from broadsheet.cli.site_process import SiteProcess
from broadsheet.preview import Preview

_WATCHED = ("corpus", "templates", "mkdocs.yml", "scripts/broadsheet")

# Seconds between two looks at what is watched, and until nothing more changes (an editor writes in several steps).
_LOOK, _SETTLED = 0.1, 0.02
# Files that make it one second more, so that a large corpus is not looked at all the time.
_FILES_A_SECOND = 20_000


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


@click.command()
@options.root
@options.jobs
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port to listen on."
)
def serve(root: Path, jobs: int, host: str, port: int) -> int:
    """Show the site on this machine.

    It is made anew in build/serve whenever corpus, templates or code change, and published nowhere: `broadsheet
    build` does that.

    \b
    Examples:
      broadsheet serve
      broadsheet serve --port 8001
    """
    options.refuse_odd_time()
    _must_be_free(host, port)
    site = SiteProcess(root, jobs)

    def make() -> None:
        """Make the site; a problem leaves the old one standing."""
        if site.make():
            click.echo(f"built; showing http://{host}:{port}/")

    try:
        make()
        if not Preview.site_of(root).is_dir():
            click.echo("there is no site to show yet; mend the problems above and try again", err=True)
            return 1
        _show(root, make, host, port)
    finally:
        site.stop()
    return 0


def _must_be_free(host: str, port: int) -> None:
    """Raise ClickException where nobody can listen; said before the site is made, not after."""
    if not (host.isascii() and host.isprintable()):
        raise click.UsageError(f"--host {host!r} is no address")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as e:
        of_port = e.errno in (errno.EADDRINUSE, errno.EACCES)
        other = f"--port {port + 1 if 1024 <= port < 65535 else 8001}" if of_port else "--host 127.0.0.1"
        words = f"cannot listen on {host}:{port}: {(e.strerror or str(e)).lower()}; try {other}"
        raise click.ClickException(words) from None


def _show(root: Path, make: Callable[[], None], host: str, port: int) -> None:
    watched = [root / name for name in _WATCHED if (root / name).exists()]
    files = sum(len(names) for path in watched for _, _, names in os.walk(path))
    server = _server_class()(
        builder=make,
        host=host,
        port=port,
        root=str(Preview.site_of(root)),
        mount_path="/",
        polling_interval=_LOOK + files / _FILES_A_SECOND,
    )
    server.build_delay = _SETTLED
    for path in watched:
        server.watch(str(path))
    try:
        server.serve(open_in_browser=False)
    finally:
        server.shutdown()
