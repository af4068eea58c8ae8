"""A letter as text, and cut to the fields of a platform's own form."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from bot.core.models import Block, BlockRole
from bot.core.records import FormField

PieceOf = Literal["name", "contact", "email", "account", "works", "reason", "demand", "letter"]

BULLET = "- "
"""Begins an item."""

_EVENTS, _ORDER = "events", "order"
"""Ids of a complaint's headings: what happened, and what the authority is asked to do."""

_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"]+@(?:[\w-]+\.)+[^\W\d_]{2,}")

_SENTENCE_ENDS = re.compile(r"(?<=[.!?])[ \n]+|(?<=[。!?])|\n+")


def plain(blocks: Sequence[Block]) -> str:
    """The letter as text that pastes well: a blank line between blocks, no line broken."""
    return "\n\n".join(as_text(block) for block in blocks) + "\n"


def as_text(block: Block) -> str:
    """One block of it."""
    return BULLET + block.text if block.role == "item" else block.text


# ---------------------------------------------------------------- cutting


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What goes into one field. `label` is the field's own name, None where no form is known.
    `text` is empty where the form asks for an e-mail address and the letter has none.

    `limit` is the number of characters the field holds (None: no source gives one); `shortened`
    says that the text was cut to it.
    """

    of: PieceOf
    label: str | None
    text: str
    limit: int | None = None
    shortened: bool = False


def pieces(blocks: Sequence[Block], fields: Sequence[FormField] = ()) -> tuple[Piece, ...]:
    """The letter cut to a form's fields, in their order; those it has nothing for are left out,
    except for the e-mail address, of which a person has another one.

    Without known fields it is what most forms ask for: account, reason, demand and the letter.
    """
    if not fields:
        of: tuple[PieceOf, ...] = ("account", "reason", "demand", "letter")
        cut = [Piece(of=one, label=None, text=_CUTS[one](blocks)) for one in of]
        return tuple(piece for piece in cut if piece.text)
    texts = [(field, _CUTS[field.takes](blocks).strip()) for field in fields]
    return tuple(_fitted(field, text) for field, text in texts if text or field.takes == "email")


def _fitted(field: FormField, text: str) -> Piece:
    short = text if field.limit is None else shortened(text, field.limit)
    return Piece(
        of=field.takes,
        label=field.label,
        text=short,
        limit=field.limit,
        shortened=short != text,
    )


def shortened(text: str, limit: int) -> str:
    """As many whole sentences as fit into `limit` characters, or words where not even one does.

    Characters are counted as web pages count them, in UTF-16 units (HTML, `maxlength`).
    """
    cut = text.encode("utf-16-le")[: 2 * limit].decode("utf-16-le", errors="ignore")
    if cut == text:
        return text
    ends = [found.start() for found in _SENTENCE_ENDS.finditer(text) if found.start() <= len(cut)]
    sentences = text[: max(ends, default=0)].rstrip()
    words = cut.rpartition(" ")[0]
    return sentences or (words or cut).rstrip()


def _of_role(role: BlockRole) -> Callable[[Sequence[Block]], str]:
    return lambda blocks: "\n".join(block.text for block in blocks if block.role == role)


def _by_id(*ids: str) -> Callable[[Sequence[Block]], str]:
    """The blocks with these ids, and those numbered under them."""
    wanted = re.compile(rf"(?:{'|'.join(map(re.escape, ids))})(?:-\d+)?")
    return lambda blocks: "\n\n".join(block.text for block in blocks if wanted.fullmatch(block.id))


def _contact(blocks: Sequence[Block]) -> str:
    """The sender without the name that stands above it."""
    name = _CUTS["name"](blocks)
    return _of_role("sender")(blocks).removeprefix(name).strip()


def _email(blocks: Sequence[Block]) -> str:
    found = _EMAIL.search(_contact(blocks))
    return found[0] if found else ""


def _section(blocks: Sequence[Block], heading: str) -> str:
    """What stands under the heading with this id."""
    start = next((at for at, block in enumerate(blocks, 1) if block.id == heading), len(blocks))
    return "\n\n".join(
        as_text(block) for block in takewhile(lambda one: one.role != "heading", blocks[start:])
    )


def _demand(blocks: Sequence[Block]) -> str:
    first = next((block.text for block in blocks if block.role == "paragraph"), "")
    return _section(blocks, _ORDER) or _by_id("demand")(blocks) or first


def _reason(blocks: Sequence[Block]) -> str:
    return _section(blocks, _EVENTS) or _by_id("ground", "reason")(blocks) or _demand(blocks)


def _letter(blocks: Sequence[Block]) -> str:
    """From the subject on: a form has its own place for who writes to whom."""
    start = next((at for at, block in enumerate(blocks) if block.role == "subject"), 0)
    return plain(blocks[start:]).strip()


_CUTS: dict[PieceOf, Callable[[Sequence[Block]], str]] = {
    "name": _of_role("signature"),
    "contact": _contact,
    "email": _email,
    "account": _by_id("account"),
    "works": _by_id("works"),
    "reason": _reason,
    "demand": _demand,
    "letter": _letter,
}
