"""What a speaker did, in words that go with what follows."""

from dataclasses import replace

import pytest

from broadsheet.text.saying import verb
from tests.render import made

CLAIM = made.library().articles[0].claims[0]

CASES = [
    # A clause goes with any verb of its sense.
    ("say", "has repeatedly said", "said"),
    ("say", "tells", "said"),
    ("say", "According to", "said"),
    ("warn", "has warned", "warned"),
    ("", "", "said"),
    # Unless it says the opposite, or each verb of the sense says something else.
    ("say", "did not say", "did not say"),
    ("say", "Never said", "never said"),
    ("show", "hasn’t shown", "hasn’t shown"),
    ("think", "doubted", "doubted"),
    ("think", "has feared", "has feared"),
    ("answer", "agrees", "agreed"),
    ("answer", "REPLIED", "replied"),
    ("show", "shows", "showed"),
    ("hint", "underscores", "underscored"),
    # An object only with its own.
    ("accuse", "has blamed", "has blamed"),
    ("accuse", "accusing", "accused"),
    ("deny", "denies", "denied"),
    ("deny", "did not deny", "did not deny"),
    ("criticise", "slamming", "slammed"),
    ("criticise", "Pushes back against", "pushed back against"),
    ("reject", "disagreeing with", "disagreed with"),
    ("urge", "also demands", "also demanded"),
    ("call", "is describing", "is describing"),
    ("call", "calls", "called"),
    ("call", "compared", "compared"),
    ("decline", "refuses", "refused"),
    ("confirm", "wouldn’t confirm", "wouldn’t confirm"),
    ("criticise", "bashes", "bashed"),
    ("accuse", "", "accused"),
]


@pytest.mark.parametrize(("sense", "cue", "said"), CASES)
def test_the_verb_fits_its_words(sense: str, cue: str, said: str) -> None:
    assert verb(replace(CLAIM, sense=sense, cue=cue)) == said
