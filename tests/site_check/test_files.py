"""The files of the built site that are no pages hold data, and nothing that runs."""

import os
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet.site_check import check_site
from broadsheet.site_check.files import scheme_of, stretches, suffix_of

ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"{}>{}</feed>'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"{}>{}</svg>'


def codes(tmp_path: Path, name: str, content: str | bytes) -> list[str]:
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return [problem.code for problem in check_site(tmp_path)]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.atom", ATOM.format("", "<title>x"), "SITE-DATA"),
        ("a.atom", ATOM.format("", "a & b"), "SITE-DATA"),
        ("a.atom", ATOM.format("", "\x01"), "SITE-DATA"),
        ("a.atom", b"<feed>\xff</feed>", "SITE-DATA"),
        ("a.xml", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', "SITE-DATA"),
        ("a.xml", '<?xml-stylesheet href="a.xsl"?><a/>', "SITE-SCRIPT"),
        ("a.atom", ATOM.format("", '<h:b xmlns:h="http://www.w3.org/1999/xhtml"/>'), "SITE-TAG"),
        ("a.atom", ATOM.format("", '<title type="html">&lt;img src=x onerror=alert(1)></title>'), "SITE-TAG"),
        ("a.atom", ATOM.format("", '<link href="javascript:alert(1)"/>'), "SITE-SCHEME"),
        ("a.atom", ATOM.format("", '<link href=" java&#10;script:alert(1)"/>'), "SITE-SCHEME"),
        ("a.svg", SVG.format(' onload="alert(1)"', ""), "SITE-SCRIPT"),
        ("a.svg", SVG.format("", "<script>alert(1)</script>"), "SITE-TAG"),
        ("a.svg", SVG.format("", "<foreignObject/>"), "SITE-TAG"),
        ("a.svg", SVG.format("", '<a><set attributeName="href" to="javascript:alert(1)"/></a>'), "SITE-TAG"),
        ("a.svg", SVG.format("", '<image href="https://example.org/x.png"/>'), "SITE-ORIGIN"),
        ("a.svg", SVG.format("", '<use xlink:href="data:image/svg+xml,x"/>'), "SITE-SCHEME"),
        ("a.json", '{"a": 1', "SITE-DATA"),
        ("a.json", '{"a": NaN}', "SITE-DATA"),
        ("a.json", "[" * 100_000, "SITE-DATA"),
        ("a.json", b'"\xff"', "SITE-DATA"),
        ("a.json", '{"items": [{"url": "javascript:alert(1)"}]}', "SITE-SCHEME"),
        ("a.json", '{"content_html": "<b>x</b>"}', "SITE-TAG"),
        ("a.jsonl", '{"a": 1}\n{"a": \n', "SITE-DATA"),
        ("a.xhtml", "<html/>", "SITE-FILE"),
        ("a.HTM", "<script>alert(1)</script>", "SITE-FILE"),
    ],
)
def test_what_is_more_than_data_is_not_published(tmp_path: Path, name: str, content: str, code: str) -> None:
    assert code in codes(tmp_path, name, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.atom", ATOM.format("", '<link type="text/html" href="../a/"/><title>javascript:alert(1)</title>')),
        ("a.atom", ATOM.format("", "<title>&lt;script>alert(1)&lt;/script></title>")),
        ("a.svg", SVG.format("", '<path d="M7 8h18v3H7z"/><use href="#a"/>')),
        ("a.json", '{"title": "javascript:alert(1)", "url": "https://example.org/", "id": "urn:uuid:1"}'),
        ("a.json", '{"@id": "a"}\n{"@id": "b"}\n'),
        ("a.json", '["words"]\n0123456789ab'),
        ("a.json", '{\n  "@id": "a"\n}\n'),
        ("a.json", '[\n  "words"\n]\n0123456789ab'),
        ("a.jsonl", '{"a": 1}\n{"a": 2}\n'),
        ("a.csv", "<script>alert(1)</script>"),
    ],
)
def test_words_that_look_dangerous_are_data(tmp_path: Path, name: str, content: str) -> None:
    assert codes(tmp_path, name, content) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["a.atom", "a.svg", "a.json", "a.jsonl"]), st.binary(max_size=200))
def test_any_file_is_read_or_refused(tmp_path: Path, name: str, content: bytes) -> None:
    assert set(codes(tmp_path, name, content)) <= {"SITE-DATA", "SITE-SCRIPT", "SITE-TAG", "SITE-SCHEME"}
    (tmp_path / name).unlink()


def test_a_scheme_is_what_a_browser_sees() -> None:
    assert [scheme_of(a) for a in ("java\nscript:x", " HTTP://a", "a/b:c", "?a:b", "mailto:a")] == [
        "javascript", "http", "", "", "mailto",
    ]  # fmt: skip


@given(st.text("ab./A", max_size=12))
def test_a_suffix_is_what_the_standard_library_says(name: str) -> None:
    assert suffix_of(name) == os.path.splitext(name)[1].lower()


@given(st.lists(st.binary(max_size=40), max_size=30))
def test_stretches_are_whole_lines_and_nothing_is_lost(pieces: list[bytes]) -> None:
    content = b"\n".join(pieces) * 500
    found = list(stretches(BytesIO(content)))
    assert b"".join(found) == content
    assert all(stretch.endswith(b"\n") for stretch in found[:-1])
