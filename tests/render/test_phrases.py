"""Values in words."""

import pytest

from broadsheet.models import NOT_STATED
from broadsheet.render import phrases


@pytest.mark.parametrize(
    ("share", "said"), [(0, "0%"), (0.001, "under 1%"), (0.27, "27%"), (0.996, "99%"), (1, "100%")]
)
def test_some_is_never_told_as_none_and_not_all_never_as_all(share: float, said: str) -> None:
    assert phrases.percent(share) == said


def test_what_nobody_stated_is_told_alike_on_pages_and_in_data() -> None:
    assert phrases.worded("unknown", "status") == NOT_STATED.note
