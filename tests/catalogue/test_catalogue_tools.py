"""What goes into a robots.txt is one name each, as the standard has them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.catalogue.checks import check

TOOL = """\
id: fence
name: Fence
kind: signal
home: https://fence.example.org/
checked: 2026-11-01
does:
  text: It asks.
  sources: [page]
status:
  state: active
crawlers:
  - user_agent: FenceBot
    operator: Fence
    purpose: training
    respects: yes
    text: It collects.
    sources: [page]
  - user_agent: {other}
    operator: Fence
    purpose: requests
    respects: unknown
    text: It opens a page.
    sources: {sources}
sources:
  page:
    url: https://fence.example.org/
    title: Page
    kind: other
    read: 2026-11-01
"""


def problems(data: Path, today: date, other: str, sources: str = "[page]") -> list[str]:
    (data / "tools").mkdir(exist_ok=True)
    text = TOOL.replace("{other}", other).replace("{sources}", sources)
    (data / "tools" / "fence.yaml").write_text(text, "utf-8")
    with (data / "ids.txt").open("a", encoding="utf-8") as ids:
        ids.write("tool fence\n")
    return [str(problem) for problem in check(data, today)[1]]


@pytest.mark.parametrize("name", ["Fence-User", "fence_bot", "X"])
def test_a_product_token_is_fine(data: Path, today: date, name: str) -> None:
    assert problems(data, today, name) == []


@pytest.mark.parametrize(("name", "says"), [
    ("img2dataset", "“img2dataset” is not a name that robots.txt can hold"),
    ("Fence Bot", "“Fence Bot” is not a name"),
    ("FenceBot/1.0", "“FenceBot/1.0” is not a name"),
    ("'*'", "“*” is not a name"),
    ("fencebot", "“fencebot” is already crawlers[0]"),
])  # fmt: skip
def test_other_names_are_named_with_their_line(
    data: Path, today: date, name: str, says: str
) -> None:
    (problem,) = problems(data, today, name)
    assert "fence.yaml:18: crawlers[1].user_agent:" in problem
    assert says in problem


def test_a_crawler_needs_a_source(data: Path, today: date) -> None:
    (problem,) = problems(data, today, "Other", "[]")
    assert "crawlers[1]: no source is named" in problem
