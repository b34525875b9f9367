"""The standard library's HTML parser, made to read whatever there is."""

from __future__ import annotations

from html.parser import HTMLParser


class HtmlReader(HTMLParser):
    """Reads on where the parser of early Python 3.11 gives up: a marked section whose keyword it does not know."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Return where what begins at `i` ends; to browsers it is a comment (https://html.spec.whatwg.org/)."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.parse_bogus_comment(i, report)
