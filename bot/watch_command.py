"""The word `watch`: what changed and waits for somebody, what cannot be read, a draft for records.

What it says is for the operator, in English. Nothing in it was thought up: the draft holds dates,
addresses and words that were found, and TODO where only who has read the page can go on.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

import yaml

from bot.core.text import clean
from bot.core.watch_texts import by_source
from bot.errors import StartupError, UserError
from bot.views.changes import TOPIC_NAMES

if TYPE_CHECKING:
    from bot.core.changes import Change, Edit
    from bot.core.records import Platform
    from bot.core.watch import Watch
    from bot.core.watched import Watched
    from bot.services import Services

PROBLEMS: Mapping[str, str] = MappingProxyType(
    {
        "refused": "its robots.txt does not let Tern read it",
        "unreachable": "there is no answer, or it broke off, or it leads to a private address",
        "status": "the server answers with an error",
        "redirect": "it leads to a host that is not the platform's own, or in a circle",
        "too-large": "it is larger than what Tern reads",
        "login": "a login page is in its place",
        "error-page": "an error page is in its place, though the server calls it a success",
        "other-language": "it is in another language than the record says",
        "script-only": "it is empty until scripts fill it, and Tern runs none",
        "empty": "there is no text, or the record's selector finds none",
        "other-page": (
            "it has next to nothing in common with what was read before; from the third day on it "
            "counts as a change"
        ),
        "earlier": (
            "an earlier wording is there again, perhaps in turns with the newest; from the seventh "
            "day on it counts as a change"
        ),
        "archive": "Open Terms Archive does not give the text",
    }
)
"""Why a text cannot be read (the words of `bot.core.watched.Problem`), as the end of a sentence."""

SAID: Mapping[str, str] = MappingProxyType(
    {
        **PROBLEMS,
        "first": "read for the first time; from now on it is compared",
        "same": "as it was",
        "changed": "has a new wording",
    }
)
"""How a reading ended (those, and the words of `bot.core.watch.What`), likewise."""


async def waiting(services: Services) -> AsyncIterator[str]:
    """The changes that nobody has checked, newest first."""
    watch = services.watch
    changes = [change for change in await watch.changes() if change.checked_at is None]
    if not changes:
        yield "No change waits for somebody to check it."
    for change in changes:
        yield f"{change.id}  {_name(services, change.platform)}: {_line(change.title)}"
        yield f"    {_between(change)}; {_topics(change) or 'no words that Tern looks for'}"
    if changes:
        yield ""
        yield "python -m bot watch ID shows one; the first digits are enough."
    if problems := await watch.problems():
        yield f"Cannot be read now: {len(problems)} (python -m bot watch --problems)."
    if not watch.is_on:
        yield "The watch is off here (TERN_WATCH): nothing new is read by itself."


async def shown(services: Services, typed: str) -> AsyncIterator[str]:
    """One change: what differs, and the draft for the record. Raises `StartupError` where there is
    no such change."""
    change = await _find(services.watch, typed)
    platform = services.catalogue.platforms.get(change.platform)
    yield f"{_name(services, change.platform)}: {_line(change.title)}"
    yield change.url
    yield f"{_between(change)}; {_count(change)}"
    for topic in change.topics:
        found = ", ".join(_line(word) for word in change.because[topic])
        yield f"touches {TOPIC_NAMES[topic]}: {found}"
    if change.checked_at is not None:
        yield f"checked on {_day(change.checked_at)}"
    for edit in change.edits:
        yield ""
        for line in _edit(edit):
            yield line
    if platform is None:
        return
    yield ""
    for line in draft(change, platform):
        yield line


async def checked(services: Services, typed: str) -> AsyncIterator[str]:
    """Notes that the record was compared with the change. Raises `StartupError` where there is no
    such change."""
    change = await _find(services.watch, typed)
    await services.watch.check(change.id)
    yield f"Checked: {_name(services, change.platform)}, {_line(change.title)}."
    yield "A Tern that runs stops marking the record within five minutes."


async def problems(services: Services) -> AsyncIterator[str]:
    """What cannot be read, the longest-standing first."""
    troubles = await services.watch.problems()
    if not troubles:
        yield "Every text that was asked for can be read."
    for trouble in troubles:
        text, reading = trouble.text, trouble.reading
        since = _day(reading.problem_since or reading.tried_at)
        why = PROBLEMS.get(reading.problem or "", reading.problem)
        last = f"last read on {_day(reading.read_at)}" if reading.read_at else "never read yet"
        yield f"{_name(services, text.platform)}: {text.document.title}"
        yield f"    since {since}: {why}"
        yield f"    {last}; next try on {_day(reading.next_at)}; {text.document.url}"


async def read_now(services: Services, typed: str) -> AsyncIterator[str]:
    """Reads every text at once, or those of the platform that is typed, one after the other. Raises
    `StartupError` where there is no such platform."""
    texts = list(services.watch.texts.values())
    if typed:
        platform = _platform(services, typed)
        texts = [text for text in texts if text.platform == platform.id]
    if not texts:
        yield "There is no text to read."
    for same in by_source(texts):
        result = await services.watch.read(same[0])
        if result is None:
            raise StartupError("The watch is off.")
        for text in same:
            yield f"{_heading(services, text)}: {SAID[result]}"


def draft(change: Change, platform: Platform) -> Iterator[str]:
    """A draft of what the record gets, as YAML: mechanical, and refused by `python -m bot check`
    until its TODOs are done."""
    day = change.found_on
    source = _free(f"{platform.id}_{day:%Y_%m}", platform)
    event = {"date": day, "text": _todo(change), "sources": [source]}
    read = {
        "url": change.url,
        "title": f"{platform.name}: {_line(change.title)}",
        "kind": "platform",
        "read": "TODO the day on which you read it",
        "date": day,
    }
    yield f"# A draft for data/{platform.kind}s/{platform.id}.yaml. Read the page before you use"
    yield "# it; set `date` to the day that the page names. Compare the rest of the record with the"
    yield "# page, set `checked`, and run"
    yield f"#     python -m bot watch --check {change.id}"
    yield from _dumped({"timeline": [event]})
    yield from _dumped({"sources": {source: read}})


def _todo(change: Change) -> str:
    about = f"; touches {_topics(change)}" if change.topics else ""
    return (
        f"TODO say what changed in “{_line(change.title)}”. What a comparison found: "
        f"{_between(change)}; {_count(change)}{about}."
    )


def _free(wanted: str, platform: Platform) -> str:
    """A source id that the record does not have yet."""
    name, n = wanted, 2
    while name in platform.sources:
        name, n = f"{wanted}_{n}", n + 1
    return name


def _dumped(part: object) -> Iterator[str]:
    """As records are written: lists are set in under their key."""
    text = yaml.dump(part, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=96)
    yield from text.splitlines()


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, *_: object, **__: object) -> None:
        super().increase_indent(flow, False)


async def _find(watch: Watch, typed: str) -> Change:
    """The change with this id, or the only one whose id begins so."""
    if typed.isascii() and typed.isdigit() and int(typed) < 2**63:
        if exact := await watch.change(int(typed)):
            return exact
        near = [change.id for change in await watch.changes() if str(change.id).startswith(typed)]
        if len(near) > 1:
            raise StartupError(f"The ids of {len(near)} changes begin with {typed}: type more.")
        if near and (change := await watch.change(near[0])):
            return change
    raise StartupError(f"No change has the id {_line(typed)}. `python -m bot watch` lists them.")


def _platform(services: Services, typed: str) -> Platform:
    try:
        return services.policies.platform(typed)
    except UserError as error:
        raise StartupError(str(error)) from None


def _heading(services: Services, text: Watched) -> str:
    return f"{_name(services, text.platform)}, {text.document.title}"


def _name(services: Services, platform: str) -> str:
    """A change may be of a record that is not there any more."""
    found = services.catalogue.platforms.get(platform)
    return found.name if found else platform


def _topics(change: Change) -> str:
    return ", ".join(TOPIC_NAMES[topic] for topic in change.topics)


def _count(change: Change) -> str:
    return (
        "1 sentence differs" if len(change.edits) == 1 else f"{len(change.edits)} sentences differ"
    )


def _between(change: Change) -> str:
    first, last = _day(change.seen_at), change.found_on
    return f"changed on {last}" if first == last else f"changed between {first} and {last}"


def _edit(edit: Edit) -> Iterator[str]:
    yield f"after sentence {edit.before}:" if edit.before else "at the beginning:"
    if edit.old is not None:
        yield f"  - {_line(edit.old)}"
    if edit.new is not None:
        yield f"  + {_line(edit.new)}"


def _line(text: str) -> str:
    """What a page says, as one line that does nothing to a terminal."""
    return " ".join(clean(text)[0].split())


def _day(at: int) -> date:
    return datetime.fromtimestamp(at, UTC).date()
