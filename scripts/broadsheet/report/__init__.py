"""Report: what a change of the corpus does to the site, in words, for whoever decides about it."""

from __future__ import annotations

from broadsheet.report.comparison import compare
from broadsheet.report.pages import report
from broadsheet.report.permanence import vanished

__all__ = ["compare", "report", "vanished"]
