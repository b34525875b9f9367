"""Says what one tag of a built page comes to: what is wrong with it, what it is called, where it leads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from broadsheet.site_check.files import scheme_of, words

_STRICT = "default-src 'none'; script-src 'self'; style-src 'self'"

Fault = tuple[str, str]
"""A code and what is wrong."""


class Tag(NamedTuple):
    """What the checks need of a tag."""

    name: str
    faults: tuple[Fault, ...]
    ids: tuple[str, ...]
    """What links may name it by."""
    links: tuple[str, ...]
    """Addresses within the site, as they stand."""
    is_policy: bool
    """Whether it lets a browser load and run only what lies in the site."""


def judged(tag: str, attributes: Sequence[tuple[str, str]]) -> Tag:
    """Return what a tag comes to; names are in small letters, values without entities."""
    # Browsers take the first attribute of a name; nothing that stands behind it passes unseen either.
    values = dict(reversed(attributes))
    found = [fault_or_link for name, value in attributes for fault_or_link in _attribute(tag, name, value, values)]
    faults = [*_tag(tag, values), *(one for one in found if not isinstance(one, str))]
    ids = [values[key] for key in ("id", "name") if key in values and (key == "id" or tag == "a")]
    links = [one for one in found if isinstance(one, str)]
    return Tag(tag, tuple(faults), tuple(ids), tuple(links), _is_policy(tag, values))


def _is_policy(tag: str, values: Mapping[str, str]) -> bool:
    return (
        tag == "meta"
        and values.get("http-equiv") == "Content-Security-Policy"
        and _STRICT in values.get("content", "")
    )


def _tag(tag: str, values: Mapping[str, str]) -> Iterator[Fault]:
    if tag in words("tags"):
        yield "SITE-TAG", f"holds the tag <{tag}>"
    if tag == "style" or "style" in values:
        yield "SITE-STYLE", f"holds style of its own in <{tag}>, which the policy blocks"
    if tag == "script" and "src" not in values and values.get("type", "") not in words("data"):
        yield "SITE-SCRIPT", "holds a script of its own"


def _attribute(tag: str, name: str, value: str, values: Mapping[str, str]) -> Iterator[Fault | str]:
    """Yield what is wrong with an attribute, and the addresses within the site that it holds."""
    if name.startswith("on"):
        yield "SITE-SCRIPT", f"holds the attribute {name} in <{tag}>"
    if name == "http-equiv" and value.lower() == "refresh":
        yield from _refresh(values.get("content", "").lower())
    if name in words("addresses"):
        for address in _several(value) if name in words("lists") else [value.strip()]:
            yield from _address(tag, name, address, values)


def _address(tag: str, name: str, address: str, values: Mapping[str, str]) -> Iterator[Fault | str]:
    scheme = scheme_of(address)
    elsewhere = is_elsewhere(address)
    if scheme not in words("schemes") and not (tag == "img" and address.startswith("data:image/svg+xml")):
        yield "SITE-SCHEME", f"holds an address with the scheme {scheme!r}"
    elif elsewhere and _loads(tag, name, values):
        yield "SITE-ORIGIN", f"loads {address[:100]!r} from another origin"
    elif name in ("href", "src") and not elsewhere and scheme == "":
        yield address


# What stands before the address; browsers need neither the semicolon nor the word.
# https://html.spec.whatwg.org/multipage/semantics.html#shared-declarative-refresh-steps
_BEFORE_ADDRESS = re.compile(r"[\s0-9.]*[;,]?\s*(?:url\s*=\s*)?['\"]?\s*")


def _refresh(content: str) -> Iterator[Fault]:
    address = _BEFORE_ADDRESS.sub("", content, count=1)
    if scheme_of(address) or is_elsewhere(address):
        yield "SITE-ORIGIN", "leads to another origin by itself"


def _loads(tag: str, name: str, values: Mapping[str, str]) -> bool:
    if tag == "link":
        return words("telling").isdisjoint(values.get("rel", "").lower().split())
    return f"{tag} {name}" not in words("followed")


def _several(value: str) -> list[str]:
    """Return the addresses of a list such as `a.png 1x, b.png 2x`."""
    return [part.split()[0] for part in value.split(",") if part.strip()]


def is_elsewhere(address: str) -> bool:
    """Return whether an address names a host, as a browser reads it: `//a` is `/\\a` to it, `https:a` may be."""
    bare = "".join(c for c in address if c > " ").replace("\\", "/")
    try:
        return scheme_of(bare) in ("http", "https") or bool(urlsplit(bare).netloc)
    except ValueError:  # `http://[`
        return True
