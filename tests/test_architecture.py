"""The shape of the program: imports run one way, files stay small, and no corpus is in the code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "scripts" / "broadsheet"
ROOT = PACKAGE.parents[1]

# What each part may import besides its own modules and what stands before it in `GROUND`.
GROUND = (
    "problems",
    "models",
    "shelf",
    "words",
    "hidden",
    "html_reader",
    "plain_yaml",
    "strict_yaml",
    "records",
    "validation",
    "corpus",
    "dates",
    "quotations",
    "sentences",
    "redact",
    "citations",
    "parts",
)
STAGES = ("read", "clean", "describe", "link", "render", "index", "export", "publish", "site_check")
# Keeps results and spreads work; no stage knows of it.
AROUND = (
    *("store", "remote", "crew", "workers", "cache_keys", "desk", "seen", "kept", "examination", "cluster"),
    *("press", "proofreading", "progress", "recheck", "binding", "delivery", "preview"),
)
ABOVE = (*AROUND, "pipeline", "verify", "check", "extract", "cli")


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE).as_posix().removesuffix(".py").replace("/", "."), path


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("broadsheet."):
            found.add((node.module or "").split(".")[1])
    return found


def test_no_stage_imports_another_nor_what_drives_it() -> None:
    wrong = []
    for name, path in modules():
        part = name.split(".")[0]
        if part in STAGES:
            allowed = {part, *GROUND}
            # Contributed words are escaped by one module, wherever a page or a file is made of them.
            if part in ("export", "publish"):
                allowed |= {"render", "site_check"}
            wrong += [
                (name, other) for other in imports(path) if other in (*STAGES, *ABOVE) and other not in allowed
            ]
    assert wrong == []


def test_the_ground_rests_on_itself_alone() -> None:
    wrong = []
    for name, path in modules():
        part = name.split(".")[0]
        if part in GROUND:
            before = {*GROUND[: GROUND.index(part)], part}
            wrong += [(name, other) for other in imports(path) if other not in before]
    assert wrong == []


def test_nothing_is_called_utils_or_helpers() -> None:
    names = {part for name, _ in modules() for part in name.split(".")}
    assert not names & {"utils", "util", "helpers", "common", "misc"}


def test_modules_stay_short_enough_to_read() -> None:
    sizes = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in modules()}
    # `models` and `records` list the types of all stages, with a line on every field.
    assert {name: n for name, n in sizes.items() if n > 260 and name not in ("models", "records")} == {}


def test_functions_stay_short_enough_to_read() -> None:
    long = []
    for name, path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno > 60:
                long.append(f"{name}.{node.name}")
    assert long == []


def corpus_names() -> set[str]:
    """The words by which the corpus would be recognised: distinctive names of its records."""
    import yaml

    records = yaml.safe_load((ROOT / "corpus/entities.yml").read_text(encoding="utf-8"))
    people = [r for r in records if r["type"] == "person"]
    forms = {form for r in people for form in (r["name"], *r.get("spellings", []))}
    surnames = {form.split()[-1] for form in forms}
    return surnames | {"Rochan", "BelTA", "Tsikhanouskaya"}


@pytest.mark.parametrize("folder", ["scripts", "templates"])
def test_no_name_of_the_corpus_is_in_the_code(folder: str) -> None:
    pattern = re.compile("|".join(map(re.escape, sorted(corpus_names()))))
    found = []
    for path in sorted((ROOT / folder).rglob("*")):
        if path.suffix in (".py", ".yml", ".js", ".css", ".html", ".jinja", ".txt", ".json"):
            found += [(path.name, m) for m in set(pattern.findall(path.read_text(encoding="utf-8")))]
    assert found == []


def test_no_line_of_the_articles_is_in_the_code() -> None:
    lines = {
        line.strip()
        for path in (ROOT / "corpus/articles").glob("*.txt")
        for line in path.read_text(encoding="utf-8").splitlines()
        if len(line.split()) >= 7
    }
    code = "\n".join(
        p.read_text(encoding="utf-8") for p in sorted((ROOT / "scripts").rglob("*")) if p.suffix in (".py", ".yml")
    )
    assert [line for line in sorted(lines) if line in code] == []
