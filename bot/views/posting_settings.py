"""Postings as moderators see them: what is set, when it comes next, why it stopped."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from bot.core.alerts import wishes_of
from bot.core.campaigns import period_of
from bot.core.digests import weekly_of
from bot.core.milestones import steps_of
from bot.core.postings import REFUSED
from bot.i18n import N_
from bot.views import words
from bot.views.card import Card, bullets, card, text
from bot.views.card_lines import day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.ports import Catalogue
    from bot.core.postings import Posting, PostKind, Stopped
    from bot.core.watch_store import Which
    from bot.i18n import Language

KINDS: Final[tuple[PostKind, ...]] = ("digest", "milestones", "campaign", "alerts")

_NAMES = MappingProxyType(
    {
        "digest": N_("Weekly digest"),
        "milestones": N_("Milestones"),
        "campaign": N_("Campaign"),
        "alerts": N_("Changed terms"),
    }
)

_STOPPED: MappingProxyType[Stopped, str] = MappingProxyType(
    {
        "gone": N_("stopped on {date}, because the channel is gone"),
        "forbidden": N_("stopped on {date}, because Tern may not write in {channel} any more"),
        "ended": N_("ended on {date}"),
        "off": N_("off"),
    }
)

_WHICH: MappingProxyType[Which, str] = MappingProxyType(
    {
        "ai": N_("changes that touch AI, licences, sharing, saying no or deletion"),
        "all": N_("every change"),
    }
)

_PLATFORMS = 8
"""Platforms that are named in a line; more are counted."""

_WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)


def posting_line(kind: PostKind, posting: Posting | None, catalogue: Catalogue, t: Language) -> str:
    """One line: where and when, or why not. Moments are shown in the reader's own time zone."""
    if posting is None:
        state = t("off")
    elif posting.stopped:
        date = t.when(day(posting.stopped_at or 0))
        channel = f"<#{posting.done.get(REFUSED, posting.place.channel)}>"
        state = t(_STOPPED[posting.stopped], date=date, channel=channel)
    else:
        state = f"<#{posting.place.channel}>, {_when(posting, catalogue, t)}"
    name = t(_NAMES[kind])
    return f"{name}: {state}"


def posting_set(posting: Posting, catalogue: Catalogue, t: Language) -> Card:
    """After `/settings digest`, `milestones` or `campaign` switched something on."""
    lines = [posting_line(posting.kind, posting, catalogue, t)]
    match posting.kind:
        case "digest":
            lines.append(
                "-# " + t("Nothing is posted while there are too few people to show a number.")
            )
        case "milestones":
            reached = [
                f"{words.platform_name(platform, catalogue)}: {t.number(step)}"
                for platform, step in sorted(steps_of(posting).items())
            ]
            if reached:
                lines += [t("Reached before, and not posted again:"), bullets(reached)]
            lines.append("-# " + t("Made from the weekly report only; each number is posted once."))
        case "campaign":
            lines.append(
                "-# "
                + t(
                    "The channel reads rounded numbers of letters and dates. It ends by itself. "
                    "Days begin and end at 09:00 UTC."
                )
            )
    return card(text(*lines))


def alerts_set(
    posting: Posting,
    open_to_all: bool,
    unread: Sequence[str],
    catalogue: Catalogue,
    t: Language,
) -> Card:
    """After `/settings alerts`. `open_to_all`: everyone may read the drafts; `unread` are the ids
    of chosen platforms of which no text is read."""
    notes = [
        t(
            "Each text is read about once a day. Found changes are compared by their sentences; "
            "nobody at Tern has checked them when they are told here."
        )
    ]
    if open_to_all:
        notes.append(
            t(
                "Everyone can read the channel for drafts, and so what moderators decide there. "
                "The buttons work for moderators only."
            )
        )
    if unread:
        names = t.enumerate([words.platform_name(one, catalogue) for one in unread])
        notes.append(t("Of these Tern reads no terms by itself: {platforms}.", platforms=names))
    line = posting_line("alerts", posting, catalogue, t)
    return card(text(line, *("-# " + note for note in notes)))


def switched_off(kind: PostKind, was_on: bool, t: Language) -> Card:
    """After the same commands without options."""
    name = t(_NAMES[kind])
    return card(
        text(
            t("{name}: off from now on.", name=name)
            if was_on
            else t("{name}: nothing was on. Name a channel to switch it on.", name=name)
        )
    )


def stopped(postings: Sequence[Posting], catalogue: Catalogue, t: Language) -> Card:
    """What a moderator is told at their next command."""
    lines = [posting_line(posting.kind, posting, catalogue, t) for posting in postings]
    return card(
        text(
            t("Tern has stopped posting in this server:"),
            bullets(lines),
            "-# " + t("To go on, name a channel with `/settings` again."),
        )
    )


def _when(posting: Posting, catalogue: Catalogue, t: Language) -> str:
    match posting.kind:
        case "digest":
            weekly = weekly_of(posting)
            return t(
                "{weekday}, {hour}:00 ({zone}); next on {moment}",
                weekday=t(_WEEKDAYS[weekly.weekday]),
                hour=f"{weekly.hour:02}",
                zone=weekly.zone,
                moment=f"<t:{posting.done['next']}:f>",
            )
        case "milestones":
            return t("on")
        case "campaign":
            period = period_of(posting)
            return t(
                "letters to {platform}, {first} to {last}",
                platform=words.platform_name(period.platform, catalogue),
                first=t.when(period.first),
                last=t.when(period.last),
            )
        case "alerts":
            wishes = wishes_of(posting)
            values = {
                "which": t(_WHICH[wishes.which]),
                "platforms": _named(wishes.platforms, catalogue, t),
            }
            if wishes.review is None:
                return t("{which}; {platforms}; posted at once", **values)
            return t(
                "{which}; {platforms}; first as a draft in {channel}",
                channel=f"<#{wishes.review}>",
                **values,
            )


def _named(platforms: Sequence[str], catalogue: Catalogue, t: Language) -> str:
    if not platforms:
        return t("all platforms")
    if len(platforms) > _PLATFORMS:
        return t.plural("{n} platform", "{n} platforms", len(platforms))
    return t.enumerate([words.platform_name(one, catalogue) for one in platforms])
