"""Somebody who types the same hostile text wherever Tern lets them type."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, get_args

from bot import running
from bot.app import build
from bot.core.rates import Costly, Rate, Rates
from bot.core.records import Platform
from bot.errors import UserError
from bot.local_discord.components import (
    BUTTON,
    RADIO_GROUP,
    TEXT,
    TEXT_INPUT,
    interactive,
    walk,
)
from bot.local_discord.people import Person
from bot.local_discord.replies import Message, Modal, NoAnswer, Refused, Reply
from bot.local_discord.server import LocalDiscord
from bot.views.card import button, card, custom_id, row
from tests.e2e.conftest import Tern, settings_for
from tests.e2e.marks import wounds
from tests.e2e.posting import harbour
from tests.e2e.watching import Silent
from tests.records import FixedClock

STRING, INTEGER, USER = 3, 4, 6

KNOWN: Mapping[str, str] = {
    "platform": "instagram",
    "first": "instagram",
    "second": "deviantart",
    "tool": "glaze",
    "region": "eu-de",
    "timezone": "Europe/Berlin",
    "from": "2026-11-23",
    "until": "2026-12-23",
}
"""What options have to name, so that what is typed into the others gets further."""

DAY = {"day": "2026-11-23"}
"""What a form has to name."""

CHAIN = (
    "Goodbye Meta AI. An attorney has advised us to put this on. I do not give Meta or anyone else "
    "permission to use my photos. "
)

FURTHER: Sequence[tuple[str, Mapping[str, str]]] = (
    ("optout letter", {"platform": "instagram", "region": "eu-de"}),
    ("optout letter", {"platform": "instagram"}),
    ("optout letter", {"platform": "instagram", "region": "eu-de", "kind": "complaint"}),
    ("policy show", {"platform": "instagram"}),
    ("policy follow", {"platform": "instagram"}),
    ("policy follow", {}),
    ("policy compare", {"first": "instagram", "second": "deviantart"}),
    ("policy check", {"text": CHAIN}),
    ("policy check", {"text": CHAIN + "{text}"}),
    ("policy ask", {"question": "Does Instagram train on my photos?"}),
    ("policy ask", {"question": "Does Instagram train on my photos? {text}"}),
    ("settings alerts channel:general direct:yes", {"platforms": "instagram"}),
    ("settings alerts channel:general direct:yes", {"platforms": "{text}"}),
    ("migrate to", {"platform": "artfol", "handle": "{text}"}),
    ("migrate to", {"platform": "bluesky", "handle": "sol.bsky.social"}),
    ("migrate find", {"member": "Mara"}),
    ("migrate list", {}),
    ("me delete", {}),
)
"""Commands that get further with these words. Artfol takes nearly anything for a name, and Mara has
no card."""

ENDS = frozenset(
    {"case-close", "case-erase", "case-forget", "card-remove", "card-ends", "me-delete-sure"}
    | {"message-delete", "follow-drop", "follow-stop", "follow-stop-all"}
)
"""Actions after which something is gone."""

FAILED = re.compile(
    r"Something went wrong|the code is|Discord did not take what|cannot use its database"
)
"""What a person reads when something broke."""


class Nobody:
    """Knows no account."""

    async def exists(self, platform: Platform, handle: str) -> bool | None:
        return False


@asynccontextmanager
async def tern_for_ever(discord: LocalDiscord, folder: Path) -> AsyncIterator[Tern]:
    """Tern for somebody who asks more often than anybody may, which is tested elsewhere."""
    settings, clock = settings_for(discord, folder, watch=True), FixedClock()
    always: dict[Costly, Rate] = dict.fromkeys(get_args(Costly), Rate(10**9, 1))
    async with build(settings, clock, Nobody(), Silent()) as services:
        unlimited = replace(services, rates=Rates(clock, always))
        async with running.connected(settings, unlimited) as connection:
            await discord.ready()
            yield Tern(discord, connection.client, unlimited, settings)


@dataclass
class Hostile:
    """A person who types `text`, and what they did: `used` are commands, `acted` the actions of
    buttons and selects, `sent` those of forms."""

    tern: Tern
    person: Person
    other: Person
    text: str
    used: set[str] = field(default_factory=set)
    acted: set[str] = field(default_factory=set)
    sent: set[str] = field(default_factory=set)
    _times: Counter[str] = field(default_factory=Counter)

    async def do_everything(self, channel: str) -> None:
        """All commands, completions, menus, buttons, selects and forms that there are here."""
        for line, words in FURTHER:
            await self._further(line, words, channel)
        for command in self.person.commands(channel):
            for line, options in leaves(command, command["name"]):
                await self._command(line, options, channel)
        await self._menus(channel)
        await self._act_on_all(channel)

    async def _further(self, line: str, words: Mapping[str, str], channel: str) -> None:
        if line.split()[0] in {command["name"] for command in self.person.commands(channel)}:
            said = {name: word.replace("{text}", self._fit(200)) for name, word in words.items()}
            await self._do(self.person.slash(line, channel=channel, **said))
            await self._act_on_all(channel)

    async def _command(self, line: str, options: list[Any], channel: str) -> None:
        self.used.add(line)
        said = {o["name"]: value for o in options if (value := self._value(o)) is not None}
        known = {name: value for name, value in KNOWN.items() if name in said}
        for values in (said, said | known) if known else (said,):
            await self._do(self.person.slash(line, channel=channel, **values))
        for option in options:
            if option.get("autocomplete"):
                await self._try(
                    self.person.complete(line, option["name"], self._fit(6000), channel=channel)
                )

    def _value(self, option: Any) -> str | None:
        if option.get("choices"):
            return str(option["choices"][0]["value"])
        match option["type"]:
            case 3:
                return self._fit(option.get("max_length") or 6000) or "x"
            case 4:
                return str(option.get("min_value", 1))
            case 6:
                return self.other.id
        return None

    async def _menus(self, channel: str) -> None:
        for menu in self.person.commands(channel, kind=2):
            self.used.add(menu["name"])
            await self._do(self.person.user_menu(menu["name"], self.other.id, channel=channel))
        for menu in self.person.commands(channel, kind=3):
            self.used.add(menu["name"])
            said = await self.other.say(channel, self._fit(2000) or "x")
            await self._do(self.person.message_menu(menu["name"], said))

    async def _act_on_all(self, channel: str, most: int = 2) -> None:
        """Every kind of button and select, until each was used so often or there are no more; with
        less than two nothing that makes an end of something."""
        while found := self._next(channel, most):
            message, part, kind = found
            self._times[kind] += 1
            self.acted.add(part["custom_id"].partition(":")[0])
            if part["type"] == BUTTON:
                await self._do(self.person.press(message, part["custom_id"]))
                continue
            for option in _worth_choosing(part["options"]):
                if not message.deleted and part["custom_id"] in message.custom_ids:
                    await self._do(self.person.select(message, part["custom_id"], option))
                    await self._act_on_all(channel, 1)

    def _next(self, channel: str, most: int) -> tuple[Message, Any, str] | None:
        """What was used least often, in the newest message that has it."""
        found = [
            (message, part, f"{part['custom_id'].partition(':')[0]}/{part['type']}")
            for message in reversed([*self.person.messages(channel), *self.person.dms()])
            for part in interactive(message.json["components"])
            if not part.get("disabled")
        ]
        left = [
            one
            for one in found
            if self._times[one[2]] < most and (most > 1 or one[2].partition("/")[0] not in ENDS)
        ]
        return min(left, key=partial(_rarest, self._times), default=None)

    async def _do(self, doing: Any) -> None:
        reply: Reply | None = await self._try(doing)
        if reply is not None and reply.modal is not None:
            await self._submit(reply.modal)

    async def _submit(self, modal: Modal) -> None:
        self.sent.add(modal.custom_id.partition(":")[0])
        values: dict[str, Any] = {}
        for name, part in modal.fields.items():
            if part["type"] == TEXT_INPUT:
                values[name] = self._fit(part.get("max_length") or 4000) or "x"
            elif part["type"] == RADIO_GROUP:
                values[name] = [part["options"][0]["value"]]
        await self._try(self.person.submit(modal, values))
        if DAY.keys() & values.keys():
            await self._try(self.person.submit(modal, values | DAY))

    async def _try(self, doing: Any) -> Any:
        """What Discord's own client refuses never reaches Tern. No answer is a fault."""
        try:
            done = await doing
            while at_work := running._answers():
                await asyncio.wait(at_work)
            return done
        except Refused:
            return None
        except NoAnswer as silence:
            raise AssertionError(f"{doing.__qualname__}: {silence}") from None

    def _fit(self, most: int) -> str:
        return self.text[:most].strip()


def _worth_choosing(options: list[Any]) -> list[str]:
    """All of them; but one region is like another, and one authority."""
    values = [str(option["value"]) for option in options]
    if {"eu-de", "another"} <= {*values}:
        return ["eu-de", "another"]
    return values[:2] if values[0] == "0" else values


def _rarest(times: Counter[str], found: tuple[Message, Any, str]) -> tuple[int, bool]:
    """What was used least often comes first, and what makes an end of something last."""
    return times[found[2]], found[2].partition("/")[0] in ENDS


def leaves(command: Any, name: str) -> Iterator[tuple[str, list[Any]]]:
    """Each command that can be typed, with its options."""
    inner = [o for o in command.get("options", []) if o["type"] in (1, 2)]
    if not inner:
        yield name, command.get("options", [])
    for part in inner:
        yield from leaves(part, f"{name} {part['name']}")


async def crowd(tern: Tern, text: str, reader: str = "en") -> None:
    """Everybody but Mara has cards; those of Jun and Sol are many. They have this text in them
    where it can be, and are called by it. `reader`: the language of all of them."""
    members = harbour(tern.discord.world).members
    for number, person in enumerate(tern.discord.people()):
        members[person.id]["nick"] = text[:32].strip() or None
        owner = int(harbour(tern.discord.world).id), int(person.id)
        handles = {"bluesky": f"m{number}.bsky.social", "artfol": text}
        if person.name == "Mara":
            continue
        if person.name in ("Jun", "Sol"):
            handles = handles | dict.fromkeys(
                (one for one in tern.services.catalogue.platforms if one not in handles), "juniper"
            )
        for platform, handle in handles.items():
            with suppress(UserError):
                await tern.services.moves.publish(
                    *owner,
                    tern.services.catalogue.platforms[platform],
                    handle,
                    origin=tern.services.catalogue.platforms["instagram"],
                    visible="lists",
                    reader=reader,
                )
                await tern.services.moves.set_note(*owner, platform, text)


async def forge(tern: Tern, channel: str) -> None:
    """Messages that come of themselves, weeks later, with what can be pressed there."""
    place = tern.client.get_partial_messageable(int(tern.sol.channel(channel)["id"]))
    guild = harbour(tern.discord.world).id
    buttons = [
        button("x", custom_id(action, *arguments))
        for action, *arguments in (
            ("arrive-stop", "1"),
            ("card-holds", guild, "cara", "1"),
            ("card-ends", guild, "cara", "1"),
            ("counted", "1"),
        )
    ]
    await place.send(view=card(row(*buttons)))


def problems(discord: LocalDiscord) -> list[str]:
    """What is wrong with what people see, and with what Tern sent."""
    return [*_seen(discord), *_refused(discord)]


def _seen(discord: LocalDiscord) -> Iterator[str]:
    bot = discord.world.bot["id"]
    for posts in discord.world.posts.values():
        for post in posts.values():
            if post.json["author"]["id"] != bot:
                continue
            if any(post.json[part] for part in ("mentions", "mention_roles", "mention_everyone")):
                yield f"somebody is mentioned: {post.json['components']}"
            for part in walk(post.json["components"]):
                if part["type"] == TEXT:
                    if FAILED.search(part["content"]):
                        yield f"a failure: {part['content']!r}"
                    for wound in wounds(part["content"]):
                        yield f"{wound} in {part['content']!r}"


def _refused(discord: LocalDiscord) -> Iterator[str]:
    for request in discord.requests:
        if request.status >= 400 and request.status != 404:
            yield f"{request.status}: {request.method} {request.route} {request.body}"
