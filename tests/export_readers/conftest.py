"""The same projects as the tests of the export, for readers that are not part of the development environment.

No plain run of the tests collects them: `pytest -o python_files="reads_*.py" tests/export_readers`.
"""

from pathlib import Path

import pytest

from broadsheet.export import Holdings, files, packages
from broadsheet.export.output import Written, save
from tests.export.conftest import every_kind
from tests.export.making import AWKWARD_ARTICLES, project_holdings, shelf

__all__ = ["every_kind"]


@pytest.fixture(params=["every kind", "awkward words"])
def shelved(request: pytest.FixtureRequest, every_kind: Path) -> Holdings:
    if request.param == "every kind":
        return project_holdings(every_kind)
    return shelf(AWKWARD_ARTICLES, site_url="https://example.org/news")


@pytest.fixture
def folder(shelved: Holdings, tmp_path: Path) -> Path:
    """Return the folder of the data of a whole export."""
    out, listed = tmp_path / "out", list[Written]()
    for file in files(shelved):
        written = save(file, out)
        listed += [written] if file.entry else []
    for file in packages(shelved, listed):
        save(file, out)
    return out / "data"
