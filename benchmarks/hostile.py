"""Builds sites in which strangers have written payloads wherever they can, and looks for one that is alive.

    .venv/bin/python benchmarks/hostile.py $BENCH/data/badinput [--of 8] [--generator zensical] [--keep FOLDER]

The payloads are those of the big list of naughty strings, the XSS payload list and the fixtures of markdown-it.
All of them stand in every place: in the texts of plain articles, lines of JSON and saved pages, in each field of
sidecars, in outlets, names, themes, corrections, redirects and what the corpus says of itself; `--pack` of them
together in a field of one line, each followed by a sign that tells place and payload. As ids they are refused.

Every build checks what it has made (gate, site check). Then each built page is read by another parser: the whole
payload has to stand in front of its sign, as words. Cells of CSV files must not begin as formulas do. Chromium
opens the pages with the most payloads and searches for some; dialogs, errors, breaches of the policy and requests
elsewhere are counted.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import re
import tempfile
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from browsing import browse
from payloads import SIGN, Files, Payload, corpus, ids, payloads

from broadsheet.pipeline import build, examined
from broadsheet.problems import BroadsheetError
from broadsheet.text.hidden import HIDDEN
from broadsheet.work.examination import local_hands
from broadsheet.work.progress import Quiet

ROOT = Path(__file__).resolve().parents[1]
# Text is cleaned before it is shown, and what a saved page shows is what its code means.
CLEANED = ("alone", "said", "line", "page")
# A citation in BibTeX has TeX's own escapes.
CITED = ("title", "byline", "outlet")
_TEX = re.compile(r"\\(?:[lr]brace|text[a-z]+)|\W|_")
READ = ("content", "title", "alt", "aria-label", "value")
_GONE = re.compile(rf"[\s\x1c-\x1f\ufffd{HIDDEN}]+")


@dataclass
class Seen:
    """What a site shows."""

    written: Counter[str] = field(default_factory=Counter)
    """By place, how many payloads are in the corpus."""
    shown: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    """By place, the payloads that stand on a page word for word."""
    cleaned: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    """Those of texts that stand there otherwise; the gate sees to it that the page says the cleaned words."""
    cited: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    """Those of citations that stand there with TeX's escapes."""
    altered: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    """Those of other places: something of them is lost, or alive."""
    links: Counter[str] = field(default_factory=Counter)
    pages: Counter[str] = field(default_factory=Counter)
    """By path, how many payloads a page holds."""
    formulas: list[str] = field(default_factory=list)
    files: int = 0


class _Words(HTMLParser):
    """Keeps the words of a page, those of attributes and linked data too, and where its links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self.code = False

    def handle_data(self, data: str) -> None:
        self.words.append("".join(_strings(json.loads(data))) if self.code else data)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.code = tag == "script" and ("type", "application/ld+json") in attributes
        self.links += [value or "" for name, value in attributes if name in ("href", "src")]
        self.words += [f"{value}\n" for name, value in attributes if name in READ and value]

    def handle_endtag(self, tag: str) -> None:
        self.code = False


def _strings(data: object) -> Iterator[str]:
    """Yield the words in data."""
    if isinstance(data, dict | list):
        for item in data.values() if isinstance(data, dict) else data:
            yield from _strings(item)
    else:
        yield f"{data}\n"


def walk(site: Path, wanted: dict[int, str], seen: Seen) -> None:
    """Note what the pages of a site show, and the cells of its tables that a spreadsheet would run."""
    for path in sorted(site.rglob("*.html")):
        page = _Words()
        page.feed(path.read_text(encoding="utf-8"))
        page.close()
        seen.files += 1
        seen.links.update(re.match(r"[^/?#]*:(//[^/]*)?|", link.strip().lower())[0] for link in page.links)
        words = _bare("".join(page.words))
        for sign in SIGN.finditer(words):
            place, number = sign[1], int(sign[2])
            seen.pages[str(path)] += 1
            if words.endswith(wanted[number], 0, sign.start()):
                seen.shown[place].add(number)
            elif place in CITED and _TEX.sub("", words[: sign.start()]).endswith(_TEX.sub("", wanted[number])):
                seen.cited[place].add(number)
            elif place in CLEANED:
                seen.cleaned[place].add(number)
            else:
                seen.altered[f"{place} on {path.relative_to(site).parts[0]}"].add(number)
    for path in sorted(site.rglob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = (cell for row in csv.reader(file) for cell in row)
            seen.formulas += [f"{path.name}: {c[:60]}" for c in cells if c[:1] in ("=", "+", "-", "@", "\t", "\r")]


def _bare(words: str) -> str:
    """Return words in small letters without white space and hidden characters, composed."""
    return unicodedata.normalize("NFC", _GONE.sub("", words)).casefold()


def write(root: Path, files: Files) -> None:
    """Write a project."""
    (root / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    for name, content in files.items():
        path = root / "corpus" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8", "replace"))


def as_ids(root: Path, share: Sequence[Payload]) -> tuple[int, int]:
    """Return in how many places payloads stood as ids, and how many of these were refused."""
    files = ids(share)
    write(root, files)
    places = len(files) - 3 + files["outlets.yml"].count("\n") + files["articles/ids.jsonl"].count("\n") + 1
    try:
        examined(root, local_hands(1), None, Quiet())
    except BroadsheetError as e:
        return places, len({(p.path, p.line) for p in e.problems if p.level == "error"})
    return places, 0


def built(root: Path, share: Sequence[Payload], pack: int, generator: str) -> tuple[Seen, float, tuple[int, int]]:
    """Build a site of payloads and return what it shows, the seconds of CPU it took, and what became of ids."""
    start = _spent()
    files = corpus(share, pack)
    write(root / "site", files)
    build(root / "site", generator=generator)
    taken = _spent() - start
    seen = Seen(Counter(sign[1] for content in files.values() for sign in SIGN.finditer(content)))
    walk(root / "site/build/site", {n: _bare(payload) for n, payload in share}, seen)
    return seen, taken, as_ids(root / "ids", share)


def _spent() -> float:
    """Return the seconds of CPU of this process and of those it has waited for."""
    return sum(os.times()[:4])


# ------------------------------------------------------------------ the report


def told(every: list[Seen]) -> Iterator[str]:
    """Yield lines that say what was seen, place by place."""
    written: Counter[str] = sum((seen.written for seen in every), Counter())
    for place, count in written.most_common():
        shown = sum(len(one.shown[place]) for one in every)
        cleaned = sum(len(one.cleaned[place] - one.shown[place]) for one in every)
        other = f", {cleaned:,} otherwise, as cleaned" if place in CLEANED else ""
        yield f"{count:7,} as {place:15} {shown:7,} shown word for word{other}"
    yield f"{sum(len(numbers) for seen in every for numbers in seen.cited.values()):,} cited with TeX's escapes"
    altered: Counter[str] = Counter()
    for seen in every:
        altered.update({place: len(numbers) for place, numbers in seen.altered.items()})
    formulas = [line for seen in every for line in seen.formulas]
    yield f"{altered.total():,} neither: {', '.join(f'{place} {n:,}' for place, n in altered.most_common(12))}"
    yield f"{len(formulas):,} cells that begin as formulas: {', '.join(formulas[:9])}"
    links: Counter[str] = sum((seen.links for seen in every), Counter())
    yield f"links lead to: {', '.join(f'{where!r} {n:,}' for where, n in links.most_common(12))}"


def main() -> None:
    """Build, browse and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--of", type=int, default=1, help="payloads of which one is used")
    parser.add_argument("--pack", type=int, default=8, help="payloads in a field, where as many fit")
    parser.add_argument("--sites", type=int, default=8, help="sites among which the payloads are divided")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--pages", type=int, default=12, help="pages of each site that Chromium opens")
    parser.add_argument("--searches", type=int, default=12)
    parser.add_argument("--generator", default="mkdocs")
    parser.add_argument("--keep", type=Path, help="the folder to build in")
    given = parser.parse_args()
    every = list(enumerate(payloads(given.folder)))[:: given.of]
    shares = [every[n :: given.sites] for n in range(given.sites)]
    with tempfile.TemporaryDirectory() as folder:
        roots = [(given.keep or Path(folder)) / str(n) for n in range(given.sites)]
        for root in roots:
            for part in ("site", "ids"):
                (root / part).mkdir(parents=True)
        size, done = len(roots), []
        with ProcessPoolExecutor(given.jobs) as pool:
            for one in pool.map(built, roots, shares, [given.pack] * size, [given.generator] * size):
                done.append(one)
                print(f"site {len(done)} of {size}: {one[0].files:,} pages, {one[1]:.0f} s of CPU", flush=True)
        seen = [one for one, _, _ in done]
        print(
            f"{len(every):,} payloads in {size} sites: {sum(one.files for one in seen):,} pages pass both gates,"
        )
        print(f"{sum(taken for _, taken, _ in done):.0f} s of CPU")
        print("\n".join(told(seen)))
        print(f"{sum(n[0] for *_, n in done):,} places of ids, {sum(n[1] for *_, n in done):,} refused")
        heard: list[str] = []
        for root, one, share in zip(roots, seen, shares, strict=True):
            searched = [payload for _, payload in share[:: max(1, len(share) // given.searches)]]
            most = [Path(path) for path, _ in one.pages.most_common(given.pages)]
            heard += browse(root / "site/build/site", most, searched)
        print(f"Chromium: {len(heard)} dialogs, errors, breaches of the policy, requests elsewhere")
        print("\n".join(heard[:20]))


if __name__ == "__main__":
    main()
