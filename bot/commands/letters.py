"""`/optout`: the opt-out letter that a person's own law gives them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot import delivery
from bot.commands.options import (
    Interaction,
    chosen_of,
    complete_platform,
    complete_region,
    region_of,
)
from bot.core.models import Writer
from bot.core.text import clean
from bot.errors import UserError
from bot.replies import language_of, reply, think, uploads
from bot.views import letters as views
from bot.views import notices
from bot.views.regions import ANYWHERE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.models import Letter, LetterFile, LetterKind
    from bot.core.records import Platform
    from bot.router import Router


class OptOutCommands(app_commands.Group):
    """`/optout letter`."""

    def __init__(self) -> None:
        super().__init__(name="optout", description=locale_str("The letter with which you say no."))

    @app_commands.command(
        name="letter", description=locale_str("Write the opt-out letter that your law gives you.")
    )
    @app_commands.describe(
        platform=locale_str("To whom"),
        region=locale_str("Where you live"),
        kind=locale_str("Which letter; left out: the strongest you have"),
        language=locale_str("In which language; left out: the recipient's"),
    )
    @app_commands.choices(
        kind=[
            Choice(name=locale_str("Objection to AI training"), value="objection"),
            Choice(name=locale_str("Plain request, without claiming a right"), value="request"),
        ]
    )
    @app_commands.autocomplete(platform=complete_platform, region=complete_region)
    async def letter(
        self,
        interaction: Interaction,
        platform: str,
        region: str | None = None,
        kind: str | None = None,
        language: str | None = None,
    ) -> None:
        record = interaction.client.services.policies.platform(platform)
        where = await region_of(interaction, region)
        if where is None:
            await _ask_region(interaction, record)
        else:
            code = _language(interaction, language)
            await _open_form(interaction, record.id, where.id, kind=_kind(kind), language=code)

    @letter.autocomplete("language")
    async def complete_language(self, interaction: Interaction, current: str) -> list[Choice[str]]:
        t = language_of(interaction)
        codes = interaction.client.services.letters.languages
        named = [Choice(name=t.language(code), value=code) for code in codes]
        return [c for c in named if current.casefold() in (c.name + c.value).casefold()]


def _language(interaction: Interaction, typed: str | None) -> str | None:
    """The code of a language somebody named by code or name.

    Raises `UserError` that names the languages there are.
    """
    if typed is None:
        return None
    t = language_of(interaction)
    codes = interaction.client.services.letters.languages
    for code in codes:
        if typed.casefold() in (code, t.language(code).casefold()):
            return code
    names = t.enumerate([t.language(code) for code in codes])
    raise UserError("Tern writes letters in these languages: {names}.", names=names)


async def _ask_region(interaction: Interaction, platform: Platform) -> None:
    language = interaction.locale.value.partition("-")[0]
    regions = interaction.client.services.policies.likely_regions(language)
    await reply(interaction, views.where(platform, regions, language_of(interaction)))


async def _open_form(
    interaction: Interaction,
    platform: str,
    region: str,
    *,
    kind: LetterKind | None = None,
    language: str | None = None,
) -> None:
    """A form cannot follow a "thinking", so nothing slow may come before it."""
    services = interaction.client.services
    t = language_of(interaction)
    choice = services.letters.choose(platform, region, kind, language)
    asked = services.letters.form(choice, asked=kind, reader=t.code)
    form = views.form(asked, services.catalogue.platforms[choice.platform], t)
    await interaction.response.send_modal(form)


async def form_wanted(interaction: Interaction, platform: str, region: str) -> None:
    """ "Write my letter" under an answer."""
    where = await region_of(interaction, None if region == ANYWHERE else region)
    record = interaction.client.services.policies.platform(platform)
    if where is None:
        await _ask_region(interaction, record)
    else:
        await _open_form(interaction, record.id, where.id)


async def region_chosen(interaction: Interaction, platform: str) -> None:
    """Where the person lives was picked; the form follows at once."""
    await _open_form(interaction, platform, chosen_of(interaction))


async def form_sent(
    interaction: Interaction,
    platform: str,
    region: str,
    kind: str,
    language: str,
    wanted: str | None = None,
) -> None:
    """The form was filled in: compose, lay out, deliver, and say where it went."""
    await think(interaction)
    services = interaction.client.services
    choice = services.letters.choose(platform, region, _kind(kind), language)
    asked = services.letters.form(choice, asked=_kind(wanted))
    typed = _typed(interaction)
    letter = services.letters.compose(choice, typed.writer)
    files = await services.typesetter.letter_files(letter)
    home = services.catalogue.regions[choice.region]
    notes = views.notes_for(asked, files, home, removed=typed.removed, t=language_of(interaction))
    case = await services.letters.open(interaction.user.id, interaction.guild_id or 0, choice)
    await _deliver(interaction, case, letter, files, notes)


async def _deliver(
    interaction: Interaction,
    case: int,
    letter: Letter,
    files: Sequence[LetterFile],
    notes: Sequence[str],
) -> None:
    services = interaction.client.services
    t = language_of(interaction)
    door = services.letters.door(letter.choice)
    catalogue = services.catalogue
    place = catalogue.platforms[letter.choice.platform], catalogue.regions[letter.choice.region]
    shown = views.message(letter, files, door, place, notes, in_chat=True, t=t)
    sent = await delivery.send(interaction.user, shown, files, nonce=case)
    if isinstance(sent, delivery.Delivered):
        await services.letters.settle(
            case, "delivered", dm_channel=sent.channel, dm_message=sent.message
        )
        await reply(interaction, views.in_chat(sent.link, t))
        return
    notes = [notices.not_in_chat(t, closed=sent.closed), *notes]
    shown = views.message(letter, files, door, place, notes, in_chat=False, t=t)
    try:
        await reply(interaction, shown, uploads(files))
    except BaseException:
        await services.letters.settle(case, "failed")
        raise
    await services.letters.settle(case, "shown")


@dataclass(frozen=True, slots=True)
class _Typed:
    """What was typed, cleaned, and whether cleaning took something away."""

    writer: Writer
    removed: bool


def _typed(interaction: discord.Interaction[Any]) -> _Typed:
    data: Any = interaction.data or {}
    values: dict[str, Any] = {}
    for component in data["components"]:
        field = component.get("component", component)
        values[field["custom_id"]] = field.get("values", field.get("value"))
    texts = {
        name: clean(values.get(name) or "") for name in ("name", "contact", "account", "reason")
    }
    return _Typed(
        writer=Writer(
            **{name: text for name, (text, _) in texts.items()},
            grounds=tuple(values.get("grounds") or ()),
        ),
        removed=any(removed for _, removed in texts.values()),
    )


def _kind(chosen: str | None) -> LetterKind | None:
    match chosen:
        case "objection" | "request":
            return chosen
        case _:
            return None


def add_routes(router: Router) -> None:
    router.add("letter", form_sent)
    router.add("letter-form", form_wanted)
    router.add("letter-region", region_chosen)
