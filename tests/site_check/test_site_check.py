"""The built site is checked as a browser would see it."""

from pathlib import Path

import pytest

from broadsheet.site_check import check_site

POLICY = (
    "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; script-src 'self'; style-src 'self'\">"
)


def site(tmp_path: Path, **pages: str) -> Path:
    for name, body in pages.items():
        path = tmp_path / name.replace("__", "/") / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"<!doctype html><html><head>{POLICY}</head><body>{body}</body></html>", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<p onclick=alert(1)>x</p>", "SITE-SCRIPT"),
        ("<img src=x ONERROR='alert(1)'>", "SITE-SCRIPT"),
        ("<svg/onload=alert(1)>", "SITE-SCRIPT"),
        ("<a href='javascript:alert(1)'>x</a>", "SITE-SCHEME"),
        ("<a href='JaVa\tScript:alert(1)'>x</a>", "SITE-SCHEME"),
        ("<a href='&#106;avascript:alert(1)'>x</a>", "SITE-SCHEME"),
        ("<a href='\x01javascript:alert(1)'>x</a>", "SITE-SCHEME"),
        ("<a href='vbscript:x'>x</a>", "SITE-SCHEME"),
        ("<a href='data:text/html,x'>x</a>", "SITE-SCHEME"),
        ("<a href='file:///etc/passwd'>x</a>", "SITE-SCHEME"),
        ("<iframe src='x'></iframe>", "SITE-TAG"),
        ("<object data='x'></object>", "SITE-TAG"),
        ("<base href='/x/'>", "SITE-TAG"),
        ("<img src='https://example.org/pixel.gif'>", "SITE-ORIGIN"),
        ("<script src='//example.org/x.js'></script>", "SITE-ORIGIN"),
        ("<script src='https:example.org/x.js'></script>", "SITE-ORIGIN"),
        ("<img src='HTTP:/example.org/x.png'>", "SITE-ORIGIN"),
        ("<svg><a><animate attributeName=href to='javascript:alert(1)'/></a></svg>", "SITE-TAG"),
        ("<link rel=stylesheet href='https://example.org/x.css'>", "SITE-ORIGIN"),
        ("<form action='https://example.org/'></form>", "SITE-ORIGIN"),
        ("<meta http-equiv=refresh content='0; url=https://example.org/'>", "SITE-ORIGIN"),
        ("<meta http-equiv=refresh content='0;URL = \"//example.org/\"'>", "SITE-ORIGIN"),
        ("<meta http-equiv=refresh content='0; https://example.org/'>", "SITE-ORIGIN"),
        ("<meta http-equiv=Refresh content='.5 //example.org/'>", "SITE-ORIGIN"),
        ("<meta http-equiv=refresh content=' 1, data:text/html,x'>", "SITE-ORIGIN"),
        ("<p name=x>x</p><a href='#x'>x</a>", "SITE-ANCHOR"),
        ("<a href='missing/'>x</a>", "SITE-LINK"),
        ("<a href='../..'>x</a>", "SITE-LINK"),
        ("<a href='#nowhere'>x</a>", "SITE-ANCHOR"),
        ("<a href='other/#nowhere'>x</a>", "SITE-ANCHOR"),
        ("<script>alert(1)</script>", "SITE-SCRIPT"),
        ("<script type=module>alert(1)</script>", "SITE-SCRIPT"),
        ("<p style='color: red'>x</p>", "SITE-STYLE"),
        ("<style>p {}</style>", "SITE-STYLE"),
        ("<img srcset='a.png 1x, https://example.org/x.png 2x'>", "SITE-ORIGIN"),
        ("<img src='\\\\example.org\\x.png'>", "SITE-ORIGIN"),
        ("<img src='/\\example.org/x.png'>", "SITE-ORIGIN"),
        ("<a ping='https://example.org/' href='other/'>x</a>", "SITE-ORIGIN"),
        ("<button formaction='https://example.org/'>x</button>", "SITE-ORIGIN"),
        ("<body background='https://example.org/x.png'>", "SITE-ORIGIN"),
        ("<link rel=preload imagesrcset='//example.org/x.png'>", "SITE-ORIGIN"),
        ("<svg><use xlink:href='//example.org/x.svg#a'/></svg>", "SITE-ORIGIN"),
        ("<math><mtext>x</mtext></math>", "SITE-TAG"),
        ("<plaintext>x", "SITE-TAG"),
        ("<!--> <img src=x onerror=alert(1)> -->", "SITE-TAG"),
        ("<![CDATA[ <img src=x onerror=alert(1)> ]]>", "SITE-TAG"),
        ("<?php echo 1 ?>", "SITE-TAG"),
    ],
)
def test_what_is_unsafe_or_leads_nowhere_is_found(tmp_path: Path, body: str, code: str) -> None:
    problems = check_site(site(tmp_path, **{".": body, "other": "x"}))
    assert code in {p.code for p in problems}


@pytest.mark.parametrize(
    "body",
    [
        "<a href='other/'>x</a><a href='./other/#there'>x</a>",
        "<a href='https://example.org/#any'>x</a><a href='mailto:a@example.org'>x</a>",
        "<p id='here'>x</p><a href='#here'>x</a><a href='.'>x</a><a href=''>x</a>",
        "<link rel=canonical href='https://example.org/'>",
        "<script type='application/ld+json'>{\"a\": 1}</script>",
        "<p>onclick=alert(1) javascript:alert(1)</p>",
        "<meta http-equiv=refresh content='0; url=other/'><meta http-equiv=refresh content='5'>",
        "<a name=x></a><a href='#x'>x</a>",
    ],
)
def test_what_is_sound_passes(tmp_path: Path, body: str) -> None:
    assert check_site(site(tmp_path, **{".": body, "other": "<p id=there>x</p>"})) == []


def test_links_are_found_below_other_pages(tmp_path: Path) -> None:
    pages = {".": "x", "a__b": "<a href='../c/'>x</a><a href='../../'>x</a>", "a__c": "<a href='../b/'>x</a>"}
    assert check_site(site(tmp_path, **pages)) == []


@pytest.mark.parametrize(
    "metas",
    ["<meta charset=utf-8>" + POLICY, "", POLICY.replace("'self'", "*"), "<script src=a.js></script>" + POLICY],
)
def test_a_page_whose_first_meta_is_not_the_policy_is_not_published(tmp_path: Path, metas: str) -> None:
    (tmp_path / "index.html").write_text(f"<!doctype html><html><head>{metas}</head><body>x</body></html>")
    (tmp_path / "a.js").write_text("")
    assert [p.code for p in check_site(tmp_path)] == ["SITE-POLICY"]


def test_a_link_out_of_the_folder_is_no_file_of_the_site(tmp_path: Path) -> None:
    folder = site(tmp_path / "site", **{".": "x"})
    (folder / "passwd.txt").symlink_to("/etc/passwd")
    assert [p.code for p in check_site(folder)] == ["SITE-FILE"]


def test_a_page_that_is_no_text_is_told_and_stops_nothing(tmp_path: Path) -> None:
    folder = site(tmp_path, **{".": "x"})
    (folder / "index.html").write_bytes(b"\xff\xfe<\x00p\x00")
    assert {p.code for p in check_site(folder)} == {"SITE-DATA", "SITE-POLICY"}
