"""The letters that follow another: the follow-up and the complaint, from a stored case.

A button opens the form, so nothing is read from the database before it; the case is looked up when
the form comes back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.letter_forms import (
    OPEN,
    Wish,
    authority_of,
    give_back,
    kind_of,
    open_form,
    tell,
    work_of,
)
from bot.commands.options import Interaction, chosen_of
from bot.commands.writing import Answer, Order, reader_of, typed_in, write
from bot.core.letters import Story
from bot.core.models import LetterCase
from bot.core.standing import sent_before
from bot.errors import UserError
from bot.replies import language_of, reply, think
from bot.views import letter_forms as forms
from bot.views.card import custom_id

if TYPE_CHECKING:
    from bot.commands.writing import Typed
    from bot.core.standing import Standing
    from bot.router import Router

_NO_CASE = "0"
"""Stands in custom ids for a complaint that follows no letter of Tern's."""


async def wanted(
    interaction: Interaction,
    case: str,
    platform: str,
    region: str,
    kind: str,
    work: str,
    number: str = OPEN,
) -> None:
    """The next letter of a case: its form, or first which authority it goes to, where that was not
    chosen yet."""
    if kind == "complaint" and number == OPEN:
        offered = interaction.client.services.letters.authorities(region)
        if len(offered) > 1:
            made = custom_id("letter-authority", case, platform, region, OPEN, work)
            card = forms.which_authority(made, offered, language_of(interaction))
            await reply(interaction, card)
            return
        number = "0" if offered else OPEN
    await _open(interaction, case, platform, region, kind, work, number)


async def authority_chosen(
    interaction: Interaction, case: str, platforms: str, region: str, language: str, work: str
) -> None:
    """The authority for a complaint was picked; the form follows at once."""
    number = chosen_of(interaction)
    authority_of(interaction.client.services.letters, region, number)
    if case != _NO_CASE:
        await _open(interaction, case, platforms, region, "complaint", work, number)
        return
    wish = Wish(
        platforms=tuple(platforms.split("+")),
        region=region,
        kind="complaint",
        language=None if language == OPEN else language,
        work=work_of(work),
        authority=int(number),
    )
    await open_form(interaction, wish)


async def _open(
    interaction: Interaction,
    case: str,
    platform: str,
    region: str,
    kind: str,
    work: str,
    number: str,
) -> None:
    services, t = interaction.client.services, language_of(interaction)
    authority = authority_of(services.letters, region, number)
    choice = services.letters.choose(platform, region, kind_of(kind), authority=authority)
    # All that the button knows of the case; that there is one decides what has to be asked.
    before = LetterCase(
        id=int(case), user=0, guild=0, choice=choice, state="delivered", created_at=0
    )
    asked = services.letters.form(
        choice,
        asked=kind_of(kind),
        reader=reader_of(interaction),
        story=Story(earlier=(before,), authority=authority),
    )
    form_id = custom_id("letter-after", case, choice.kind, choice.language, number)
    recipients = [services.catalogue.platforms[choice.platform]]
    form = forms.form(asked, form_id, recipients, [choice.language], work_of(work), t)
    await interaction.response.send_modal(form)


async def sent(interaction: Interaction, case: str, kind: str, language: str, number: str) -> None:
    """The form came back: write the letter as the next of the person's own case."""
    await think(interaction)
    typed, again = typed_in(interaction, "own"), None
    try:
        cases = interaction.client.services.cases
        standing = await cases.standing(interaction.user.id, int(case))
        of, work = standing.case.choice, standing.case.work
        again = custom_id("letter-next", case, of.platform, of.region, kind, work, number)
        order = _order(interaction, standing, typed_in(interaction, work), kind, language, number)
        arrival = await write(interaction, order, Answer(interaction))
    except UserError as refused:
        await give_back(interaction, refused, typed, again)
    else:
        await tell(interaction, order, arrival)


def _order(
    interaction: Interaction,
    standing: Standing,
    typed: Typed,
    kind: str,
    language: str,
    number: str,
) -> Order:
    letters, before = interaction.client.services.letters, standing.case.choice
    authority = authority_of(letters, before.region, number)
    choice = letters.choose(
        before.platform, before.region, kind_of(kind), language, authority=authority
    )
    earlier = sent_before(standing.chain, standing.case, choice.kind)
    story = Story(earlier=earlier, authority=authority)
    return Order(
        asked=letters.form(choice, asked=kind_of(kind), story=story),
        typed=typed,
        parent=earlier[-1].id,
        story=story,
    )


def add_routes(router: Router) -> None:
    router.add("letter-next", wanted)
    router.add("letter-authority", authority_chosen)
    router.add("letter-after", sent)
