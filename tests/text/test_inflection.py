"""The forms of verbs."""

import pytest

from broadsheet.describe.claims.cues import cue_forms
from broadsheet.text.inflection import inflected


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("agree", ("agrees", "agreed", "agreed", "agreeing")),
        ("note", ("notes", "noted", "noted", "noting")),
        ("deny", ("denies", "denied", "denied", "denying")),
        ("say", ("says", "said", "said", "saying")),
        ("stress", ("stresses", "stressed", "stressed", "stressing")),
        ("shrug", ("shrugs", "shrugged", "shrugged", "shrugging")),
    ],
)
def test_verbs_have_their_forms(verb: str, forms: tuple[str, ...]) -> None:
    assert inflected(verb) == (forms,)


def test_some_verbs_are_spelled_in_two_ways() -> None:
    assert [forms.past for forms in inflected("label")] == ["labeled", "labelled"]


def test_every_form_of_a_cue_is_one() -> None:
    assert {
        "agreeing",
        "agreed",
        "disagreeing with",
        "foreseeing",
        "signalled",
        "echoes",
        "shrugged off",
    } <= cue_forms().keys()
    assert "agreing" not in cue_forms()
