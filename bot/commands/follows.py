"""`/policy follow`: a direct message when a platform changes its terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import app_commands
from discord.app_commands import locale_str

from bot.commands.options import Interaction, chosen_of, complete_platform, look_again
from bot.replies import hold, language_of, reply, think, turn_page
from bot.views import follows as views

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.records import Platform
    from bot.core.watch_store import Follow
    from bot.router import Router
    from bot.views.card import Card


def follow() -> app_commands.Command[Any, ..., None]:
    """The command, for the group of `/policy`."""

    @app_commands.command(
        name="follow",
        description=locale_str("A direct message when a platform changes its terms."),
    )
    @app_commands.describe(
        platform=locale_str("The platform to follow; left out: all that you follow")
    )
    @app_commands.autocomplete(platform=complete_platform)
    async def command(interaction: Interaction, platform: str | None = None) -> None:
        await think(interaction)
        if platform is None:
            await reply(interaction, await _overview(interaction, 0))
            return
        services = interaction.client.services
        found = services.policies.platform(platform)
        user, reader = interaction.user.id, interaction.locale.value
        follows = await services.follows.follow(user, found, reader)
        await reply(interaction, _following(interaction, found, follows))
        await look_again(interaction)

    return command


def _following(interaction: Interaction, platform: Platform, follows: Sequence[Follow]) -> Card:
    read = interaction.client.services.follows.texts_of(platform)
    return views.following(platform, follows, read, language_of(interaction))


async def _overview(interaction: Interaction, number: int) -> Card:
    services = interaction.client.services
    follows = await services.follows.follows(interaction.user.id)
    return views.overview(follows, number, services.catalogue, language_of(interaction))


async def _begin(interaction: Interaction) -> None:
    """Keeps the pressed message where it is the person's own and takes the next answer; a direct
    message stays as it is, and is answered beside."""
    message = interaction.message
    if message is not None and message.flags.ephemeral:
        await hold(interaction)
    else:
        await think(interaction)


async def which(interaction: Interaction, platform: str) -> None:
    """Which changes they want to hear of was picked."""
    await _begin(interaction)
    services = interaction.client.services
    found = services.policies.platform(platform)
    follows = await services.follows.choose(
        interaction.user.id,
        found,
        "all" if chosen_of(interaction) == "all" else "ai",
        interaction.locale.value,
    )
    await turn_page(interaction, _following(interaction, found, follows))


async def list_follows(interaction: Interaction, number: str) -> None:
    """All that they follow; page `number` from 0."""
    await _begin(interaction)
    await turn_page(interaction, await _overview(interaction, int(number)))


async def stop(interaction: Interaction, platform: str, _mark: str = "") -> None:
    """ "Stop this" under the answer, and "Stop these" under a direct message."""
    await _begin(interaction)
    services, user = interaction.client.services, interaction.user.id
    dropped = await services.follows.unfollow(user, platform)
    left = await services.follows.follows(user)
    shown = views.stopped(platform, dropped > 0, left, services.catalogue, language_of(interaction))
    await turn_page(interaction, shown)


async def drop(interaction: Interaction) -> None:
    """One was picked in the list."""
    await stop(interaction, chosen_of(interaction))


async def stop_all(interaction: Interaction) -> None:
    """They want to follow nothing any more."""
    await _begin(interaction)
    count = await interaction.client.services.follows.unfollow(interaction.user.id)
    await turn_page(interaction, views.stopped_all(count, language_of(interaction)))


def add_routes(router: Router) -> None:
    router.add("follow-which", which)
    router.add("follow-list", list_follows)
    router.add("follow-stop", stop)
    router.add("follow-drop", drop)
    router.add("follow-stop-all", stop_all)
