"""`broadsheet serve`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click

from broadsheet.cli import options
from broadsheet.publish import SITE


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
    # Imported late: only this command needs the generator's server.
    from mkdocs.livereload import LiveReloadServer

    def rebuild() -> None:
        """Build in a process of its own, so that changed code counts; a problem leaves the old site standing."""
        command = [sys.executable, "-m", "broadsheet", "build", "--quiet", "--root", str(root)]
        if subprocess.run(command, check=False).returncode == 0:  # noqa: S603 - our own program
            click.echo(f"built; showing http://{host}:{port}/")

    rebuild()
    if not (root / SITE).is_dir():
        raise click.ClickException("there is no site to show yet; mend the problems above and try again")
    server = LiveReloadServer(builder=rebuild, host=host, port=port, root=str(root / SITE), mount_path="/")
    for part in ("corpus", "templates", "mkdocs.yml", "scripts/broadsheet"):
        if (root / part).exists():
            server.watch(str(root / part))
    try:
        server.serve(open_in_browser=False)  # type: ignore[no-untyped-call]
    finally:
        server.shutdown()
