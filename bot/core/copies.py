"""Letters made again from the text file that the person has, because Tern keeps none of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.core.deadlines import today
from bot.core.letters import Story
from bot.core.models import Letter, Writer
from bot.core.outlines import MARK, read_back
from bot.core.standing import chains_of, sent_before
from bot.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.letters import Letters
    from bot.core.models import Block, LetterCase
    from bot.core.ports import Catalogue, Store
    from bot.core.records import Authority


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What is stored of a letter that was made, and of those before it, oldest first."""

    case: LetterCase
    earlier: tuple[LetterCase, ...]


class Copies:
    """Reads a letter's text back, for the person whose letter it is."""

    def __init__(self, catalogue: Catalogue, letters: Letters, store: Store) -> None:
        self._catalogue = catalogue
        self._letters = letters
        self._store = store

    async def made(self, user: int, case: int) -> Made:
        """What is stored of this person's letter. Raises `UserError` where there is none."""
        found = await self._store.letter(case)
        if found is None or found.user != user:
            raise UserError("Tern has no record of this letter any more. Its files are still good.")
        return Made(case=found, earlier=_earlier(found, await self._store.letters_of(user)))

    def read(self, made: Made, text: str) -> Letter:
        """The letter from its text. Takes some milliseconds, in any thread.

        Raises `UserError` where the text is empty.
        """
        case = made.case
        blocks = read_back(text, self._outline(made, text))
        if not blocks:
            raise UserError("The text file of this letter is empty.")
        region = self._catalogue.regions.get(case.choice.region)
        written = datetime.fromtimestamp(case.created_at, UTC)
        return Letter(
            choice=case.choice,
            subject=next((one.text for one in blocks if one.role == "subject"), blocks[0].text),
            blocks=blocks,
            paper=region.paper if region else "a4",
            date=today(written, region.timezone if region else "UTC"),
            reviewed=None,
            country=region.country if region else None,
        )

    def _outline(self, made: Made, text: str) -> Sequence[Block]:
        """The letter as it would be written now, with a mark for what was typed; nothing where it
        no longer exists."""
        choice = made.case.choice
        try:
            writer = Writer(
                name=MARK,
                contact=MARK,
                account=MARK,
                grounds=tuple(self._letters.form(choice).grounds),
                reason=MARK,
                works=MARK,
                work=made.case.work,
            )
            story = Story(earlier=made.earlier, authority=self._authority(made.case, text))
            return self._letters.compose(choice, writer, story=story).blocks
        except UserError:
            return ()

    def _authority(self, case: LetterCase, text: str) -> Authority | None:
        """To whom a complaint went is not stored, but stands in it at the head of a line."""
        if case.choice.kind != "complaint":
            return None
        named = [
            one for one in self._letters.authorities(case.choice.region) if f"\n{one.name}" in text
        ]
        return max(named, key=lambda one: len(one.name), default=None)


def _earlier(case: LetterCase, letters: Sequence[LetterCase]) -> tuple[LetterCase, ...]:
    """What the letter looked back on when it was made; its parent is the last of that. `letters`
    are all of the person's, newest first."""
    for chain in chains_of(letters):
        for place, one in enumerate(chain):
            if one.id == case.parent:
                return sent_before(chain[: place + 1], one, case.choice.kind)
    return ()
