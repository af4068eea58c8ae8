"""What all views share: custom ids that come back as they went, pages that lose nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import limits
from bot.views.card import custom_id, cut, pages, parse_custom_id, plain

PARTS = st.lists(st.from_regex(r"[a-z0-9-]{1,12}", fullmatch=True), max_size=5)


@given(action=st.from_regex(r"[a-z-]{1,12}", fullmatch=True), arguments=PARTS)
def test_custom_ids_come_back(action: str, arguments: list[str]) -> None:
    assert parse_custom_id(custom_id(action, *arguments)) == (action, tuple(arguments))


@given(st.text(max_size=120))
def test_foreign_custom_ids_never_fail(made: str) -> None:
    parsed = parse_custom_id(made)
    assert parsed is None or made.split(":")[1] == "v1"


def test_too_long_a_custom_id_is_refused() -> None:
    with pytest.raises(ValueError, match="letter"):
        custom_id("letter", "x" * limits.CUSTOM_ID)


@given(st.lists(st.text(min_size=1, max_size=60).filter(lambda line: line == line.rstrip())))
def test_pages_hold_every_line_once_within_the_budget(lines: list[str]) -> None:
    split = pages(lines, 100)
    assert [line for page in split for line in page] == lines
    assert all(sum(len(line) + 1 for line in page) <= 101 for page in split)


@given(st.text(max_size=50), st.integers(1, 30))
def test_cut_never_exceeds(text: str, length: int) -> None:
    assert len(cut(text, length)) <= length


@pytest.mark.parametrize("typed", [
    "@everyone", "<@123456789012345678>", "</me delete:123456789012345678>", "<t:0:R>", "<#1234>",
    "**bold**", "_i_", "~~s~~", "`c`", "||s||", "[**a**](https://b.example)", "https://b.example",
    "# h", "-# small", "> quote", "- item", "\\*",
])  # fmt: skip
def test_no_sign_that_people_type_means_anything(typed: str) -> None:
    shown = plain(typed)
    assert re.sub(r"\\([^0-9A-Za-z\s])", r"\1", shown) == typed
    assert not re.search(r"(?<!\\)(?:\\\\)*[*_~|`\[\]()<>#:@/-]", shown)
