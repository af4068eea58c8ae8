"""What came of a letter: what can be told, and what to do then."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.i18n import N_
from bot.views import complaints, words
from bot.views.card import bullets, heading
from bot.views.records import marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.models import LetterCase, Outcome
    from bot.core.records import FollowUp, Statement
    from bot.core.standing import Standing
    from bot.i18n import Language

OUTCOMES: MappingProxyType[Outcome, str] = MappingProxyType(
    {
        "silence": N_("No answer came"),
        "answered": N_("They did what I asked"),
        "partly": N_("They did a part of it"),
        "refused": N_("They refused"),
        "identity": N_("They want my ID"),
        "form": N_("They sent me to a form"),
        "proof": N_("They say I must prove it"),
        "extended": N_("They need more time"),
        "bounced": N_("It came back: not delivered"),
    }
)

_UNDO: MappingProxyType[Outcome, str] = MappingProxyType(
    {
        "silence": N_("Undo: no answer"),
        "answered": N_("Undo: done"),
        "partly": N_("Undo: done in part"),
        "refused": N_("Undo: refused"),
        "identity": N_("Undo: ID wanted"),
        "form": N_("Undo: sent to a form"),
        "proof": N_("Undo: more wanted"),
        "extended": N_("Undo: more time"),
        "bounced": N_("Undo: came back"),
    }
)

_ADVICE: MappingProxyType[Outcome, tuple[str, ...]] = MappingProxyType(
    {
        "silence": (
            N_("Keep your proof that the letter was sent."),
            N_("Look into your spam folder and the platform's own inbox first."),
        ),
        "answered": (
            N_("Compare the answer with your letter: what was stopped, from which day, for what."),
            N_("Keep the answer. If a part is missing, choose “They did a part of it”."),
            N_("Press “Close” when nothing is left to do."),
        ),
        "partly": (
            N_("Write down what is missing."),
            N_("Keep their answer and its date."),
        ),
        "refused": (
            N_("Read which reason they give."),
            N_("Keep the refusal and its date."),
        ),
        "identity": (
            N_("Ask which doubt they have, and what else would settle it."),
            N_(
                "Offer what only you can do: write from the account's own e-mail address, or put a "
                "word they choose into your profile."
            ),
            N_("Do not send an identity document by default. Never send more than is needed."),
            N_(
                "If you decide to send one: black out everything that is not needed to recognise "
                "you, and write across the copy what it is for."
            ),
            N_("The time for the answer may wait until they know who you are."),
        ),
        "form": (
            N_("Send the same words by their form as well: the text file fits most fields."),
            N_("Write down the form's ticket number and the day."),
            N_("Tern goes on counting from the day on which your letter arrived."),
        ),
        "proof": (
            N_("Ask what exactly they doubt."),
            N_(
                "Show only what is needed: the link to your profile, a signed picture, a date. No "
                "originals and no files in full size."
            ),
            N_("Say in one or two sentences why it concerns you."),
        ),
        "extended": (N_("Keep their notice and the reasons it gives."),),
        "bounced": (
            N_("It did not arrive, so no time runs. Send it another way, then tell Tern."),
        ),
    }
)
"""What to do, as far as it is no law."""

_FOR_THE_NEXT: MappingProxyType[Outcome, str] = MappingProxyType(
    {
        "silence": N_("The next letter rests on that proof."),
        "partly": N_("The next letter asks for just what is missing."),
        "refused": N_("In the next letter you answer their reason in your own words."),
    }
)
"""What it is for, where another letter can follow."""

_SECOND: MappingProxyType[FollowUp, str] = MappingProxyType(
    {
        "reminder": N_("A follow-up names the first letter and what is missing; it asks again."),
        "complaint": N_(
            "The complaint to the company names the first letter and what is wrong, and comes "
            "before the one to the authority."
        ),
        "appeal": N_("The appeal asks the company to decide again, and to explain its decision."),
    }
)
"""What the second letter to the company is."""


def offered(shown: Standing) -> Sequence[Outcome]:
    """What can have come of this letter."""
    return complaints.OFFERED if shown.case.choice.kind == "complaint" else tuple(OUTCOMES)


def named(outcome: Outcome, case: LetterCase, t: Language) -> str:
    """What came of this letter, in a few words."""
    of_authorities = complaints.OUTCOMES if case.choice.kind == "complaint" else {}
    return t(of_authorities.get(outcome, OUTCOMES[outcome]))


def undo(case: LetterCase, t: Language) -> str:
    """What "Undo" takes back."""
    if case.stage == "done":
        return t("Undo: closed")
    if case.outcome is not None:
        return t(_UNDO[case.outcome])
    if case.stage == "waiting" and case.means == "post":
        return t("Undo: arrived")
    return t("Undo: sent")


def advice(shown: Standing, t: Language) -> list[str]:
    """What to do now, what the region's record says to it, and which letter comes next."""
    outcome = shown.case.outcome
    if shown.early:
        return _too_early(shown, t)
    if shown.case.choice.kind == "complaint":
        return complaints.advice(shown.case, t)
    if outcome is None or shown.case.stage == "done":
        return []
    lines = [heading(t("What you can do"), 3)]
    lines.append(bullets([*_special(shown, t), *(t(line) for line in _steps(shown, outcome))]))
    if shown.said:
        name = words.region_name(shown.region, t)
        lines.append(heading(t("What Tern has read for {region}", region=name), 3))
        lines.append(bullets(_quoted(statement, shown, t) for statement in shown.said))
    return lines + _letters(shown, t)


def _steps(shown: Standing, outcome: Outcome) -> list[str]:
    lines = [*_ADVICE[outcome]]
    if shown.letters and outcome in _FOR_THE_NEXT:
        lines.append(_FOR_THE_NEXT[outcome])
    if "complaint" in shown.letters and outcome == "refused":
        lines.append(N_("A complaint rests on the refusal and its date."))
    return lines


def _too_early(shown: Standing, t: Language) -> list[str]:
    if shown.case.due is None:
        return []
    day = t.when(shown.case.due)
    early = t("It is too early to call it silence: the last day is {day}.", day=day)
    until = t("They may answer until the end of that day.")
    if shown.asks_on is not None:
        until = t("They may answer until the end of that day, so Tern asks on the morning after.")
    return [early, until]


def _special(shown: Standing, t: Language) -> list[str]:
    """What depends on this letter's own dates and ways."""
    match shown.case.outcome:
        case "extended":
            return [_extension(shown, t)]
        case "bounced":
            return other_ways(shown, t)
        case _:
            return []


def _extension(shown: Standing, t: Language) -> str:
    answer = shown.answer
    if answer is None:
        if shown.case.due is None:
            return t("Tern counts no time for this letter.")
        day = t.when(shown.case.due)
        return t(
            "No law that Tern has read sets a time here. Tern asks again after {day}.", day=day
        )
    if shown.late and shown.extends:
        return t(
            "Their notice came after {day}, the last day for the answer. The law gives more time "
            "only where it is announced in time.",
            day=t.when(answer.day),
        )
    if not shown.extends:
        return t(
            "Tern has read no law that gives them more time. The last day stays {day}.",
            day=t.when(answer.day),
        )
    return t(
        "The law lets them take until {day} ({basis}).",
        day=t.when(answer.day),
        basis=t.said(answer.basis),
    )


def other_ways(shown: Standing, t: Language) -> list[str]:
    """The ways that are left, as far as somebody has read them; none for a complaint."""
    recipient = shown.recipient
    if recipient is None or shown.case.choice.kind == "complaint":
        return []
    ways = []
    if recipient.form and shown.case.means != "form":
        ways.append(t("By their form: {address}", address=f"<{recipient.form}>"))
    if recipient.email and shown.case.means != "email" and not shown.undeliverable:
        ways.append(t("By e-mail: {address}", address=f"`{recipient.email}`"))
    if recipient.address and shown.case.means != "post":
        ways.append(t("By post: the address stands on the PDF."))
    return ways


def _quoted(statement: Statement, shown: Standing, t: Language) -> str:
    sources = shown.region.sources
    cited = [sources[id_] for id_ in statement.sources if id_ in sources]
    return f"{t.said(statement.text)} {marks(cited, t)}".rstrip()


def _letters(shown: Standing, t: Language) -> list[str]:
    """Which letter comes next, and why that one first."""
    if not shown.letters:
        return []
    lines = [heading(t("The next letter"), 3)]
    if shown.letters == ("complaint", "follow-up"):
        lines.append(_complaint_first(shown, t))
    elif "follow-up" in shown.letters:
        lines.append(t(_SECOND[shown.region.follow_up]))
    if shown.case.outcome in ("identity", "form", "proof"):
        lines.append(t("Only if you do not want to do what they ask: it says so, and why."))
    if "complaint" in shown.letters:
        right = shown.region.rights["complaint"]
        lines.append(f"{_authority(shown, t)} {t.said(right.text)}")
    return lines


def _authority(shown: Standing, t: Language) -> str:
    authorities = shown.region.complaints_to
    if not authorities:
        return t("Tern has read no authority's address for this region.")
    if len(authorities) > 1:
        return t("Which authority is yours depends on where you live; the button asks.")
    return t("The authority: {name}.", name=authorities[0].name)


def _complaint_first(shown: Standing, t: Language) -> str:
    if shown.complain_by is None:
        return t(
            "The law gives little time to complain, so Tern puts the complaint first: a follow-up "
            "gives them two weeks of it."
        )
    return t(
        "The time to complain ends on {day}, so Tern puts the complaint first: a follow-up gives "
        "them two weeks of it.",
        day=t.when(shown.complain_by.day),
    )
