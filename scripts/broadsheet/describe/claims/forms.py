"""What a word of a sentence can be, judged by its form and its neighbours: pronoun, auxiliary, adverb, verb."""

from __future__ import annotations

from broadsheet.describe.claims.cues import words
from broadsheet.describe.claims.tokens import Sentence


def is_pronoun(word: str) -> bool:
    """Return whether a word is a subject pronoun, also in `he's` or `they've`."""
    return word.partition("'")[0] in words("subject_pronouns")


def is_auxiliary(sentence: Sentence, index: int) -> bool:
    """Return whether a token helps a verb: `may`, but not the `May` of `Theresa May` nor `Will` Smith."""
    named = sentence.kind(index) == "name" and index > 0 and not sentence.headline
    return not named and sentence.word(index) in words("auxiliaries")


def is_adverb(sentence: Sentence, index: int) -> bool:
    """Return whether a token is an adverb that can stand between subject and verb: `also`, `repeatedly`."""
    return sentence.word(index) in words("adverbs") or is_manner(sentence, index) or _is_of_pair(sentence, index)


def _is_of_pair(sentence: Sentence, index: int) -> bool:
    """Return whether a token is one of two that are an adverb together: `so far`."""
    before, word, after = (sentence.word(i) for i in (index - 1, index, index + 1))
    return f"{before} {word}" in words("adverb_pairs") or f"{word} {after}" in words("adverb_pairs")


def is_manner(sentence: Sentence, index: int) -> bool:
    """Return whether a token tells how: `repeatedly`, but neither `family` nor `Italy`."""
    word = sentence.word(index)
    return sentence.kind(index) == "word" and word.endswith("ly") and word not in words("no_adverbs")


def is_verb_like(sentence: Sentence, index: int) -> bool:
    """Return whether a token looks like the finite verb of a clause."""
    word = sentence.word(index)
    if sentence.kind(index) != "word":
        return sentence.kind(index) == "name" and is_pronoun(word) and "'" in word
    if word in words("no_past") or ("-" in word and word.endswith("ed")):  # `a well-known farmer`
        return False
    if word in words("auxiliaries") or word in words("verbs"):
        return True
    return word.endswith(("n't", "'re", "'ll", "'ve", "'d", "ed")) or (is_pronoun(word) and "'" in word)


def last_word(sentence: Sentence, end: int) -> int:
    """Return the index of the last token before another but for a comma or dash."""
    return end - 1 - (sentence.word(end - 1) in words("pauses"))


def is_unfinished(sentence: Sentence, end: int) -> bool:
    """Return whether a clause that is interrupted before a token goes on: `[He is not,] she said, a liar`."""
    last = last_word(sentence, end)
    word = sentence.word(last)
    return is_auxiliary(sentence, last) or word in words("negations") or word in words("prepositions")


def ends_with_comma(sentence: Sentence, index: int) -> bool:
    """Return whether a token is a quotation that ends with a comma: its speaker follows."""
    closing = sentence.tokens[index].end if sentence.kind(index) == "quote" else 0
    return "," in sentence.text[max(0, closing - 3) : closing]  # the mark itself may be two apostrophes
