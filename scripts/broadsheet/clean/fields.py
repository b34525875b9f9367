"""Finds what stands around an article's body and belongs to it: headline, standfirst, byline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from broadsheet.clean.verdicts import KEPT, Verdict, ends_sentence, is_headline, is_prose
from broadsheet.words import table, word_set

_MOST_BYLINE_WORDS = 16
"""Spaces in a line with up to five names and what they do: chosen by eye."""
_MOST_NAME_WORDS = 6
_KICKER_WORDS = 2
"""Words of what stands above a headline, at most."""
_TITLED, _FEWEST_TITLED = 5, 3
"""Letters of words that have capitals in every headline in title case; so many of them tell that it is one."""
_CLOCK = re.compile(r"\b\d{1,2}:\d\d\b")
_CREDITED = re.compile(r"\([^()]{2,60}\)$| / [A-Z][\w ]{1,40}$|\w@\w")
"""How captions end, `(Ada Moss / Leck Herald)`, and what is told of a writer: neither sums a story up."""
_ENDING, _LAST_WORDS = 60, 3
"""Characters, and of the words in them so many, at whose end a paragraph says whose it is."""

_WORD = re.compile(r"\w+")
_RETOLD_WORDS, _RETOLD_SHARE = 4, 0.35
"""Long words of a standfirst that the paragraph below has again; one or .1 more or less changes 1 of 780 texts."""
_LOOK_AHEAD = 8
"""Units below a headline within which there is running text: chosen by eye."""
_SENTENCES_ABOVE = 2
"""Whole sentences that may stand above the byline: headline and standfirst."""
_EXCLAIMED_WORDS = 4
"""Spaces from which a line that ends in "!" is a sentence: chosen by eye."""


def match_byline(text: str) -> tuple[int, int] | None:
    """Return where the names stand in a line that says who wrote the article, or None.

    A date behind them is no part of it: `By Ann Other Updated Jan 5, 2023`.
    """
    if not text.startswith(_openings()):
        return None
    dated = _dated().search(text, len("by "))
    line = text if dated is None else text[: dated.start()]
    if line.count(" ") >= _MOST_BYLINE_WORDS or ends_sentence(line):
        return None
    match = _byline().fullmatch(line)
    return match.span(1) if match else None


@cache
def _openings() -> tuple[str, ...]:
    return tuple(table("page-words")["byline"])


@cache
def _alone() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(_openings())})\s?:?", re.IGNORECASE)


def _name() -> str:
    return rf"(?:(?:{'|'.join(table('page-words')['within_names'])}) |[A-Z][\w.'’-]{{0,24}}+,? ?){{1,6}}"


@cache
def _writer() -> re.Pattern[str]:
    return re.compile(_name())


@cache
def _byline() -> re.Pattern[str]:
    opening, name = "|".join(_openings()), _name()
    days = "|".join(day.capitalize() for day in sorted(word_set("names_roles", "calendar") - {"may"}))
    return re.compile(
        rf"(?:{opening})(?:\s?:)? (?!{days}|The\b)"
        rf"({name}(?:(?:and|with|&|in|for|\||/|@|,|-|–|—|•|·) ?{name}){{0,4}})"
        r"(?:(?:,|\||-|–|—|•|·) ?[^.!?]{2,80})?"
    )


@cache
def _dated() -> re.Pattern[str]:
    months = "|".join(table("calendar")["months"])
    said, before = ("|".join(table("page-words")[key]) for key in ("dated", "before_dated"))
    return re.compile(
        rf"\W{{0,4}}\b(?:(?:(?:{before}) )?(?:{said})\b|"
        rf"(?:on )?(?:(?:{months})\.? [0-9]|[0-9]{{1,2}}(?:st|nd|rd|th)? (?:{months})\b|[0-9]{{1,4}}[./-][0-9]))",
        re.IGNORECASE,
    )


def find_writer(texts: Sequence[str], start: int, first: int, end: int) -> int | None:
    """Return which line from `start` to `end` says who wrote the article, whose first line is `first`.

    That may be a name below a line of nothing but `By`. Within the article `By Region` is rather a heading.
    """
    for i in range(start, min(end, len(texts))):
        names = match_byline(texts[i])
        if names is not None and (i < first or _is_whole(texts[i], names)):
            return i
        if i > start and _alone().fullmatch(texts[i - 1]) and _is_writer(texts[i]):
            return i
    return None


def _is_whole(text: str, names: tuple[int, int]) -> bool:
    """Return whether a byline names somebody by more than one word."""
    return " " in text[slice(*names)].strip()


def _is_writer(text: str) -> bool:
    return text.count(" ") < _MOST_NAME_WORDS and _writer().fullmatch(text) is not None


def find_names(texts: Iterable[str], verdicts: Iterable[Verdict]) -> tuple[int, tuple[int, int]] | None:
    """Return which line is the byline and where the names stand in it: in one without `By` they are all of it."""
    for i, (text, verdict) in enumerate(zip(texts, verdicts, strict=True)):
        if verdict.reason == "byline" and verdict.fate == "field":
            return i, match_byline(text) or (0, len(text))
    return None


def judge_fields(texts: Sequence[str], verdicts: list[Verdict]) -> None:
    """Write into `verdicts` which of the kept units are headline, standfirst and byline."""
    _judge_byline(texts, verdicts)
    title = next((i for i, v in enumerate(verdicts) if v.reason == "title" and v.fate == "field"), None)
    kept = [i for i, v in enumerate(verdicts) if v.fate == "kept"]
    if title is None and _names_site(texts, verdicts, kept):
        verdicts[kept.pop(0)] = Verdict("removed", "navigation", "site-name", "may be the headline")
    elif title is None and len(kept) > 1 and _is_kicker(texts[kept[0]]) and _is_title(texts, kept[1:]):
        verdicts[kept.pop(0)] = Verdict("removed", "navigation", "kicker", "stands above the headline")
    if title is None and kept and _is_title(texts, kept):
        title = kept.pop(0)
        verdicts[title] = Verdict("field", "title", "headline-first")
    if title is not None and kept and _says_again(texts[kept[0]], texts[title]):
        verdicts[kept.pop(0)] = Verdict("removed", "repeated", "headline-again")
    if title is not None and (rule := _dek_rule(texts, kept)):
        verdicts[kept[0]] = Verdict("field", "dek", rule)


def _judge_byline(texts: Sequence[str], verdicts: list[Verdict]) -> None:
    """Find the byline above the text; headline and standfirst before it may be sentences: `Who will pay?`"""
    passed = 0
    for i, verdict in enumerate(verdicts):
        if is_prose(texts[i]) and verdict.fate == "kept":
            passed += 1
            if passed > _SENTENCES_ABOVE:
                return
        elif verdict == KEPT and (names := match_byline(texts[i])):
            if not passed or _stands_between(texts, i, names):
                verdicts[i] = Verdict("field", "byline", "byline")
            return


def _stands_between(texts: Sequence[str], i: int, names: tuple[int, int]) -> bool:
    """Return whether a line with a whole name stands right above running text: `By Region` is rather a heading."""
    return _is_whole(texts[i], names) and i + 1 < len(texts) and is_prose(texts[i + 1])


def _names_site(texts: Sequence[str], verdicts: Sequence[Verdict], kept: Sequence[int]) -> bool:
    """Return whether the first line is a site's or a paper's name, and the headline of the text follows."""
    if len(kept) < 3 or kept[0] != 0 or is_prose(texts[0]) or not _is_title(texts, kept[1:]):
        return False
    menu = [verdicts[i].reason for i in range(1, kept[1])]
    if set(menu) != {"navigation"} and (menu or not _heads_paper(texts[0], verdicts[2])):
        return False
    body = _contents(" ".join(texts[i] for i in kept[2:]))
    return _contents(texts[0]).isdisjoint(body) and not _contents(texts[kept[1]]).isdisjoint(body)


def _heads_paper(first: str, third: Verdict) -> bool:
    """Return whether a line names a paper, `The Leck Gazette`, two lines above writer or day."""
    papers = word_set("page-words", "papers")
    named = first.count(" ") < _MOST_NAME_WORDS and not papers.isdisjoint(first.lower().split())
    return named and third.reason in ("byline", "date-line")


def _says_again(text: str, title: str) -> bool:
    """Return whether a line is the headline once more, whatever its marks and capitals."""
    return len(text) < 2 * len(title) and _WORD.findall(text.lower()) == _WORD.findall(title.lower())


def _is_kicker(text: str) -> bool:
    """Return whether a line is a word or two in capitals, as columns and sections are called: `OPINION`."""
    return text.isupper() and text.replace(" ", "").isalpha() and text.count(" ") < _KICKER_WORDS


def _contents(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(text) if len(word) > 4}


def _is_title(texts: Sequence[str], kept: Sequence[int]) -> bool:
    # "What a day that was!" begins a story more often than it names one.
    first = texts[kept[0]]
    exclaims = first.endswith("!") and first.count(" ") >= _EXCLAIMED_WORDS
    shaped = is_headline(first) or (_in_title_case(first) and is_headline(first.removesuffix(".")))
    return shaped and not exclaims and any(is_prose(texts[i]) for i in kept[1:_LOOK_AHEAD])


def _in_title_case(text: str) -> bool:
    """Return whether the longer words of a line all begin with a capital: `Levy To Rise Again This Spring.`"""
    longer = [word for word in _WORD.findall(text) if len(word) >= _TITLED]
    return len(longer) >= _FEWEST_TITLED and all(word[0].isupper() for word in longer)


def _dek_rule(texts: Sequence[str], kept: Sequence[int]) -> str:
    """Return the rule by which the first kept unit is a standfirst, or an empty text."""
    if len(kept) < 3 or not is_prose(texts[kept[1]]):
        return ""
    first = texts[kept[0]]
    if _CLOCK.search(first) or _CREDITED.search(first) or _is_attributed(first):
        return ""
    if not ends_sentence(first):
        return "standfirst-without-stop" if is_headline(first) and first.count(" ") >= 5 else ""
    single = first.count(" ") < 40 and not re.search(r"[.!?][\"”’]? ", first)
    return "standfirst-retold" if single and _is_retold(first, texts[kept[1]]) else ""


def _is_attributed(text: str) -> bool:
    """Return whether a paragraph ends with who said so, as an agency's first one does: `..., a clerk said.`"""
    last = text[-_ENDING:].lower().strip(".").split()[-_LAST_WORDS:]
    return not word_set("page-words", "attributed").isdisjoint(last)


def _is_retold(first: str, second: str) -> bool:
    """Return whether a paragraph begins the story anew that the one before had summed up."""
    words = _contents(first)
    shared = words & {w.lower() for w in _WORD.findall(second)}
    return len(shared) >= _RETOLD_WORDS and len(shared) >= _RETOLD_SHARE * len(words)
