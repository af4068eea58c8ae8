"""What is made of a letter later: a file to change, and its text for the fields of a web form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from bot.i18n import N_
from bot.views.card import attached, card, cut, heading, link, plain, row, rule, text
from bot.views.copyable import blocks, messages

if TYPE_CHECKING:
    from bot.core.models import LetterFile
    from bot.core.pieces import Piece, PieceOf
    from bot.i18n import Language
    from bot.views.card import Card

_MESSAGES = 5
"""How many answers a press may get where Tern is installed for a person only (docs, interactions:
followup messages)."""

_NAMES: Mapping[PieceOf, str] = {
    "name": N_("Your name"),
    "contact": N_("Where they can answer you"),
    "email": N_("E-mail address"),
    "account": N_("Your account"),
    "works": N_("Your works"),
    "reason": N_("Why"),
    "demand": N_("What you ask for"),
    "letter": N_("The whole letter"),
}


def editable(file: LetterFile, t: Language) -> Card:
    """The letter as a file to change."""
    return card(
        text(
            heading(t("Your letter, to change")),
            t(
                "Open it with LibreOffice, Word or Google Docs. It was read from the text file, so "
                "it says the same. Tern has kept nothing of it, and nothing has been sent."
            ),
        ),
        attached(file.name),
    )


def for_the_form(pieces: Sequence[Piece], url: str | None, t: Language) -> Sequence[Card]:
    """The pieces, each in a block with a button to copy it, in as many messages as they take."""
    intro = "\n".join(
        (
            heading(t("Text for the form")),
            t("Copy each block into the field of the form. You send it; nothing has been sent."),
        )
    )
    found = messages([shown for piece in pieces for shown in _shown(piece, t)])
    if len(found) > _MESSAGES:
        found = found[:_MESSAGES]
        found[-1].append("-# " + t("The rest is in the text file."))
    found[0].insert(0, intro)
    page = row(link(t("Open the page for this"), url)) if url else None
    last = len(found) - 1
    return [
        card(
            *(text(shown) for shown in message),
            rule() if page and number == last else None,
            page if number == last else None,
        )
        for number, message in enumerate(found)
    ]


def _shown(piece: Piece, t: Language) -> Iterator[str]:
    name = plain(cut(piece.label, 200)) if piece.label else t(_NAMES[piece.of])
    if not piece.text:
        yield f"**{name}**\n" + t("The e-mail address of your account there.")
        return
    yield from blocks(name, piece.text, t, ["-# " + note for note in _notes(piece, t)])


def _notes(piece: Piece, t: Language) -> Iterator[str]:
    if piece.limit is None:
        return
    if piece.shortened:
        yield t(
            "The field takes {n} characters, so the text was cut. Attach the PDF if the form lets "
            "you: it says everything.",
            n=t.number(piece.limit),
        )
    else:
        yield t("The field takes {n} characters.", n=t.number(piece.limit))
