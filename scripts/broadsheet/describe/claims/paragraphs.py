"""Attributions of a whole article: sentence by sentence, with the quotations that no cue stands by."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import islice

from broadsheet.describe.claims.attribution import MOST, Attribution
from broadsheet.describe.claims.cues import words
from broadsheet.describe.claims.headings import find_heading
from broadsheet.describe.claims.rules import find_attributions, may_attribute
from broadsheet.describe.claims.tokens import Sentence, Token, tokenise
from broadsheet.describe.claims.transcripts import find_turns
from broadsheet.models import Cleaned, Paragraph, Span
from broadsheet.text.quotations import Quotation, quotations
from broadsheet.text.sentences import sentences

_LONGEST_WORD = 30
_STATEMENT = 5
"""Words from which a quotation without a cue is a statement rather than a term or a title."""

_OPENING = 3
"""Words from which one that the paragraph does not close is a statement."""

_LONGEST = 500
"""Tokens of the longest sentence that is read. What goes on for longer without an end is no prose, and verbs that
look for their subjects and contents all over it would take time that grows with its square."""

_INITIALS = re.compile(r"\b(?:WHO|US|IT)\b")

_CAPITALISED = 0.8
"""Share of long words with a capital from which a line is a headline."""


def attributions(cleaned: Cleaned, people: Collection[str] = ()) -> list[Attribution]:
    """Return the attributions of an article, in the order of the text; MOST and one where it has more.

    `people` are the words that name persons in it.
    """
    found: list[Attribution] = []
    turns = find_turns(cleaned, people)
    unclosed = False
    here: list[Attribution] = []
    for place, paragraph in enumerate(cleaned.paragraphs):
        marks = quotations(cleaned.text, paragraph.clean)
        turn = turns.get(paragraph.clean)
        if turn is None and (paragraph.role == "title" or not (place or cleaned.title)):
            turn = find_heading(cleaned.text, paragraph.clean, marks, people)
        here = [turn] if turn is not None else _of_paragraph(cleaned.text, paragraph, marks, preceded=bool(here))
        here = [each for each in (_worded(cleaned.text, each) for each in here) if each is not None]
        if unclosed and here and _goes_on(found[-1], here[0], marks):
            here[0] = _carried(found.pop(), here[0])
        found.extend(here)
        if len(found) > MOST:
            break
        unclosed = bool(here and marks) and not marks[-1].closed
    return found[: MOST + 1]


def _worded(text: str, attribution: Attribution) -> Attribution | None:
    """Return an attribution without the stretches of its content that hold no word; None where none does."""
    content = tuple(span for span in attribution.content if any(map(str.isalnum, text[span.start : span.end])))
    return replace(attribution, content=content) if content else None


def _of_paragraph(text: str, paragraph: Paragraph, marks: list[Quotation], *, preceded: bool) -> list[Attribution]:
    """Return the attributions of one paragraph; `preceded` tells whether the one before it has any."""
    here: list[Attribution] = []
    for sentence in _split(text, paragraph.clean, marks, headline=paragraph.role != "body"):
        new = find_attributions(sentence)
        here.extend(new)
        _add_loose(here, sentence, new, preceded, paragraph.clean.start)
    return sorted(here, key=lambda attribution: attribution.span)


def _goes_on(open_: Attribution, following: Attribution, marks: list[Quotation]) -> bool:
    """Return whether an unclosed quotation goes on in the next paragraph, for all that is known one speaker's."""
    opens = bool(marks) and following.span.start <= marks[0].inner.start
    return opens and (open_.cue is None or following.cue is None)


def _carried(open_: Attribution, following: Attribution) -> Attribution:
    """Return one attribution for a quotation that runs over two paragraphs, by whichever names the speaker."""
    named = following if open_.cue is None and following.cue is not None else open_
    content = (*open_.content, *following.content)
    return replace(named, content=content, quotations=(*open_.quotations, *following.quotations))


def _split(text: str, span: Span, marks: list[Quotation], *, headline: bool) -> Iterator[Sentence]:
    """Yield the sentences of a paragraph, each with its quotations."""
    rest = list(reversed(marks))
    for part in _whole(text, span, marks):
        inside = []
        while rest and rest[-1].span.start < part.end:
            inside.append(rest.pop())
        tokens = _tokens(text, part, inside, headline=headline)
        yield Sentence(text, part, tokens, tuple(inside), headline or _is_capitalised(tokens))


def _whole(text: str, span: Span, marks: list[Quotation]) -> list[Span]:
    """Return the sentences of a paragraph, none ending inside a quotation."""
    parts: list[Span] = []
    starts = iter(marks)
    mark = next(starts, None)
    for part in sentences(text, span, marks):
        while mark is not None and mark.span.end <= part.start:
            mark = next(starts, None)
        if parts and mark is not None and mark.span.start < part.start:
            parts[-1] = Span(parts[-1].start, part.end)
        else:
            parts.append(part)
    return parts


def _tokens(text: str, part: Span, inside: list[Quotation], *, headline: bool) -> tuple[Token, ...]:
    """Return the tokens of a sentence; none where no word in it attributes, or where it is no prose."""
    if not may_attribute(text[part.start : part.end]):
        return ()
    tokens = tuple(islice(tokenise(text, part, inside), _LONGEST + 1))
    if len(tokens) > _LONGEST:
        return ()
    if not headline and _is_uncased(text, part):
        return tuple(token._replace(kind="word") if token.kind == "name" else token for token in tokens)
    if _INITIALS.search(text, *part) and not text[part.start : part.end].isupper():
        return tuple(_named(text, token) for token in tokens)
    return tokens


def _named(text: str, token: Token) -> Token:
    """Return a token that is no pronoun where initials look like one: `WHO`, `US`, `IT`."""
    written = text[token.start : token.end]
    return token._replace(word=written) if _INITIALS.fullmatch(written) else token


def _is_uncased(text: str, span: Span) -> bool:
    """Return whether a sentence, no headline, is written in capitals throughout, so that they tell nothing."""
    return text[span.end - 1] in '.?!”"' and text[span.start : span.end].isupper()


def _is_capitalised(tokens: tuple[Token, ...]) -> bool:
    """Return whether nearly all words begin with a capital, as in a headline."""
    long = [token for token in tokens if len(token.word) > 3 and token.kind != "mark"]
    return len(long) > 3 and sum(token.kind == "name" for token in long) > _CAPITALISED * len(long)


def _add_loose(
    here: list[Attribution], sentence: Sentence, new: list[Attribution], preceded: bool, start: int
) -> None:
    """Add the quotations of a sentence that stand by no cue to the attributions of its paragraph.

    What was said in the paragraph before goes on only in a quotation at the `start` of this one.
    """
    covered = {span for attribution in new for span in attribution.quotations}
    for quotation in sentence.quotations:
        inner = quotation.inner
        if inner in covered or not _begins(sentence, quotation):
            continue
        other = _names_another(sentence.text, quotation)
        if here and here[-1].quotations and here[-1].span.end <= quotation.span.start and not other:
            here[-1] = _joined(here[-1], quotation)
        elif _is_statement(sentence.text, quotation):
            goes_on = (here or (preceded and quotation.span.start == start)) and not other
            rule = "continued" if goes_on else "unattributed"
            here.append(Attribution(rule, "say", None, None, (quotation.span,), (inner,)))


def _begins(sentence: Sentence, quotation: Quotation) -> bool:
    """Return whether a quotation begins its sentence or what a colon introduces."""
    before = sentence.text[sentence.span.start : quotation.span.start].rstrip()
    return before[-1:] in ("", ":")


def _names_another(text: str, quotation: Quotation) -> bool:
    """Return whether somebody is named behind a quotation that ends with a comma, with a verb that is no cue."""
    if not quotation.closed or "," not in text[quotation.inner.end - 1 : quotation.span.end + 1]:
        return False
    following = re.match(r"[\s,]{0,3}(\w+)", text[quotation.span.end :][:_LONGEST_WORD])
    return following is not None and (following[1][0].isupper() or following[1] in words("determiners"))


def _joined(attribution: Attribution, quotation: Quotation) -> Attribution:
    """Return an attribution with a further quotation by the same speaker."""
    content = (*attribution.content, quotation.span)
    return replace(attribution, content=content, quotations=(*attribution.quotations, quotation.inner))


def _is_statement(text: str, quotation: Quotation) -> bool:
    """Return whether a quotation is long enough to be a statement, and ends as one."""
    words = text[quotation.inner.start : quotation.inner.end].split(None, _STATEMENT)
    if not quotation.closed:
        return len(words) >= _OPENING
    return len(words) >= _STATEMENT and text[quotation.inner.end - 1] in ".,?!…’'"
