"""Tern asks for no more than README.md says, and for no more than its code needs."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import discord

from tests.test_layers import MODULES, calls

README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")


def rights_of_tern() -> set[str]:
    """The rights that the code looks for before Tern posts somewhere by itself."""
    (looked_at,) = [
        node
        for node in ast.walk(MODULES["bot.commands.postings"].tree)
        if isinstance(node, ast.FunctionDef) and node.name == "_may_write"
    ]
    return {
        node.attr
        for node in ast.walk(looked_at)
        if isinstance(node, ast.Attribute) and node.attr in discord.Permissions.VALID_FLAGS
    }


def test_the_invite_link_asks_for_no_permission() -> None:
    (bits,) = re.findall(r"oauth2/authorize\?\S*permissions=(\d+)", README)
    assert discord.Permissions(int(bits)) == discord.Permissions.none()
    (scopes,) = re.findall(r"oauth2/authorize\?\S*scope=([\w.+]+)", README)
    assert set(scopes.split("+")) == {"bot", "applications.commands"}


def test_what_posts_need_in_their_channel_is_named() -> None:
    (row,) = re.findall(r"^\| later, in one channel: (.*?) \|", README, re.MULTILINE)
    named = {name.lower().replace(" ", "_") for name in re.findall(r"\*([\w ]+)\*", row)}
    assert named == rights_of_tern() == {"view_channel", "send_messages"}


def test_the_intents_are_those_that_are_named() -> None:
    named = set(re.findall(r"^\| gateway intent `(\w+)`", README, re.MULTILINE))
    made = [
        {word.arg for word in node.keywords}
        for module in MODULES.values()
        for name, node in calls(module)
        if name == "discord.Intents"
    ]
    assert made == [named] == [{"guilds"}]
