"""Somebody who uses all of Tern: every command, what its answers offer, and every form, with words
that can be found again wherever they went."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from bot.local_discord.components import BUTTON, SELECT, TEXT_INPUT, interactive
from bot.local_discord.people import Person
from bot.local_discord.replies import Message, Modal, NoAnswer, Refused, Reply

TYPED = {
    "question": "Does Zanzibarine train on drawings?",
    "text": "Quillfeather says that Instagram owns everything.",
    "address": "https://brambleworth.example.org",
    "handle": "umberpetrel",
    "name": "Philippa Thistlewood",
    "contact": "philippa@thistlewood.example.org",
    "account": "@thistlewood.paints",
    "works": "https://thistlewood.example.org/works",
    "reason": "Copies of my gossamer herons undercut me.",
}
"""What goes into options and fields of these names."""

SECRETS = ("Zanzibarine", "Quillfeather", "brambleworth", "umberpetrel", "histlewood", "gossamer")
"""What of it no log may hold, each in one of the texts above."""

_CHOSEN: dict[str, Any] = {
    "platform": "instagram",
    "first": "instagram",
    "second": "deviantart",
    "tool": "glaze",
    "region": "eu-de",
    "on": "on",
}
"""Options that have to name something that there is."""

_ELSEWHERE = ("card-check", "card-verify")
"""Buttons that ask services outside, which no test does."""


@dataclass
class Everything:
    """What a person did: the replies, and what was pressed already."""

    person: Person
    other: Person
    replies: list[Reply] = field(default_factory=list)
    _pressed: set[str] = field(default_factory=set)

    async def use_commands(self, *, nonsense: bool = False) -> None:
        """Every command once; with `nonsense` what has to name something names nothing."""
        for command in self.person.commands():
            for line, options in _leaves(command, command["name"]):
                await self._do(self.person.slash(line, **self._options(options, nonsense)))
                for option in options:
                    if option.get("autocomplete"):
                        with suppress(NoAnswer, Refused):
                            await self.person.complete(
                                line, option["name"], "Zanzibarine", **self._required(options)
                            )
        for menu in self.person.commands(kind=2):
            await self._do(self.person.user_menu(menu["name"], self.other.id))

    async def press_all(self) -> None:
        """Every kind of button and the first choice of every kind of select, in all answers and
        direct messages, and what comes of them."""
        done = 0
        while done < len(self.replies):
            reply, done = self.replies[done], done + 1
            if reply.message is not None:
                await self._press(reply.message)
        for message in self.person.dms():
            await self._press(message)

    def _options(self, options: list[Any], nonsense: bool) -> dict[str, Any]:
        free = {o["name"]: TYPED[o["name"]] for o in options if o["name"] in TYPED}
        return self._required(options, nonsense) | free

    def _required(self, options: list[Any], nonsense: bool = False) -> dict[str, Any]:
        chosen = _CHOSEN | {"member": self.other.id} | TYPED
        if nonsense:
            lost = {o["name"]: "Zanzibarine" for o in options if o["name"] in _CHOSEN}
            chosen |= {name: said for name, said in lost.items() if name != "on"}
        return {o["name"]: chosen[o["name"]] for o in options if o.get("required")}

    async def _press(self, message: Message) -> None:
        for part in list(interactive(message.json["components"])):
            made = part["custom_id"]
            action = made.partition(":")[0]
            if action in self._pressed or action in _ELSEWHERE or part.get("disabled"):
                continue
            if part["type"] == BUTTON:
                self._pressed.add(action)
                await self._do(self.person.press(message, made))
            elif part["type"] == SELECT:
                self._pressed.add(action)
                first = part["options"][0]["value"]
                await self._do(self.person.select(message, made, first))

    async def _do(self, doing: Any) -> None:
        try:
            reply = await doing
        except (NoAnswer, Refused):
            return
        self.replies.append(reply)
        if reply.modal is not None:
            await self._fill(reply.modal)

    async def _fill(self, modal: Modal) -> None:
        words = {
            name: TYPED.get(name, "Philippa Thistlewood")
            for name, part in modal.fields.items()
            if part["type"] == TEXT_INPUT and (name in TYPED or part.get("required", True))
        }
        with suppress(NoAnswer, Refused):
            self.replies.append(await self.person.submit(modal, words))


def _leaves(command: Any, name: str) -> Iterator[tuple[str, list[Any]]]:
    """Each command that can be typed, with its options."""
    inner = [o for o in command.get("options", []) if o["type"] in (1, 2)]
    if not inner:
        yield name, command.get("options", [])
    for part in inner:
        yield from _leaves(part, f"{name} {part['name']}")
