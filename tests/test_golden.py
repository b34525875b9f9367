"""A tiny corpus whose generated pages are known, letter for letter; `make golden` writes them anew."""

import difflib
import shutil
from pathlib import Path

import pytest

from broadsheet.link import link
from broadsheet.render import render
from tests.making import examine

SITE = Path(__file__).parent / "sites" / "harbour"
EXPECTED = SITE / "expected"


def pages() -> dict[str, str]:
    corpus, articles, problems = examine(SITE)
    assert problems == []
    files = render(link(articles, corpus), corpus.config)
    return {name: content.decode("utf-8") for name, content in files}


def test_the_pages_are_those_expected(request: pytest.FixtureRequest) -> None:
    made = pages()
    if request.config.getoption("--golden"):
        shutil.rmtree(EXPECTED, ignore_errors=True)
        for name, text in made.items():
            (EXPECTED / name).parent.mkdir(parents=True, exist_ok=True)
            (EXPECTED / name).write_text(text, encoding="utf-8", newline="")
    expected = {p.relative_to(EXPECTED).as_posix(): p.read_bytes().decode("utf-8") for p in EXPECTED.rglob("*.md")}
    assert expected, "there are no expected pages; write them with `make golden`"
    assert sorted(made) == sorted(expected)
    for name, text in made.items():
        changed = difflib.unified_diff(
            expected[name].splitlines(), text.splitlines(), f"expected/{name}", f"made/{name}"
        )
        assert text == expected[name], "\n".join(changed)
