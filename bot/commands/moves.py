"""`/migrate`: where members can be found now; here their own cards."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot.commands.directory import directory, find
from bot.commands.follow import follow
from bot.commands.options import Interaction, chosen_of, complete_platform, guild_of
from bot.core.moves import ENDINGS
from bot.errors import UserError
from bot.replies import hold, language_of, reply, think, turn_page
from bot.views import notices
from bot.views.moves import MoveViews

if TYPE_CHECKING:
    from bot.core.models import Progress, Visibility
    from bot.core.moves import Ending
    from bot.router import Router
    from bot.views.card import Card

_READ_SECONDS = 1
"""How long the form of the note waits for the note that is there."""


class MigrateCommands(app_commands.Group):
    """`/migrate to`, `list`, `remove`, `find`, `directory` and `follow`."""

    def __init__(self) -> None:
        super().__init__(
            name="migrate",
            description=locale_str("Tell this server where to find you, and find the others."),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=False, private_channel=False
            ),
        )
        self.add_command(find())
        self.add_command(directory())
        self.add_command(follow())

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
            Choice(name=locale_str("Everyone here; in the directory and files too"), value="lists"),
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
            reader=language_of(interaction).code,
        )
        await services.arrivals.announce(guild_of(interaction), interaction.user.id)
        await reply(interaction, _views(interaction).published(published))

    @app_commands.command(name="list", description=locale_str("Your cards in this server."))
    async def own(self, interaction: Interaction) -> None:
        await think(interaction)
        await reply(interaction, await _own(interaction, 0))

    @app_commands.command(
        name="remove", description=locale_str("Take your card for a platform away.")
    )
    @app_commands.describe(platform=locale_str("The platform on the card"))
    @app_commands.autocomplete(platform=complete_platform)
    async def remove(self, interaction: Interaction, platform: str) -> None:
        await think(interaction)
        services = interaction.client.services
        record = services.policies.platform(platform)
        await services.moves.remove(guild_of(interaction), interaction.user.id, record.id)
        await reply(interaction, _views(interaction).removed(record.id))


async def _own(interaction: Interaction, page: int) -> Card:
    guild, user = _owner(interaction)
    services = interaction.client.services
    cards = await services.moves.own(guild, user)
    takes = await services.arrivals.takes_asks(guild, user)
    return _views(interaction).own(cards, page, takes_asks=takes)


async def own_page(interaction: Interaction, page: str) -> None:
    """Another page of one's cards."""
    await hold(interaction)
    await turn_page(interaction, await _own(interaction, int(page)))


async def card_picked(interaction: Interaction) -> None:
    """One of one's cards was chosen, to be changed."""
    await hold(interaction)
    moves = interaction.client.services.moves
    shown = await moves.own_on(*_owner(interaction), chosen_of(interaction))
    await turn_page(interaction, _views(interaction).editor(shown))


async def progress_picked(interaction: Interaction, platform: str) -> None:
    """How far one is."""
    await hold(interaction)
    moves = interaction.client.services.moves
    shown = await moves.set_progress(
        *_owner(interaction), platform, _progress(chosen_of(interaction))
    )
    await turn_page(interaction, _views(interaction).changed(shown))


async def ending_picked(interaction: Interaction, platform: str) -> None:
    """Until when the card holds."""
    await hold(interaction)
    moves = interaction.client.services.moves
    shown = await moves.set_ending(*_owner(interaction), platform, _ending(chosen_of(interaction)))
    await turn_page(interaction, _views(interaction).changed(shown))


async def note_wanted(interaction: Interaction, platform: str) -> None:
    """A form cannot follow a "thinking", so the note that is there is waited for but briefly."""
    moves = interaction.client.services.moves
    note = ""
    try:
        async with asyncio.timeout(_READ_SECONDS):
            note = (await moves.own_on(*_owner(interaction), platform)).note
    except TimeoutError:
        pass
    await interaction.response.send_modal(_views(interaction).note_form(platform, note))


async def note_sent(interaction: Interaction, platform: str) -> None:
    """The form of the note was filled in."""
    await hold(interaction)
    moves = interaction.client.services.moves
    changed = await moves.set_note(*_owner(interaction), platform, _typed(interaction, "note"))
    shown = _views(interaction).changed(changed.card, removed=changed.removed)
    await turn_page(interaction, shown)


async def check_wanted(interaction: Interaction, platform: str) -> None:
    """ "Check my name": another server is asked, which takes its time."""
    await hold(interaction)
    services = interaction.client.services
    services.rates.take("check", interaction.user.id)
    shown, found = await services.moves.verify(*_owner(interaction), platform)
    await turn_page(interaction, _views(interaction).verified(shown, found))


async def remove_pressed(interaction: Interaction, platform: str) -> None:
    """ "Take it away" under a card."""
    await hold(interaction)
    await interaction.client.services.moves.remove(*_owner(interaction), platform)
    await turn_page(interaction, _views(interaction).removed(platform))


async def undo_pressed(interaction: Interaction, platform: str) -> None:
    """ "Put it back" under the answer to that."""
    await hold(interaction)
    services = interaction.client.services
    shown = await services.moves.restore(*_owner(interaction), platform)
    await services.arrivals.announce(*_owner(interaction))
    await turn_page(interaction, _views(interaction).editor(shown))


async def asks_switched(interaction: Interaction, choice: str) -> None:
    """Whether others may ask to be told of oneself."""
    await hold(interaction)
    await interaction.client.services.arrivals.take_asks(*_owner(interaction), choice == "on")
    await turn_page(interaction, await _own(interaction, 0))


async def still_holds(interaction: Interaction, guild: str, platform: str, _mark: str) -> None:
    """In a direct message: the card still holds."""
    await think(interaction)
    t = language_of(interaction)
    arrivals = interaction.client.services.arrivals
    await arrivals.holds(int(guild), interaction.user.id, platform)
    await reply(interaction, notices.notice(t("Tern asks you again in a year.")))


async def ended(interaction: Interaction, guild: str, platform: str, _mark: str) -> None:
    """In a direct message: the card is taken away."""
    await think(interaction)
    t = language_of(interaction)
    await interaction.client.services.moves.remove(int(guild), interaction.user.id, platform)
    await reply(interaction, notices.notice(t("Your card is gone.")))


def _owner(interaction: Interaction) -> tuple[int, int]:
    return guild_of(interaction), interaction.user.id


def _views(interaction: Interaction) -> MoveViews:
    services = interaction.client.services
    return MoveViews(services.catalogue, services.moves, language_of(interaction))


def _typed(interaction: Interaction, name: str) -> str:
    """What was typed into a field of the form."""
    data: Any = interaction.data or {}
    for part in data.get("components", ()):
        field = part.get("component", {})
        if field.get("custom_id") == name:
            return str(field.get("value") or "")
    return ""


def _visibility(chosen: str | None) -> Visibility | None:
    """Discord checks choices; anything else is as if nothing had been chosen."""
    match chosen:
        case "lists" | "find" | "numbers" | "me":
            return chosen
        case _:
            return None


def _progress(chosen: str) -> Progress | None:
    match chosen:
        case "thinking" | "both" | "moved":
            return chosen
        case _:
            return None


def _ending(chosen: str) -> Ending:
    for ending in ENDINGS:
        if ending == chosen:
            return ending
    raise UserError("This belongs to an older version of Tern. Please use the command again.")


def add_routes(router: Router) -> None:
    router.add("cards", own_page)
    router.add("card-edit", card_picked)
    router.add("card-progress", progress_picked)
    router.add("card-ending", ending_picked)
    router.add("card-note", note_wanted)
    router.add("card-noted", note_sent)
    router.add("card-check", check_wanted)
    router.add("card-remove", remove_pressed)
    router.add("card-undo", undo_pressed)
    router.add("card-asks", asks_switched)
    router.add("card-holds", still_holds)
    router.add("card-ends", ended)
