"""Who says what in one article: attributed statements with speaker, cue, exact words and how each was found."""

from __future__ import annotations

from broadsheet.describe.claims.assembly import assemble, number
from broadsheet.describe.claims.attribution import MOST
from broadsheet.describe.claims.paragraphs import attributions
from broadsheet.describe.claims.resolution import History, Roster, Said, Scene
from broadsheet.describe.claims.speakers import resolve
from broadsheet.models import Claim, Cleaned, Mention

__all__ = ["MOST", "Roster", "find_claims"]


def find_claims(cleaned: Cleaned, mentions: tuple[Mention, ...], roster: Roster) -> tuple[Claim, ...]:
    """Return the attributed statements of an article, in the order of the text; MOST and one where it has more."""
    scene = Scene(cleaned.text, tuple(sorted(mentions, key=lambda mention: mention.clean)), roster)
    history = History()
    claims: list[Claim] = []
    people = {mention.text for mention in mentions if mention.type == "person"}
    for attribution in attributions(cleaned, people):
        speaker = resolve(scene, attribution, history)
        if speaker.status != "unknown":
            history.add(Said(speaker, attribution.span))
        else:
            history.interrupt()
        claims.append(assemble(cleaned, attribution, speaker))
    return number(claims)
