"""The form of a letter: opened for what somebody wants, and what is made of it when it is sent."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, get_args

import discord

from bot import delivery
from bot.commands.options import Interaction, look_again
from bot.commands.writing import Answer, Order, Typed, reader_of, typed_in, write
from bot.core import accounts
from bot.core.letters import Story
from bot.core.models import LetterKind
from bot.errors import UserError
from bot.logs import log_failure
from bot.replies import custom_id_of, language_of, reply, think
from bot.views import letter_forms as forms
from bot.views import letters as views
from bot.views import notices
from bot.views.card import custom_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.letters import LetterForm, Letters
    from bot.core.models import Work
    from bot.core.records import Authority
    from bot.router import Router

MOST = 5
"""To how many platforms one form may write."""

OPEN = "-"
"""Stands in custom ids for what was left open: the strongest kind, each recipient's language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants written: record ids; `kind` None is the strongest there is, `language`
    None each recipient's. `authority` is a complaint's, by its number in `Letters.authorities`."""

    platforms: tuple[str, ...]
    region: str
    kind: LetterKind | None = None
    language: str | None = None
    work: Work = "own"
    authority: int | None = None

    @property
    def number(self) -> str:
        """The authority as custom ids name it."""
        return OPEN if self.authority is None else str(self.authority)

    def form_id(self, asked: LetterForm) -> str:
        """What the form says about itself, so that any process can answer it."""
        wanted: list[str] = [asked.instead_of] if asked.instead_of else []
        if self.authority is not None:
            wanted = [*(wanted or [OPEN]), self.number]
        return custom_id(
            "letter",
            "+".join(self.platforms),
            self.region,
            asked.choice.kind,
            self.language or OPEN,
            self.work,
            *wanted,
        )


def kind_of(chosen: str | None) -> LetterKind | None:
    """The kind by its name; None for one that there is not."""
    return next((kind for kind in get_args(LetterKind) if kind == chosen), None)


def work_of(chosen: str) -> Work:
    return "others" if chosen == "others" else "own"


async def open_form(interaction: Interaction, wish: Wish) -> None:
    """A form cannot follow a "thinking", so nothing slow may come before it."""
    services, t = interaction.client.services, language_of(interaction)
    asked = _asked(interaction, wish)
    if asked[0].choice.kind == "complaint" and wish.authority is None:
        offered = services.letters.authorities(wish.region)
        if len(offered) > 1:
            made = custom_id(
                "letter-authority",
                "0",
                "+".join(wish.platforms),
                wish.region,
                wish.language or OPEN,
                wish.work,
            )
            await reply(interaction, forms.which_authority(made, offered, t))
            return
    try:
        form_id = wish.form_id(asked[0])
    except ValueError:
        raise UserError("These names are too long for one form. Name fewer platforms.") from None
    languages = list(dict.fromkeys(one.choice.language for one in asked))
    recipients = [services.catalogue.platforms[id_] for id_ in wish.platforms]
    form = forms.form(asked[0], form_id, recipients, languages, wish.work, t)
    await interaction.response.send_modal(form)


def authority_of(letters: Letters, region: str, number: str) -> Authority | None:
    """The authority of this number, None where none was chosen.

    Raises `UserError` for one that is gone.
    """
    if number == OPEN:
        return None
    found = letters.authorities(region)
    if not number.isdecimal() or int(number) >= len(found):
        raise UserError("This form is out of date. Please ask for the letter again.")
    return found[int(number)]


def _asked(interaction: Interaction, wish: Wish) -> Sequence[LetterForm]:
    """What to ask for each platform's letter; the kind and the fields are the same for all, because
    the region is."""
    letters = interaction.client.services.letters
    authority = authority_of(letters, wish.region, wish.number)
    return [
        letters.form(
            letters.choose(platform, wish.region, wish.kind, wish.language, authority=authority),
            asked=wish.kind,
            reader=reader_of(interaction),
        )
        for platform in wish.platforms
    ]


async def form_sent(
    interaction: Interaction,
    platforms: str,
    region: str,
    kind: str,
    language: str,
    work: str = "own",
    wanted: str = OPEN,
    authority: str = OPEN,
) -> None:
    """The form was filled in: write each letter, and say what arrived where. On a button, what the
    form says about itself opens it once more."""
    wish = Wish(
        platforms=tuple(platforms.split("+")[:MOST]),
        region=region,
        kind=kind_of(wanted) or kind_of(kind),
        language=None if language == OPEN else language,
        work=work_of(work),
        authority=int(authority) if authority.isdecimal() else None,
    )
    if interaction.type is discord.InteractionType.component:
        await open_form(interaction, wish)
        return
    await think(interaction)
    typed = typed_in(interaction, work)
    try:
        await _write(interaction, wish, typed)
    except UserError as refused:
        await give_back(interaction, refused, typed, custom_id_of(interaction))
    await look_again(interaction)


async def _write(interaction: Interaction, wish: Wish, typed: Typed) -> None:
    asked = _asked(interaction, wish)
    letters = interaction.client.services.letters
    story = Story(authority=authority_of(letters, wish.region, wish.number))
    if len(asked) > 1:
        await _write_several(interaction, wish, asked, typed, story)
    else:
        order = Order(asked=asked[0], typed=typed, story=story)
        await tell(interaction, order, await write(interaction, order, Answer(interaction)))


async def give_back(
    interaction: Interaction, refused: UserError, typed: Typed, again: str | None
) -> None:
    """Says why a form became no letter, and gives back what was typed, which is nowhere else."""
    t = language_of(interaction)
    first, *more = forms.given_back(notices.why(refused, t), typed.writer, again, t)
    await reply(interaction, first)
    for card in more:
        await interaction.followup.send(view=card, ephemeral=True)


async def tell(interaction: Interaction, order: Order, arrival: views.Arrival) -> None:
    """Says where a single letter is, unless it stands there already."""
    t, choice = language_of(interaction), order.asked.choice
    if arrival.link:
        region = interaction.client.services.catalogue.regions[choice.region]
        await reply(interaction, views.in_chat(arrival.link, choice, arrival.platform, region, t))
    elif arrival.lost:
        with suppress(*delivery.FAILURES):
            await reply(interaction, views.lost(arrival.platform, t))


async def _write_several(
    interaction: Interaction, wish: Wish, asked: Sequence[LetterForm], typed: Typed, story: Story
) -> None:
    """One letter after the other, each with the lines that are meant for it. What fails for one
    leaves the others alone; what would fail for all alike is said once."""
    catalogue, t = interaction.client.services.catalogue, language_of(interaction)
    recipients = [catalogue.platforms[one.choice.platform] for one in asked]
    known = catalogue.platforms.values()
    account = accounts.sort(typed.writer.account, recipients, known)
    works = accounts.sort(typed.writer.works, recipients, known)
    arrivals: list[views.Arrival] = []
    for form, platform in zip(asked, recipients, strict=True):
        taken = any(one.link is None and one.problem is None for one in arrivals)
        try:
            mine = replace(
                typed.writer,
                account=account.of(platform),
                works=works.of(platform) if typed.writer.works else "",
            )
            order = Order(asked=form, typed=Typed(mine, typed.removed), story=story)
            arrival = await write(interaction, order, Answer(interaction, further=taken))
        except UserError as refused:
            arrival = views.Arrival(platform=platform, problem=refused)
        except Exception as failed:  # noqa: BLE001 - the other letters are not to suffer from it
            arrival = views.Arrival(platform=platform, problem=log_failure(failed, "letter"))
        arrivals.append(arrival)
    _raise_if_all_alike(arrivals)
    card = views.arrivals(
        arrivals,
        asked[0].choice,
        catalogue.regions[wish.region],
        t,
        shared=account.for_all if wish.work == "own" else (),
        elsewhere=list(dict.fromkeys((*account.elsewhere, *works.elsewhere))),
    )
    if any(one.link is None and one.problem is None for one in arrivals):
        await interaction.followup.send(view=card, ephemeral=True)
    else:
        await reply(interaction, card)
    not_made = tuple(one.platform.id for one in arrivals if isinstance(one.problem, UserError))
    if not_made:
        again = replace(wish, platforms=not_made).form_id(asked[0])
        why = t("For the letters that were not made:")
        for card in forms.given_back(why, typed.writer, again, t):
            await interaction.followup.send(view=card, ephemeral=True)


def _raise_if_all_alike(arrivals: Sequence[views.Arrival]) -> None:
    problems = [one.problem for one in arrivals]
    first = problems[0]
    if isinstance(first, UserError) and all(
        isinstance(one, UserError) and str(one) == str(first) and one.values == first.values
        for one in problems
    ):
        raise first


def add_routes(router: Router) -> None:
    router.add("letter", form_sent)
