"""The documented kinds of problem: what each means, an example, and the remedy."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from broadsheet.words import table


@dataclass(frozen=True)
class Code:
    """One kind of problem."""

    code: str
    """Its stable name, such as `SIDECAR-KEY`."""
    also: tuple[str, ...]
    """Codes that say the same of another file."""
    level: Literal["error", "warning"]
    means: str
    file: str
    """Where the example stands, below `corpus/`; empty where the example is told, not shown."""
    example: str
    """What the file holds, or what happens."""
    remedy: str
    data: bytes = b""
    """What the file holds, where that is no text."""
    once: bool = False
    """Whether one remedy mends all problems that say the same."""

    @property
    def content(self) -> bytes:
        """Return what the example's file holds."""
        return self.data or self.example.encode()


@cache
def codes() -> tuple[Code, ...]:
    """Return every kind of problem, in the order in which a contributor meets them."""
    return tuple(
        Code(
            code=row["code"],
            also=tuple(row.get("also", ())),
            level=row["level"],
            means=row["means"],
            file=row["file"],
            example=row["example"],
            remedy=row["remedy"],
            data=bytes.fromhex(row.get("bytes", "")),
            once=row.get("once", False),
        )
        for row in table("codes")
    )


@cache
def code_of(name: str) -> Code | None:
    """Return what is known about a code; None for one that is not documented."""
    return next((code for code in codes() if name == code.code or name in code.also), None)


def as_markdown() -> str:
    """Return the list of codes as a page's body, made of our own words only."""
    return "\n\n".join(_section(code) for code in codes()) + "\n"


def _section(code: Code) -> str:
    names = ", ".join(f"`{name}`" for name in code.also)
    parts = [f"## {code.code} {{#{code.code.lower()}}}", f"{code.means} ({code.level})"]
    parts += [f"The same for other files: {names}."] if names else []
    if code.file and not code.data:
        parts += [f"`corpus/{code.file}`:", f"```\n{code.example.rstrip() or '(nothing but white space)'}\n```"]
    else:
        parts += [f"Example: {code.example.strip()}."]
    return "\n\n".join([*parts, f"**Remedy.** {code.remedy}"])
