"""Contribute: from what a person brings to the files of an article, proposed and explained."""

from __future__ import annotations

from broadsheet.contribute.intake import Intake
from broadsheet.contribute.proposals import Proposal, propose
from broadsheet.contribute.submissions import Submission
from broadsheet.contribute.writing import writing

__all__ = ["Intake", "Proposal", "Submission", "propose", "writing"]
