"""Slash commands as Discord's client handles them: found, offered or not, filled with options."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from .files import Upload
from .permissions import ADMINISTRATOR, USE_APPLICATION_COMMANDS
from .posts import Json
from .replies import Refused
from .resolved import Resolver
from .validate.commands import (
    ATTACHMENT,
    BOOLEAN,
    CHANNEL,
    GROUP,
    INTEGER,
    MENTIONABLE,
    NUMBER,
    ROLE,
    SLASH,
    STRING,
    SUBCOMMAND,
    USER,
)
from .world import DM_CHANNEL, World

Value = str | int | float | bool | Upload
IN_GUILD, IN_DM = 0, 1
GUILD_INSTALL, USER_INSTALL = 0, 1
MAX_STRING = 6000


def usable(world: World, command: Json, user_id: str, channel: Json) -> bool:
    """Whether Discord offers this command to this person here."""
    guild = world.guild_of(channel)
    if command.get("guild_id") and command["guild_id"] != channel.get("guild_id"):
        return False
    if not installs(world, user_id, channel) & set(command["integration_types"]):
        return False
    if guild is None:
        contexts = command["contexts"]
        return command["dm_permission"] if contexts is None else IN_DM in contexts
    rights = world.permissions(user_id, channel)
    needed = int(command["default_member_permissions"] or 0)
    if command["default_member_permissions"] == "0":
        needed = ADMINISTRATOR
    here = command["contexts"] is None or IN_GUILD in command["contexts"]
    return bool(here and rights & USE_APPLICATION_COMMANDS and rights & needed == needed)


def installs(world: World, user_id: str, channel: Json) -> set[int]:
    """How the app is present here: through the server (or one in common, in the DM), the user."""
    if channel["type"] == DM_CHANNEL:
        by_guild = world.shares_guild(user_id)
    else:
        by_guild = world.bot["id"] in world.guilds[channel["guild_id"]].members
    found = {GUILD_INSTALL} if by_guild else set()
    return found | ({USER_INSTALL} if user_id in world.user_installs else set())


def offered(world: World, user_id: str, channel: Json, kind: int = SLASH) -> list[Json]:
    """The commands of one type (1 slash, 2 user menu, 3 message menu) that are offered here."""
    found = (c for c in world.commands.values() if c["type"] == kind)
    return [c for c in found if usable(world, c, user_id, channel)]


def called(thing: Json, locale: str) -> set[str]:
    """The names under which the client shows a command or option: translated, and its own."""
    translated = (thing.get("name_localizations") or {}).get(locale)
    return {thing["name"], translated or thing["name"]}


class Typed:
    """A line such as "/policy show platform:instagram", matched to a command and its options."""

    def __init__(self, line: str, commands: list[Json], locale: str) -> None:
        self._locale = locale
        words = line.strip().removeprefix("/").split(maxsplit=1)
        name = words[0] if words else ""
        found = next((c for c in commands if name in called(c, locale)), None)
        if found is None:
            raise Refused(f"There is no command /{name} here.")
        self.command = found
        self.path: list[Json] = []
        rest = words[1] if len(words) > 1 else ""
        self.options = self._descend(found, rest)
        self.specs: list[Json] = (self.path[-1] if self.path else found).get("options", [])

    def _descend(self, node: Json, rest: str) -> dict[str, str]:
        inner = [o for o in node.get("options", []) if o["type"] in (SUBCOMMAND, GROUP)]
        if not inner:
            return self._read_options(node.get("options", []), rest)
        name, _, rest = rest.partition(" ")
        found = next((o for o in inner if name in called(o, self._locale)), None)
        if found is None:
            names = ", ".join(o["name"] for o in inner)
            raise Refused(f"/{self.command['name']} goes on with one of: {names}.")
        self.path.append(found)
        return self._descend(found, rest.strip())

    def _read_options(self, specs: list[Json], rest: str) -> dict[str, str]:
        """`name:value` pairs; a value runs to the next option's name."""
        if not rest.strip():
            return {}
        names = {name: spec["name"] for spec in specs for name in called(spec, self._locale)}
        known = "|".join(map(re.escape, sorted(names, key=len, reverse=True))) or "(?!)"
        parts = re.split(rf"(?:^|(?<=\s))({known}):", rest)
        if parts[0].strip():
            listed = ", ".join(f"{spec['name']}:" for spec in specs) or "none"
            raise Refused(f'"{parts[0].strip()}" is not an option; the options are: {listed}.')
        return {
            names[name]: value.strip() for name, value in zip(parts[1::2], parts[2::2], strict=True)
        }

    def nested(self, options: list[Json]) -> list[Json]:
        """The options inside the subcommand (and group) that was named."""
        for node in reversed(self.path):
            options = [{"name": node["name"], "type": node["type"], "options": options}]
        return options


def fill(
    specs: list[Json], given: Mapping[str, Value], resolver: Resolver, focused: str | None = None
) -> list[Json]:
    """The `options` of an interaction. Raises `Refused` as the client would mark the field.

    With `focused` (autocomplete) required options may still be missing, and that one's value is
    whatever has been typed so far.
    """
    unknown = given.keys() - {spec["name"] for spec in specs}
    if unknown:
        raise Refused(f"There is no option {', '.join(sorted(unknown))} here.")
    options = []
    for spec in specs:
        name = spec["name"]
        if name not in given:
            if spec.get("required") and focused is None:
                raise Refused(f"The option {name} is required.")
            continue
        if name == focused:
            value: object = given[name]
        else:
            value = _READERS[spec["type"]](spec, given[name], resolver)
        option = {"name": name, "type": spec["type"], "value": value}
        options.append(option | ({"focused": True} if name == focused else {}))
    return options


def _string(spec: Json, value: Value, _resolver: Resolver) -> str:
    text = str(_choice(spec, value))
    low, high = spec.get("min_length") or 0, spec.get("max_length") or MAX_STRING
    if not low <= len(text) <= high:
        raise Refused(f"The option {spec['name']} takes {low} to {high} characters.")
    return text


def _number(spec: Json, value: Value, _resolver: Resolver) -> float:
    whole = spec["type"] == INTEGER
    try:
        amount = (int if whole else float)(str(_choice(spec, value)))
    except ValueError:
        raise Refused(f"The option {spec['name']} takes a number.") from None
    low, high = spec.get("min_value", -(2**53)), spec.get("max_value", 2**53)
    if not low <= amount <= high:
        raise Refused(f"The option {spec['name']} takes a number from {low} to {high}.")
    return amount


def _choice(spec: Json, value: Value) -> Value:
    """The value behind a choice's name; with choices nothing else can be given."""
    choices = spec.get("choices")
    if not choices:
        return value
    for choice in choices:
        names = (
            choice["name"],
            str(choice["value"]),
            *(choice.get("name_localizations") or {}).values(),
        )
        if str(value) in names:
            found: Value = choice["value"]
            return found
    listed = ", ".join(choice["name"] for choice in choices)
    raise Refused(f"The option {spec['name']} is one of: {listed}.")


def _boolean(spec: Json, value: Value, _resolver: Resolver) -> bool:
    words = {"true": True, "false": False}
    if str(value).lower() not in words:
        raise Refused(f"The option {spec['name']} is True or False.")
    return words[str(value).lower()]


def _file(spec: Json, value: Value, resolver: Resolver) -> str:
    if not isinstance(value, Upload):
        raise Refused(f"The option {spec['name']} takes a file.")
    return resolver.attachment(value)


_READERS: dict[int, Callable[[Json, Value, Resolver], object]] = {
    STRING: _string,
    INTEGER: _number,
    NUMBER: _number,
    BOOLEAN: _boolean,
    ATTACHMENT: _file,
    USER: lambda _, value, resolver: resolver.user(str(value)),
    CHANNEL: lambda _, value, resolver: resolver.channel(str(value)),
    ROLE: lambda _, value, resolver: resolver.role(str(value)),
    MENTIONABLE: lambda _, value, resolver: resolver.mentionable(str(value)),
}
