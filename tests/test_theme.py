"""What the theme prints of what a site says of itself."""

from html import escape

import jinja2
import pytest

from broadsheet.render.templates import folder

WORDS = "Harbour news: what <script type=module> & <!-- other marks --> were said"


def printed(name: str, said: str, **meta: str) -> str:
    config = {"site_name": "News", "site_description": said}
    page = {"meta": meta, "canonical_url": ""} if meta else None
    return template(name).render(config=config, page=page, title="")


def template(name: str) -> jinja2.Template:
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(folder() / "theme"))  # noqa: S701 - as MkDocs does
    environment.filters["url"] = str
    return environment.get_template(f"partials/{name}.html")


@pytest.mark.parametrize("name", ["metadata", "footer"])
def test_every_word_of_a_description_is_printed_and_escaped(name: str) -> None:
    assert escape(WORDS) in printed(name, WORDS)
    assert "<script type" not in printed(name, WORDS)


def test_a_page_s_own_description_that_comes_escaped_is_escaped_once() -> None:
    assert f'content="{escape(WORDS)}"' in printed("metadata", "", description=escape(WORDS))


@pytest.mark.parametrize("published", ["", "2023"])
def test_reference_managers_are_told_what_is_sure_of_a_date(published: str) -> None:
    meta = {"outlet": "unknown", "language": "en", "date": "2023~", "published": published, "source": {}}
    told = template("metadata-article").render(meta=meta, title="", page={})
    assert '<meta name="dc.date" content="2023~">' in told
    assert ('<meta name="citation_date" content="2023">' in told) == bool(published)
