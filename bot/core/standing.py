"""Where a letter stands on a day: its dates, what the law says to that, which letter fits next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.core.deadlines import today
from bot.core.regions import most_specific

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from bot.core.deadlines import Deadline, Deadlines
    from bot.core.models import LetterCase, LetterKind, Outcome
    from bot.core.ports import Catalogue, Clock
    from bot.core.records import FollowUp, Operator, PeriodOf, Platform, Region, Statement

POST_DAYS = 14
"""After how many days Tern asks whether a letter sent by post has arrived."""

REPLY_DAYS = 14
"""How long somebody has at least after a reply of the person's, before Tern asks again."""

_ASKED = 30
"""The days within which a letter asks for an answer where no law sets a time."""

_ASKED_AGAIN: Mapping[FollowUp, int] = MappingProxyType(
    {"reminder": 14, "appeal": 14, "complaint": 30}
)
"""The same for the second letter, by what it is in law."""

_SHORT = timedelta(days=60)
"""A time to complain that ends within this leaves none for a follow-up with two weeks of its own
(Turkey and Mexico): the complaint comes first."""

REFUSALS: frozenset[Outcome] = frozenset({"partly", "refused"})
"""From what a time to complain may run."""

_UNMET: frozenset[Outcome] = REFUSALS | {"silence"}
"""What a further letter answers."""

_DEMANDS: frozenset[Outcome] = frozenset({"identity", "form", "proof"})
"""What asks something of the person and leaves the time for the answer open. Who does not want to
do it can say so in a follow-up."""

_FITTING_MOST = 2
"""How many such statements are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A case on the day `today` of its region.

    `chain` is the whole matter, oldest first. `platform` is None where its record is gone.
    `answer` is the law's time for the answer, or None: then `case.due`, if there is one, is what
    the letter asked for. `acknowledge` is when they have to say that the letter arrived,
    `complain_by` when the time to complain ends. `letters` are the kinds to write next, the most
    fitting first; `said` what the region's record says to the outcome. `extends`: the law lets the
    company take more time if it says so in time. `late`: it said so after the last day. `written`:
    the day of the letter.

    What only `Cases` knows: `reminds_on`, the next day on which Tern writes of the matter by
    itself, None for no such day; `undeliverable`, several people found that the company's e-mail
    address takes no mail. What only the answer to a press says: `early`, silence was told before
    the last day; `outdated`, what was to be taken back had changed already.
    """

    case: LetterCase
    chain: tuple[LetterCase, ...]
    today: date
    region: Region
    platform: Platform | None
    recipient: Operator | None
    answer: Deadline | None
    acknowledge: Deadline | None
    complain_by: Deadline | None
    letters: tuple[LetterKind, ...]
    said: tuple[Statement, ...]
    written: date
    reminds_on: date | None = None
    extends: bool = False
    late: bool = False
    early: bool = False
    outdated: bool = False
    undeliverable: bool = False

    @property
    def asked(self) -> date | None:
        """The day the letter asks for, where no law sets one."""
        return self.case.due if self.answer is None else None

    @property
    def predates(self) -> bool:
        """Whether it arrived, as told, before it was written."""
        return self.case.received is not None and self.case.received < self.written

    @property
    def settled(self) -> bool:
        """Whether they did what this letter, or the last one of its matter, asked for."""
        newest = newest_sent(self.chain)
        return "answered" in (self.case.outcome, newest.outcome if newest else None)

    @property
    def overdue(self) -> bool:
        """Whether the last day for the answer is over."""
        return self.case.due is not None and self.today > self.case.due

    @property
    def asks_on(self) -> date | None:
        """The day on which Tern asks what came of it, or whether it has arrived; None: no such day.

        The last hour of a time belongs to it, so silence is certain on the morning after: see
        docs/decisions/0004-when-a-reminder-comes.md.
        """
        outcome, due = self.case.outcome, self.case.due
        if outcome in _UNMET or outcome in ("answered", "bounced"):
            return None
        if is_followed(self.case, self.chain):
            return None
        if self.case.stage == "posted":
            return self.today + timedelta(days=POST_DAYS)
        if self.case.stage != "waiting" or due is None:
            return None
        after = due + timedelta(days=1)
        if outcome in _DEMANDS:
            return max(after, self.today + timedelta(days=REPLY_DAYS))
        return after if after > self.today else None


class Standings:
    """Works out where cases stand. Reads records only."""

    def __init__(self, catalogue: Catalogue, deadlines: Deadlines, clock: Clock) -> None:
        self._catalogue = catalogue
        self._deadlines = deadlines
        self._clock = clock

    def of(self, case: LetterCase, chain: Sequence[LetterCase]) -> Standing:
        """Where the case stands today. `chain` is its matter, oldest first, the case included."""
        home = self.region(case)
        day = self.today(case)
        window = None if case.choice.kind == "complaint" else self.window(chain)
        return Standing(
            case=case,
            chain=tuple(chain),
            today=day,
            region=home,
            platform=self._catalogue.platforms.get(case.choice.platform),
            recipient=self.recipient(case),
            answer=self.answer(case),
            acknowledge=self._acknowledgement(case),
            complain_by=window,
            letters=self._letters(case, chain, window),
            said=_fitting(home, case.outcome),
            written=self.written(case),
            extends=self.extends(case),
            late=self.late(case),
        )

    def region(self, case: LetterCase) -> Region:
        """The region's record; a region that is no longer recorded stands under no known law."""
        regions = self._catalogue.regions
        return regions.get(case.choice.region) or regions["elsewhere"]

    def recipient(self, case: LetterCase) -> Operator | None:
        """Whom the letter goes to, as far as somebody has read it."""
        platform = self._catalogue.platforms.get(case.choice.platform)
        return most_specific(platform.operators, self.region(case)) if platform else None

    def today(self, case: LetterCase) -> date:
        """The day it is where the person lives."""
        return today(self._clock.now(), self.region(case).timezone)

    def written(self, case: LetterCase) -> date:
        """The day of the letter."""
        return self.day(case, case.created_at)

    def day(self, case: LetterCase, at: int) -> date:
        """The day that a moment (UTC seconds) is where the person lives."""
        return today(datetime.fromtimestamp(at, UTC), self.region(case).timezone)

    def answer(self, case: LetterCase) -> Deadline | None:
        """The law's time for the answer, with the extension where one was announced in time."""
        first = self._answer(case, extended=False)
        if case.extended_on is None or self.late(case):
            return first
        return self._answer(case, extended=True) or first

    def late(self, case: LetterCase) -> bool:
        """Whether an extension was announced only after the time for the answer was over."""
        first = self._answer(case, extended=False)
        return first is not None and case.extended_on is not None and case.extended_on > first.day

    def due(self, case: LetterCase) -> date | None:
        """The last day for the answer: the law's, else the one the letter asks for."""
        if case.received is None:
            return None
        answer = self.answer(case)
        if answer is not None:
            return answer.day
        if case.choice.kind == "complaint":
            return None
        asked = self._asked(case, case.received)
        if case.extended_on is not None:
            return max(asked, case.extended_on) + timedelta(days=_ASKED)
        return asked

    def _asked(self, case: LetterCase, received: date) -> date:
        home, period = self.region(case), self._period(case)
        usual = _ASKED_AGAIN[home.follow_up] if period == "follow-up" else _ASKED
        own = home.asks.get(period) if period else None
        if own is None:
            return received + timedelta(days=usual)
        return self._deadlines.days(home, self._territory(case), received, own.length, own.unit)

    def extends(self, case: LetterCase) -> bool:
        """Whether the law lets the company take more time for this letter if it says so in time."""
        period = self._period(case)
        found = self.region(case).periods.get(period) if period else None
        return found is not None and bool(found.extension)

    def _answer(self, case: LetterCase, *, extended: bool) -> Deadline | None:
        period = self._period(case)
        if period is None or case.received is None:
            return None
        return self._deadlines.answer(
            period, self.region(case), self._territory(case), case.received, extended=extended
        )

    def _acknowledgement(self, case: LetterCase) -> Deadline | None:
        """A complaint to the company has to be acknowledged (UK), or a request (California): which
        of the two, the region's law on its second letter tells."""
        home = self.region(case)
        period = self._period(case)
        to_the_company = home.follow_up == "complaint"
        if period is None or case.received is None or (period == "follow-up") != to_the_company:
            return None
        if not to_the_company and period not in home.periods:
            return None
        return self._deadlines.answer("acknowledgement", home, self._territory(case), case.received)

    def window(self, chain: Sequence[LetterCase]) -> Deadline | None:
        """When the time to complain about a matter ends. It hangs on the first letter: a later one
        wins none. None where there is no such end, or where that letter is not known."""
        first = chain[0]
        if first.received is None or first.choice.kind == "follow-up":
            return None
        if not self._may_complain(first):
            return None
        answer = self.answer(first)
        refusals = [
            each.outcome_on
            for each in chain
            if each.outcome in REFUSALS
            and each.outcome_on is not None
            and each.choice.kind != "complaint"
        ]
        return self._deadlines.complain_by(
            self.region(first),
            received=first.received,
            answered=min(refusals, default=None),
            due=answer.day if answer else None,
        )

    def _territory(self, case: LetterCase) -> str | None:
        recipient = self.recipient(case)
        return recipient.territory if recipient else None

    @staticmethod
    def _period(case: LetterCase) -> PeriodOf | None:
        """Which of the law's times the letter sets going; None for one that no such law knows."""
        match case.choice.kind:
            case "reservation" | "complaint":
                return None
            case kind:
                return kind

    def _letters(
        self, case: LetterCase, chain: Sequence[LetterCase], window: Deadline | None
    ) -> tuple[LetterKind, ...]:
        kind = case.choice.kind
        if kind == "complaint":
            return ()
        if case.outcome in _DEMANDS:
            return () if kind == "follow-up" else ("follow-up",)
        too_late = case.outcome == "extended" and self.late(case)
        if not too_late and case.outcome not in _UNMET:
            return ()
        found: list[LetterKind] = [] if kind == "follow-up" else ["follow-up"]
        is_over = window is not None and window.day < self.today(case)
        if self._may_complain(chain[0]) and not is_over:
            found.append("complaint")
        if self.region(case).windows and self._is_short(case, window):
            found.reverse()
        return tuple(found)

    def _is_short(self, case: LetterCase, window: Deadline | None) -> bool:
        """Whether a follow-up would use up the time to complain. Where a region has such a time and
        it cannot be counted, nobody should rely on it."""
        return window is None or window.day - self.today(case) < _SHORT

    def _may_complain(self, first: LetterCase) -> bool:
        """Whether the law lets one complain to an authority about what the first letter asked on
        its ground, whether or not somebody has read that authority's address. A follow-up that
        comes first follows a letter that Tern does not know."""
        home = self.region(first)
        right = home.rights.get("complaint")
        if right is None or right.available not in ("yes", "partly"):
            return False
        kind = first.choice.kind
        return kind in ("objection", "erasure", "access", "follow-up") or (
            kind == "request" and home.family == "request"
        )


def sent_before(
    chain: Sequence[LetterCase], case: LetterCase, kind: LetterKind
) -> tuple[LetterCase, ...]:
    """What the person had sent to the company when a letter of this kind follows `case`, oldest
    first: up to that case for a follow-up, in the whole matter for a complaint, whichever letter of
    it that follows. Where they sent nothing, that case alone."""
    upto = chain if kind == "complaint" else chain[: chain.index(case) + 1]
    sent = (each for each in upto if each.choice.kind != "complaint" and each.sent)
    return tuple(sent) or (case,)


def newest_sent(chain: Sequence[LetterCase]) -> LetterCase | None:
    """The last letter of a matter that the person sent."""
    return next((case for case in reversed(chain) if case.sent is not None), None)


def is_followed(case: LetterCase, chain: Sequence[LetterCase]) -> bool:
    """Whether a later letter of the matter was sent that answers what came of this one."""
    return any(each.parent == case.id and each.sent is not None for each in chain)


def is_open(chain: Sequence[LetterCase]) -> bool:
    """Whether a matter may still have to go to an authority: its newest letter is neither answered
    nor closed, and no complaint is on its way."""
    newest = newest_sent(chain)
    return (
        newest is not None
        and newest.stage != "done"
        and newest.outcome != "answered"
        and not any(
            case.choice.kind == "complaint" and case.sent is not None and case.outcome != "bounced"
            for case in chain
        )
    )


def chains_of(letters: Sequence[LetterCase]) -> Sequence[tuple[LetterCase, ...]]:
    """Letters, newest first, as matters: what follows stands after what it follows, and the matter
    with the newest letter comes first.

    A letter whose parent is gone begins a matter of its own.
    """
    by_id = {case.id: case for case in letters}
    chains: dict[int, list[tuple[int, LetterCase]]] = {}
    for case in letters:
        first, before = case, [case.id]
        while first.parent in by_id and first.parent not in before:
            first = by_id[first.parent]
            before.append(first.id)
        chains.setdefault(first.id, []).append((len(before), case))
    return [
        tuple(case for _, case in sorted(chain, key=lambda one: (one[0], one[1].created_at)))
        for chain in chains.values()
    ]


def _fitting(region: Region, outcome: Outcome | None) -> tuple[Statement, ...]:
    """What the region's record says to this outcome, in the order of the record."""
    return tuple([one for one in region.cautions if outcome in one.on][:_FITTING_MOST])
