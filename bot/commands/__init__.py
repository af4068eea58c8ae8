"""Slash commands, buttons and modals: thin handlers, one file a noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands import letters, me, moves, policies
from bot.commands.about import about
from bot.commands.letters import OptOutCommands
from bot.commands.me import MeCommands
from bot.commands.moves import MigrateCommands
from bot.commands.policies import PolicyCommands
from bot.commands.stats import StatsCommands

if TYPE_CHECKING:
    from bot.client import TernClient


def add_commands(client: TernClient) -> None:
    """Adds every command and every component's handler to the client."""
    for group in (
        PolicyCommands(),
        OptOutCommands(),
        MigrateCommands(),
        StatsCommands(),
        MeCommands(),
    ):
        client.tree.add_command(group)
    client.tree.add_command(about())
    client.tree.add_command(moves.where_did_they_move())
    for noun in (policies, letters, me):
        noun.add_routes(client.router)
