"""Registering application commands, for everywhere or for one server."""

from __future__ import annotations

from typing import Any

from ..errors import error, invalid
from ..posts import Json
from ..validate.commands import MAX_COMMANDS, SLASH, check_command, check_unique_names
from ..validate.shape import Problems
from .api import Api, Call, Route

_DEFAULTS: Json = {
    "type": SLASH,
    "description": "",
    "name_localizations": None,
    "description_localizations": None,
    "default_member_permissions": None,
    "dm_permission": True,
    "contexts": None,
    "integration_types": [0],
    "nsfw": False,
}
_KEPT = (*_DEFAULTS, "name", "options")


class Commands:
    def __init__(self, api: Api) -> None:
        self._world = api.world

    def routes(self) -> list[Route]:
        routes: list[Route] = []
        for scope in ("", "/guilds/{guild_id}"):
            path = f"/applications/{{application_id}}{scope}/commands"
            routes += [
                ("GET", path, self.listed),
                ("PUT", path, self.replace),
                ("POST", path, self.create),
                ("GET", f"{path}/{{command_id}}", self.command),
                ("PATCH", f"{path}/{{command_id}}", self.edit),
                ("DELETE", f"{path}/{{command_id}}", self.delete),
            ]
        return routes

    def listed(self, call: Call) -> list[Json]:
        whole = call.query.get("with_localizations") == "true"
        return [command if whole else _default_words(command) for command in self._scope(call)]

    def replace(self, call: Call) -> list[Json]:
        """All at once: what is not in the body is gone. Nothing changes if anything is refused."""
        old = self._scope(call)
        wanted = call.body.json
        if not isinstance(wanted, list):
            problem = {"code": "LIST_TYPE_CONVERT", "message": "Only iterables may be used"}
            raise invalid({"_errors": [problem]})
        problems = Problems()
        for index, each in enumerate(wanted):
            check_command(each, (index,), problems)
        problems.refuse()
        check_unique_names(wanted)
        _refuse_too_many(wanted)
        for command in old:
            del self._world.commands[command["id"]]
        made = [self._store(call, each, _same(each, old)) for each in wanted]
        self._world.tell({"type": "commands_update"})
        return made

    def create(self, call: Call) -> tuple[int, Json]:
        """A command of the same name and type is replaced (200), else made (201)."""
        old = self._scope(call)
        self._check(call.json)
        same = _same(call.json, old)
        if same is None:
            _refuse_too_many([*old, call.json])
        command = self._store(call, call.json, same)
        self._world.tell({"type": "commands_update"})
        return (200 if same else 201), command

    def command(self, call: Call) -> Json:
        return self._find(call)

    def edit(self, call: Call) -> Json:
        old = self._find(call)
        changed = {**{k: old[k] for k in _KEPT if k in old}, **call.json}
        self._check(changed)
        command = self._store(call, changed, old)
        self._world.tell({"type": "commands_update"})
        return command

    def delete(self, call: Call) -> None:
        del self._world.commands[self._find(call)["id"]]
        self._world.tell({"type": "commands_update"})

    def _check(self, body: Any) -> None:
        problems = Problems()
        check_command(body, (), problems)
        problems.refuse()

    def _scope(self, call: Call) -> list[Json]:
        """The commands registered so far where this request looks."""
        if call.at["application_id"] != self._world.application_id:
            raise error(50001)
        guild_id = call.at.get("guild_id")
        if guild_id:
            guild = self._world.guilds.get(guild_id)
            if guild is None or self._world.bot["id"] not in guild.members:
                raise error(50001)
        return [c for c in self._world.commands.values() if c.get("guild_id") == guild_id]

    def _find(self, call: Call) -> Json:
        wanted = call.at["command_id"]
        found = next((c for c in self._scope(call) if c["id"] == wanted), None)
        if found is None:
            raise error(10063)
        return found

    def _store(self, call: Call, body: Json, same: Json | None) -> Json:
        command = {**_DEFAULTS, **{k: v for k, v in body.items() if k in _KEPT and v is not None}}
        permissions = command["default_member_permissions"]
        command |= {
            "id": same["id"] if same else self._world.ids.next(),
            "application_id": self._world.application_id,
            "version": self._world.ids.next(),
            "default_member_permissions": None if permissions is None else str(permissions),
        }
        if "guild_id" in call.at:
            command["guild_id"] = call.at["guild_id"]
        self._world.commands[command["id"]] = command
        return command


def _same(body: Json, old: list[Json]) -> Json | None:
    key = (body.get("type") or SLASH, body["name"])
    return next((c for c in old if (c["type"], c["name"]) == key), None)


def _refuse_too_many(commands: list[Json]) -> None:
    for kind, most in MAX_COMMANDS.items():
        if sum((c.get("type") or SLASH) == kind for c in commands) > most:
            raise error(30032)


def _default_words(value: Any) -> Any:
    """A command without its translations, as Discord lists it unless asked."""
    if isinstance(value, list):
        return [_default_words(each) for each in value]
    if isinstance(value, dict):
        return {k: _default_words(v) for k, v in value.items() if not k.endswith("_localizations")}
    return value
