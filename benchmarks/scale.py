"""Measures what each stage of a build costs as the corpus grows: time, memory, bytes, and MkDocs' own share.

    python benchmarks/scale.py ../shared/data/scale [--sizes 1000 10000 100000] [--whole 10000] [--keep]

The folder of data holds `reuters.jsonl.gz` (short wire reports) and `press_releases.jsonl.gz` (long ones); every
tenth article is a press release. Corpora beyond what is there are made of the same articles' sentences: each takes
its sentences from a shuffled stack, a part of their words is exchanged with words of other sentences (else every
article would carry whole sentences of many others, as no news does), and every twentieth is a near-copy.

Every size is measured in a process of its own; a second process watches the memory of it and of its workers (the
proportional set size, so what they share counts once). The results are kept in `results.json` of the folder, so
sizes may be measured one by one; the table and the plot of all of them are written beside this file. Measured too
are a second build after one more article and, up to `--alone` articles, the per-article stages with one process
and MkDocs as it builds by itself. Of corpora beyond `--whole` articles only what comes before the generator is
measured, once: their sites take hours.
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import math
import os
import random
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from broadsheet.corpus import Corpus
from broadsheet.export import Places, export
from broadsheet.index import build_index, client_files, search_documents, spellings
from broadsheet.models import Library
from broadsheet.pipeline import examined, linked
from broadsheet.publish import Staging
from broadsheet.publish.generator import CONFIG, generate
from broadsheet.publish.second_names import begin, next_of, replace_by_next
from broadsheet.records import CorpusConfig
from broadsheet.render import leading
from broadsheet.site_check import check_site
from broadsheet.store import Folder, Store
from broadsheet.text.sentences import sentences
from broadsheet.work.binding import Binder
from broadsheet.work.delivery import deliver
from broadsheet.work.examination import local_hands
from broadsheet.work.press import press
from broadsheet.work.progress import Quiet
from broadsheet.work.proofreading import Proofreader

HERE = Path(__file__).resolve().parent
PRESS_EVERY, COPY_EVERY = 10, 20
# Share of the words of a recombined sentence that are exchanged, of a copy's sentences that are dropped.
EXCHANGED, DROPPED = 0.35, 0.2
# The articles that are in every corpus: how large are their pages?
FIRST = 100
OUTLETS = {"wire": "Newswire", "office": "Press Office"}
THEMES = {"oil": ["oil", "crude"], "grain": ["grain*", "wheat"], "trade": ["trade deficit", "tariff*"]}
PLACES = ["Australia", "Brazil", "Canada", "China", "France", "Iran", "Japan", "United Kingdom", "United States"]

# ------------------------------------------------------------------ corpora

Row = dict[str, str]


def rows(data: Path) -> Iterator[Row]:
    """Yield the articles as they are: id, day, outlet, title, text."""
    wire, office = _lines(data / "reuters.jsonl.gz"), _lines(data / "press_releases.jsonl.gz")
    for number in range(sys.maxsize):
        is_press = number % PRESS_EVERY == PRESS_EVERY - 1
        row = next(office if is_press else wire, None)
        if row is None:
            return
        day = row["date"] if is_press else f"{datetime.strptime(row['date'].split()[0], '%d-%b-%Y'):%Y-%m-%d}"
        outlet = "office" if is_press else "wire"
        text = row["text"] if is_press else _unwrapped(row["text"])
        title = " ".join(html.unescape(row.get("title", "")).split())
        yield {"id": f"{day}-{number:06}", "day": day, "outlet": outlet, "title": title, "text": text}


def _lines(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def _unwrapped(text: str) -> str:
    """Return a wire report with one line a paragraph, without the mark at its end."""
    text = html.unescape(text).removesuffix("\x03").strip().removesuffix("Reuter").strip()
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n    "))


def recombined(real: Sequence[Row], number: int) -> Iterator[Row]:
    """Yield as many articles as are wanted: the real ones, then others made of their sentences."""
    yield from real[:number]
    chance = random.Random(5)  # noqa: S311 - the same corpora at every run
    parts = [[row["text"][s.start : s.end] for s in sentences(row["text"])] for row in real]
    words = [w for sentence in parts[0] + parts[1] for w in sentence.split() if w.islower() and w.isalpha()]
    stack: list[str] = []
    made: list[Row] = []
    for place in range(len(real), number):
        like = chance.randrange(len(real))
        if place % COPY_EVERY == 0 and made:
            text = "\n\n".join(p for p in chance.choice(made)["text"].split("\n\n") if chance.random() > DROPPED)
        else:
            while len(stack) < len(parts[like]):
                stack += (more := [sentence for article in parts for sentence in article])
                chance.shuffle(stack)
                words = [w for w in " ".join(chance.sample(more, 2000)).split() if w.islower() and w.isalpha()]
            text = "\n\n".join(_exchanged(stack.pop(), words, chance) for _ in parts[like])
        row = real[like] | {"id": f"{real[like]['day']}-{place:06}", "text": text or real[like]["text"]}
        made = [*made[-500:], row]
        yield row


def _exchanged(sentence: str, words: Sequence[str], chance: random.Random) -> str:
    """Return a sentence with a part of its words in small letters exchanged."""
    return " ".join(
        chance.choice(words) if word.islower() and chance.random() < EXCHANGED else word
        for word in sentence.split()
    )


def write_corpus(root: Path, articles: Iterable[Row]) -> None:
    """Write a project folder with these articles."""
    folder = root / "corpus"
    (folder / "articles").mkdir(parents=True)
    _write_yaml(folder / "corpus.yml", {"title": "Scale", "description": "Articles to measure with."})
    _write_yaml(folder / "outlets.yml", [{"id": key, "name": name} for key, name in OUTLETS.items()])
    themes = [{"id": key, "name": key.title(), "words": words} for key, words in THEMES.items()]
    _write_yaml(folder / "topics.yml", themes)
    places = [{"id": name.lower().replace(" ", "-"), "name": name, "type": "place"} for name in PLACES]
    _write_yaml(folder / "entities.yml", places)
    shutil.copy(HERE.parent / CONFIG, root / CONFIG)
    (root / "templates").symlink_to(HERE.parent / "templates")
    for row in articles:
        _write_article(folder / "articles", row)


def _write_article(folder: Path, row: Row) -> None:
    (folder / f"{row['id']}.txt").write_text(row["text"] + "\n", encoding="utf-8")
    sidecar = {"outlet": row["outlet"], "date": row["day"], "language": "en"}
    sidecar |= {"title": row["title"]} if row["title"] else {}
    notes = {f"{key}_note": "As the collection states." for key in ("outlet", "date", "title") if key in sidecar}
    _write_yaml(folder / f"{row['id']}.yml", sidecar | notes)


def _write_yaml(path: Path, value: Any) -> None:
    path.write_text(yaml.safe_dump(value, allow_unicode=True), encoding="utf-8")


MKDOCS_ALONE, MKDOCS_PARTED = "MkDocs by itself", "MkDocs over processes"

# ------------------------------------------------------------------ measuring, in a process for each size


class Measured:
    """Collects what stages cost."""

    def __init__(self, watched: Path) -> None:
        self.stages: dict[str, dict[str, float]] = {}
        self._watched = watched

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure what is done in the body: seconds by the clock and of processors, and most memory in MB.

        `loop` is what a fixed piece of work took meanwhile, in ms: how fast the machine was.
        """
        begin, clock, worked = time.time(), time.perf_counter(), _processors()
        yield
        wall = time.perf_counter() - clock
        worked = _processors() - worked
        memory, loops = zip(*self._since(begin), strict=True)
        self.stages[name] = {"wall": wall, "cpu": worked, "mb": max(memory), "loop": sum(loops) / len(loops)}

    def _since(self, begin: float) -> list[tuple[float, float]]:
        """Return what the watching process has seen since a time, at least once: MB of memory, the loop in ms."""
        seen: list[tuple[float, float]] = []
        while not seen:
            time.sleep(4 * PAUSE)  # it has looked once more
            rows = [
                line.split() for line in self._watched.read_text().splitlines(keepends=True) if line[-1] == "\n"
            ]
            seen = [(float(memory), float(loop)) for at, memory, loop in rows if float(at) >= begin]
        return seen


PAUSE, STEPS = 0.5, 50_000


def _processors() -> float:
    """Return the seconds of processors used by this process and by those it waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def watch(process: int, path: Path) -> None:
    """Write twice a second how much memory a process and those below it have, in MB, until it ends.

    Beside it stands what a loop of so many steps took of a processor, in ms: a rented machine's speed changes
    within minutes, and costs of stages that ran an hour apart are compared by it.
    """
    with path.open("w") as file:
        while Path(f"/proc/{process}").exists() and os.getppid() == process:
            total = sum(_memory(one) for one in _below(process) if one != os.getpid())
            begin = time.process_time()
            for _ in range(STEPS):
                pass
            file.write(f"{time.time()} {total / 1024:.1f} {1000 * (time.process_time() - begin):.3f}\n")
            file.flush()
            time.sleep(PAUSE)


def _below(process: int) -> Iterator[int]:
    yield process
    with suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _below(int(child))


def _memory(process: int) -> int:
    """Return the proportional set size of a process in KB; 0 where it is gone."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def measure(root: Path, more: Path, jobs: int, *, alone: bool, whole: bool) -> dict[str, Any]:
    """Return what a build of a project costs, cold, and again after the article in `more` was added."""
    watched = root / "memory.txt"
    watcher = subprocess.Popen([sys.executable, __file__, "--watch", str(os.getpid()), str(watched)])
    while not watched.exists():
        time.sleep(PAUSE)
    one, cold, warm = Measured(watched), Measured(watched), Measured(watched)
    try:
        if alone:
            with one.stage("examine"):
                examined(root, local_hands(1), Store(_folder(root / "build/alone")), Quiet())
        found = build(root, jobs, cold, alone=alone, whole=whole)
        sizes = sizes_of(root)
        if whole:
            for path in more.iterdir():
                shutil.copy(path, root / "corpus/articles")
            build(root, jobs, warm, alone=False, whole=True)
    finally:
        watcher.terminate()
        watcher.wait()
    return {"stages": cold.stages, "alone": one.stages, "warm": warm.stages, **found, **sizes}


def build(root: Path, jobs: int, measured: Measured, *, alone: bool, whole: bool) -> dict[str, int]:
    """Do what a build does, stage by stage; return how much was found. MkDocs builds `alone` for comparison."""
    store = Store(_folder(root / "build/cache"))
    with measured.stage("examine"):
        found = examined(root, local_hands(jobs), store, Quiet())
    with measured.stage("link"):
        library = linked(found)
    docs = root / "build/docs"
    staging = Staging(next_of(docs), docs)
    with measured.stage("pages"):
        begin(next_of(docs))
        pressed = press(library, found.corpus.config, staging, jobs=jobs, progress=Quiet(), store=store)
    with measured.stage("index"):
        searched = {**build_index(search_documents(library), spellings(library)), **client_files()}
        _write(staging, searched.items())
    with measured.stage("export"):
        delivered = deliver(partial(_data, library, found.corpus), staging, store)
        staging.keep_only([*pressed.pages, *searched, *delivered.files])
    replace_by_next(docs)
    if whole:
        keys = [*found.keys, *pressed.keys, *delivered.keys]
        keys += _generate(root, found.corpus.config, store, jobs, measured, alone=alone)
        store.sweep(keys)
    problems = len(pressed.problems)
    counts = {"articles": len(library.cards), "claims": sum(len(card.claims) for card in library.cards)}
    counts |= {name: len(getattr(library, name)) for name in ("groups", "families", "stories", "topics")}
    return counts | {"pages": len(pressed.pages), "problems": problems}


def _generate(
    root: Path, config: CorpusConfig, store: Store, jobs: int, measured: Measured, *, alone: bool
) -> list[str]:
    """Make the site of the pages that are there and check it; return what it rests on in the store."""
    docs = root / "build/docs"
    if alone:
        with measured.stage(MKDOCS_ALONE):
            generate(root, docs, root / "build/site.alone", config)
        shutil.rmtree(root / "build/site.alone")
    site, binder = root / "build/site", Binder(jobs, Quiet(), store)
    with measured.stage(MKDOCS_PARTED):
        binder(root, docs, next_of(site), site, config)
    proofreader = Proofreader(store, jobs, Quiet())
    with measured.stage("site check"):
        check_site(next_of(site), read=proofreader)
    replace_by_next(site)
    return [*binder.keys, *proofreader.keys]


def _data(library: Library, corpus: Corpus, last: Places) -> Iterator[tuple[str, bytes | Iterable[bytes]]]:
    """Yield the files of data, and those at addresses that lead on."""
    yield from export(library, corpus, last)
    yield from leading(library, corpus.config)


def _write(staging: Staging, files: Iterable[tuple[str, bytes | Iterable[bytes]]]) -> None:
    for name, content in files:
        staging.write(name, content)


def _folder(path: Path) -> Folder:
    path.mkdir(parents=True, exist_ok=True)
    return Folder(str(path))


def sizes_of(root: Path) -> dict[str, float]:
    """Return how many bytes the pages and the site have, and the page of an article that is in every corpus.

    Zero where no site was made.
    """
    ids = sorted(path.stem for path in (root / "corpus/articles").glob("*.txt"))
    shared = [name for name in ids if int(name[-6:]) < FIRST]
    files = (root / "build/site/articles" / name / "index.html" for name in shared)
    pages = [file.stat().st_size for file in files if file.exists()]
    docs, site = (_bytes(root / "build" / name) for name in ("docs", "site"))
    return {"docs": docs, "site": site, "article_page": sum(pages) / max(1, len(pages))}


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


# ------------------------------------------------------------------ telling

COLUMNS = ("examine", "link", "pages", "index", "export", "site check", MKDOCS_ALONE, MKDOCS_PARTED)
OURS = COLUMNS[:-2]


def table(results: Mapping[int, Mapping[str, Any]]) -> Iterator[str]:
    """Yield the lines of the Markdown tables of all sizes measured."""
    sizes = sorted(results)
    yield "| " + " | ".join(["stage: wall s / CPU s / MB", *(f"{size:,} articles" for size in sizes)]) + " |"
    yield "|---" * (len(sizes) + 1) + "|"
    for name in COLUMNS:
        cells = (results[size]["stages"].get(name) for size in sizes)
        yield _row(name, (f"{c['wall']:.1f} / {c['cpu']:.1f} / {c['mb']:.0f}" if c else "" for c in cells))
    yield _row("all of ours, cold", (_sum(results[size]["stages"]) for size in sizes))
    for name in OURS:
        yield _row(f"{name}, one article more", (_sum(results[size]["warm"], (name,)) for size in sizes))
    yield _row("all of ours, one article more", (_sum(results[size]["warm"]) for size in sizes))
    yield _row(
        f"{MKDOCS_PARTED}, one article more", (_sum(results[size]["warm"], (MKDOCS_PARTED,)) for size in sizes)
    )
    yield _row("CPU of ours an article, ms", (f"{1000 * _cost(results[s]) / s:.1f}" for s in sizes))
    for told, in_loops in (("", False), (", in loops of the same minutes", True)):
        costs = {s: _cost(results[s], in_loops=in_loops) / s for s in sizes}
        least = {s: _cost(results[sizes[0]], results[s]["stages"], in_loops=in_loops) / sizes[0] for s in sizes}
        yield _row(f"the same stages against the smallest{told}", (f"{costs[s] / least[s]:.2f}" for s in sizes))
    loops = (_cost(results[s]) / _cost(results[s], in_loops=True) for s in sizes)
    yield _row(f"loop of {STEPS:,} steps beside them, ms", (f"{loop:.2f}" for loop in loops))
    yield _row("throughput of two processes against one, per article", (_gain(results[size]) for size in sizes))
    for key in ("claims", "groups", "families", "stories", "topics", "pages", "problems"):
        yield _row(key, (f"{results[size][key]:,}" for size in sizes))
    for key in ("docs", "site"):
        yield _row(f"{key}, MB", (_told(results[size][key] / 1e6) for size in sizes))
    yield _row(
        "page of an article (the same hundred), KB", (_told(results[s]["article_page"] / 1e3) for s in sizes)
    )


def _told(number: float) -> str:
    return f"{number:,.1f}" if number else ""


def _row(name: str, cells: Iterable[str]) -> str:
    return "| " + " | ".join([name, *cells]) + " |"


def _sum(stages: Mapping[str, Mapping[str, float]], names: Sequence[str] = OURS) -> str:
    chosen = [stages[name] for name in names if name in stages]
    if not chosen:
        return ""
    wall, cpu = sum(s["wall"] for s in chosen), sum(s["cpu"] for s in chosen)
    return f"{wall:.1f} / {cpu:.1f} / {max((s['mb'] for s in chosen), default=0):.0f}"


def _cost(result: Mapping[str, Any], names: Iterable[str] = OURS, *, in_loops: bool = False) -> float:
    """Return the seconds of processors of our stages, as far as they are among some and were measured.

    Or in runs of the fixed loop that the watching process made meanwhile, in thousands.
    """
    there = [result["stages"][name] for name in {*OURS} & {*names} & {*result["stages"]}]
    return sum(float(stage["cpu"] / (stage["loop"] if in_loops else 1)) for stage in there)


def _gain(result: Mapping[str, Any]) -> str:
    alone = result["alone"].get("examine")
    return f"{alone['wall'] / result['stages']['examine']['wall']:.2f}" if alone else ""


WIDTH, HEIGHT, LEFT, BOTTOM, RIGHT, TOP, LINE = 640, 400, 60, 50, 120, 20, 13
DASHES = ("", "1 2", "6 3", "2 3", "8 3 2 3", "1 4", "12 4", "4 4")


def plot(results: Mapping[int, Mapping[str, Any]]) -> str:
    """Return a picture of seconds of processors against articles, both logarithmic, one line a stage."""
    sizes = sorted(results)
    costs = {
        name: [(s, results[s]["stages"][name]["cpu"]) for s in sizes if name in results[s]["stages"]]
        for name in COLUMNS
    }
    all_costs = [max(cost, 0.01) for line in costs.values() for _, cost in line]
    first = math.floor(math.log10(sizes[0]))
    across = (first, max(first + 1, math.ceil(math.log10(sizes[-1]))))
    up = (math.floor(math.log10(min(all_costs))), math.ceil(math.log10(max(all_costs))))

    def at(size: float, cost: float) -> tuple[float, float]:
        x = LEFT + (math.log10(size) - across[0]) / (across[1] - across[0]) * (WIDTH - LEFT - RIGHT)
        y = TOP + (up[1] - math.log10(max(cost, 0.01))) / max(1, up[1] - up[0]) * (HEIGHT - TOP - BOTTOM)
        return round(x, 1), round(y, 1)

    return "\n".join(_picture(costs, across, up, at))


At = Callable[[float, float], tuple[float, float]]


def _picture(
    costs: Mapping[str, Sequence[tuple[int, float]]], across: tuple[int, int], up: tuple[int, int], at: At
) -> Iterator[str]:
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" fill="none" '
        'stroke="currentColor" font-family="sans-serif" font-size="12">'
    )
    yield "<title>Seconds of processor time of each stage against the number of articles</title>"
    for power in range(across[0], across[1] + 1):
        (x, low), (_, high) = at(10**power, 10 ** up[0]), at(10**power, 10 ** up[1])
        yield f'<path d="M{x} {low}V{high}" stroke-opacity=".2"/>' + _text(x, low + 18, f"{10**power:,}", "middle")
    for power in range(up[0], up[1] + 1):
        (left, y), (right, _) = at(10 ** across[0], 10**power), at(10 ** across[1], 10**power)
        yield f'<path d="M{left} {y}H{right}" stroke-opacity=".2"/>' + _text(
            left - 6, y + 4, f"{10.0**power:g} s", "end"
        )
    ends: list[tuple[float, float, str]] = []
    for (name, line), dash in zip(costs.items(), DASHES, strict=True):
        points = [at(size, cost) for size, cost in line]
        if points:
            path = "L".join(f"{x} {y}" for x, y in points)
            yield f'<path d="M{path}" stroke-width="2" stroke-dasharray="{dash}"/>'
            yield from (f'<circle cx="{x}" cy="{y}" r="3" fill="currentColor"/>' for x, y in points)
            ends.append((points[-1][1] + 4, points[-1][0] + 8, name))
    low = 0.0
    for y, x, name in sorted(ends):
        low = max(y, low + LINE)  # names of lines that end close together stand one below the other
        yield _text(x, low, name, "start")
    yield _text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, "articles", "middle") + "</svg>\n"


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:g}" y="{y:g}" fill="currentColor" stroke="none" text-anchor="{anchor}">{words}</text>'


# ------------------------------------------------------------------ main


def run(data: Path, size: int, folder: Path, jobs: int, *, alone: bool, whole: bool) -> dict[str, Any]:
    """Make a corpus and measure it in a process of its own."""
    root, more = folder / str(size), folder / f"{size}-more"
    for path in (root, more):
        shutil.rmtree(path, ignore_errors=True)
    articles = recombined(list(islice(rows(data), size + 1)), size + 1)
    write_corpus(root, islice(articles, size))
    more.mkdir()
    _write_article(more, next(articles))
    command = [sys.executable, __file__, "--measure", str(root), str(more), "--jobs", str(jobs)]
    command += ["--alone", str(int(alone)), "--whole", str(int(whole))]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def main() -> None:
    """Measure, or do a part of it in a process that was started for it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, nargs="?")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--folder", type=Path, default=HERE.parent / "build/scale")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--alone", type=int, default=10_000, help="largest corpus measured with one process too")
    parser.add_argument("--whole", type=int, default=10_000, help="largest corpus whose site is built and checked")
    parser.add_argument("--keep", action="store_true", help="keep the corpora and sites that were made")
    parser.add_argument("--measure", nargs=2, type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--watch", nargs=2, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.watch:
        watch(int(chosen.watch[0]), Path(chosen.watch[1]))
    elif chosen.measure:
        root, more = chosen.measure
        print(json.dumps(measure(root, more, chosen.jobs, alone=chosen.alone == 1, whole=chosen.whole == 1)))
    else:
        _measure_all(chosen)


def _measure_all(chosen: argparse.Namespace) -> None:
    chosen.folder.mkdir(parents=True, exist_ok=True)
    kept = chosen.folder / "results.json"
    results = {int(size): found for size, found in json.loads(kept.read_text()).items()} if kept.exists() else {}
    for size in chosen.sizes:
        wanted = {"alone": size <= chosen.alone, "whole": size <= chosen.whole}
        results[size] = run(chosen.data, size, chosen.folder, chosen.jobs, **wanted)
        kept.write_text(json.dumps(results))
        if not chosen.keep:
            shutil.rmtree(chosen.folder / str(size))
            shutil.rmtree(chosen.folder / f"{size}-more")
    lines = "\n".join(table(results))
    print(lines)
    (HERE / "scale.md").write_text(f"# Cost against size\n\nMade by `benchmarks/scale.py`.\n\n{lines}\n")
    (HERE / "scale.svg").write_text(plot(results))


if __name__ == "__main__":
    main()
