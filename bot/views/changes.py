"""A change in a platform's terms, as messages tell it: what differs, what it touches, and why."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.core.changes import TOPICS
from bot.core.text import clean
from bot.i18n import N_
from bot.views.card import cut, plain
from bot.views.words import platform_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from bot.core.changes import Change, Edit, Topic
    from bot.core.ports import Catalogue
    from bot.i18n import Language

TOPIC_NAMES: Mapping[Topic, str] = MappingProxyType(
    {
        "training": N_("AI training"),
        "licence": N_("licences"),
        "sharing": N_("passing on to others"),
        "opt-out": N_("saying no"),
        "deletion": N_("deletion"),
    }
)
"""What a change may touch, within a sentence."""

_SHORTEST = 160
"""Characters that a sentence has at least, with its marks, where a message is full; what does not
fit beside that is counted instead."""

_CONTEXT = 60
"""Characters that are kept before the first word that differs, where a sentence is too long."""

_WORDS = 4
"""Words that are named for each topic."""

_WORD = 40
"""Characters of such a word."""

_PARTED = re.compile(r"[^\W\u3040-\u30ff\u3400-\u9fff]+")
"""Words, but not of Japanese."""


def changed(change: Change, platform: str, t: Language) -> str:
    """The one sentence: who changed what."""
    return t("{platform} changed “{title}”.", platform=platform, title=plain(change.title))


def shared(others: Sequence[str], catalogue: Catalogue, t: Language) -> str | None:
    """Whose text it is too; None where it is nobody else's."""
    if not others:
        return None
    names = [platform_name(one, catalogue) for one in others]
    return t("The same text also counts for {platforms}.", platforms=t.enumerate(names))


def touches(change: Change, t: Language) -> str:
    """How much differs and what it touches."""
    differs = t.plural("{n} sentence differs.", "{n} sentences differ.", len(change.edits))
    if not change.topics:
        return f"{differs} " + t(
            "Tern found no words in them on AI training, licences, passing on to others, saying "
            "no or deletion."
        )
    return f"{differs} {_topics(change, t)}"


def why(change: Change, t: Language) -> str | None:
    """The words that made each topic be named; None where none is."""
    if not change.topics:
        return None
    found = [
        f"{t(TOPIC_NAMES[topic])} ({', '.join(map(_word, change.because[topic][:_WORDS]))})"
        for topic in TOPICS
        if change.because.get(topic)
    ]
    return t("Words found: {words}.", words="; ".join(found)) if found else None


def between(change: Change, t: Language) -> str:
    """When it changed, as exactly as is known."""
    first, last = _day(change.seen_at), change.found_on
    if first == last:
        return t("It changed on {date}.", date=t.when(last))
    return t("It changed between {first} and {last}.", first=t.when(first), last=t.when(last))


def unchecked(t: Language) -> str:
    """What stands beside a change until somebody has looked at it."""
    return t("Found by a comparison of sentences. Nobody at Tern has checked yet what it means.")


def standing(change: Change, t: Language) -> str:
    """What stands beside the change: that nobody has looked at it, or since when somebody has."""
    if change.checked_at is None:
        return unchecked(t)
    return t(
        "Found by a comparison of sentences. Tern's record was checked against it on {date}.",
        date=t.when(_day(change.checked_at)),
    )


def seen(change: Change, t: Language) -> str:
    """A line of a timeline: that Tern saw it, and whether somebody has looked at it since."""
    differs = t(
        "Tern saw that “{title}” differs from what it said before.", title=plain(change.title)
    )
    parts = [f"**{t.when(change.found_on)}** {differs}"]
    if change.topics:
        parts.append(_topics(change, t))
    if change.checked_at is None:
        parts.append(t("Nobody has checked yet what it means."))
    else:
        parts.append(t("Checked on {date}.", date=t.when(_day(change.checked_at))))
    page = t("the page")
    return f"{' '.join(parts)} ([{page}](<{change.url}>))"


def edits_lines(change: Change, budget: int, t: Language) -> list[str]:
    """The changed sentences, old and new, in at most `budget` characters, line breaks included.

    Those with the words that were found come first. Where there is too little room, each sentence
    gets a fair share of it and is cut where it is the same in both; what does not fit at all is
    counted in a last line.
    """
    edits = _ordered(change)
    # More than these would be cut too short, however they are shared out.
    may_fit = edits[: max(1, budget // _SHORTEST)]
    blocks = [(edit, _edit(edit, None, t)) for edit in may_fit]
    for shown in range(len(blocks), 0, -1):
        lines = _fitting(blocks[:shown], len(edits) - shown, budget, t)
        if lines is not None:
            return lines
    return [_left(len(edits), t)] if edits else []


def _fitting(
    blocks: Sequence[tuple[Edit, str]], left: int, budget: int, t: Language
) -> list[str] | None:
    """All of these within the budget, each beside how it is written whole; None where they would be
    cut too short."""
    rest = [_left(left, t)] if left else []
    room = budget - sum(len(line) + 1 for line in rest)
    share = _share([len(block) + 1 for _, block in blocks], room)
    if any(len(block) >= share < _shortest(edit) for edit, block in blocks):
        return None
    return [
        block if len(block) < share else _edit(edit, share - 1, t) for edit, block in blocks
    ] + rest


def _shortest(edit: Edit) -> int:
    return _SHORTEST * (2 if edit.old and edit.new else 1)


def _share(lengths: Sequence[int], room: int) -> int:
    """The most that each may have, so that all have room and the short ones are left whole."""
    for done, length in enumerate(sorted(lengths)):
        share = room // (len(lengths) - done)
        if length > share:
            return share
        room -= length
    return max(lengths, default=0)


def _edit(edit: Edit, length: int | None, t: Language) -> str:
    """One edit: words say what each sentence is, and each stands on a line of its own."""
    if edit.old is None:
        parts = [(t("Added"), edit.new or "", "")]
    elif edit.new is None:
        parts = [(t("Removed"), edit.old, "")]
    else:
        parts = [(t("Before"), edit.old, edit.new), (t("Now"), edit.new, edit.old)]
    labels = [f"**{label}**\n> " for label, _, _ in parts]
    room = None
    if length is not None:
        room = max(1, (length - sum(map(len, labels)) - len(labels) + 1) // len(labels))
    quoted = [_quoted(text, other, room) for _, text, other in parts]
    return "\n".join(map("".join, zip(labels, quoted, strict=True)))


def _quoted(sentence: str, other: str, length: int | None) -> str:
    """The sentence as it is read, at most so long as it is sent. What it begins with and shares
    with the other goes first."""
    words = _flat(sentence)
    shown = plain(words)
    if length is None or len(shown) <= length:
        return shown
    same = _same_beginning(words, _flat(other)) - _CONTEXT
    if same > 0:
        words = "… " + words[words.find(" ", same) + 1 :]
    # Escaping makes it longer, so what is cut is the plain text, until it fits.
    kept = min(len(words), length)
    while kept > 1 and len(plain(cut(words, kept))) > length:
        kept -= max(1, (len(plain(cut(words, kept))) - length) // 2)
    return plain(cut(words, kept))


def _same_beginning(one: str, other: str) -> int:
    """Characters that both begin with; 0 where there is no other."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _ordered(change: Change) -> list[Edit]:
    """Those that touch most topics, by the words that were found, first; else as they stand in the
    text."""
    topics = [[word.casefold() for word in found] for found in change.because.values()]

    def touched(edit: Edit) -> int:
        said = f"{edit.old or ''} {edit.new or ''}".casefold()
        parted = frozenset(_PARTED.findall(said))
        # Several words, and Japanese, which parts none, are looked for as they are.
        return sum(
            any(word in (parted if _PARTED.fullmatch(word) else said) for word in words)
            for words in topics
        )

    return sorted(change.edits, key=touched, reverse=True)


def _left(count: int, t: Language) -> str:
    return "-# " + t.plural("{n} more sentence differs.", "{n} more sentences differ.", count)


def _topics(change: Change, t: Language) -> str:
    about = t.enumerate([t(TOPIC_NAMES[topic]) for topic in change.topics])
    return t("By its words this touches: {topics}.", topics=about)


def _word(word: str) -> str:
    return f"“{plain(cut(_flat(word), _WORD))}”"


def _flat(text: str) -> str:
    """On one line, without signs that would turn the reading around."""
    return " ".join(clean(text)[0].split())


def _day(at: int) -> date:
    return datetime.fromtimestamp(at, UTC).date()
