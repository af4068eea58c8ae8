"""`/me`: what Tern holds on a person, as a file, and its erasure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.app_commands import locale_str

from bot import delivery
from bot.commands.options import Interaction, complete_region
from bot.core.models import LetterFile
from bot.errors import UserError
from bot.replies import language_of, reply, think, uploads
from bot.views import me as views
from bot.views import notices

if TYPE_CHECKING:
    from bot.router import Router


class MeCommands(app_commands.Group):
    """`/me show`, `export`, `delete` and `region`."""

    def __init__(self) -> None:
        super().__init__(name="me", description=locale_str("What Tern holds on you."))

    @app_commands.command(name="show", description=locale_str("What Tern holds on you, and why."))
    async def show(self, interaction: Interaction) -> None:
        await think(interaction)
        held = await interaction.client.services.privacy.held(interaction.user.id)
        await reply(interaction, views.held(held, language_of(interaction)))

    @app_commands.command(
        name="export", description=locale_str("Everything Tern holds on you, as a file.")
    )
    async def export(self, interaction: Interaction) -> None:
        await think(interaction)
        t = language_of(interaction)
        content = await interaction.client.services.privacy.export(interaction.user.id)
        file = LetterFile(name=views.EXPORT_NAME, media_type="application/json", content=content)
        mark = str(interaction.id)
        sent = await delivery.send(
            interaction.client,
            interaction.user.id,
            views.export_message(mark, t),
            [file],
            mark=mark,
        )
        if isinstance(sent, delivery.Delivered):
            await reply(interaction, views.exported(sent.link, t))
        else:
            shown = views.exported_here(t, closed=sent.closed)
            await reply(interaction, shown, uploads([file]))

    @app_commands.command(
        name="delete", description=locale_str("Erase everything Tern holds on you.")
    )
    async def delete(self, interaction: Interaction) -> None:
        await think(interaction)
        held = await interaction.client.services.privacy.held(interaction.user.id)
        await reply(interaction, views.confirm_delete(held, language_of(interaction)))

    @app_commands.command(
        name="region", description=locale_str("Where you live, so that you need not say it again.")
    )
    @app_commands.describe(region=locale_str("Where you live"))
    @app_commands.autocomplete(region=complete_region)
    async def region(self, interaction: Interaction, region: str) -> None:
        await think(interaction)
        services = interaction.client.services
        chosen = services.policies.region(region)
        await services.privacy.remember_region(interaction.user.id, chosen)
        await reply(interaction, views.region_remembered(chosen, language_of(interaction)))


async def delete_confirmed(interaction: Interaction) -> None:
    """Messages first: once the rows are gone, nobody knows which messages there were."""
    t, user = language_of(interaction), interaction.user.id
    await interaction.response.edit_message(view=views.erasing(t))
    privacy = interaction.client.services.privacy
    sent = await privacy.sent_messages(user)
    try:
        cleared = await delivery.clear(interaction.client, user, sent)
    finally:
        rows = await privacy.erase(user)
    shown = views.erased(rows, cleared.gone, t, kept=cleared.kept, whole=cleared.whole)
    await interaction.edit_original_response(view=shown)


async def delete_declined(interaction: Interaction) -> None:
    await interaction.response.edit_message(view=views.kept(language_of(interaction)))


async def delete_message(interaction: Interaction, _mark: str = "") -> None:
    """ "Delete this from our chat", under every direct message with files."""
    if interaction.guild_id is not None or interaction.message is None:
        raise UserError("This works in our chat only.")
    t = language_of(interaction)
    await interaction.response.defer()
    await interaction.delete_original_response()
    await interaction.followup.send(
        view=notices.notice(t("The message is deleted.")), ephemeral=True
    )


def add_routes(router: Router) -> None:
    router.add("me-delete", delete_confirmed)
    router.add("me-keep", delete_declined)
    router.add("message-delete", delete_message)
