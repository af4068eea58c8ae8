"""`/settings digest`, `milestones` and `campaign`: what Tern posts in a channel, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot import limits
from bot.commands.options import Interaction, complete_platform, guild_of, require_moderator
from bot.core.digests import Weekly, weekly_of
from bot.core.postings import Place
from bot.errors import UserError
from bot.replies import language_of, reply, think
from bot.views import posting_settings as views
from bot.views import postings as posts

if TYPE_CHECKING:
    from bot.core.postings import Posting, PostKind
    from bot.router import Router

_MORNING = 9


def digest() -> app_commands.Command[Any, ..., None]:
    """The command, for the group of `/settings`."""

    @app_commands.command(
        name="digest",
        description=locale_str("Post the week's figures in a channel; without options: off."),
    )
    @app_commands.describe(
        channel=locale_str("Where; left out: as before"),
        weekday=locale_str("On which day; left out: as before, or Monday"),
        hour=locale_str("At which hour, 0 to 23; left out: as before, or 9"),
        timezone=locale_str("In which time zone, like Europe/Berlin"),
    )
    @app_commands.choices(
        weekday=[
            Choice(name=locale_str("Monday"), value=0),
            Choice(name=locale_str("Tuesday"), value=1),
            Choice(name=locale_str("Wednesday"), value=2),
            Choice(name=locale_str("Thursday"), value=3),
            Choice(name=locale_str("Friday"), value=4),
            Choice(name=locale_str("Saturday"), value=5),
            Choice(name=locale_str("Sunday"), value=6),
        ]
    )
    @app_commands.autocomplete(timezone=_complete_zone)
    async def command(
        interaction: Interaction,
        channel: discord.TextChannel | None = None,
        weekday: int | None = None,
        hour: app_commands.Range[int, 0, 23] | None = None,
        timezone: str | None = None,
    ) -> None:
        await require_moderator(interaction)
        await think(interaction)
        services = interaction.client.services
        guild = guild_of(interaction)
        before = await services.postings.active(guild, "digest")
        if channel is None and weekday is None and hour is None and timezone is None:
            await switch_off(interaction, "digest")
            return
        last = weekly_of(before) if before else None
        weekly = Weekly(
            weekday=weekday if weekday is not None else last.weekday if last else 0,
            hour=hour if hour is not None else last.hour if last else _MORNING,
            zone=await _zone(interaction, timezone, last),
        )
        place = place_of(interaction, channel, before)
        await _tell(interaction, await services.digests.start(place, weekly))

    return command


def milestones() -> app_commands.Command[Any, ..., None]:
    """The command, for the group of `/settings`."""

    @app_commands.command(
        name="milestones",
        description=locale_str("Post when so many of you are on a platform; no channel: off."),
    )
    @app_commands.describe(channel=locale_str("Where; left out: off"))
    async def command(interaction: Interaction, channel: discord.TextChannel | None = None) -> None:
        await require_moderator(interaction)
        await think(interaction)
        if channel is None:
            await switch_off(interaction, "milestones")
            return
        services = interaction.client.services
        await _tell(interaction, await services.milestones.start(place_of(interaction, channel)))

    return command


def campaign() -> app_commands.Command[Any, ..., None]:
    """The command, for the group of `/settings`."""

    @app_commands.command(
        name="campaign",
        description=locale_str("Write to one platform together; without options: off."),
    )
    @app_commands.describe(
        platform=locale_str("To whom members write, each their own letter"),
        first=locale_str("First day, like 2026-12-01; left out: today"),
        last=locale_str("Last day, like 2026-12-31"),
        channel=locale_str("Where; left out: here"),
    )
    @app_commands.rename(first="from", last="until")
    @app_commands.autocomplete(platform=complete_platform)
    async def command(
        interaction: Interaction,
        platform: str | None = None,
        first: str | None = None,
        last: str | None = None,
        channel: discord.TextChannel | None = None,
    ) -> None:
        await require_moderator(interaction)
        await think(interaction)
        if platform is None and first is None and last is None and channel is None:
            await switch_off(interaction, "campaign")
            return
        if platform is None:
            raise UserError("Name the platform that members write to.")
        services = interaction.client.services
        record = services.policies.platform(platform)
        if record.kind != "platform":
            raise UserError("{name} is a place to move to, not one to write to.", name=record.name)
        period = services.campaigns.period(record.id, first, last)
        here = channel or interaction.channel
        if not isinstance(here, discord.TextChannel):
            raise UserError("Name a text channel in the option `channel`.")
        place = place_of(interaction, here)
        await _tell(interaction, await services.campaigns.start(place, period))

    return command


async def how_counted(interaction: Interaction, _mark: str) -> None:
    """ "How is this counted?", under a post."""
    await reply(interaction, posts.counted(language_of(interaction)))


async def _complete_zone(interaction: Interaction, current: str) -> list[Choice[str]]:
    """Time zones, from memory; while nothing is typed, those where speakers of the person's
    language are likely to live."""
    services = interaction.client.services
    language = interaction.locale.value.partition("-")[0]
    likely = [region.timezone for region in services.policies.likely_regions(language)]
    found = services.zones.find(current, limits.CHOICES) if current else dict.fromkeys(likely)
    return [Choice(name=name, value=name) for name in list(found)[: limits.CHOICES]]


async def _zone(interaction: Interaction, typed: str | None, last: Weekly | None) -> str:
    """The zone that was typed, the one before, that of the server's region, or UTC."""
    services = interaction.client.services
    if typed is not None:
        return services.zones.named(typed)
    if last is not None:
        return last.zone
    region = services.catalogue.regions.get(
        await services.settings.region(guild_of(interaction)) or ""
    )
    return region.timezone if region else "UTC"


def place_of(
    interaction: Interaction,
    channel: discord.TextChannel | None,
    before: Posting | None = None,
    *,
    files: bool = False,
) -> Place:
    """Where to post: in the channel, or where it was posted before. `files`: posts have files.

    Raises `UserError` where Tern or the person themselves may not write.
    """
    if channel is None:
        if before is None:
            raise UserError("Name the channel in the option `channel`.")
        return before.place
    require_room(interaction, channel, files=files)
    locale = interaction.guild_locale or interaction.locale
    return Place(guild=guild_of(interaction), channel=channel.id, language=locale.value)


def require_room(
    interaction: Interaction, channel: discord.TextChannel, *, files: bool = False
) -> None:
    """Raises `UserError` where Tern may not post in the channel, with files where posts have some,
    or the person themselves may not write."""
    me = channel.guild.me
    if not _may_write(channel, me):
        raise UserError(
            "Tern may not write in #{channel}. Allow it to view that channel and to send messages "
            "there; it needs nothing else.",
            channel=channel.name,
        )
    if files and not channel.permissions_for(me).attach_files:
        raise UserError(
            "Tern may not attach files in #{channel}. Allow it to attach files there: the whole "
            "difference comes as a text file.",
            channel=channel.name,
        )
    if isinstance(interaction.user, discord.Member) and not _may_write(channel, interaction.user):
        raise UserError("You may not write in #{channel}, so Tern does not.", channel=channel.name)


def _may_write(channel: discord.TextChannel, member: discord.Member) -> bool:
    allowed = channel.permissions_for(member)
    return allowed.view_channel and allowed.send_messages


async def switch_off(interaction: Interaction, kind: PostKind) -> None:
    """Nothing more of the kind is posted; says so."""
    was_on = await interaction.client.services.postings.switch_off(guild_of(interaction), kind)
    await reply(interaction, views.switched_off(kind, was_on, language_of(interaction)))


async def _tell(interaction: Interaction, posting: Posting) -> None:
    catalogue = interaction.client.services.catalogue
    await reply(interaction, views.posting_set(posting, catalogue, language_of(interaction)))


def add_routes(router: Router) -> None:
    router.add("counted", how_counted)
