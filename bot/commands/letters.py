"""`/optout`: the letter that a person's own law gives them, to one platform or to several."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot import limits
from bot.commands import letter_forms, next_letters
from bot.commands.cases import list_cases
from bot.commands.letter_forms import MOST, OPEN, Wish, kind_of, open_form, work_of
from bot.commands.options import Interaction, complete_region, region_of, region_picked
from bot.commands.writing import reader_of
from bot.errors import LanguageCode, UserError
from bot.replies import language_of, reply
from bot.views import letter_forms as forms
from bot.views.card import custom_id
from bot.views.regions import ANYWHERE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.i18n import Language
    from bot.router import Router


class OptOutCommands(app_commands.Group):
    """`/optout letter` and `/optout list`."""

    def __init__(self) -> None:
        super().__init__(name="optout", description=locale_str("The letter with which you say no."))

    @app_commands.command(
        name="letter", description=locale_str("Write the letter that your law gives you.")
    )
    @app_commands.describe(
        platform=locale_str("To whom; several are parted by commas"),
        region=locale_str("Where you live"),
        kind=locale_str("Which letter; left out: the strongest you have against AI training"),
        language=locale_str("In which language; left out: the recipient's"),
        work=locale_str("Who posted your work there; left out: you did"),
    )
    @app_commands.choices(
        kind=[
            Choice(name=locale_str("Objection to AI training"), value="objection"),
            Choice(name=locale_str("Erasure: delete my data"), value="erasure"),
            Choice(name=locale_str("Access: what do you have of me"), value="access"),
            Choice(name=locale_str("Reservation of rights in my works"), value="reservation"),
            Choice(name=locale_str("Follow-up on an earlier letter"), value="follow-up"),
            Choice(name=locale_str("Complaint to the authority"), value="complaint"),
            Choice(name=locale_str("Plain request, without claiming a right"), value="request"),
        ],
        work=[
            Choice(name=locale_str("I posted it there"), value="own"),
            Choice(name=locale_str("Others posted it, or I have no account there"), value="others"),
        ],
    )
    @app_commands.autocomplete(region=complete_region)
    async def letter(
        self,
        interaction: Interaction,
        platform: str,
        region: str | None = None,
        kind: str | None = None,
        language: str | None = None,
        work: str = "own",
    ) -> None:
        wish = Wish(
            platforms=_platforms(interaction, platform),
            region=ANYWHERE,
            kind=kind_of(kind),
            language=_language(interaction, language),
            work=work_of(work),
        )
        await _with_region(interaction, wish, region)

    @letter.autocomplete("platform")
    async def complete_platforms(self, interaction: Interaction, current: str) -> list[Choice[str]]:
        """Completes the last of several and keeps those before it."""
        *before, last = current.split(",")
        catalogue = interaction.client.services.catalogue
        kept = [catalogue.platform(name.strip()) for name in before if name.strip()]
        chosen = [platform for platform in kept if platform is not None]
        if len(chosen) >= MOST:
            return []
        found = catalogue.find_platforms(last.strip(), limits.CHOICES)
        lists = [[*chosen, platform] for platform in found if platform not in chosen]
        named = [
            Choice(
                name=", ".join(platform.name for platform in each),
                value=", ".join(platform.id for platform in each),
            )
            for each in lists
        ]
        return [c for c in named if max(len(c.name), len(c.value)) <= limits.CHOICE_NAME]

    @letter.autocomplete("language")
    async def complete_language(self, interaction: Interaction, current: str) -> list[Choice[str]]:
        t = language_of(interaction)
        codes = interaction.client.services.letters.languages
        asked = current.casefold()
        return [
            Choice(name=t.language(code), value=code)
            for code in codes
            if any(asked in name for name in _names_of(code, t))
        ]

    @app_commands.command(
        name="list", description=locale_str("Your letters, their deadlines, and what comes next.")
    )
    async def list(self, interaction: Interaction) -> None:
        await list_cases(interaction)


def _platforms(interaction: Interaction, typed: str) -> tuple[str, ...]:
    """The ids of the platforms somebody named, each once. Raises `UserError` for an unknown one
    and for too many."""
    policies = interaction.client.services.policies
    found = tuple(platform.id for platform in policies.platforms(typed))
    if len(found) > MOST:
        raise UserError("One form writes to {n} platforms at most. Name fewer.", n=MOST)
    return found


def _language(interaction: Interaction, typed: str | None) -> str | None:
    """The code of a language somebody named by code, by its name or by its own name for itself.

    Raises `UserError` that names the languages there are.
    """
    if typed is None:
        return None
    t = language_of(interaction)
    codes = interaction.client.services.letters.languages
    for code in codes:
        if typed.strip().casefold() in _names_of(code, t):
            return code
    names = tuple(map(LanguageCode, codes))
    raise UserError("Tern writes letters in these languages: {names}.", names=names)


def _names_of(language: str, t: Language) -> Sequence[str]:
    """What people call it, in lower case."""
    return (language, t.language(language).casefold(), t.own_name(language).casefold())


async def _with_region(interaction: Interaction, wish: Wish, typed: str | None) -> None:
    """Opens the form, or asks first where the person lives."""
    where = await region_of(interaction, typed)
    if where is not None:
        await open_form(interaction, replace(wish, region=where.id))
        return
    likely = interaction.client.services.policies.likely_regions(reader_of(interaction))
    made = custom_id(
        "letter-region",
        "+".join(wish.platforms),
        wish.kind or OPEN,
        wish.language or OPEN,
        wish.work,
    )
    await reply(interaction, forms.where(made, likely, language_of(interaction)))


async def form_wanted(
    interaction: Interaction,
    platform: str,
    region: str,
    kind: str = OPEN,
    language: str = OPEN,
    work: str = "own",
) -> None:
    """ "Write my letter" under an answer, and "Make it again" for a letter that was lost."""
    wish = Wish(
        platforms=_platforms(interaction, platform),
        region=ANYWHERE,
        kind=kind_of(kind),
        language=None if language == OPEN else language,
        work=work_of(work),
    )
    await _with_region(interaction, wish, None if region == ANYWHERE else region)


async def region_chosen(
    interaction: Interaction,
    platforms: str,
    kind: str = OPEN,
    language: str = OPEN,
    work: str = "own",
) -> None:
    """Where the person lives was picked; the form follows at once."""
    region = await region_picked(interaction, "optout letter")
    if region:
        wish = Wish(
            platforms=tuple(platforms.split("+")),
            region=region.id,
            kind=kind_of(kind),
            language=None if language == OPEN else language,
            work=work_of(work),
        )
        await open_form(interaction, wish)


def add_routes(router: Router) -> None:
    router.add("letter-form", form_wanted)
    router.add("letter-region", region_chosen)
    letter_forms.add_routes(router)
    next_letters.add_routes(router)
