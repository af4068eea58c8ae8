"""Letters: which one the law of a region gives, what it asks of the person, and its text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from bot.core.composing import (
    Story,
    addressed,
    is_given,
    of_law,
    period_of,
    to_authority,
    told,
    typed,
)
from bot.core.deadlines import today
from bot.core.models import Letter, LetterChoice, NewJob, Reading
from bot.core.regions import most_specific
from bot.core.text import is_blank
from bot.errors import LanguageCode, UserError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from bot.core.models import Block, LetterKind, LetterState, ReasonRule, Work, Writer
    from bot.core.ports import Catalogue, Clock, Store, Template, Templates
    from bot.core.records import Authority, Operator, OptOut, Period, Platform, Region

__all__ = ["DEFAULT_LANGUAGE", "Door", "LetterForm", "Letters", "Story"]

DEFAULT_LANGUAGE = "en"
"""What a recipient is written to in when there is no template in its own language."""

FieldName = Literal["name", "contact", "account", "works", "grounds", "reason"]

_LOOKS: Sequence[LetterKind] = ("follow-up", "complaint")
"""Kinds that look back on earlier letters."""

_FREE: Sequence[LetterKind] = ("request", "reservation", "follow-up")
"""Kinds that claim nothing which a law would have to give."""

_SAY_NO: Sequence[LetterKind] = ("objection", "request")
"""Kinds that a platform's own opt-out takes; its form for objections answers no other request."""

_DELIVERY_LOOKED_AFTER = 15 * 60
"""Seconds after which it is seen whether a letter arrived: as long as an interaction's token lives
(https://discord.com/developers/docs/interactions/receiving-and-responding)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterForm:
    """What the person is asked for.

    `fields` in the order of the form, at most five. `grounds` are the boxes to tick, id to label;
    empty when none are offered. `instead_of` is the kind that was wanted when another took its
    place, and `lacking` says why: the region's law does not give it, or Tern has no words for it.
    """

    choice: LetterChoice
    fields: tuple[FieldName, ...]
    grounds: Mapping[str, str]
    reason: ReasonRule
    instead_of: LetterKind | None = None
    lacking: Literal["law", "words"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """How the letter gets there and what follows.

    `opt_out` is the platform's own way to say no, if it has one for this region and the letter is
    one that says no. `recipient` None:
    nobody has read who the data controller is, so the person copies it from the platform's policy.
    `authority` is whom a complaint goes to, None for every other letter and where none is known.
    `answer` None: the law sets no time for this letter.
    """

    opt_out: OptOut | None
    recipient: Operator | None
    authority: Authority | None
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

    def authorities(self, region: str) -> Sequence[Authority]:
        """To whom people in this region can complain about a company."""
        return self._region(region).complaints_to

    def choose(
        self,
        platform: str,
        region: str,
        kind: LetterKind | None = None,
        language: str | None = None,
        *,
        authority: Authority | None = None,
    ) -> LetterChoice:
        """The letter for a platform and region, given by their ids.

        `kind` None is the strongest against AI training that the region has: the objection, else
        the request. The request is the law's own where one gives something else that says no to
        training (withdrawal of consent, cease of use, opt-out of sale), else a plain one that
        claims nothing; it also takes the place of a kind that the region lacks. `language` None is
        the recipient's, of a complaint the authority's (by default the region's first), if the
        letter exists in it, else English. Raises `UserError` for what does not exist.
        """
        service, home = self._platform(platform), self._region(region)
        if kind is not None and kind not in self._templates.kinds:
            raise UserError("Tern cannot write this kind of letter yet.")
        wanted = kind or _strongest(home)
        given = "request" if self._lacking(home, wanted) else wanted
        languages = self._templates.languages(given, home.groups)
        if language is None:
            theirs = self._languages_of_recipient(service, home, given, authority)
            language = next((one for one in theirs if one in languages), DEFAULT_LANGUAGE)
        if language not in languages:
            raise UserError(
                "Tern does not have this letter in that language. It has it in: {languages}.",
                languages=tuple(map(LanguageCode, languages)),
            )
        return LetterChoice(platform=service.id, region=home.id, kind=given, language=language)

    def form(
        self,
        choice: LetterChoice,
        *,
        asked: LetterKind | None = None,
        reader: str | None = None,
        story: Story | None = None,
    ) -> LetterForm:
        """What to ask the person for this letter.

        `asked` is the kind they wanted (None: the strongest). `reader` is the language they read;
        the boxes are labelled in it if possible, else in the letter's. `story` as for `compose`.
        Raises `UserError` for a choice that no longer exists.
        """
        home, template = self._region(choice.region), self._template(choice)
        boxes = self._templates.grounds(
            reader or choice.language, home.groups
        ) or self._templates.grounds(choice.language, home.groups)
        wanted = asked or _strongest(home)
        # A request that was chosen over an objection one could have had stands in for nothing.
        lacking = self._lacking(home, wanted) if wanted != choice.kind else None
        return LetterForm(
            choice=choice,
            fields=_fields(choice.kind, template),
            grounds={id_: one.label for id_, one in boxes.items()} if template.grounds else {},
            reason="required" if _needs_a_story(choice.kind, story) else template.reason,
            instead_of=wanted if lacking else None,
            lacking=lacking,
        )

    def compose(
        self,
        choice: LetterChoice,
        writer: Writer,
        *,
        reader: str | None = None,
        story: Story | None = None,
    ) -> Letter:
        """The finished letter, dated by the day it is where the person lives.

        `reader` is the language the person reads: where it is another than the letter's and the
        letter exists in it, that reading stands beside. `story` is what a follow-up or a complaint
        looks back on; without one the person has to tell it. Raises `UserError` for an empty
        field, for a reason that the law needs and that is missing, and for a choice that no longer
        exists; `ValueError` if a place in the letter would stay unfilled.
        """
        service, home = self._platform(choice.platform), self._region(choice.region)
        template, day = self._template(choice), today(self._clock.now(), home.timezone)
        _require(writer, template, choice.kind, story)
        blocks = self._written(choice, writer, story, day)
        beside = None
        others = self._templates.languages(choice.kind, home.groups)
        if reader is not None and reader != choice.language and reader in others:
            theirs = replace(choice, language=reader)
            beside = Reading(language=reader, blocks=self._written(theirs, writer, story, day))
        recipient = (
            self._authority(choice, story.authority if story else None)
            if choice.kind == "complaint"
            else most_specific(service.operators, home)
        )
        return Letter(
            choice=choice,
            subject=next(block.text for block in blocks if block.role == "subject"),
            blocks=blocks,
            paper=home.paper,
            date=day,
            reviewed=template.reviewed,
            reviewed_by=template.reviewed_by,
            email=recipient.email if recipient else None,
            country=home.country,
            beside=beside,
        )

    def door(self, choice: LetterChoice, authority: Authority | None = None) -> Door:
        """Where the letter goes, by which way, and how long the answer may take."""
        service, home = self._platform(choice.platform), self._region(choice.region)
        opt_out = most_specific(service.opt_outs, home)
        if choice.kind not in _SAY_NO or (opt_out and opt_out.available not in ("yes", "partly")):
            opt_out = None
        return Door(
            opt_out=opt_out,
            recipient=most_specific(service.operators, home),
            authority=self._authority(choice, authority),
            answer=period_of(home, choice.kind),
        )

    async def open(
        self,
        user: int,
        guild: int,
        choice: LetterChoice,
        *,
        reader: str,
        work: Work = "own",
        parent: int = 0,
    ) -> int:
        """Records that this letter is being made, and nothing of what is in it; the case's id.

        A job sees after a quarter of an hour whether it arrived.
        """
        now = self._now()
        look = NewJob(kind="letter-delivery", user=user, case=0, at=now + _DELIVERY_LOOKED_AFTER)
        return await self._store.open_letter(
            user, guild, choice, now, reader=reader, work=work, parent=parent, jobs=(look,)
        )

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

    def _written(
        self, choice: LetterChoice, writer: Writer, story: Story | None, day: date
    ) -> tuple[Block, ...]:
        service, home = self._platform(choice.platform), self._region(choice.region)
        template, language = self._template(choice), choice.language
        authority = self._authority(choice, story.authority if story else None)
        return template.render(
            {
                "date": day,
                "platform": service.name,
                "grounds": self._sentences(language, home, writer) if template.grounds else (),
                **typed(writer),
                **of_law(home, choice.kind),
                **addressed(service, home, self._catalogue.platforms.values()),
                **to_authority(authority, language),
                **told(story or Story(), home, self._templates, language),
            }
        )

    def _authority(self, choice: LetterChoice, wanted: Authority | None) -> Authority | None:
        """Whom a complaint goes to; None for every other letter."""
        if choice.kind != "complaint":
            return None
        return wanted or next(iter(self.authorities(choice.region)), None)

    def _lacking(self, region: Region, kind: LetterKind) -> Literal["law", "words"] | None:
        """Why there is no such letter for the region; None where there is one."""
        if kind not in _FREE and not is_given(region, kind):
            return "law"
        return None if self._templates.languages(kind, region.groups) else "words"

    def _languages_of_recipient(
        self, service: Platform, home: Region, kind: LetterKind, authority: Authority | None
    ) -> Sequence[str]:
        if kind == "complaint":
            to = authority or next(iter(home.complaints_to), None)
            return to.languages if to else ()
        recipient = most_specific(service.operators, home)
        return (recipient.language,) if recipient else ()

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
        home = self._region(choice.region)
        if self._lacking(home, choice.kind) is None:
            languages = self._templates.languages(choice.kind, home.groups)
            if choice.language in languages:
                return self._templates.find(choice.kind, home.groups, choice.language)
        raise UserError("This letter no longer exists. Please ask for it again.")

    def _sentences(self, language: str, home: Region, writer: Writer) -> tuple[str, ...]:
        """The ticked grounds in the order of the form."""
        offered = self._templates.grounds(language, home.groups)
        if not offered.keys() >= set(writer.grounds):
            raise UserError("This form is out of date. Please ask for the letter again.")
        return tuple(one.sentence for id_, one in offered.items() if id_ in writer.grounds)


def _strongest(region: Region) -> LetterKind:
    return "objection" if region.family == "objection" else "request"


def _fields(kind: LetterKind, template: Template) -> tuple[FieldName, ...]:
    if kind == "access":
        return ("name", "contact", "account")
    if kind == "reservation":
        return ("name", "contact", "account", "works")
    if template.grounds:
        return ("name", "contact", "account", "grounds", "reason")
    return ("name", "contact", "account", "reason")


def _needs_a_story(kind: LetterKind, story: Story | None) -> bool:
    """Whether nothing but the person's words can say what happened."""
    return kind in _LOOKS and not (story and story.earlier)


def _require(writer: Writer, template: Template, kind: LetterKind, story: Story | None) -> None:
    """Raises `UserError` for the first thing that is missing."""
    if is_blank(writer.name):
        raise UserError("The letter needs a name. It may be the one on your account.")
    if is_blank(writer.contact):
        raise UserError("The letter needs a way to answer you, such as an e-mail address.")
    if is_blank(writer.account):
        raise UserError("The letter needs your account, profile or works, to find your data by.")
    if not is_blank(writer.reason):
        return
    if _needs_a_story(kind, story):
        raise UserError("This letter has to say what happened so far. Add it in your words.")
    if template.reason == "required":
        raise UserError("This letter has to say in which respect the law is not met. Add a reason.")
    if template.reason == "or-ground" and not writer.grounds:
        raise UserError(
            "This objection must rest on your situation. Tick a ground or add a reason."
        )
