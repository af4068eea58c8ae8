"""The check for readable messages finds what it is there for."""

from __future__ import annotations

from typing import Any

import pytest

from bot.local_discord.components import CONTAINER, GALLERY, TEXT
from tests.readable import unreadable_in


def card(*inside: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"components": [{"type": CONTAINER, "components": list(inside), **more}]}


def said(content: str) -> dict[str, Any]:
    return {"type": TEXT, "content": content}


def shown(description: str | None) -> dict[str, Any]:
    media = {"url": "attachment://chart.png"}
    return {"type": GALLERY, "items": [{"media": media, "description": description}]}


def test_headings_in_order_and_worded_pictures_pass() -> None:
    message = card(said("## Card\n#hashtag"), said("### Part\n-# small"), shown("A chart"))
    assert list(unreadable_in(message, ("chart.png", "letter.pdf"))) == []
    attached = {"attachments": [{"id": 0, "filename": "chart.png", "description": "A chart"}]}
    assert list(unreadable_in(attached, ("chart.png",))) == []


@pytest.mark.parametrize(
    ("message", "files", "problem"),
    [
        (card(said("### Part")), (), "a heading of level 3 follows level 1"),
        (card(said("# Card"), said("### Part")), (), "a heading of level 3 follows level 1"),
        (card(shown(None)), ("chart.png",), "the picture chart.png has no description"),
        ({"content": "Here"}, ("chart.png",), "the picture chart.png has no description"),
        (card(said("Red"), accent_color=0xFF0000), (), "a card has a colour of its own"),
    ],
)
def test_what_cannot_be_heard_is_found(
    message: dict[str, Any], files: tuple[str, ...], problem: str
) -> None:
    assert list(unreadable_in(message, files)) == [problem]
