"""Text to copy: in blocks that Discord puts a button on, in as many messages as they take."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bot import limits

if TYPE_CHECKING:
    from bot.i18n import Language

_ROOM = limits.TEXT - 200
"""Characters of one message; the rest is for what stands above and below the blocks."""

_FENCE = "```"
_FENCES = re.compile(r"`{3,}")
_LOOKS_THE_SAME = "\N{MODIFIER LETTER GRAVE ACCENT}"


def blocks(name: str, words: str, t: Language, notes: Sequence[str] = ()) -> Iterator[str]:
    """The words under their name and notes, in parts that each fit into a message. The name and
    the notes are markup, the words are shown as they are."""
    room = _ROOM - len(name) - sum(map(len, notes)) - 100
    parts = list(_parts(_FENCES.sub(_harmless, words), room))
    for number, part in enumerate(parts, start=1):
        named = name
        if len(parts) > 1:
            named = t("{name}, part {n} of {all}", name=name, n=number, all=len(parts))
        yield "\n".join((f"**{named}**", *notes, _FENCE, part, _FENCE))


def messages(shown: Sequence[str]) -> list[list[str]]:
    """What is shown, in order, as much of it to a message as fits."""
    found: list[list[str]] = [[]]
    used = 0
    for one in shown:
        if found[-1] and used + len(one) > _ROOM:
            found.append([])
            used = 0
        found[-1].append(one)
        used += len(one)
    return found


def _harmless(found: re.Match[str]) -> str:
    """Three backticks would end the block."""
    return _LOOKS_THE_SAME * len(found[0])


def _parts(words: str, room: int) -> Iterator[str]:
    """The text in parts that fit, parted between paragraphs, lines or words where it can be."""
    while len(words) > room:
        end = next(
            (at for sign in ("\n\n", "\n", " ") if (at := words.rfind(sign, room // 2, room)) > 0),
            room,
        )
        yield words[:end].rstrip()
        words = words[end:].lstrip()
    if words:
        yield words
