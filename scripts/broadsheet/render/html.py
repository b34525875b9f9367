"""The whole of the HTML that generated pages may hold; the check of the built pages refuses anything else."""

from __future__ import annotations

from collections.abc import Mapping

ANYWHERE = frozenset(
    {"id", "class", "lang", "dir", "role", "aria-label", "aria-labelledby", "aria-hidden", "tabindex"}
)
"""Attributes that every tag may have, besides `data-...`."""

TAGS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(
        (
            *("span", "mark", "bdi", "em", "strong", "small", "ins", "del", "sup", "cite"),
            *(
                "div",
                "p",
                "section",
                "nav",
                "aside",
                "header",
                "figure",
                "figcaption",
                "blockquote",
                "pre",
                "code",
            ),
            *("h2", "h3", "ul", "li", "dl", "dt", "dd", "summary"),
            *("table", "caption", "thead", "tbody", "tr", "noscript", "br"),
        ),
        frozenset[str](),
    ),
    "a": frozenset({"href", "rel", "download", "title"}),
    "time": frozenset({"datetime"}),
    "details": frozenset({"open"}),
    "ol": frozenset({"start"}),
    "q": frozenset({"cite"}),
    "th": frozenset({"scope", "colspan"}),
    "td": frozenset({"colspan"}),
    "form": frozenset({"action", "method"}),
    "label": frozenset({"for"}),
    "input": frozenset({"type", "name", "autocomplete", "placeholder"}),
    "button": frozenset({"type"}),
    "svg": frozenset({"viewbox", "width", "height", "preserveaspectratio", "focusable"}),
    "title": frozenset(),
    "desc": frozenset(),
    "path": frozenset({"d"}),
    "rect": frozenset({"x", "y", "width", "height"}),
}
"""Tag -> the attributes it may have besides those of `ANYWHERE`; names in small letters."""
