"""A complaint about Snap, whose address nobody has read, said "Snap Inc..\""""

from __future__ import annotations

from typing import cast

import pytest

from bot.core.letters import Letters
from bot.core.ports import Store
from tests.letters import FULL, templates
from tests.records import FixedClock
from tests.shipped import catalogue


@pytest.mark.parametrize("language", ["en", "nl"])
def test_one_stop_is_enough(language: str) -> None:
    letters = Letters(catalogue(), templates(), cast("Store", None), FixedClock())
    letter = letters.compose(letters.choose("snapchat", "uk", "complaint", language), FULL)
    text = "\n".join(block.text for block in letter.blocks)
    assert "Snap Inc." in text
    assert ".." not in text
