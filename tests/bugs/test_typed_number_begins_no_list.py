"""What somebody typed is shown as typed: a line that begins with a number and a dot became an item
of a numbered list, which moves it and may count it anew."""

from __future__ import annotations

import pytest

from bot.views.card import plain


@pytest.mark.parametrize("typed", ["1. first", "before\n12. first", "before\n  7. first"])
def test_a_number_with_a_dot_begins_no_list(typed: str) -> None:
    assert plain(typed) == typed.replace(".", "\\.", 1)


def test_other_dots_are_left_alone() -> None:
    assert plain("cara.app, v1.2") == "cara.app, v1.2"
