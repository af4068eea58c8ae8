"""What a person has to know about their letter: each note only where it applies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.composing import RIGHT_BEHIND
from bot.core.text import is_blank
from bot.views import words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.core.letters import LetterForm
    from bot.core.models import LetterFile, Writer
    from bot.core.records import Region
    from bot.i18n import Language

_NAMED = 30
"""How many characters without a font are named."""

_ELSEWHERE = 5
"""How many platforms are named that somebody may not have meant."""


def notes_for(
    asked: LetterForm,
    writer: Writer,
    files: Sequence[LetterFile],
    region: Region,
    *,
    removed: bool,
    reader: str,
    elsewhere: Sequence[str],
    t: Language,
    changed: date | None = None,
) -> list[str]:
    """`removed`: something of what was typed was. `reader` is the language the person reads,
    `elsewhere` names platforms that the account seems to be on and that get no letter. `changed`:
    since when the platform's terms may have changed."""
    notes = [*_standing(asked, region, t), *_place(region, t)]
    language = asked.choice.language
    if elsewhere:
        notes.append(
            t(
                "This looks like an account on {platforms}. Is it meant?",
                platforms=t.enumerate(elsewhere[:_ELSEWHERE]),
            )
        )
    if changed:
        notes.append(
            t(
                "The platform's terms may have changed since {date}: Tern saw other sentences, and "
                "nobody has checked them yet. This letter goes by what the record said before.",
                date=t.when(changed),
            )
        )
    if language != reader and not is_blank(writer.reason):
        notes.append(
            t(
                "Your own reason stands as you wrote it; translate it with “Editable file” if it "
                "is not in {language}.",
                language=t.language(language),
            )
        )
    if removed:
        notes.append(
            t("Invisible control characters were removed from what you typed; please read it over.")
        )
    missing = list(dict.fromkeys(character for file in files for character in file.missing))
    if missing:
        notes.append(
            t(
                "The PDF shows a box instead of these characters, because no font has them: "
                "{characters}. The text file has them.",
                characters=_named(missing),
            )
        )
    return notes


def _named(characters: Sequence[str]) -> str:
    """The first few: a message has to hold them."""
    shown = " ".join(characters[:_NAMED])
    return shown if len(characters) <= _NAMED else shown + " …"


def _place(region: Region, t: Language) -> list[str]:
    """Somebody who names their country may live in a state that gives more."""
    if region.family != "plain" or "us" not in region.within:
        return []
    return [
        t(
            "If your state has a privacy act of its own, choose the state: "
            "you have more rights there."
        )
    ]


def _standing(asked: LetterForm, region: Region, t: Language) -> list[str]:
    """For a request: what the law gives and lacks, so that nobody takes it for more than it is."""
    if asked.choice.kind != "request":
        return []
    notes = []
    if region.family != "request":
        notes.append(t("This is a plain request: it asks, and claims no right."))
    wanted = asked.instead_of or "objection"
    if asked.instead_of and asked.lacking == "words":
        return [
            t(
                "Tern has no words yet for the {kind} that the law of {region} gives.",
                kind=t(words.KINDS[wanted]),
                region=words.region_name(region, t),
            ),
            *notes,
        ]
    right = region.rights.get(RIGHT_BEHIND.get(wanted, "object"))
    return [*notes, t.said(right.text)] if right else notes
