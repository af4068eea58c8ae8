"""`/settings alerts`: where a server hears of changed terms, and the drafts' buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot import limits
from bot.commands.options import Interaction, guild_of, require_moderator
from bot.commands.postings import place_of, require_room, switch_off
from bot.core.alerts import Wishes
from bot.errors import UserError
from bot.replies import hold, language_of, reply, think, turn_page
from bot.views import alerts as views
from bot.views import posting_settings
from bot.views.card import cut

if TYPE_CHECKING:
    from bot.core.alerts import Decided
    from bot.router import Router

_ALL = "*"
"""In the option `platforms`: every platform, also where some were named before."""


def alerts() -> app_commands.Command[Any, ..., None]:
    """The command, for the group of `/settings`."""

    @app_commands.command(
        name="alerts",
        description=locale_str("Say in a channel when platforms change terms; no options: off."),
    )
    @app_commands.describe(
        channel=locale_str("Where; left out: as before"),
        platforms=locale_str("Of which platforms, parted by commas; left out: as before, or all"),
        which=locale_str("Which changes; left out: as before, or those about AI and rights"),
        review=locale_str("Where moderators see each change first, and post or drop it"),
        direct=locale_str("Post at once, without asking moderators"),
    )
    @app_commands.choices(
        which=[
            Choice(name=locale_str("AI, licences, sharing, opting out, deletion"), value="ai"),
            Choice(name=locale_str("every change"), value="all"),
        ],
        direct=[
            Choice(name=locale_str("yes"), value="yes"),
            Choice(name=locale_str("no"), value="no"),
        ],
    )
    @app_commands.autocomplete(platforms=_complete_platforms)
    async def command(
        interaction: Interaction,
        channel: discord.TextChannel | None = None,
        platforms: str | None = None,
        which: Literal["ai", "all"] | None = None,
        review: discord.TextChannel | None = None,
        direct: str | None = None,
    ) -> None:
        await require_moderator(interaction)
        await think(interaction)
        if not any((channel, platforms, which, review, direct)):
            await switch_off(interaction, "alerts")
            return
        services, t = interaction.client.services, language_of(interaction)
        if not services.alerts.is_on:
            raise UserError(
                "This Tern does not watch for changes in terms: who runs it has not switched that "
                "on. So nothing was set."
            )
        before = await services.postings.active(guild_of(interaction), "alerts")
        last = await services.alerts.wishes(guild_of(interaction))
        wishes = Wishes(
            which=which or (last.which if last else "ai"),
            platforms=_named(interaction, platforms, last),
            review=_review(interaction, review, direct, last, goes_on=before is not None),
        )
        place = place_of(interaction, channel, before, files=True)
        posting = await services.alerts.start(place, wishes)
        open_to_all = review is not None and _is_open(review)
        unread = sorted(set(wishes.platforms) - services.alerts.watched())
        card = posting_settings.alerts_set(posting, open_to_all, unread, services.catalogue, t)
        await reply(interaction, card)

    return command


async def pressed_post(interaction: Interaction, change: str, mark: str) -> None:
    """A moderator wants the drafted change posted."""
    await require_moderator(interaction)
    await hold(interaction)
    service, guild = interaction.client.services.alerts, guild_of(interaction)
    what = await service.post(guild, int(change), interaction.user.id)
    await _show_decided(interaction, what, int(change), int(mark))


async def pressed_drop(interaction: Interaction, change: str, mark: str) -> None:
    """A moderator does not want the drafted change posted."""
    await require_moderator(interaction)
    await hold(interaction)
    service, guild = interaction.client.services.alerts, guild_of(interaction)
    what = await service.drop(guild, int(change), interaction.user.id)
    await _show_decided(interaction, what, int(change), int(mark))


async def how_known(interaction: Interaction, _mark: str) -> None:
    """ "How does Tern know?", under a draft or a post."""
    await reply(interaction, views.about(language_of(interaction)))


async def _show_decided(interaction: Interaction, what: Decided, change: int, mark: int) -> None:
    """In the draft itself, which stays in the server's language for all who moderate."""
    services = interaction.client.services
    draft = await services.alerts.draft(guild_of(interaction), change)
    t = services.languages.of((interaction.guild_locale or interaction.locale).value)
    await turn_page(interaction, views.decided(draft, what, services.catalogue, mark, t))


async def _complete_platforms(interaction: Interaction, current: str) -> list[Choice[str]]:
    """Names, from memory, for what follows the last comma; with nothing typed, all at once."""
    before, comma, last = current.rpartition(",")
    first = f"{before.strip()}, " if comma else ""
    found = interaction.client.services.catalogue.find_platforms(last.strip(), limits.CHOICES)
    named = [first + platform.name for platform in found]
    choices = [Choice(name=name, value=name) for name in named if len(name) <= limits.CHOICE_NAME]
    if not current.strip():
        every = cut(language_of(interaction)("All platforms"), limits.CHOICE_NAME)
        choices.insert(0, Choice(name=every, value=_ALL))
    return choices[: limits.CHOICES]


def _named(interaction: Interaction, typed: str | None, last: Wishes | None) -> tuple[str, ...]:
    """The platforms that were typed, those before, or none, which is all. Raises `UserError`."""
    if typed is None:
        return last.platforms if last else ()
    if typed.strip() == _ALL:
        return ()
    policies = interaction.client.services.policies
    names = [name for name in map(str.strip, typed.split(",")) if name]
    return tuple(dict.fromkeys(policies.platform(name).id for name in names))


def _review(
    interaction: Interaction,
    channel: discord.TextChannel | None,
    direct: str | None,
    last: Wishes | None,
    *,
    goes_on: bool,
) -> int | None:
    """The channel for drafts; None: posted at once. Where alerts had stopped (not `goes_on`), the
    last channel may be the one that was gone or closed. Raises `UserError` where neither was
    chosen."""
    if channel is None and direct != "yes" and last and last.review and not goes_on:
        channel = _text_channel(interaction, last.review)
        last = None
    if channel is not None:
        if direct == "yes":
            raise UserError(
                "Choose one: a channel for drafts in the option `review`, or `direct` to post at "
                "once."
            )
        require_room(interaction, channel, files=True)
        return channel.id
    if direct == "yes":
        return None
    if last is not None and (last.review is not None or direct is None):
        return last.review
    raise UserError(
        "Name a channel in the option `review`, where moderators see each change first and post "
        "or drop it; or choose `direct` to have it posted at once."
    )


def _text_channel(interaction: Interaction, id_: int) -> discord.TextChannel | None:
    found = interaction.guild.get_channel(id_) if interaction.guild else None
    return found if isinstance(found, discord.TextChannel) else None


def _is_open(channel: discord.TextChannel) -> bool:
    """Whether everyone may read what moderators decide on there."""
    return channel.permissions_for(channel.guild.default_role).view_channel


def add_routes(router: Router) -> None:
    router.add("alert-post", pressed_post)
    router.add("alert-drop", pressed_drop)
    router.add("alert-about", how_known)
