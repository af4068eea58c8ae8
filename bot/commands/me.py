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
        services, user = interaction.client.services, interaction.user.id
        held, planned = await services.privacy.held(user), await services.erasures.planned(user)
        first, *more = views.held(held, planned, language_of(interaction))
        await reply(interaction, first)
        for card in more:
            await interaction.followup.send(view=card, ephemeral=True)

    @app_commands.command(
        name="export", description=locale_str("Everything Tern holds on you, as a file.")
    )
    async def export(self, interaction: Interaction) -> None:
        await think(interaction)
        services, t = interaction.client.services, language_of(interaction)
        services.rates.take("export", interaction.user.id)
        content = await services.privacy.export(interaction.user.id)
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
        services, user = interaction.client.services, interaction.user.id
        t = language_of(interaction)
        planned = await services.erasures.planned(user)
        if planned:
            await reply(interaction, views.erasure_planned(planned, t))
        else:
            held = await services.privacy.held(user)
            await reply(interaction, views.confirm_delete(held, t))

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
    """The first of two presses."""
    await interaction.response.edit_message(view=views.confirm_again(language_of(interaction)))


async def delete_confirmed_again(interaction: Interaction) -> None:
    """The second: a job erases it when the time to undo is over."""
    await interaction.response.defer()
    planned = await interaction.client.services.erasures.plan(interaction.user.id)
    shown = views.erasure_planned(planned, language_of(interaction))
    await interaction.edit_original_response(view=shown)


async def delete_undone(interaction: Interaction) -> None:
    await interaction.response.defer()
    await interaction.client.services.erasures.undo(interaction.user.id)
    shown = views.erasure_undone(language_of(interaction))
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
    router.add("me-delete-sure", delete_confirmed_again)
    router.add("me-undo", delete_undone)
    router.add("me-keep", delete_declined)
    router.add("message-delete", delete_message)
