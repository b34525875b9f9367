"""The shape of the program: imports run one way, files stay small, and no corpus is in the code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "scripts" / "broadsheet"
ROOT = PACKAGE.parents[1]

# What each part may import besides its own modules and what stands before it here.
GROUND = (
    *(
        "problems",
        "digests",
        "lasting",
        "models",
        "shelf",
        "locking",
        "words",
        "codes",
        "front_matter",
        "gathering",
        "topic_keys",
        "text",
    ),
    *("records", "corpus", "dates", "redact", "citations", "parts"),
)
STAGES = ("read", "clean", "describe", "link", "render", "gate", "index", "export", "publish", "site_check")
# What a stage may import besides the ground.
BESIDE = {
    # Contributed words are escaped by one module, wherever a page or a file is made of them.
    "export": {"render"},
    # The folder of the theme is found by one module; nothing is published that has not been checked.
    "publish": {"render", "site_check"},
    # It reads back the tags that the templates may write.
    "gate": {"render"},
}
# What drives the stages, each resting on those before it alone; no stage knows of it.
ABOVE = (
    *("store", "check", "work", "pipeline", "preview"),
    *("meant", "contribute", "report", "suggest", "starter", "extract", "formats", "cli", "__main__"),
)


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE).as_posix().removesuffix(".py").replace("/", "."), path


def imports(path: Path) -> set[str]:
    """The parts of the package that a module imports, however it writes that."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            module = node.module or ""
            names = [f"broadsheet.{alias.name}" for alias in node.names] if module == "broadsheet" else [module]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        found |= {name.split(".")[1] for name in names if name.startswith("broadsheet.")}
    return {name for name in found if not name.startswith("__")}


def parts() -> Iterator[tuple[str, str, set[str]]]:
    """Every module: its name, the part of the package it belongs to, and the other parts it imports."""
    for name, path in modules():
        part = name.split(".")[0]
        yield name, part, imports(path) - {part}


@pytest.mark.parametrize(
    "line",
    [
        "from broadsheet.link import gist",
        "from broadsheet.link.gists import gist",
        "from broadsheet import link",
        "import broadsheet.link",
        "import broadsheet.link.gists as gists",
    ],
)
def test_an_import_is_seen_however_it_is_written(tmp_path: Path, line: str) -> None:
    (tmp_path / "module.py").write_text(f"import re\nfrom broadsheet import __version__\n{line}\n")
    assert imports(tmp_path / "module.py") == {"link"}


def test_every_module_has_its_place() -> None:
    there = {part for _, part, _ in parts()} - {"__init__"}
    listed = (*GROUND, *STAGES, *ABOVE)
    assert (there - {*listed}, {*listed} - there) == (set(), set())
    assert len(listed) == len({*listed})


def test_no_stage_imports_another_nor_what_drives_it() -> None:
    wrong = [
        (name, other)
        for name, part, others in parts()
        if part in STAGES
        for other in others - {*GROUND} - BESIDE.get(part, set())
    ]
    assert wrong == []


def test_nothing_imports_the_command_line() -> None:
    assert [name for name, part, others in parts() if "cli" in others and part != "__main__"] == []


def test_the_ground_rests_on_itself_alone() -> None:
    wrong = [
        (name, other)
        for name, part, others in parts()
        if part in GROUND
        for other in others - {*GROUND[: GROUND.index(part)]}
    ]
    assert wrong == []


def test_what_drives_the_stages_rests_on_what_comes_before_it() -> None:
    wrong = [
        (name, other)
        for name, part, others in parts()
        if part in ABOVE
        for other in others - {*GROUND, *STAGES, *ABOVE[: ABOVE.index(part)]}
    ]
    assert wrong == []


def test_nothing_is_called_utils_or_helpers() -> None:
    names = {part for name, _ in modules() for part in name.split(".")}
    assert not names & {"utils", "util", "helpers", "common", "misc"}


def test_modules_stay_short_enough_to_read() -> None:
    sizes = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in modules()}
    # `models` and `records` list the types of all stages, with a line on every field.
    assert {name: n for name, n in sizes.items() if n > 260 and name not in ("models", "records.__init__")} == {}


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
