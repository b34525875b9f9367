"""White space and debris are mended, words are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.clean.mend import apply_edits, find_edits, is_plain


def mend(text: str) -> str:
    return apply_edits(text, 0, len(text), find_edits(text, 0, len(text)))


@pytest.mark.parametrize(
    ("raw", "mended"),
    [
        ("a\u00a0long  day\u2003ended", "a long day ended"),
        ("zero\u200bwidth", "zerowidth"),
        ("the govern-\nment, the government", "the government, the government"),
        ("a long-\nterm plan", "a long-term plan"),
        ("on Thurs-\nday, in Sep-\r\n  tember", "on Thursday, in September"),
        ("THURS-\nDAY's bill", "THURSDAY's bill"),
        ("he an-\nnounced it", "he announced it"),
        ("the north-\nwest of the U-\nS", "the north-west of the U-S"),
        ("soft\u00adly", "softly"),
        ("one\r\ntwo", "one two"),
        ("itâ€™s â€œgoodâ€\u009d", "it’s “good”"),
        ("itâ\x80\x99s", "it’s"),
        ("cafÃ©", "café"),
        ("Ã¢Â\x80Â¢ ferries", "• ferries"),
        ("donâ€™t, donÃ¢â‚¬â„¢t", "don’t, don’t"),
        ("\uf0b7 ferries, ï‚· boats, Ã¯Â\x82Â· ships", "• ferries, • boats, • ships"),
        ("1.Â\u00a0Â\u00a0 Myth", "1. Myth"),
        ("turned \u202eround", "turned round"),
        (
            "Q&amp;A: &ldquo;good&rdquo; &#8211; caf&eacute;, it&amp;#39;s &lt;XII>",
            "Q&A: “good” – café, it's <XII>",
        ),
        ("six&nbsp;weeks &nbsp; more", "six weeks more"),
    ],
)
def test_debris_is_mended(raw: str, mended: str) -> None:
    assert mend(raw) == mended


@pytest.mark.parametrize(
    "text",
    [
        "âge, São Paulo, Ålesund, Ärger, naïve",
        "a -- b – c — d",
        "AT&T; R&D, cats & dogs; &x; a&nosuchname;",
        "می‌خواهم",
        "👩‍🔬",
        "x\u0302",
        "“quoted”",
    ],
)
def test_words_of_other_languages_are_left_alone(text: str) -> None:
    assert mend(text) == text


@pytest.mark.parametrize(
    ("text", "meant"),
    [("Ade\u0301la", "Adéla"), ("Vie\u0323\u0302t", "Việt"), ("\u1112\u1161\u11ab\u1100\u1173\u11af", "한글")],
)
def test_letters_and_their_marks_become_one_character(text: str, meant: str) -> None:
    assert mend(text) == meant


@given(st.text(alphabet="aÃ¢â‚¬â„¢Ââ€œ™© \n-\u00ad\u200b\x80\x99", max_size=40))
def test_mending_twice_is_mending_once(text: str) -> None:
    once = mend(text)
    assert mend(once) == once


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\u3164\uffa0\u200b\u00a0 â\t")), max_size=20))
def test_a_plain_text_has_nothing_to_mend(text: str) -> None:
    if is_plain(text):
        assert find_edits(text, 0, len(text)) == []
