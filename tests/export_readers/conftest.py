"""Two corpora, exported whole, for readers that others have written.

Readers that come with many packages of their own are asked by `make check-exports`; no plain run of the tests collects
them: `pytest -o python_files="reads_*.py" tests/export_readers`.
"""

from pathlib import Path

import pytest

from broadsheet.export import Holdings, Written, files, packages, save
from tests.conftest import CONFIG
from tests.export.conftest import FILES
from tests.export.making import AWKWARD_ARTICLES, project_holdings, shelf


@pytest.fixture(scope="session", params=["every kind", "awkward words"])
def shelved(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Holdings:
    if request.param == "awkward words":
        return shelf(AWKWARD_ARTICLES, site_url="https://example.org/news", licence="CC-BY-4.0")
    root = tmp_path_factory.mktemp("project")
    for path, content in {"corpus.yml": CONFIG, **FILES}.items():
        target = root / "corpus" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else str(content).encode())
    return project_holdings(root)


@pytest.fixture(scope="session")
def folder(shelved: Holdings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the data of a whole export."""
    out, listed = tmp_path_factory.mktemp("out"), list[Written]()
    for file in files(shelved):
        written = save(file, out)
        listed += [written] if file.entry else []
    for file in packages(shelved, listed):
        save(file, out)
    return out / "data"
