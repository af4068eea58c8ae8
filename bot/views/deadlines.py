"""How a day was counted, line by line."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.deadlines import Deadline, Free, Step
    from bot.core.records import Period
    from bot.i18n import Language

_STARTS = MappingProxyType(
    {
        "request": N_("Received on {day}. That day does not count."),
        "answer": N_("Their answer came on {day}. That day does not count."),
        "deadline": N_("The time for their answer ended on {day}. That day does not count."),
    }
)

_FREE = MappingProxyType(
    {
        "friday": N_("a Friday"),
        "saturday": N_("a Saturday"),
        "sunday": N_("a Sunday"),
        "holiday": N_("a public holiday"),
        "closed": N_("no working day there"),
    }
)

_NAMED = 4
"""How many days that do not count are named."""


def arithmetic(deadline: Deadline, t: Language) -> list[str]:
    """The lines that lead to the last day; the last one names the law."""
    law = t("Law: {basis}.", basis=t.said(deadline.basis))
    return [*(_line(step, t) for step in deadline.steps), law]


def period(n: int, unit: str, t: Language) -> str:
    """ "30 days"."""
    match unit:
        case "months":
            return t.plural("{n} month", "{n} months", n)
        case "days":
            return t.plural("{n} day", "{n} days", n)
        case _:
            return t.plural("{n} working day", "{n} working days", n)


def time_limit(limit: Period, t: Language) -> str:
    """How long the law gives whom a letter went to, from receipt."""
    said = t(
        "They have {period} from the day they receive it ({basis}).",
        period=period(limit.length, limit.unit, t),
        basis=t.said(limit.basis),
    )
    if not limit.extension:
        return said
    longer = period(limit.extension, limit.extension_unit or limit.unit, t)
    return said + " " + t("They may extend it by {period} if they say why.", period=longer)


def _line(step: Step, t: Language) -> str:
    day = t.when(step.day)
    match step.kind:
        case "starts":
            return t(_STARTS[step.of or "request"], day=day)
        case "ends":
            return _ends(step, t)
        case "moves":
            return _moves(step, t)
        case "unchecked":
            return t(
                "Tern does not know in which country they have to act; a public holiday there may "
                "make it later."
            )


def _ends(step: Step, t: Language) -> str:
    line = t(
        "{period} later: {day}.", period=period(step.length, step.unit, t), day=t.when(step.day)
    )
    if step.missing is not None:
        no_such = t("That month has no day {n}, so its last day counts.", n=step.missing)
        line = f"{line} {no_such}"
    if step.free:
        left_out = t("Not counted: {days}.", days=_passed(step.free, t))
        line = f"{line} {left_out}"
    return line


def _moves(step: Step, t: Language) -> str:
    passed, day = _passed(step.free, t), t.when(step.day)
    if step.basis is None:
        return t("{passed}: the time ends on {day}.", passed=passed, day=day)
    return t(
        "{passed}: the time ends on {day} ({basis}).",
        passed=passed,
        day=day,
        basis=t.said(step.basis),
    )


def _passed(days: Sequence[Free], t: Language) -> str:
    """ "26 December 2026, a Saturday; 27 December 2026, a Sunday"."""
    named = [_named(free, t) for free in days[:_NAMED]]
    if len(days) > _NAMED:
        more = t.plural("{n} more day", "{n} more days", len(days) - _NAMED)
        named.append(more)
    return "; ".join(named)


def _named(free: Free, t: Language) -> str:
    why = t(_FREE[free.why])
    said = f"{why} ({free.name})" if free.name and t.code == free.LANGUAGE else why
    return f"{t.when(free.day)}, {said}"
