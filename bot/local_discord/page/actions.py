"""What a person can do on the page: each action takes their JSON and answers with JSON."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from ..people import Person
from ..posts import Json
from ..replies import Reply

if TYPE_CHECKING:
    from ..server import LocalDiscord

Action = Callable[["LocalDiscord", Person, Json], Awaitable[Json]]


def _shown(reply: Reply) -> Json:
    """Messages reach the page as changes of the world; only a form needs handing over."""
    if reply.modal is None:
        return {}
    return {"modal": reply.modal.json, "interaction": reply.modal.opened_by.id}


async def say(_: LocalDiscord, person: Person, asked: Json) -> Json:
    await person.say(asked["channel"], asked["content"])
    return {}


async def slash(_: LocalDiscord, person: Person, asked: Json) -> Json:
    """`line`: a command's name, with the options in `values`, or a whole typed line without."""
    line, values = _spelled(asked, "channel")
    return _shown(await person.slash(line, channel=asked["channel"], **values))


async def complete(_: LocalDiscord, person: Person, asked: Json) -> Json:
    line, values = _spelled(asked, "channel", "focused", "value")
    choices = await person.complete(
        line, asked["focused"], asked["value"], channel=asked["channel"], **values
    )
    return {"choices": choices}


def _spelled(asked: Json, *parameters: str) -> tuple[str, dict[str, Any]]:
    """The line and the options; an option called like one of Python's `parameters` is typed out."""
    values = {name: v[0] if isinstance(v, list) else v for name, v in asked["values"].items()}
    typed = [f"{name}:{values.pop(name)}" for name in parameters if name in values]
    return " ".join([asked["line"], *typed]), values


async def user_menu(_: LocalDiscord, person: Person, asked: Json) -> Json:
    reply = await person.user_menu(asked["name"], asked["target"], channel=asked["channel"])
    return _shown(reply)


async def message_menu(_: LocalDiscord, person: Person, asked: Json) -> Json:
    return _shown(await person.message_menu(asked["name"], person.message(asked["message"])))


async def press(_: LocalDiscord, person: Person, asked: Json) -> Json:
    return _shown(await person.press(person.message(asked["message"]), asked["custom_id"]))


async def select(_: LocalDiscord, person: Person, asked: Json) -> Json:
    message = person.message(asked["message"])
    return _shown(await person.select(message, asked["custom_id"], *asked["values"]))


async def submit(_: LocalDiscord, person: Person, asked: Json) -> Json:
    return _shown(await person.submit(person.modal(asked["interaction"]), asked["values"]))


async def locale(_: LocalDiscord, person: Person, asked: Json) -> Json:
    person.locale = asked["locale"]
    return {}


async def close_dms(discord: LocalDiscord, person: Person, asked: Json) -> Json:
    """`code`: what the bot is told when it writes to this person (50007 or 50278), or null."""
    if asked["code"] is None:
        discord.faults.closed_dms.pop(person.id, None)
    else:
        discord.faults.closed_dms[person.id] = int(asked["code"])
    return {}


async def fail_once(discord: LocalDiscord, _: Person, __: Json) -> Json:
    discord.faults.fail(".*", status=500, times=1)
    return {}


async def ratelimit_once(discord: LocalDiscord, _: Person, __: Json) -> Json:
    discord.faults.ratelimit(".*", retry_after=2.0, times=1)
    return {}


async def drop_gateway(discord: LocalDiscord, _: Person, __: Json) -> Json:
    await discord.drop_gateway(resumable=True)
    return {}


ACTIONS: dict[str, Action] = {
    action.__name__: action
    for action in (
        say,
        slash,
        complete,
        user_menu,
        message_menu,
        press,
        select,
        submit,
        locale,
        close_dms,
        fail_once,
        ratelimit_once,
        drop_gateway,
    )
}
