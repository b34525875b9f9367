"""What a site weighs, and when that is too much."""

from pathlib import Path

import pytest

from broadsheet.records import Budget
from broadsheet.site_check.budget import Weight, told, weigh, within


def site(folder: Path, files: dict[str, int]) -> Path:
    for name, size in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"x" * size)
    return folder


def of_size(size: int) -> Weight:
    return Weight(1, 1, size, "index.html", size)


def test_a_site_is_weighed_with_all_its_files(tmp_path: Path) -> None:
    built = site(tmp_path, {"index.html": 1200, "a/index.html": 90_000, "a/b.json": 1_000_000, "c.css": 10})
    (tmp_path / "link").symlink_to("/etc")
    weight = weigh(built)
    assert (weight.pages, weight.files, weight.largest) == (2, 5, "a/index.html")
    assert weight.size - (tmp_path / "link").lstat().st_size == 1_091_210
    assert told(weight, Budget()) == (
        "2 pages, 5 files, 1.1 MB; the largest page 90.0 kB (a/index.html); 0.1% of 1,000 MB"
    )


def test_an_empty_folder_weighs_nothing(tmp_path: Path) -> None:
    assert weigh(tmp_path) == Weight(0, 0, 0, "", 0)
    assert told(weigh(tmp_path), Budget()) == "0 pages, 0 files, 0.0 kB; 0.0% of 1,000 MB"


@pytest.mark.parametrize(
    ("size", "over", "code", "level"),
    [
        (799_999_999, "stop", None, None),
        (800_000_000, "stop", "SITE-LARGE", "warning"),
        (1_000_000_000, "stop", "SITE-LARGE", "warning"),
        (1_000_000_001, "stop", "SITE-TOO-LARGE", "error"),
        (5_000_000_000, "warn", "SITE-LARGE", "warning"),
    ],
)
def test_a_site_near_its_budget_is_told_and_one_past_it_is_stopped(
    size: int, over: str, code: str | None, level: str | None
) -> None:
    budget = Budget.model_validate({"over": over})
    assert [(p.code, p.level) for p in within(of_size(size), budget)] == ([] if code is None else [(code, level)])


def test_another_place_has_another_budget() -> None:
    assert within(of_size(5_000_000_000), Budget(megabytes=25_000)) == []
    assert "100,000 MB" not in told(of_size(1), Budget(megabytes=25_000))
