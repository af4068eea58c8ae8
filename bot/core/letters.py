"""Letters: which one the law of a region gives, what it asks of the person, and its text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from bot.core.models import Letter, LetterChoice
from bot.core.regions import most_specific
from bot.core.text import is_blank
from bot.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.models import LetterKind, LetterState, ReasonRule, Writer
    from bot.core.ports import Catalogue, Clock, Store, Template, Templates
    from bot.core.records import Operator, OptOut, Period, Platform, Region, RightName

DEFAULT_LANGUAGE = "en"
"""What a recipient is written to in when there is no template in its own language."""

_RIGHT_BEHIND: Mapping[LetterKind, RightName] = {
    "objection": "object",
    "erasure": "erasure",
    "access": "access",
    "reservation": "tdm_reservation",
    "complaint": "complaint",
}

_ATTENTION = ("attn", "attention")
"""How a line of an address begins that already says whose desk the letter goes to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterForm:
    """What the person is asked for, besides name, contact and account, which every letter needs.

    `grounds` are the boxes to tick, id to label; empty when none are offered. `instead_of` is the
    kind that was wanted when another took its place, and `lacking` says why: the region's law does
    not give it, or Tern has no words for it yet.
    """

    choice: LetterChoice
    grounds: Mapping[str, str]
    reason: ReasonRule
    instead_of: LetterKind | None = None
    lacking: Literal["law", "words"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """How the letter gets there and what follows.

    `opt_out` is the platform's own way to say no, if it has one for this region. `recipient` None:
    nobody has read who the data controller is, so the person copies it from the platform's policy.
    `answer` None: the law sets no time for this letter.
    """

    opt_out: OptOut | None
    recipient: Operator | None
    answer: Period | None


class Letters:
    """Chooses, writes and records letters. Sending is left to the person."""

    def __init__(
        self, catalogue: Catalogue, templates: Templates, store: Store, clock: Clock
    ) -> None:
        self._catalogue = catalogue
        self._templates = templates
        self._store = store
        self._clock = clock

    @property
    def languages(self) -> Sequence[str]:
        """The languages in which Tern can write some letter, sorted."""
        return self._templates.all_languages

    def choose(
        self,
        platform: str,
        region: str,
        kind: LetterKind | None = None,
        language: str | None = None,
    ) -> LetterChoice:
        """The letter for a platform and region, given by their ids.

        `kind` None is the strongest the region has; one that it lacks becomes the plain request.
        `language` None is the recipient's, if the letter exists in it, else English. Raises
        `UserError` for what does not exist.
        """
        service, home = self._platform(platform), self._region(region)
        if kind is not None and kind not in self._templates.kinds:
            raise UserError("Tern cannot write this kind of letter yet.")
        wanted = kind or _strongest(home)
        given = wanted if self._templates.languages(wanted, home.groups) else "request"
        languages = self._templates.languages(given, home.groups)
        if language is None:
            recipient = most_specific(service.operators, home)
            theirs = recipient.language if recipient else DEFAULT_LANGUAGE
            language = theirs if theirs in languages else DEFAULT_LANGUAGE
        if language not in languages:
            raise UserError(
                "Tern does not have this letter in that language. It has it in: {languages}.",
                languages=", ".join(languages),
            )
        return LetterChoice(platform=service.id, region=home.id, kind=given, language=language)

    def form(
        self,
        choice: LetterChoice,
        *,
        asked: LetterKind | None = None,
        reader: str | None = None,
    ) -> LetterForm:
        """What to ask the person for this letter.

        `asked` is the kind they wanted (None: the strongest). `reader` is the language they read;
        the boxes are labelled in it if possible, else in the letter's. Raises `UserError` for a
        choice that no longer exists.
        """
        home, template = self._region(choice.region), self._template(choice)
        grounds = self._templates.grounds(reader or choice.language) or self._templates.grounds(
            choice.language
        )
        wanted = asked or _strongest(home)
        # A request that was chosen over an objection one could have had stands in for nothing.
        replaced = wanted != choice.kind and not self._templates.languages(wanted, home.groups)
        return LetterForm(
            choice=choice,
            grounds={id_: one.label for id_, one in grounds.items()} if template.grounds else {},
            reason=template.reason,
            instead_of=wanted if replaced else None,
            lacking=("words" if _gives(home, wanted) else "law") if replaced else None,
        )

    def compose(self, choice: LetterChoice, writer: Writer) -> Letter:
        """The finished letter, dated today (UTC).

        Raises `UserError` for an empty field, for an objection without a reason of its own, and for
        a choice that no longer exists.
        """
        service, home = self._platform(choice.platform), self._region(choice.region)
        template = self._template(choice)
        grounds = self._sentences(choice.language, writer.grounds) if template.grounds else ()
        _require(writer, template, grounds)
        today = self._clock.now().date()
        blocks = template.render(
            {
                "name": writer.name.strip(),
                "contact": writer.contact.strip(),
                "account": writer.account.strip(),
                "reason": writer.reason.strip(),
                "grounds": grounds,
                "date": today,
                "territory": home.territory,
                "platform": service.name,
                **self._addressed(service, home),
            }
        )
        return Letter(
            choice=choice,
            subject=next(block.text for block in blocks if block.role == "subject"),
            blocks=blocks,
            paper=home.paper,
            date=today,
            reviewed=template.reviewed,
            reviewed_by=template.reviewed_by,
        )

    def door(self, choice: LetterChoice) -> Door:
        """Where the letter goes, by which way, and how long the answer may take."""
        service, home = self._platform(choice.platform), self._region(choice.region)
        opt_out = most_specific(service.opt_outs, home)
        return Door(
            opt_out=opt_out if opt_out and opt_out.available in ("yes", "partly") else None,
            recipient=most_specific(service.operators, home),
            answer=home.answer if choice.kind != "request" else None,
        )

    async def open(self, user: int, guild: int, choice: LetterChoice) -> int:
        """Records that this letter is being made, and nothing of what is in it. The case's id."""
        return await self._store.open_letter(user, guild, choice, self._now())

    async def settle(
        self,
        case: int,
        state: LetterState,
        *,
        dm_channel: int | None = None,
        dm_message: int | None = None,
    ) -> None:
        """Records whether and how the letter arrived."""
        await self._store.settle_letter(
            case, state, self._now(), dm_channel=dm_channel, dm_message=dm_message
        )

    def _now(self) -> int:
        return int(self._clock.now().timestamp())

    def _platform(self, id_: str) -> Platform:
        found = self._catalogue.platforms.get(id_)
        if found is None:
            raise UserError("Tern has no record of the platform {platform}.", platform=id_)
        return found

    def _region(self, id_: str) -> Region:
        found = self._catalogue.regions.get(id_)
        if found is None or not found.choosable:
            raise UserError("Tern has no region called {region}.", region=id_)
        return found

    def _template(self, choice: LetterChoice) -> Template:
        groups = self._region(choice.region).groups
        try:
            return self._templates.find(choice.kind, groups, choice.language)
        except LookupError:
            raise UserError("This letter no longer exists. Please ask for it again.") from None

    def _sentences(self, language: str, ticked: Sequence[str]) -> tuple[str, ...]:
        """The ticked grounds in the order of the form."""
        offered = self._templates.grounds(language)
        if not offered.keys() >= set(ticked):
            raise UserError("This form is out of date. Please ask for the letter again.")
        return tuple(one.sentence for id_, one in offered.items() if id_ in ticked)

    def _addressed(self, service: Platform, home: Region) -> dict[str, Any]:
        """Who is written to, and which other services of theirs the letter covers by name."""
        recipient = most_specific(service.operators, home)
        if recipient is None:
            return {"operator": None, "address": (), "attention": False, "siblings": ()}
        return {
            "operator": recipient.name,
            "address": recipient.address,
            "attention": not any(
                line.casefold().startswith(_ATTENTION) for line in recipient.address
            ),
            "siblings": tuple(sorted(self._siblings(service, recipient, home))),
        }

    def _siblings(self, service: Platform, recipient: Operator, home: Region) -> Sequence[str]:
        if service.family is None:
            return ()
        return [
            other.name
            for other in self._catalogue.platforms.values()
            if other.family == service.family
            and other.id != service.id
            and (operator := most_specific(other.operators, home)) is not None
            and operator.name == recipient.name
        ]


def _strongest(region: Region) -> LetterKind:
    return "objection" if region.family == "objection" else "request"


def _gives(region: Region, kind: LetterKind) -> bool:
    """Whether the region's law gives what this kind of letter claims."""
    if kind not in _RIGHT_BEHIND:
        return True
    right = region.rights.get(_RIGHT_BEHIND[kind])
    return right is not None and right.available in ("yes", "partly")


def _require(writer: Writer, template: Template, grounds: Sequence[str]) -> None:
    """Raises `UserError` for the first thing that is missing."""
    if is_blank(writer.name):
        raise UserError("The letter needs a name. It may be the one on your account.")
    if is_blank(writer.contact):
        raise UserError("The letter needs a way to answer you, such as an e-mail address.")
    if is_blank(writer.account):
        raise UserError("The letter needs your account, profile or works, to find your data by.")
    if not is_blank(writer.reason):
        return
    if template.reason == "required":
        raise UserError("This letter has to say in which respect the law is not met. Add a reason.")
    if template.reason == "or-ground" and not grounds:
        raise UserError(
            "This objection must rest on your situation. Tick a ground or add a reason."
        )
