"""`/migrate`: where members can be found now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot.commands.options import Interaction, complete_platform, guild_of
from bot.errors import UserError
from bot.replies import language_of, reply, think
from bot.views.moves import MoveViews

if TYPE_CHECKING:
    from bot.core.models import Visibility


class MigrateCommands(app_commands.Group):
    """`/migrate to`, `list`, `remove` and `find`."""

    def __init__(self) -> None:
        super().__init__(
            name="migrate",
            description=locale_str("Tell this server where to find you, and find the others."),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=False, private_channel=False
            ),
        )

    @app_commands.command(
        name="to", description=locale_str("Publish your forwarding card for a platform.")
    )
    @app_commands.describe(
        platform=locale_str("Where you can be found"),
        handle=locale_str("Your name there, or the address of your profile"),
        origin=locale_str("What you leave for it"),
        visible=locale_str("Who may see it; left out: as before, or everyone here"),
    )
    @app_commands.rename(origin="from")
    @app_commands.choices(
        visible=[
            Choice(
                name=locale_str("Everyone here; in lists too, once there are any"), value="lists"
            ),
            Choice(name=locale_str("Everyone here, by look-up only"), value="find"),
            Choice(name=locale_str("Nobody; count me in the statistics"), value="numbers"),
            Choice(name=locale_str("Nobody; do not count me"), value="me"),
        ]
    )
    @app_commands.autocomplete(platform=complete_platform, origin=complete_platform)
    async def to(
        self,
        interaction: Interaction,
        platform: str,
        handle: app_commands.Range[str, 1, 300],
        origin: str | None = None,
        visible: str | None = None,
    ) -> None:
        await think(interaction)
        services = interaction.client.services
        published = await services.moves.publish(
            guild_of(interaction),
            interaction.user.id,
            services.policies.platform(platform),
            handle,
            origin=services.policies.platform(origin) if origin else None,
            visible=_visibility(visible),
        )
        await reply(interaction, _views(interaction).published(published))

    @app_commands.command(name="list", description=locale_str("Your cards in this server."))
    async def own(self, interaction: Interaction) -> None:
        await think(interaction)
        cards = await interaction.client.services.moves.own(
            guild_of(interaction), interaction.user.id
        )
        await reply(interaction, _views(interaction).own(cards))

    @app_commands.command(
        name="remove", description=locale_str("Take your card for a platform away.")
    )
    @app_commands.describe(platform=locale_str("The platform on the card"))
    @app_commands.autocomplete(platform=complete_platform)
    async def remove(self, interaction: Interaction, platform: str) -> None:
        await think(interaction)
        services = interaction.client.services
        record = services.policies.platform(platform)
        await services.moves.remove(guild_of(interaction), interaction.user.id, record)
        await reply(interaction, _views(interaction).removed(record.name))

    @app_commands.command(name="find", description=locale_str("Where a member can be found now."))
    @app_commands.describe(member=locale_str("Whom you are looking for"))
    async def find(self, interaction: Interaction, member: discord.Member) -> None:
        await _find(interaction, member)


async def _find(interaction: Interaction, member: discord.Member | discord.User) -> None:
    if not isinstance(member, discord.Member):
        raise UserError("That person is not a member of this server.")
    await think(interaction)
    cards = await interaction.client.services.moves.find(guild_of(interaction), member.id)
    await reply(interaction, _views(interaction).found(member.display_name, cards))


def where_did_they_move() -> app_commands.ContextMenu:
    """The same look-up from the menu on a member."""
    menu = app_commands.ContextMenu(
        name=locale_str("Where did they move?"),
        callback=_find_from_menu,
        type=discord.AppCommandType.user,
    )
    menu.allowed_installs = app_commands.AppInstallationType(guild=True, user=False)
    menu.allowed_contexts = app_commands.AppCommandContext(
        guild=True, dm_channel=False, private_channel=False
    )
    return menu


async def _find_from_menu(interaction: Interaction, member: discord.Member | discord.User) -> None:
    await _find(interaction, member)


def _views(interaction: Interaction) -> MoveViews:
    services = interaction.client.services
    return MoveViews(services.catalogue, services.moves, language_of(interaction))


def _visibility(chosen: str | None) -> Visibility | None:
    """Discord checks choices; anything else is as if nothing had been chosen."""
    match chosen:
        case "lists" | "find" | "numbers" | "me":
            return chosen
        case _:
            return None
