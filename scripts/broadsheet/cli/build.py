"""`broadsheet build`."""

from __future__ import annotations

from pathlib import Path

import click

from broadsheet import pipeline
from broadsheet.cli import options
from broadsheet.publish import MKDOCS, NAMES
from broadsheet.publish.generator import is_installed
from broadsheet.store import Store
from broadsheet.work.cluster import address_of, cluster_hands, is_available, shared
from broadsheet.work.examination import Hands, local_hands, store_of
from broadsheet.work.progress import spoken


@click.command()
@options.root
@options.jobs
@click.option("--quiet", is_flag=True, help="Say nothing unless something is wrong.")
@click.option("--cluster", metavar="ADDRESS", help="Examine the articles on the cluster of this Dask scheduler.")
@click.option(
    "--store",
    "url",
    metavar="URL",
    help="The store that the cluster shares, such as s3://bucket/folder; by default build/cache on a shared disk.",
)
@click.option(
    "--generator", type=click.Choice(tuple(NAMES)), default=MKDOCS, show_default=True, help="What makes the HTML."
)
def build(root: Path, jobs: int, *, quiet: bool, cluster: str | None, url: str | None, generator: str) -> None:
    """Build the site.

    It is made of corpus/, by way of build/docs (Markdown), in build/site (HTML). What has not changed since the
    last build is not examined again.

    \b
    Examples:
      broadsheet build
      broadsheet build --root ../my-corpus --quiet
      broadsheet build --cluster tcp://scheduler:8786 --store s3://bucket/broadsheet
    """
    if cluster is None and url is not None:
        raise click.UsageError("--store says what a cluster shares: name the cluster with --cluster")
    if not is_installed(generator):
        raise click.UsageError(f"{NAMES[generator]} is not here: pip install {generator}")
    options.refuse_odd_time()
    hands, store = _cluster(root, cluster, url) if cluster is not None else (local_hands(jobs), store_of(root))
    built = pipeline.build(
        root, jobs=jobs, hands=hands, store=store, progress=spoken(quiet=quiet), generator=generator
    )
    options.tell(built.problems)


def _cluster(root: Path, address: str, url: str | None) -> tuple[Hands, Store]:
    if not is_available():
        raise click.UsageError("a cluster needs Dask: pip install 'broadsheet[cluster]'")
    if ":" not in address:
        raise click.UsageError(f"{address!r} is no address of a scheduler; one looks like tcp://scheduler:8786")
    near = store_of(root)
    if url is None:
        return cluster_hands(address, address_of(near)), near
    return cluster_hands(address, url), shared(near, url)
