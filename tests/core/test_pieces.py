"""A letter cut to the fields of a form."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.pieces import Piece, pieces, shortened
from bot.core.records import FormField
from tests.letters import FULL, LEAST, compose, story_of


def field(takes: Any, limit: int | None = None) -> FormField:
    return FormField(label=f"The {takes}", takes=takes, limit=limit, sources=("form",))


def test_each_field_gets_its_part_of_the_letter() -> None:
    cut = pieces(compose().blocks, [field(one) for one in ("contact", "name", "account", "works")])
    assert [(one.label, one.text) for one in cut] == [
        ("The contact", FULL.contact),
        ("The name", FULL.name),
        ("The account", FULL.account),
    ]


def test_a_reason_is_the_ticked_grounds_and_the_own_words() -> None:
    letter = compose()
    (reason,) = pieces(letter.blocks, [field("reason")])
    for block in letter.blocks:
        assert (block.text in reason.text) == block.id.startswith(("ground-", "reason"))


def test_a_letter_without_a_reason_explains_itself_by_what_it_asks_for() -> None:
    letter = compose(replace(LEAST, reason=""), "us-ca")
    demand = next(one.text for one in letter.blocks if one.role == "paragraph")
    (reason,) = pieces(letter.blocks, [field("reason")])
    assert reason.text == demand


@pytest.mark.parametrize(
    ("contact", "email"),
    [
        ("Ring 1, Kiel\nE-mail: <mara@example.org>, or by post", "mara@example.org"),
        ("mara.b+art@mail.example.co.uk.", "mara.b+art@mail.example.co.uk"),
        ("Ring 1, Kiel", ""),
        ("@mara", ""),
    ],
)
def test_a_field_for_an_e_mail_address_takes_nothing_else(contact: str, email: str) -> None:
    letter = compose(replace(FULL, contact=contact))
    (piece,) = pieces(letter.blocks, [field("email")])
    assert piece.text == email


def test_of_a_complaint_the_why_is_what_happened_and_the_demand_what_is_asked_for() -> None:
    told = story_of("eu-de", "silence")
    letter = compose(FULL, kind="complaint", language="en", story=told)
    by_id = {block.id: block.text for block in letter.blocks}
    cut = {one.of: one.text for one in pieces(letter.blocks)}
    assert by_id["examination"] in cut["demand"]
    assert by_id["matter"] in cut["reason"]
    assert "No answer has reached me" in cut["reason"]
    assert FULL.reason in cut["reason"]
    assert by_id["examination"] not in cut["reason"]
    assert by_id["wish"] not in cut["demand"]


def test_the_whole_letter_begins_with_its_subject() -> None:
    letter = compose()
    (whole,) = pieces(letter.blocks, [field("letter")])
    assert whole.text.startswith(letter.subject)
    assert whole.text.endswith(FULL.name)


def test_without_known_fields_there_are_the_usual_pieces() -> None:
    cut = pieces(compose().blocks)
    assert [one.of for one in cut] == ["account", "reason", "demand", "letter"]
    assert {(one.label, one.limit, one.shortened) for one in cut} == {(None, None, False)}


def test_only_a_known_limit_cuts_and_it_is_said() -> None:
    letter = compose(replace(FULL, grounds=(), reason="One is true. Two is too. Three."))
    assert pieces(letter.blocks, [field("reason", 25), field("reason", 400), field("reason")]) == (
        Piece(of="reason", label="The reason", text="One is true. Two is too.", limit=25,
              shortened=True),
        Piece(of="reason", label="The reason", text="One is true. Two is too. Three.", limit=400),
        Piece(of="reason", label="The reason", text="One is true. Two is too. Three."),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("See Art.\u00a021 GDPR. More.", 20, "See Art.\u00a021 GDPR."),
        ("異議があります。停止してください。", 10, "異議があります。"),
        ("one two three", 9, "one two"),
        ("abcdefghij", 4, "abcd"),
        ("🦊🦊🦊", 3, "🦊"),
        ("First line\nsecond line", 12, "First line"),
    ],
)
def test_it_is_cut_after_a_sentence_else_after_a_word(text: str, limit: int, short: str) -> None:
    assert shortened(text, limit) == short


@given(text=st.text(max_size=200), limit=st.integers(1, 80))
def test_a_cut_text_fits_and_is_the_beginning(text: str, limit: int) -> None:
    short = shortened(text, limit)
    assert len(short.encode("utf-16-le", "surrogatepass")) <= 2 * limit
    assert text.startswith(short)
