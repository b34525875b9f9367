from itertools import product

from hypothesis import example, given
from hypothesis import strategies as st
from lunr.stemmer import PorterStemmer

from broadsheet.index.porter import stem


class LunrStemmer(PorterStemmer):  # type: ignore[misc]  # lunr has no types
    """lunr.py's, with lunr.js's rule for a final y."""

    b: str
    k: int

    def step1c(self) -> None:
        if self.b[self.k] == "y" and self.k > 1 and self.b[self.k - 1] not in "aeiou":
            self.b = self.b[: self.k] + "i"


BEGINNINGS = "", "b", "by", "hop", "fil", "ai", "yes", "toy", "trou", "agr", "fizz", "control", "respons", "syzyg"
MIDDLES = "", "e", "at", "bl", "iz", "al", "iv", "ic", "ful", "ous", "abil", "t", "ation", "ll"
SUFFIXES = [
    "s",
    "es",
    "ies",
    "sses",
    "ed",
    "eed",
    "ing",
    "y",
    "e",
    "ll",
    "ational",
    "tional",
    "enci",
    "anci",
    "izer",
    "bli",
    "alli",
    "entli",
    "eli",
    "ousli",
    "ization",
    "ation",
    "ator",
    "alism",
    "iveness",
    "fulness",
    "ousness",
    "aliti",
    "iviti",
    "biliti",
    "logi",
    "icate",
    "ative",
    "alize",
    "iciti",
    "ical",
    "ful",
    "ness",
    "al",
    "ance",
    "ence",
    "er",
    "ic",
    "able",
    "ible",
    "ant",
    "ement",
    "ment",
    "ent",
    "ion",
    "ou",
    "ism",
    "ate",
    "iti",
    "ous",
    "ive",
    "ize",
]


def test_every_suffix_goes_as_it_does_in_lunr() -> None:
    lunr = LunrStemmer()
    words = {"".join(parts) for parts in product(BEGINNINGS, MIDDLES, SUFFIXES, ("", "s", "ly"))}
    assert {word: stem(word) for word in words} == {word: lunr.stem(word) for word in words}


@given(st.text("aeiouyyblstwxzcnrdg", min_size=1, max_size=12), st.sampled_from(["", *SUFFIXES]))
@example("ies", "")
@example("i", "ion")
@example("y", "ed")
def test_any_letters_have_the_stem_that_lunr_gives_them(beginning: str, suffix: str) -> None:
    assert stem(beginning + suffix) == LunrStemmer().stem(beginning + suffix)
