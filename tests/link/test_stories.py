"""Articles on one event are gathered, those on another are not."""

from tests.link.making import article, linked

BRIDGE = "The harbour bridge will close for repairs. Engineers found cracks in a girder of the bridge, a clerk said on Monday."
BRIDGE_TOO = "Cracks in a girder force the harbour bridge to close for repairs, engineers and the town clerk said on Tuesday."
PAINTING = "The museum has bought a painting of a lighthouse. Collectors had thought the painting lost, a curator said on Monday."
FERRY = "A ferry ran aground on a sandbank. Passengers were taken off the ferry by lifeboats, the coastguard said on Monday."
FILLING = [
    f"The {thing} society met to hear reports from its {thing} branch, and elected a treasurer, members of the {thing} group said."
    for thing in ("chess", "rowing", "beekeeping", "walking", "sewing")
]


def stories(**texts: tuple[str, str | None]) -> list[tuple[str, ...]]:
    articles = [article(name, text, date=date) for name, (text, date) in texts.items()]
    articles += [article(f"z{i}", text) for i, text in enumerate(FILLING)]
    return [s.members for s in linked(articles).stories if not s.id.startswith("z")]


def test_two_reports_of_one_event_are_a_story() -> None:
    assert stories(a=(BRIDGE, None), b=(BRIDGE_TOO, None), c=(PAINTING, None), d=(FERRY, None)) == [("a", "b")]


def test_reports_far_apart_in_time_are_not() -> None:
    assert stories(a=(BRIDGE, "2021-05-01"), b=(BRIDGE_TOO, "2021-05-04")) == [("a", "b")]
    assert stories(a=(BRIDGE, "2021-05-01"), b=(BRIDGE_TOO, "2021-06-04")) == []
    assert stories(a=(BRIDGE, "2021-05"), b=(BRIDGE_TOO, "2021-06-04")) == [("a", "b")]


def test_the_order_of_the_articles_does_not_matter() -> None:
    texts = {"a": (BRIDGE, None), "b": (BRIDGE_TOO, None), "c": (PAINTING, None)}
    turned = stories(**dict(reversed(texts.items())))
    assert [set(s) for s in turned] == [set(s) for s in stories(**texts)] == [{"a", "b"}]


def test_reports_of_a_day_and_of_a_time_with_no_end_may_be_one_story() -> None:
    assert stories(a=(BRIDGE, "2021-05-01"), b=(BRIDGE_TOO, "2021-05-01/..")) == [("a", "b")]
