"""What can come of a complaint, and what to do then: an authority is no company."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.i18n import N_
from bot.views.card import bullets, heading

if TYPE_CHECKING:
    from bot.core.models import LetterCase, Outcome
    from bot.i18n import Language

OFFERED: tuple[Outcome, ...] = ("silence", "answered", "refused", "form", "proof", "bounced")
"""What can be told of a complaint."""

OUTCOMES: MappingProxyType[Outcome, str] = MappingProxyType(
    {
        "silence": N_("No answer yet"),
        "answered": N_("The authority acted on it"),
        "partly": N_("The authority acted on a part of it"),
        "refused": N_("The authority rejected it"),
        "form": N_("It sent me to its own form"),
        "proof": N_("It asked for more"),
        "bounced": N_("It could not be delivered"),
    }
)
"""`partly` is offered no longer, but was told."""

_READ = N_("Read what the authority writes on what you can do about it, and by when.")

_ASK = N_(
    "You can ask the authority for the state of the matter. Name the day on which you sent the "
    "complaint, and its number if you have one."
)

_COURT = N_("A lawyer or a digital rights organisation can say whether a court is worth it.")

_WAITING = (_ASK, N_("“Ask me later” has Tern ask you what came of it."))

_ADVICE: MappingProxyType[Outcome, tuple[str, ...]] = MappingProxyType(
    {
        "silence": (_ASK, _COURT),
        "answered": (
            N_("Keep what the authority wrote, and compare it with your complaint."),
            N_("Press “Close” when nothing is left to do."),
        ),
        "partly": (_READ, _COURT),
        "refused": (N_("Keep what the authority wrote, and its date."), _READ, _COURT),
        "form": (
            N_("Put the words of the complaint into its form: the text file has them."),
            N_("Write down the form's number and the day."),
        ),
        "proof": (
            N_("Read what it asks for, and by which day."),
            N_("Send copies and no originals, and nothing that it did not ask for."),
        ),
        "bounced": (
            N_("The authority does not have it. Look for another way on its website."),
            N_("Press “I sent it another way” when you have sent it again."),
        ),
    }
)
"""What to do, as far as it is no law: none was read on what authorities and courts have to do."""


def advice(case: LetterCase, t: Language) -> list[str]:
    """What the person can do about a complaint that was sent."""
    if case.sent is None or case.stage == "done":
        return []
    lines = _ADVICE.get(case.outcome, _WAITING) if case.outcome else _WAITING
    return [heading(t("What you can do"), 3), bullets(t(line) for line in lines)]
