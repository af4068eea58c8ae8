"""Where a message has no room for every changed sentence, those with the words that were found are
shown. "AI" was found in "e-mail" and "available" too, so sentences that said nothing of it took the
place of those that did, and of one that touched four topics."""

from __future__ import annotations

import gettext

import pytest

from bot.core.changes import Edit
from bot.i18n import Language
from bot.views.changes import edits_lines
from tests.changing import sample_change

T = Language("en", gettext.NullTranslations())


@pytest.mark.parametrize(
    ("idle", "one", "several", "because"),
    [
        (
            "We remain available by email.",
            "We use AI.",
            "We share your works with whoever trains AI.",
            {"training": ("AI",), "sharing": ("share",)},
        ),
        (
            "お問い合わせはこちらです。",
            "作品を学習に使います。",
            "作品を学習のために第三者と共有します。",
            {"training": ("学習",), "sharing": ("第三者",)},
        ),
    ],
)
def test_they_come_before_others(
    idle: str, one: str, several: str, because: dict[str, tuple[str, ...]]
) -> None:
    edits = tuple(Edit(None, text, place) for place, text in enumerate((idle, one, several)))
    lines = edits_lines(sample_change(edits=edits, because=because), 4000, T)
    assert [line.rpartition("> ")[2] for line in lines] == [several, one, idle]
