"""Whether the shards rank as lunr.js does on the whole index of lunr.py's own builder.

python benchmarks/search_ranking.py ARTICLES.jsonl.gz [COUNT]
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from search import queries, read_articles
from search_browser import browser_page

sys.path.append(str(Path(__file__).parents[1]))
from tests.browser.search_site import searched, write_site
from tests.browser.test_search import COMPARE, in_worker, whole_index

ASKED = 1000


def main(articles: Path, size: int) -> None:
    """Print for how many queries the first 20 and their scores are the same."""
    docs = read_articles(articles, size)
    with tempfile.TemporaryDirectory() as folder:
        site = write_site(Path(folder), docs)
        (site / "whole.json").write_text(json.dumps(whole_index(docs)))
        with searched(Path(folder)) as address, browser_page() as page:
            in_worker(page, address)
            compared = page.evaluate(COMPARE, [queries(docs, ASKED), address])
    same = sum(ours == theirs for _, ours, theirs in compared)
    print(f"{size} articles: the same first 20 with the same scores for {same} of {len(compared)} queries")
    for text, ours, theirs in [one for one in compared if one[1] != one[2]][:5]:
        print(text, *zip(ours, theirs, strict=False), sep="\n  ")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 10_000)
