"""A letter's own text put back into the blocks it was made of.

An outline is the same letter with a mark for everything that people typed. What it shares with the
text word for word holds both in place; only what lies between is compared, and no more of it than
a letter has, so that the time it takes grows with the length of the text and not faster.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import groupby

from bot.core.models import Block, BlockRole
from bot.core.pieces import BULLET, as_text

MARK = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands, in an outline, for what a person typed."""

_BETWEEN = re.compile(r"\n{2,}")
_NUMBER = re.compile(r"-\d+$")
_UNKNOWN = "text-"

_OPEN: frozenset[BlockRole] = frozenset({"sender", "recipient", "date", "signature"})
"""Blocks whose words say nothing about which block it is."""

_EDGE = 12
"""How many parts at either end of a long stretch are looked at one by one. What is between them can
only be paragraphs that a person typed."""

_ALIKE = 0.6
"""Share of pairs of characters that two texts have in common, from which they are the same block
with other values in it."""


def read_back(text: str, outline: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks of a letter, from the text that `bot.core.pieces.plain` made of it.

    Where the outline's words have changed since, or there is none, the parts of the text are
    paragraphs and items without a name.
    """
    parts = [part for part in _BETWEEN.split(text.replace("\r\n", "\n").strip("\n")) if part]
    found = dict(_aligned(parts, outline))
    blocks = [
        _named(part, outline[found[number]]) if number in found else _unknown(part, number)
        for number, part in enumerate(parts)
    ]
    return tuple(_numbered(blocks, {block.id for block in outline if _is_typed(block)}))


def _named(part: str, block: Block) -> Block:
    return replace(block, text=part.removeprefix(BULLET) if block.role == "item" else part)


def _unknown(part: str, number: int) -> Block:
    role: BlockRole = "item" if part.startswith(BULLET) else "paragraph"
    return Block(id=f"{_UNKNOWN}{number + 1}", role=role, text=part.removeprefix(BULLET))


def _numbered(blocks: Sequence[Block], typed: Container[str]) -> Iterator[Block]:
    """With numbers for what a person typed in several paragraphs, as a template numbers them."""
    for id_, group in groupby(blocks, lambda block: block.id):
        alike = list(group)
        if id_ not in typed or len(alike) == 1:
            yield from alike
        else:
            yield from (replace(one, id=f"{id_}-{n}") for n, one in enumerate(alike, start=1))


def _is_typed(block: Block) -> bool:
    """Whether it holds what a person typed and nothing else, in as many paragraphs as they like."""
    return block.role not in _OPEN and not block.text.replace(MARK, "").strip()


# ---------------------------------------------------------------- which part is which block


def _aligned(parts: Sequence[str], outline: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Numbers of a part and of its block, in the order of both."""
    same = SequenceMatcher(None, parts, [as_text(block) for block in outline], autojunk=False)
    part = block = 0
    for next_part, next_block, size in same.get_matching_blocks():
        between = _compared(parts[part:next_part], outline[block:next_block])
        yield from ((part + one, block + other) for one, other in between)
        part, block = next_part + size, next_block + size
        yield from zip(range(next_part, part), range(next_block, block), strict=True)


def _compared(parts: Sequence[str], blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Of parts and blocks that differ: which belong together, with the highest sum of scores."""
    if not parts or not blocks:
        return
    rows = list(_rows(len(parts)))
    first = _scores(parts, rows, blocks)
    further = [_for_further(block) for block in blocks]
    best = [[0.0] * (len(blocks) + 1) for _ in range(len(rows) + 1)]
    ways = [[0] * (len(blocks) + 1) for _ in rows]
    for i, row in enumerate(rows):
        for j in range(len(blocks)):
            sums = (
                best[i + 1][j],
                best[i][j + 1],
                best[i][j + 1] + len(row) * further[j],
                best[i][j] + first[i][j],
            )
            best[i + 1][j + 1] = max(sums)
            ways[i][j] = sums.index(best[i + 1][j + 1])
    i, j = len(rows) - 1, len(blocks) - 1
    while i >= 0 and j >= 0:
        way = ways[i][j]
        if way >= 2:
            yield from ((part, j) for part in rows[i])
        i, j = i - (way > 0), j - (way in (0, 3))


def _rows(count: int) -> Iterator[range]:
    """Each part by itself, but those in the middle of many as one."""
    middle = range(_EDGE, max(count - _EDGE, _EDGE))
    yield from (range(n, n + 1) for n in range(min(_EDGE, count)))
    if middle:
        yield middle
    yield from (range(n, n + 1) for n in range(middle.stop, count))


def _scores(
    parts: Sequence[str], rows: Sequence[range], blocks: Sequence[Block]
) -> list[list[float]]:
    """How well each row fits each block: up to 2 by its words, 1 by its place alone."""
    known = [_pairs(as_text(block)) for block in blocks]
    scores = []
    for row in rows:
        if len(row) > 1:
            scores.append([len(row) * _for_further(block) for block in blocks])
            continue
        part = parts[row.start]
        own = _pairs(part)
        scores.append(
            [_score(part, own, block, other) for block, other in zip(blocks, known, strict=True)]
        )
    return scores


def _score(part: str, own: frozenset[str], block: Block, other: frozenset[str]) -> float:
    if block.role == "item" and not part.startswith(BULLET):
        return 0.0
    if min(len(own), len(other)) >= _ALIKE * max(len(own), len(other), 1):
        share = len(own & other) / len(own | other)
        if share >= _ALIKE:
            return 2 * share
    return 1.0 if block.role in _OPEN or _is_typed(block) else 0.0


def _for_further(block: Block) -> float:
    """What a paragraph counts that follows another of the same block: less than the first of a
    block, and most in a reason."""
    if not _is_typed(block) or block.role == "item":
        return 0.0
    return 0.9 if block.id == "reason" else 0.8


def _pairs(text: str) -> frozenset[str]:
    static = text.replace(MARK, " ")
    return frozenset(static[at : at + 2] for at in range(len(static) - 1))
