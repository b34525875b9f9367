"""A table is read row by row; a bad row is told with its line and stops nothing."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.cli.add import add
from broadsheet.contribute import Submission, tables
from broadsheet.contribute.submissions import Row
from broadsheet.contribute.tables import read_csv, read_jsonl
from tests.conftest import Project


def told(rows: list[Row]) -> list[str]:
    return [f"{r.line} {r.data.decode()!r}" if isinstance(r, Submission) else f"{r.line} {r.code}" for r in rows]


def test_each_row_of_a_csv_file_is_an_article_or_a_problem_with_its_line(tmp_path: Path) -> None:
    table = tmp_path / "rows.csv"
    table.write_bytes(
        b"\xef\xbb\xbftext,title,outlet\r\n"
        b'"One\r\nof two lines",First,planet\r\n'
        b",Second,planet\r\n"
        b"\r\n"
        b"too,many,cells,here\r\n"
        b'"with ""quotes"" and, comma",Third,\r\n'
        b'"a"b,Broken,\r\n'
        b"Last,Fourth,\r\n"
    )
    assert told(list(read_csv(table))) == [
        "2 'One\\nof two lines\\n'",
        "4 ADD-TEXT",
        "6 IMPORT-ROW",
        "7 'with \"quotes\" and, comma\\n'",
        "8 IMPORT-ROW",
        "9 'Last\\n'",
    ]


@pytest.mark.parametrize("text", ["", "text,title\n", "\n\n"])
def test_a_table_without_a_row_is_told(tmp_path: Path, text: str) -> None:
    table = tmp_path / "rows"
    table.write_text(text)
    assert told(list(read_csv(table))) == ["1 ADD-TEXT"]
    assert told(list(read_jsonl(table))) == ["1 ADD-TEXT" if not text.strip() else "1 IMPORT-ROW"]


def test_each_line_of_json_is_an_article_or_a_problem_with_its_line(tmp_path: Path) -> None:
    table = tmp_path / "rows.jsonl"
    table.write_text(
        '{"text": "One", "date": null}\n\n{"text": "Tw\n[]\n{"text": "x", "shelf": "y"}\n{"text": 5}\n'
        '{"text": "a", "file": "b"}\n' + "[" * 5000 + '\n{"text": "Last"}'
    )
    assert told(list(read_jsonl(table))) == [
        "1 'One\\n'",
        "3 IMPORT-ROW",
        "4 IMPORT-ROW",
        "5 IMPORT-COLUMN",
        "6 IMPORT-ROW",
        "7 ADD-TEXT",
        "8 IMPORT-ROW",
        "9 'Last\\n'",
    ]


@pytest.mark.parametrize("cell", ["n/a", "Unknown", " NaN ", "-", "—", "NULL"])
def test_a_cell_that_says_that_nobody_knows_says_nothing(tmp_path: Path, cell: str) -> None:
    table = tmp_path / "rows.csv"
    table.write_text(f"text,title,author,date\n{cell},{cell},{cell},{cell}\n")
    (row,) = read_csv(table)
    assert isinstance(row, Submission)
    assert (row.title, row.byline, row.date, row.date_note) == ("", "", "", "")
    assert row.data.decode().strip() == cell.strip()


def test_a_table_names_files_of_its_own_folder_only(tmp_path: Path) -> None:
    folder = tmp_path / "from-somebody"
    folder.mkdir()
    (folder / "a.txt").write_text("Words.")
    (folder / "link.txt").symlink_to("/etc/hostname")
    (tmp_path / "secret.txt").write_text("Secret.")
    (folder / "rows.csv").write_text("file\na.txt\n../secret.txt\n/etc/hostname\nlink.txt\nnone.txt\n")
    assert told(list(read_csv(folder / "rows.csv"))) == [
        "2 'Words.'",
        "3 FILE-READ",
        "4 FILE-READ",
        "5 FILE-READ",
        "6 FILE-READ",
    ]


@pytest.mark.parametrize("reader", [read_csv, read_jsonl])
@given(content=st.binary(max_size=300))
def test_any_file_is_read_to_its_end(
    tmp_path_factory: pytest.TempPathFactory, reader: object, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("table") / "rows"
    path.write_bytes(content)
    for row in reader(path):  # type: ignore[operator]
        assert (row.line or 0) >= 1


def test_a_table_is_tried_first_and_written_when_asked(project: Project, tmp_path: Path) -> None:
    root = project()
    table = tmp_path / "rows.csv"
    table.write_text(
        "text,title,date\nThe ferry stops.,Ferry,2024-05\nThe ferry stops.,Again,2024-05\nThe bus stops.,Bus,soon\n"
    )
    with table.open("a") as rows:
        rows.write(f"Ferry{'!' * 1200},Long,\n")
    tried = CliRunner().invoke(add, ["--csv", str(table), "--root", str(root)], standalone_mode=False)
    assert tried.return_value == 1
    assert f"{table.as_posix()}:5:1: ARTICLE-LONG" in tried.output
    assert len(list((root / "corpus/articles").iterdir())) == 1
    assert f"{table.as_posix()}:3:1: ARTICLE-TWICE" in tried.output
    assert f"{table.as_posix()}:4:1: SIDECAR-DATE" in tried.output
    assert "1 article could be added; nothing is written yet" in tried.output
    done = CliRunner().invoke(add, ["--csv", str(table), "--root", str(root), "--yes"], standalone_mode=False)
    assert "1 article added" in done.output
    assert sorted(p.name for p in (root / "corpus/articles").iterdir())[1:] == [
        "2024-05-unknown-ferry.txt",
        "2024-05-unknown-ferry.yml",
    ]


def test_a_date_has_its_column_for_a_ground_unless_somebody_says_better(project: Project, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text(
        "text,Publication date,date_note\nThe ferry stops.,2024-05-03,\nThe bus stops.,2024-05-04,Seen.\n"
    )
    grounds = [row.date_note for row in read_csv(table) if isinstance(row, Submission)]
    assert grounds == ["The column “Publication date” of table.csv says so.", "Seen."]
    root = project()
    done = CliRunner().invoke(
        add, ["--csv", str(table), "--date-note", "As archived.", "--yes", "--root", str(root)]
    )
    assert done.exit_code == 0, done.output
    notes = {
        p.read_text().partition("date_note: ")[2].partition("\n")[0]
        for p in root.glob("corpus/articles/2024-05-0*.yml")
    }
    assert notes == {"As archived.", "Seen."}


def test_what_nobody_sees_in_a_cell_is_told_with_its_row(project: Project, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("text,title\nThe ferry stops.,Ferry\nThe bus stops.,B\u200bus\n", encoding="utf-8")
    done = CliRunner().invoke(add, ["--csv", str(table), "--root", str(project())])
    assert f"{table.as_posix()}:3:1: TEXT-HIDDEN" in done.output


def test_a_column_named_twice_is_told_once_and_no_row_is_guessed_at(tmp_path: Path) -> None:
    table = tmp_path / "rows.csv"
    table.write_text("text,title,text,,\nOne,First,Two,,\nThree,Second,Four,,\n")
    (problem,) = read_csv(table)
    assert not isinstance(problem, Submission)
    assert (problem.line, problem.code, problem.message) == (
        1,
        "IMPORT-COLUMN",
        "the column 'text' is there twice",
    )
    table.write_text("text,title,,\nOne,First,,\n")
    assert told(list(read_csv(table))) == ["2 'One\\n'"]
    lines = tmp_path / "rows.jsonl"
    lines.write_text('{"text": "One", "text": "Two"}\n{"text": "Three"}\n')
    assert told(list(read_jsonl(lines))) == ["1 IMPORT-ROW", "2 'Three\\n'"]


def test_a_header_that_cannot_be_read_ends_the_table(tmp_path: Path) -> None:
    table = tmp_path / "rows.csv"
    table.write_text('"text"x,title\nWords of the harbour,First\n')
    assert told(list(read_csv(table))) == ["1 IMPORT-ROW"]


def test_a_line_that_is_too_long_stops_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_LINE_BYTES", 60)
    table = tmp_path / "rows.jsonl"
    table.write_text("\n".join(['{"text": "One"}', '{"text": "' + "x" * 200 + '"}', '{"text": "Two"}']))
    assert told(list(read_jsonl(table))) == ["1 'One\\n'", "2 IMPORT-ROW", "3 'Two\\n'"]


@pytest.mark.parametrize("mark", [";", "\t"])
def test_cells_may_be_parted_as_spreadsheets_do_it(tmp_path: Path, mark: str) -> None:
    table = tmp_path / "rows.csv"
    table.write_text(f'text{mark}title\n"One, and two"{mark}First\nThree, four{mark}Second\n')
    assert told(list(read_csv(table))) == ["2 'One, and two\\n'", "3 'Three, four\\n'"]


def test_a_line_without_an_end_is_not_read_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_LINE_BYTES", 40)
    table = tmp_path / "rows.csv"
    table.write_text("text,title\nOne,First\n" + "word " * 10 + "\nThree,Third\n")
    assert told(list(read_csv(table))) == ["2 'One\\n'", "3 IMPORT-ROW"]


def test_half_a_character_is_no_text(tmp_path: Path) -> None:
    table = tmp_path / "rows.jsonl"
    table.write_text('{"text": "a \\ud800 b"}\n')
    (row,) = read_jsonl(table)
    assert str(row) == f"{table}:1:1: FILE-ENCODING holds half a character (a lone surrogate); write it whole"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("[" * 100_000, "is no JSON: it is nested too deep"),
        ('{"text": ' + "1" * 5_000 + "}", "is no JSON: it holds a number of thousands of digits"),
        ('{"text":', "is no JSON: Expecting value at character 10"),
    ],
)
def test_what_is_no_json_is_said_without_the_words_of_the_reader(tmp_path: Path, line: str, said: str) -> None:
    table = tmp_path / "rows.jsonl"
    table.write_text(f"{line}\n")
    (row,) = read_jsonl(table)
    assert said in str(row)
