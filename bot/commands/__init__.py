"""Slash commands, buttons and modals: thin handlers, one file a noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands import (
    alerts,
    cases,
    comparisons,
    directory,
    files,
    follows,
    letters,
    me,
    moves,
    policies,
    postings,
    protection,
    questions,
    rumours,
    server_check,
    settings,
    stats,
)
from bot.commands.about import about
from bot.commands.letters import OptOutCommands
from bot.commands.me import MeCommands
from bot.commands.moves import MigrateCommands
from bot.commands.policies import PolicyCommands
from bot.commands.protection import ProtectCommands
from bot.commands.settings import SettingsCommands
from bot.commands.stats import StatsCommands

if TYPE_CHECKING:
    from bot.client import TernClient


def add_commands(client: TernClient) -> None:
    """Adds every command and every component's handler to the client."""
    for group in (
        PolicyCommands(),
        ProtectCommands(),
        OptOutCommands(),
        MigrateCommands(),
        StatsCommands(),
        SettingsCommands(),
        MeCommands(),
    ):
        client.tree.add_command(group)
    client.tree.add_command(about())
    client.tree.add_command(directory.where_did_they_move())
    client.tree.add_command(rumours.check_this_claim())
    nouns = (
        policies,
        comparisons,
        questions,
        rumours,
        protection,
        letters,
        cases,
        files,
        me,
        follows,
    )
    for noun in (*nouns, moves, directory, settings, server_check, postings, alerts, stats):
        noun.add_routes(client.router)
