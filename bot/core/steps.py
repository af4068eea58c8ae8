"""What a case becomes when its person tells something of it, or takes that back.

The last day for the answer is counted afterwards, from what stands here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from bot.core.models import LetterCase, Means, Outcome, Stage


def sent(case: LetterCase, means: Means, received: date | None, today: date) -> LetterCase:
    """On its way, or, from `received` on, there. What had come back starts anew; what was in the
    post keeps the day on which it was posted."""
    if case.outcome == "bounced":
        case = replace(case, means=None, outcome=None, outcome_on=None, extended_on=None)
    posted = case.sent if means == case.means == "post" else None
    return replace(
        case,
        stage="waiting" if received else "posted",
        means=means,
        sent=min(posted or today, received or today),
        received=received,
    )


def told(case: LetterCase, outcome: Outcome, day: date, *, extends: bool) -> LetterCase:
    """What came of it on that day. What came back never arrived, unless something else is told
    later: then it did.

    `extends`: the law gives the company more time once, so the first notice counts; where no law
    sets a time, the newest does.
    """
    case = _not_bounced(case)
    if outcome == "bounced":
        case = replace(case, received=None)
    if outcome == "extended":
        first = case.extended_on if extends else None
        case = replace(case, extended_on=min(first or day, day))
    return replace(case, stage=_open_stage(case), outcome=outcome, outcome_on=day)


def taken_back(case: LetterCase) -> LetterCase:
    """Before the last thing that was told: that it is closed, what came of it (the extension before
    that stays), that it arrived by post, that it was sent."""
    if case.stage == "done":
        return replace(case, stage=_open_stage(case))
    if case.outcome is not None:
        notice = None if case.outcome == "extended" else case.extended_on
        before: Outcome | None = "extended" if notice else None
        case = replace(_not_bounced(case), outcome=before, outcome_on=notice, extended_on=notice)
        return replace(case, stage=_open_stage(case))
    if case.stage == "waiting" and case.means == "post":
        return replace(case, stage="posted", received=None)
    return replace(case, stage="written", means=None, sent=None, received=None)


def _not_bounced(case: LetterCase) -> LetterCase:
    """A form and an e-mail arrive when they are sent; of post nobody knows."""
    if case.outcome != "bounced":
        return case
    received = None if case.means == "post" else case.sent
    return replace(case, received=received, outcome=None, outcome_on=None)


def _open_stage(case: LetterCase) -> Stage:
    """Where a case that is not closed stands, by its days."""
    if case.received is not None:
        return "waiting"
    return "written" if case.sent is None else "posted"
