"""A whole build, from corpus to HTML: what may not be published is in no file of it, whatever its format."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from broadsheet.pipeline import build
from tests.conftest import CONFIG, ROOT
from tests.export.conftest import FILES, HIDDEN

# The withdrawn article stands in the other articles' company: same names, same day, much of the same text.
COPY = {
    "articles/2024-08-copy.txt": FILES["articles/2024-08-gone.txt"],
    "articles/2024-08-copy.yml": "status: withdrawn\nwithdrawn_reason: A copy of it\ndate: 2024-08-02\noutlet: harbour-post\n",
    "corpus.yml": CONFIG + "site_url: https://example.org/harbour/\n",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("held-back")
    (root / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    (root / "templates").symlink_to(ROOT / "templates")
    for path, content in (FILES | COPY).items():
        target = root / "corpus" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else str(content).encode())
    build(root)
    return root / "build"


def files(built: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file that is published, with its name in front of its content; packed ones unpacked."""
    for path in sorted(p for folder in ("docs", "site") for p in (built / folder).rglob("*") if p.is_file()):
        content = path.read_bytes()
        name = path.relative_to(built).as_posix()
        yield name, name.encode() + b"\n" + (gzip.decompress(content) if path.suffix == ".gz" else content)


def test_no_word_that_is_held_back_is_in_any_file_of_the_site(built: Path) -> None:
    found = [(name, word) for name, content in files(built) for word in HIDDEN if word.encode() in content.lower()]
    assert found == []


def test_what_may_be_shown_is_where_readers_and_programs_look_for_it(built: Path) -> None:
    # The search keeps the beginnings of words; those that are held back end as they begin.
    places = {name.split("/")[1] for name, content in files(built) if b"lighthous" in content.lower()}
    assert {"articles", "data", "search"} <= places


def test_a_withdrawn_article_leaves_its_id_outlet_date_address_and_reason(built: Path) -> None:
    for page in ("docs/articles/2024-08-copy.md", "site/articles/2024-08-copy/index.html"):
        text = (built / page).read_text(encoding="utf-8")
        for kept in ("2024-08-copy", "The Harbour Post", "2 August 2024", "A copy of it"):
            assert kept in text, (page, kept)
    listed = (built / "site/withdrawn/index.html").read_text(encoding="utf-8")
    assert "2024-08-gone" in listed
    assert "At the publisher" in listed
    assert "https://example.org/harbour/articles/2024-08-copy/" in (built / "site/sitemap.xml").read_text()
