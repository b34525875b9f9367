"""Parquet files say what JSON Lines say, read by pyarrow."""

import json
from pathlib import Path

from pyarrow import parquet


def test_parquet_says_what_json_lines_say(folder: Path) -> None:
    paths = sorted(folder.glob("*.parquet"))
    assert len(paths) == 6
    for path in paths:
        lines = path.with_suffix(".jsonl").read_text(encoding="utf-8").split("\n")[:-1]
        assert parquet.read_table(path).to_pylist() == [json.loads(line) for line in lines]
