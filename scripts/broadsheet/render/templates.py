"""Fills the page templates; whatever is not marked as safe is escaped, in Markdown and in HTML alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from broadsheet.records import CorpusConfig
from broadsheet.render import addresses, linked_data, phrases
from broadsheet.render.escape import escape_html, front_matter
from broadsheet.render.markup import in_html, in_markdown, safe


@dataclass(frozen=True)
class Page:
    """A page to be written."""

    path: str
    """Below the folder of pages, ending in `.md`."""
    template: str
    """Name of its template, without `.md.jinja`."""
    title: str
    """In plain words."""
    description: str
    """What search engines show, in plain words."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """What the template shows."""
    meta: Mapping[str, Any] = field(default_factory=dict)
    """Further front matter."""


Draft = Callable[[], Page]
"""Makes a page when it is wanted; until then it costs nothing."""


@dataclass(frozen=True, slots=True)
class Known:
    """A draft of a page of a known path, made from what it is given and what it asks of the site alone."""

    path: str
    make: Callable[..., Page]
    given: tuple[object, ...] = ()
    """What it is made from that no table answers: plain values, such as JSON can hold."""

    def __call__(self) -> Page:
        """Make the page."""
        return self.make(*self.given)


def fill(page: Page, common: Mapping[str, Any]) -> bytes:
    """Return a page's Markdown file."""
    # MkDocs and Material print these two as they are.
    header = {"title": escape_html(page.title), "description": escape_html(page.description), **page.meta}
    if (linked := linked_data.of(page.meta, page.title, page.path, common["config"])) is not None:
        header["linked_data"] = linked
    linking = _linking(page.path, common["config"])
    values = {**common, **page.values, **linking, "page": page}

    def html(name: str, **more: Any) -> Markup:
        """Return an HTML block without blank lines: in Markdown a blank line would end it."""
        text = _html().get_template(f"parts/{name}.html.jinja").render(**values, **more)
        return safe("\n".join(line for line in text.splitlines() if line.strip()))

    body = _markdown().get_template(f"{page.template}.md.jinja").render(**values, html=html)
    return (front_matter(header) + "\n" + _tidy(body)).encode()


def lone(name: str, **values: str) -> bytes:
    """Return a file of HTML that is no page of the theme."""
    return _html().get_template(f"{name}.html.jinja").render(**values).encode()


def read_templates() -> None:
    """Read every template, so that no copy of this process need to."""
    for name in _html().list_templates():
        (_html if name.endswith(".html.jinja") else _markdown)().get_template(name)


def _linking(here: str, config: CorpusConfig) -> dict[str, Callable[..., object]]:
    def link(text: object, target: str) -> Markup:
        address = addresses.elsewhere(target, config) or addresses.file_link(here, target)
        return safe(f"[{in_markdown(text)}]({address})")

    def outward(text: object, url: str) -> object:
        address = addresses.web(url)
        words = in_markdown(text)
        return safe(f"[{words}]({address.replace('&', '&amp;')})") if address else words

    def href(target: str) -> str:
        return addresses.elsewhere(target, config) or addresses.url_link(here, target)

    return {"link": link, "outward": outward, "href": href, "web": addresses.web}


def _environment(safe: Callable[[object], object]) -> Environment:
    made = Environment(
        loader=FileSystemLoader(folder() / "pages"),
        autoescape=True,
        finalize=safe,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= phrases.FILTERS
    return made


@cache
def _markdown() -> Environment:
    return _environment(in_markdown)


@cache
def _html() -> Environment:
    return _environment(in_html)


@cache
def folder() -> Path:
    """Return the folder of the templates, in the installed package or in the project."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "templates"
    return installed if installed.is_dir() else package.parents[1] / "templates"


def _tidy(text: str) -> str:
    """Return text without spaces at line ends and without double blank lines."""
    lines = [line.rstrip() for line in text.strip().splitlines()]
    kept = [line for n, line in enumerate(lines) if line or n == 0 or lines[n - 1]]
    return "\n".join(kept) + "\n"
