"""What was made of an article is kept, and is what would be made anew."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.export import export, formats
from broadsheet.export.output import Passing
from broadsheet.export.sheets import packed, unpacked
from broadsheet.index import build_index, collect, search_documents, spellings
from broadsheet.link import link
from broadsheet.models import Article
from broadsheet.pipeline import examined
from broadsheet.publish.swap import remove
from broadsheet.redact import redact
from broadsheet.work.examination import Examination, local_hands, store_of
from broadsheet.work.kept import Kept
from broadsheet.work.progress import Quiet

MORE = "Quay wall is delayed\n\nThe quay wall in Northport will be rebuilt, the harbour master said on Monday.\n"


def found_in(root: Path) -> Examination:
    return examined(root, local_hands(1), store_of(root), Quiet())


def made_of(found: Examination) -> dict[str, bytes]:
    """Return all files of data but those of single articles, and those of the search."""
    library = redact(link(found.articles, found.corpus, found.gists))
    data = {path: b"".join(chunks) for path, chunks in export(library, found.corpus) if not is_small(chunks)}
    return data | build_index(search_documents(library), spellings(library))


def is_small(chunks: object) -> bool:
    return isinstance(chunks, Passing) and chunks.file.basis != ""


@given(st.dictionaries(st.text(), st.binary()))
def test_what_is_kept_of_a_sheet_comes_back(lines: dict[str, bytes]) -> None:
    assert unpacked(packed(lines)) == lines


def test_what_is_kept_is_what_is_made_anew(every_kind: Path) -> None:
    (every_kind / "build").mkdir()
    made_of(found_in(every_kind))
    for name, text in (("2024-10-wall", MORE), ("2024-11-wall", MORE.replace("delayed", "late"))):
        (every_kind / "corpus/articles" / f"{name}.txt").write_text(text, encoding="utf-8")
        warm = made_of(found_in(every_kind))
        remove(every_kind / "build")
        (every_kind / "build").mkdir()
        assert made_of(found_in(every_kind)) == warm


def test_an_article_is_opened_only_where_something_has_changed(
    every_kind: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formats, "_OF_A_SHEET", 1)
    monkeypatch.setattr(collect, "_OF_A_SHEAF", 1)
    (every_kind / "build").mkdir()
    first, opened = found_in(every_kind), set()
    before, load = made_of(first), Kept.article

    def noticed(kept: Kept, name: str) -> Article:
        opened.add(name)
        return load(kept, name)

    monkeypatch.setattr(Kept, "article", noticed)
    again = found_in(every_kind)
    assert made_of(again) == before
    # What may not be shown in full is looked at to make its card.
    assert opened == {"2024-06-lamp", "2024-07-market", "2024-08-gone"}
    assert set(again.kept.notes) == set(first.kept.notes) <= {*first.keys}
    (every_kind / "corpus/articles/2024-10-wall.txt").write_text(MORE, encoding="utf-8")
    made_of(found_in(every_kind))
    assert "2024-10-wall" in opened
    assert "2024-09-bom" not in opened
