"""Writing a letter, whatever form asked for it: composed, laid out, recorded, handed over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from bot import delivery
from bot.core import accounts
from bot.core.models import Writer
from bot.core.text import clean
from bot.logs import log_failure
from bot.replies import fields_of, language_of, reply, uploads
from bot.views import letters as views
from bot.views import notices
from bot.views.letter_notes import notes_for

if TYPE_CHECKING:
    from collections.abc import Awaitable, Sequence

    import discord

    from bot.commands.options import Interaction
    from bot.core.letters import LetterForm, Story
    from bot.core.models import LetterFile
    from bot.views.card import Card

_TEXTS = ("name", "contact", "account", "works", "reason")


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, cleaned, and whether cleaning took something away."""

    writer: Writer
    removed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A letter to write. `parent` is the case that it follows up, `story` what it looks back on."""

    asked: LetterForm
    typed: Typed
    parent: int = 0
    story: Story | None = None


class Answer:
    """Where a letter is shown that no direct message takes: in place of "thinking", or, for a
    further letter, in a message of its own. A second try changes it and adds none."""

    def __init__(self, interaction: Interaction, *, further: bool = False) -> None:
        self._interaction = interaction
        self._further = further
        self._message: discord.WebhookMessage | None = None

    async def put(self, card: Card, files: Sequence[LetterFile]) -> None:
        """Shows the card with its files, for the person alone."""
        if not self._further:
            await reply(self._interaction, card, uploads(files))
            return
        if self._message is None:
            t = language_of(self._interaction)
            self._message = await self._interaction.followup.send(
                view=notices.notice(t("A letter follows here.")), ephemeral=True, wait=True
            )
        await self._message.edit(view=card, attachments=uploads(files))


def typed_in(interaction: discord.Interaction[Any], work: str) -> Typed:
    """What stands in the form's fields; `work` is what its custom_id says of whose uploads it is
    about."""
    values = fields_of(interaction)
    texts = {name: clean(values.get(name) or "") for name in _TEXTS}
    return Typed(
        writer=Writer(
            **{name: text for name, (text, _) in texts.items()},
            grounds=tuple(values.get("grounds") or ()),
            work="others" if work == "others" else "own",
        ),
        removed=any(removed for _, removed in texts.values()),
    )


def reader_of(interaction: discord.Interaction[Any]) -> str:
    """The language in which the person reads Discord, by its ISO 639 code."""
    return interaction.locale.value.partition("-")[0]


async def write(interaction: Interaction, order: Order, answer: Answer) -> views.Arrival:
    """Makes the letter and gets it to the person; what became of it.

    Raises `UserError` for what the person can put right; nothing is recorded then.
    """
    letters = interaction.client.services.letters
    choice, writer = order.asked.choice, order.typed.writer
    parcel = await _parcel(interaction, order)
    case = await letters.open(
        interaction.user.id,
        interaction.guild_id or 0,
        choice,
        reader=reader_of(interaction),
        work=writer.work,
        parent=order.parent,
    )
    return await _hand_over(interaction, replace(parcel, case=case), answer)


async def _parcel(interaction: Interaction, order: Order) -> views.Parcel:
    """The finished letter with its files, before it is recorded. A form that became no letter is
    none of those that a person may have made."""
    services, t = interaction.client.services, language_of(interaction)
    choice, story, writer = order.asked.choice, order.story, order.typed.writer
    platforms, home = services.catalogue.platforms, services.catalogue.regions[choice.region]
    platform = platforms[choice.platform]
    compose = partial(
        services.letters.compose,
        choice,
        writer,
        reader=reader_of(interaction),
        story=story,
    )
    rates, user = services.rates, interaction.user.id
    rates.take("form", user)
    async with rates.turn(user):
        letter = await services.typesetter.aside(compose)
    rates.take("letter", user)
    bounced = bool(letter.email) and await services.cases.address_bounces(
        choice.platform, letter.email or ""
    )
    if bounced:
        # A draft to an address that takes no mail would only be sent in vain.
        letter = replace(letter, email=None)
    async with rates.turn(user):
        files = await services.typesetter.letter_files(letter)
    return views.Parcel(
        case=0,
        letter=letter,
        files=files,
        door=services.letters.door(choice, story.authority if story else None),
        platform=platform,
        region=home,
        bounced=bounced,
        notes=notes_for(
            order.asked,
            writer,
            files,
            home,
            removed=order.typed.removed,
            reader=reader_of(interaction),
            elsewhere=accounts.others_in(writer.account, platform, platforms.values()),
            t=t,
            changed=services.policies.changed(platform),
        ),
    )


async def _hand_over(
    interaction: Interaction, parcel: views.Parcel, answer: Answer
) -> views.Arrival:
    letters, t = interaction.client.services.letters, language_of(interaction)
    sent = await delivery.hand_over(
        interaction,
        parcel.case,
        parcel.files,
        in_chat=views.message(parcel, t, in_chat=True),
        here=lambda closed: views.message(parcel, t, in_chat=False, closed=closed),
        put=answer.put,
    )
    match sent:
        case delivery.Delivered():
            await _settle(
                letters.settle(
                    parcel.case, "delivered", dm_channel=sent.channel, dm_message=sent.message
                )
            )
            return views.Arrival(platform=parcel.platform, link=sent.link)
        case delivery.Shown():
            await _settle(letters.settle(parcel.case, "shown"))
            return views.Arrival(platform=parcel.platform)
        case delivery.Lost():
            # The case stays as it is: the job that looks after it tells the person, who may not be
            # reached here any more.
            return views.Arrival(platform=parcel.platform, lost=True)


async def _settle(noting: Awaitable[None]) -> None:
    """Notes that the letter arrived. That it could not be noted is no answer to somebody who has
    it: what looks after the delivery sees to that."""
    try:
        await noting
    except Exception as failed:  # noqa: BLE001 - whatever the database's driver raises
        log_failure(failed, "noting a delivery")
