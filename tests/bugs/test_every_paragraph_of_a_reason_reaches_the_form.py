"""Of a reason of more than twelve paragraphs the text for a platform's form had the first twelve;
and a letter read back early in the morning was dated by the day it was in Greenwich."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.core.pieces import pieces, plain
from bot.core.records import FormField
from tests.core.test_copies import copies, made
from tests.letters import FULL, compose, shipped


def test_the_whole_reason_is_there() -> None:
    reason = "\n\n".join(f"This is point {n}." for n in range(40))
    letter = compose(replace(FULL, grounds=(), reason=reason), service=shipped())
    read = copies().read(made(letter.choice), plain(letter.blocks))
    field = FormField(label="Why", takes="reason", limit=None, sources=("form",))
    assert [piece.text for piece in pieces(read.blocks, [field])] == [reason]


def test_a_letter_keeps_its_day() -> None:
    letter = compose(FULL, "br", service=shipped())
    assert letter.date == date(2026, 11, 22)
    assert copies().read(made(letter.choice), plain(letter.blocks)).date == letter.date
