"""Where pages lie, and how one page links to another; paths are relative to the folder of pages."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from urllib.parse import quote

from broadsheet.parts import address_of
from broadsheet.records import CorpusConfig

# Characters that mean something to Markdown or HTML, or end an address, are percent-encoded.
_SAFE_IN_URL = "%/:?#@!$&'*+,;=~-._"
_NO_SLUG = re.compile(r"[^a-z0-9-]+")
_WEB = re.compile(r"https?://[^\s/?#]+", re.IGNORECASE)


def article(article_id: str) -> str:
    """Return the path of an article's page."""
    return f"articles/{article_id}.md"


def topic(topic_id: str) -> str:
    """Return the path of a topic's page."""
    return f"topics/{topic_id}.md"


def statement(group_id: str) -> str:
    """Return the path of a statement's page."""
    return f"claims/{_NO_SLUG.sub('-', group_id)}.md"


def outlet(outlet_id: str) -> str:
    """Return the path of an outlet's page."""
    return f"outlets/{outlet_id}.md"


COMPARISONS = "compare/index.md"
"""The list of texts that several articles carry; there is none where no text is shared."""


def comparison(family_id: str) -> str:
    """Return the path of the page that compares the members of a family."""
    return f"compare/{family_id}.md"


def feed(name: str) -> str:
    """Return the path of a feed without its ending: the exports write each as Atom and as JSON Feed."""
    return f"data/feeds/{name}"


def part(page: str, number: int) -> str:
    """Return the path of a further page of a list; no id holds a slash, so nothing can be in its way."""
    return f"{page.removesuffix('.md').removesuffix('/index')}/page/{number}.md"


def topics_of(kind: str) -> str:
    """Return the path of the list of all topics of a kind."""
    return f"topics/all/{kind}.md"


def site_url(path: str) -> str:
    """Return the address of a page or file below the site's root: `articles/x.md` is at `articles/x/`."""
    path, hash_, anchor = path.partition("#")
    if path.endswith(".md"):
        path = path.removesuffix(".md").removesuffix("index")
        path = path if not path or path.endswith("/") else f"{path}/"
    return path + hash_ + anchor


def elsewhere(target: str, config: CorpusConfig) -> str:
    """Return the address of an article's page that lies on another site; empty for all other targets."""
    path, hash_, anchor = target.partition("#")
    folder, _, name = path.rpartition("/")
    if config.sites is None or folder != "articles" or name == "index.md" or not name.endswith(".md"):
        return ""
    return address_of(name.removesuffix(".md"), config) + hash_ + anchor


def file_link(page: str, target: str) -> str:
    """Return the link from a page to another page's file, for use in Markdown."""
    path, hash_, anchor = target.partition("#")
    if path == page or not path:
        return hash_ + anchor or posixpath.basename(page)
    return _relative(posixpath.dirname(page), path) + hash_ + anchor


def url_link(page: str, target: str) -> str:
    """Return the link from a page to another page or file as published, for use in HTML."""
    here, there = site_url(page), site_url(target)
    path, hash_, anchor = there.partition("#")
    if path == here and hash_:
        return hash_ + anchor
    link = _relative(here.rstrip("/"), path.rstrip("/"))
    return (link if not path.endswith("/") and path else f"{link}/") + hash_ + anchor


@lru_cache(65536)
def _relative(folder: str, path: str) -> str:
    """Return a path as seen from a folder; both are plain paths below the same folder.

    What `posixpath.relpath` returns in less time: a page has hundreds of links.
    """
    here, there = folder.split("/") if folder else [], path.split("/") if path else []
    same = 0
    while same < min(len(here), len(there)) and here[same] == there[same]:
        same += 1
    return "/".join([*[".."] * (len(here) - same), *there[same:]]) or "."


def web(url: str) -> str:
    """Return a contributed web address, safe in Markdown and HTML attributes; empty if it is none."""
    return quote(url, safe=_SAFE_IN_URL) if _WEB.match(url) else ""


def words_in(url: str, words: str) -> str:
    """Return a link to the first place where an online text has these words.

    https://wicg.github.io/scroll-to-text-fragment/ : a long stretch is given by its first and last words.
    """
    parts = words.split()
    ends = [parts] if len(parts) <= 8 else [parts[:4], parts[-4:]]
    fragment = ",".join(quote(" ".join(end), safe="").replace("-", "%2D") for end in ends)
    base = web(url).partition("#")[0]
    return f"{base}#:~:text={fragment}" if base and fragment else ""
