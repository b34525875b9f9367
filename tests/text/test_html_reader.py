"""What strangers write as HTML is read to its end, whatever it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.gate.tags import faults_of_html
from broadsheet.site_check.pages import page_of
from broadsheet.text.html_reader import HtmlReader

PIECES = ("<![", "<!", "CDATA[", "X[", "if IE]", "[", "]", "]]>", ">", "--", "<b>", "x", " ", "&", "<?", '"')


class Names(HtmlReader):
    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)


@pytest.mark.parametrize("section", ["<![X[a]]>", "<![X[a>", "<![if IE]>", "<![CDATA[a]]>"])
def test_what_follows_a_marked_section_is_read(section: str) -> None:
    reader = Names()
    reader.feed(f"<p>{section}<img>")
    reader.close()
    assert reader.names == ["p", "img"]


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_whatever_reads_html_reads_it_to_its_end(text: str) -> None:
    list(faults_of_html(text))
    page_of(text.encode(), "index.html")
