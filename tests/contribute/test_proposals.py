"""What a person brings becomes two files, whichever door they come by."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from broadsheet.cli.add import add as add_command
from broadsheet.contribute import Intake, Proposal, Submission, propose, writing
from broadsheet.contribute.form import HEADINGS, TEXT
from broadsheet.contribute.many import refuse_twin
from broadsheet.contribute.near import near_copies, sharing
from broadsheet.contribute.submissions import pasted
from broadsheet.problems import BroadsheetError
from broadsheet.work.recheck import recheck
from tests.conftest import ARTICLE, Project

TEXT_OF = """Ferry to stop for the winter

The ferry between the islands will not run from November to March, the harbour office said on Friday.

"We cannot pay the crew for empty boats," said Olle Berg, the head of the office.
"""
SAID = {
    "source_url": "https://planet.example/2024/05/03/ferry",
    "outlet": "Daily Planet",
    "title": "Ferry to stop for the winter",
    "date": "3 May 2024",
    "date_note": "Printed above the headline.",
    "rights": "The publisher's; kept for quotation.",
}


def given(data: str = TEXT_OF, **said: str) -> Submission:
    return Submission(data.encode(), "a.txt").saying(said)


def codes_of(submission: Submission, root: Path) -> list[str]:
    intake = Intake.of(root)
    with pytest.raises(BroadsheetError) as caught:
        refuse_twin(submission, propose(submission, intake), intake)
    return [problem.code for problem in caught.value.problems]


def write(proposal: Proposal, root: Path) -> tuple[str, ...]:
    with writing(root) as put:
        return put(proposal)


def add(root: Path, *arguments: str, stdin: str = "") -> Result:
    options = ["--root", str(root), *arguments]
    return CliRunner().invoke(add_command, options, input=stdin, standalone_mode=False)


def files_of(root: Path) -> dict[str, bytes]:
    corpus = root / "corpus"
    return {p.relative_to(corpus).as_posix(): p.read_bytes() for p in sorted(corpus.rglob("*")) if p.is_file()}


def form(said: dict[str, str], text: str) -> str:
    answers = [f"### {heading}\n\n{said.get(key) or '_No response_'}\n" for key, heading in HEADINGS.items()]
    return "\n".join([*answers, f"### {TEXT}\n\n```text\n{text}\n```\n"])


def test_all_doors_give_the_same_files(project: Project, tmp_path: Path) -> None:
    options = [part for key, value in SAID.items() for part in (f"--{key.replace('_', '-')}", value)]
    (tmp_path / "a.txt").write_text(TEXT_OF)
    table = io.StringIO()
    writer = csv.DictWriter(table, ["text", *SAID])
    writer.writeheader()
    writer.writerow({"text": TEXT_OF, **SAID})
    (tmp_path / "rows.csv").write_text(table.getvalue())
    (tmp_path / "rows.jsonl").write_text(json.dumps({"text": TEXT_OF, **SAID}))
    event = {"issue": {"number": 7, "body": form(SAID, TEXT_OF.replace("\n", "\r\n"))}}
    (tmp_path / "event.json").write_text(json.dumps(event))
    doors = {
        "file": [str(tmp_path / "a.txt"), *options],
        "typed": ["-", *options],
        "csv": ["--csv", str(tmp_path / "rows.csv")],
        "jsonl": ["--jsonl", str(tmp_path / "rows.jsonl")],
        "issue": ["--issue", str(tmp_path / "event.json")],
    }
    found = {}
    for name, arguments in doors.items():
        root = project(name=name)
        done = add(root, *arguments, "--yes", "--collected", "2024-05-04", stdin=TEXT_OF)
        assert (done.exception, done.return_value) == (None, 0)
        assert recheck(root).problems == ()
        found[name] = files_of(root)
    assert all(files == found["file"] for files in found.values())
    new = "articles/2024-05-03-daily-planet-ferry-to-stop-for-the-winter"
    assert found["file"][f"{new}.txt"].decode() == TEXT_OF
    assert (
        found["file"]["outlets.yml"].decode()
        == "- id: daily-planet\n  name: Daily Planet\n  url: https://planet.example/\n"
    )
    assert found["file"][f"{new}.yml"].decode() == (
        "# yaml-language-server: $schema=../../schemas/sidecar.schema.json\n"
        "source_url: https://planet.example/2024/05/03/ferry\n"
        "collected: 2024-05-04\n"
        "outlet: daily-planet\n"
        "title: Ferry to stop for the winter\n"
        "date: 2024-05-03\n"
        "date_note: Printed above the headline.\n"
        "rights: The publisher's; kept for quotation.\n"
    )


def test_what_nobody_knows_is_left_open_and_named(project: Project) -> None:
    proposal = propose(given(), Intake.of(project()))
    assert proposal.id == "undated-unknown-ferry-to-stop-for-the-winter"
    assert proposal.unknown == ("source_url", "outlet", "date", "rights")
    assert proposal.sidecar.endswith(
        "# Not known yet: source_url, outlet, date, rights. Add what you can say and how you know it.\n"
    )


@pytest.mark.parametrize(
    ("date", "begins"),
    [
        ("2024-05-03", "2024-05-03-unknown"),
        ("2024-05-03~", "2024-05-03-unknown"),
        ("2024-05", "2024-05-unknown"),
        ("2024-05-02/2024-05-06", "2024-05-unknown"),
        ("2024-03/2024-05", "2024-unknown"),
        ("2023-12-30/2024-01-02", "undated-unknown"),
        ("2024-03-02/..", "2024-unknown"),
        ("2023-03-02/..", "undated-unknown"),
        ("../2024-05-02", "undated-unknown"),
    ],
)
def test_an_id_begins_with_what_is_sure_of_the_date(project: Project, date: str, begins: str) -> None:
    proposal = propose(given(date=date, collected="2024-06-01"), Intake.of(project()))
    assert proposal.id == f"{begins}-ferry-to-stop-for-the-winter"


def test_what_an_address_tells_is_inferred_from_it_and_not_said_by_a_person(project: Project) -> None:
    root = project({"outlets.yml": "- {id: planet, name: Daily Planet, url: 'https://www.planet.example/'}\n"})
    proposal = propose(given(source_url="https://news.planet.example/2024/5/3/ferry"), Intake.of(root))
    assert (proposal.article.outlet.value, proposal.article.outlet.status) == ("planet", "inferred")
    assert proposal.unknown == ("outlet", "date", "rights")
    assert "source_url: https://news.planet.example/2024/5/3/ferry\n" in proposal.sidecar
    assert "outlet:" not in proposal.sidecar
    assert "date:" not in proposal.sidecar
    assert proposal.id.startswith("2024-05-03-planet-ferry")


def test_what_a_saved_page_states_is_read_from_it_again_and_not_said_by_a_person(project: Project) -> None:
    page = (
        '<!doctype html><html><head><link rel="canonical" href="https://planet.example/ferry">'
        '<meta property="og:site_name" content="Daily Planet">'
        '<meta property="og:title" content="Ferry stops &amp; waits">'
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "2024-05-03T08:00:00Z"}]}</script>'
        "</head><body><p>The ferry will not run, the harbour office said on Friday.</p></body></html>"
    )
    proposal = propose(Submission(page.encode(), "a.html", "html"), Intake.of(project()))
    assert proposal.raw.path.endswith(".html")
    assert proposal.outlet is not None
    assert (proposal.outlet.id, proposal.outlet.name) == ("daily-planet", "Daily Planet")
    assert proposal.outlet.url == "https://planet.example/"
    assert (proposal.article.outlet.value, proposal.article.outlet.status) == ("daily-planet", "stated")
    assert (proposal.article.date.status, proposal.article.title.value) == ("stated", "Ferry stops & waits")
    assert [line.partition(" ")[0] for line in proposal.sidecar.splitlines()] == ["#", "#"]
    assert proposal.unknown == ("rights",)
    assert proposal.id.startswith("2024-05-03-daily-planet-")


def test_the_day_of_publication_counts_before_a_vague_date_in_the_code_of_a_page(project: Project) -> None:
    page = "<html><meta name='date' content='2024-05-03'><meta name='pubdate' content='2024-05-04'><p>Ferry stops."
    proposal = propose(Submission(page.encode(), "a.html", "html"), Intake.of(project()))
    assert proposal.article.date.value is not None
    assert proposal.article.date.value.edtf == "2024-05-04"


WRONG = {
    "an empty text": (given(" \n\t"), ["ADD-TEXT"]),
    "a text that is there already": (given("\n" + ARTICLE), ["ARTICLE-TWICE"]),
    "no UTF-8": (Submission(b"caf\xe9", "a.txt"), ["FILE-ENCODING"]),
    "a sign more often in a row than any article has": (given("x" * 1200), ["ARTICLE-LONG"]),
    "more lines than any article has": (given("a b\n" * 10_001), ["ARTICLE-LONG"]),
    "a page with more tags than any": (
        Submission(b"<html>" + b"<b>x" * 15_000, "a.html", "html"),
        ["ARTICLE-LONG"],
    ),
    "20 MB": (Submission(b"word " * 4_000_000, "a.txt"), ["FILE-SIZE"]),
    "an address that would run": (given(source_url="javascript:alert(1)"), ["SIDECAR-VALUE"]),
    "a date nobody can read": (given(date="last week"), ["SIDECAR-DATE"]),
    "a day that does not exist": (given(date="2024-02-30"), ["SIDECAR-DATE"]),
    "a day that exists in neither order": (given(date="31/2/2024"), ["SIDECAR-DATE"]),
    "an outlet without a letter": (given(outlet="((( ]]]"), ["SIDECAR-OUTLET"]),
    "an id with a way up": (given(id="../../etc/passwd"), ["ARTICLE-ID"]),
    "an id in percent signs": (given(id="%2e%2e%2fa"), ["ARTICLE-ID"]),
    "an id with NUL": (given(id="a\0b"), ["ARTICLE-ID"]),
    "an id that Windows keeps": (given(id="con"), ["ARTICLE-ID"]),
    "an id of 300 characters": (given(id="a" * 300), ["ARTICLE-ID"]),
    "an id of emoji": (given(id="🙂"), ["ARTICLE-ID"]),
    "an id that is taken": (given(id="2024-05-harbour"), ["ARTICLE-TWICE"]),
    "a title that would end its line": (
        given(rights="a\nstatus: withdrawn", title="x" * 600),
        ["SIDECAR-VALUE"] * 2,
    ),
}


@pytest.mark.parametrize("case", WRONG, ids=str)
def test_bad_input_is_a_clear_problem_and_nothing_is_written(project: Project, case: str) -> None:
    submission, expected = WRONG[case]
    root = project()
    before = files_of(root)
    assert codes_of(submission, root) == expected
    assert files_of(root) == before


@pytest.mark.parametrize(
    "title",
    [
        '"; curl x',
        "$(id)",
        "`id`",
        "a: b # c",
        "- x",
        "'",
        "NO",
        "null",
        "017",
        "@x",
        "{{7*7}}",
        "%d",
        "&a *a !!b",
    ],
)
def test_any_title_is_kept_as_it_is(project: Project, title: str) -> None:
    root = project()
    write(propose(given(title=title), Intake.of(root)), root)
    assert recheck(root).problems == ()
    assert propose(given(title=title), Intake.of(project(name="b"))).article.title.value == title


def test_the_same_words_never_take_an_id_that_is_there(project: Project) -> None:
    root = project()
    for n in range(3):
        write(propose(given(TEXT_OF + f"Line {n}.\n"), Intake.of(root)), root)
    names = sorted(p.stem for p in (root / "corpus/articles").glob("undated-*.txt"))
    assert names == [f"undated-unknown-ferry-to-stop-for-the-winter{end}" for end in ("", "-2", "-3")]


def test_the_name_of_a_sidecar_without_its_article_is_not_proposed(project: Project) -> None:
    name = "undated-unknown-ferry-to-stop-for-the-winter"
    root = project({f"articles/{name}.yml": "language: en\n"})
    assert propose(given(), Intake.of(root)).id == f"{name}-2"


def test_line_ends_of_a_register_stay_and_a_link_is_never_written_through(project: Project) -> None:
    root = project({"outlets.yml": b"- id: a\r\n  name: A\r\n"})
    write(propose(given(outlet="Daily Planet"), Intake.of(root)), root)
    outlets = root / "corpus/outlets.yml"
    assert outlets.read_bytes() == b"- id: a\r\n  name: A\r\n- id: daily-planet\n  name: Daily Planet\n"
    outlets.rename(root / "elsewhere.yml")
    outlets.symlink_to(root / "elsewhere.yml")
    before = files_of(root)
    with pytest.raises(BroadsheetError):
        write(propose(given("Bus stops.", outlet="Another Planet"), Intake.of(root)), root)
    assert files_of(root) == before


def test_a_new_outlet_that_looks_like_another_is_asked_about(project: Project) -> None:
    root = project({"outlets.yml": "- {id: daily-planet, name: Daily Planet}\n- {id: the-mail, name: The Mail}\n"})
    (root / "a.txt").write_text(TEXT_OF)
    (root / "b.txt").write_text(TEXT_OF.replace("ferry", "mail boat"))
    asked = "did you mean daily-planet?"
    many = add(root, str(root / "a.txt"), str(root / "b.txt"), "--outlet", "Daily Plannet").output
    assert many.count(f"(new outlet daily-plannet; {asked})") == 1
    assert asked not in add(root, str(root / "a.txt"), "--yes", "--outlet", "The Herald").output
    assert asked in add(root, str(root / "b.txt"), "--yes", "--outlet", "Dayly Planet").output


def test_a_file_in_the_way_is_left_alone(project: Project) -> None:
    root = project()
    proposal = propose(given(), Intake.of(root))
    (root / proposal.sidecar_path).symlink_to("/nowhere")
    with pytest.raises(BroadsheetError):
        write(proposal, root)
    assert not (root / proposal.raw.path).exists()


def test_of_articles_that_are_not_all_written_none_leaves_a_register_behind(project: Project) -> None:
    root = project()
    (root / "corpus/outlets.yml").unlink(missing_ok=True)
    before = files_of(root)
    proposal = propose(given(outlet="Daily Planet"), Intake.of(root))

    def write_and_fail() -> None:
        with writing(root) as write_one:
            assert "corpus/outlets.yml" in write_one(proposal)
            raise KeyError

    with pytest.raises(KeyError):
        write_and_fail()
    assert files_of(root) == before


def test_a_byte_order_mark_and_carriage_returns_of_a_file_are_kept(project: Project) -> None:
    root = project()
    data = b"\xef\xbb\xbf" + TEXT_OF.replace("\n", "\r\n").encode()
    proposal = propose(Submission(data, "a.txt"), Intake.of(root))
    write(proposal, root)
    assert (root / proposal.raw.path).read_bytes() == data


def test_pasted_text_ends_in_one_line_feed() -> None:
    assert pasted("\r\n \na\r\n\r\nb\r\n\r\n") == b"a\n\nb\n"


def test_articles_that_are_lines_of_a_file_are_known(project: Project) -> None:
    root = project({"articles/many.jsonl": json.dumps({"id": "ferry", "text": TEXT_OF}) + "\n"})
    assert codes_of(given(), root) == ["ARTICLE-TWICE"]
    assert codes_of(given("Another text.", id="ferry"), root) == ["ARTICLE-TWICE"]
    intake = Intake.of(root)
    proposal = propose(given(TEXT_OF + "A line of its own.\n"), intake)
    assert [near.id for near in near_copies(proposal.raw.text, intake.texts())] == ["ferry"]


def test_copies_are_found_however_their_words_are_spaced() -> None:
    spaced = TEXT_OF.replace(" ", "  ").replace("\n", "\r\n").replace(",", " ,").upper()
    assert [near.id for near in near_copies(TEXT_OF, [("a", spaced), ("b", ARTICLE)])] == ["a"]


def test_words_of_any_length_are_looked_for_without_harm() -> None:
    long = f"{'x' * 2_000_000} {TEXT_OF}"
    assert [near.id for near in near_copies(long, [("a", TEXT_OF), ("b", long)])] == ["a", "b"]
    assert sharing([long], [("a", TEXT_OF)])["a"] > 10
    assert near_copies("x" * 2_000_000, [("a", TEXT_OF)]) == ()


def test_a_saved_page_may_have_as_much_code_as_in_the_corpus_and_a_text_may_not(
    project: Project, tmp_path: Path
) -> None:
    page = (
        f"<!doctype html><html><script>{'x' * 2_000_000}</script><p>The ferry stops, the office said.</p></html>"
    )
    (tmp_path / "saved").write_text(page)
    for number, (source, stdin) in enumerate(((str(tmp_path / "saved"), ""), ("-", page))):
        root = project(name=f"page-{number}")
        done = add(root, source, "--yes", stdin=stdin)
        assert (done.exception, done.return_value) == (None, 0)
        assert recheck(root).problems == ()
    assert codes_of(Submission(b"word " * 300_000, "a.txt"), project(name="text")) == ["FILE-SIZE"]


@pytest.mark.parametrize("outlets", ["name: Daily Planet\n", "[{id: a, name: A}]\n", "- id: a\n  name: A\n- [\n"])
def test_where_the_outlets_take_no_record_nothing_is_left_behind(project: Project, outlets: str) -> None:
    root = project({"outlets.yml": outlets})
    before = files_of(root)
    with pytest.raises(BroadsheetError) as caught:
        write(propose(given(outlet="Another Planet"), Intake.of(root)), root)
    assert [p.path for p in caught.value.problems] == ["corpus/outlets.yml"]
    assert files_of(root) == before


def test_the_first_record_takes_the_place_of_an_empty_list(project: Project) -> None:
    root = project({"outlets.yml": "# Who published it.\n[]  # none yet\n"})
    write(propose(given(outlet="Daily Planet"), Intake.of(root)), root)
    assert (root / "corpus/outlets.yml").read_text() == (
        "# Who published it.\n  # none yet\n- id: daily-planet\n  name: Daily Planet\n"
    )
    assert recheck(root).problems == ()


def test_a_site_that_shows_what_others_wrote_is_no_outlets_own(project: Project) -> None:
    intake = Intake.of(project())
    for address in ("https://web.archive.org/web/2024/https://planet.example/", "https://www.facebook.com/post"):
        outlet = propose(given(outlet="Daily Planet", source_url=address), intake).outlet
        assert outlet is not None
        assert outlet.url is None


@pytest.mark.parametrize(
    ("name", "canonical", "url"),
    [
        ("Daily Planet", "https://www.planet.example/ferry", "https://www.planet.example/"),
        ("Daily Planet", "https://dpnews.example/ferry", "https://dpnews.example/"),
        ("Daily Planet", "https://www.courier.example/ferry", None),
        ("El", "https://www.courier.example/ferry", None),
    ],
)
def test_a_page_that_others_wrote_first_does_not_tell_its_outlets_site(
    project: Project, name: str, canonical: str, url: str | None
) -> None:
    page = (
        f"<html><link rel='canonical' href='{canonical}'><meta property='og:site_name' content='{name}'>"
        "<p>The ferry will not run in winter, the harbour office said on Friday."
    )
    outlet = propose(Submission(page.encode(), "a.html", "html"), Intake.of(project())).outlet
    assert outlet is not None
    assert outlet.url == url


def test_a_page_that_calls_its_site_by_no_letters_names_no_outlet(project: Project) -> None:
    page = "<html><meta property='og:site_name' content='((( ]]]'><p>The ferry stops for the winter."
    assert propose(Submission(page.encode(), "a.html", "html"), Intake.of(project())).outlet is None


def test_the_id_of_an_article_without_a_headline_begins_behind_its_dateline(project: Project) -> None:
    intake = Intake.of(project())
    for dateline in ("NORTHPORT, Ruritania — ", "NORTHPORT (Agency) - ", ""):
        text = f"{dateline}The ferry between the islands will not run in winter. It is too old for that.\n"
        assert propose(given(text), intake).id == "undated-unknown-the-ferry-between-the-islands-will-not"


def test_nearly_the_same_article_of_another_outlet_or_day_is_a_copy_and_otherwise_a_mistake(
    project: Project, tmp_path: Path
) -> None:
    root = project()
    (tmp_path / "a.txt").write_text(TEXT_OF * 3)
    (tmp_path / "b.txt").write_text(TEXT_OF * 3 + "Read more.\n")
    a, b = str(tmp_path / "a.txt"), str(tmp_path / "b.txt")
    said = ("--yes", "--outlet", "Daily Planet", "--date", "2024-05-03")
    assert add(root, a, *said).return_value == 0
    for source, nearly in ((a, ""), (b, "nearly ")):
        again = add(root, source, *said)
        assert isinstance(again.exception, BroadsheetError)
        (problem,) = again.exception.problems
        assert (problem.code, problem.message.startswith(f"is {nearly}the article 2024-05-03")) == (
            "ARTICLE-TWICE",
            True,
        )
        assert isinstance(add(root, source, "--yes", "--outlet", "Daily Planet").exception, BroadsheetError)
    assert add(root, b, *said[:3], "--date", "2024-05-04").return_value == 0
    told = add(root, a, "--yes", "--outlet", "Evening Herald", "--date", "2024-05-03")
    assert told.return_value == 0
    assert "near copies 2024-05-03-daily-planet-ferry" in told.output
    assert add(root, a, *said, "--copies").return_value == 0


def test_when_writing_ends_too_soon_nothing_of_it_stays(project: Project) -> None:
    root = project({"outlets.yml": "- {id: herald, name: Evening Herald}\n"})
    before = files_of(root)

    def interrupted() -> None:
        with writing(root) as put:
            for number, outlet in enumerate(("Daily Planet", "Morning Planet")):
                put(propose(given(f"{TEXT_OF}{number}\n", outlet=outlet), Intake.of(root)))
            assert len(files_of(root)) == len(before) + 4
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert files_of(root) == before
