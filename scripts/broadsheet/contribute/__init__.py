"""Contribute: from what a person brings to the files of an article, proposed and explained."""

from __future__ import annotations

from broadsheet.contribute.proposals import Proposal, propose
from broadsheet.contribute.shelf import Shelf
from broadsheet.contribute.submissions import Submission
from broadsheet.contribute.writing import writing

__all__ = ["Proposal", "Shelf", "Submission", "propose", "writing"]
