"""Registering commands: what is kept, what is refused and where."""

from typing import Any

import discord
import pytest
from discord import app_commands

from bot.local_discord.server import LocalDiscord
from tests.local_discord.conftest import Call
from tests.local_discord.tiny import PING, Host, TinyBot, commands_path, option

pytestmark = pytest.mark.asyncio


def guild_id(local: LocalDiscord, name: str) -> str:
    return next(g.id for g in local.world.guilds.values() if g.name == name)


async def test_sync_registers_and_overwrites(host: Host, local: LocalDiscord, bot: TinyBot) -> None:
    @bot.tree.command()
    async def first(interaction: discord.Interaction) -> None:
        """The first."""

    await host.start(local, bot)
    kept = (await bot.tree.fetch_commands())[0].id
    bot.tree.add_command(
        app_commands.Command(name="second", description="2", callback=first.callback)
    )
    await bot.tree.sync()
    fetched = {command.name: command.id for command in await bot.tree.fetch_commands()}
    assert fetched.keys() == {"first", "second"}
    assert fetched["first"] == kept
    bot.tree.clear_commands(guild=None)
    await bot.tree.sync()
    assert await bot.tree.fetch_commands() == []


async def test_one_command_is_made_read_changed_and_deleted(
    local: LocalDiscord, call: Call
) -> None:
    path = commands_path(local)
    status, made, _ = await call("POST", path, {**PING, "name_localizations": {"de": "klopf"}})
    assert status == 201
    one = f"{path}/{made['id']}"
    assert (await call("POST", path, {**PING, "description": "Again"}))[0] == 200
    status, changed, _ = await call("PATCH", one, {"description": "Changed"})
    assert (status, changed["description"]) == (200, "Changed")
    assert (await call("GET", one))[1]["name"] == "ping"
    assert "name_localizations" not in (await call("GET", path))[1][0]
    whole = (await call("GET", path + "?with_localizations=true"))[1][0]
    assert "name_localizations" in whole
    assert (await call("DELETE", one))[0] == 204
    status, gone, _ = await call("GET", one)
    assert (status, gone["code"]) == (404, 10063)


async def test_a_server_s_commands_are_offered_only_there(local: LocalDiscord, call: Call) -> None:
    harbour = guild_id(local, "Harbour Studio")
    assert (await call("PUT", commands_path(local, harbour), [PING]))[0] == 200
    mara = local.person("Mara")
    assert [c["name"] for c in mara.commands("general")] == ["ping"]
    assert mara.commands("press") == []
    assert mara.commands("dm") == []
    status, body, _ = await call("PUT", commands_path(local, "1"), [PING])
    assert (status, body["code"]) == (403, 50001)


def sub(name: str, **more: Any) -> dict[str, Any]:
    return {"type": 1, "name": name, "description": "…", **more}


@pytest.mark.parametrize(
    ("body", "place", "code"),
    [
        ([{**PING, "name": "Ping"}], "0.name", "APPLICATION_COMMAND_INVALID_NAME"),
        ([{**PING, "name": "a b"}], "0.name", "APPLICATION_COMMAND_INVALID_NAME"),
        ([{**PING, "name": "x" * 33}], "0.name", "BASE_TYPE_BAD_LENGTH"),
        ([{"name": "ping"}], "0.description", "BASE_TYPE_REQUIRED"),
        ([{**PING, "description": "x" * 101}], "0.description", "BASE_TYPE_BAD_LENGTH"),
        (
            [{**PING, "name_localizations": {"xx": "a"}}],
            "0.name_localizations.xx",
            "BASE_TYPE_CHOICES",
        ),
        (
            [{**PING, "name_localizations": {"de": "Groß"}}],
            "0.name_localizations.de",
            "APPLICATION_COMMAND_INVALID_NAME",
        ),
        (
            [{**PING, "options": [option("a"), option("b", required=True)]}],
            "0.options.1",
            "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
        ),
        (
            [{**PING, "options": [option("a"), option("a")]}],
            "0.options.1",
            "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
        ),
        (
            [{**PING, "options": [option(f"o{n}") for n in range(26)]}],
            "0.options",
            "BASE_TYPE_MAX_LENGTH",
        ),
        ([{**PING, "options": [{"type": 12}]}], "0.options.0.type", "UNION_TYPE_CHOICES"),
        ([{**PING, "options": ["x"]}], "0.options.0.type", "BASE_TYPE_REQUIRED"),
        (
            [{**PING, "options": [sub("a"), option("b")]}],
            "0.options",
            "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
        ),
        (
            [
                {
                    **PING,
                    "options": [
                        option("a", autocomplete=True, choices=[{"name": "x", "value": "x"}])
                    ],
                }
            ],
            "0.options.0",
            "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES",
        ),
        (
            [{**PING, "options": [option("a", choices=[{"name": "x" * 101, "value": "x"}])]}],
            "0.options.0.choices.0.name",
            "BASE_TYPE_BAD_LENGTH",
        ),
        ([{**PING, "contexts": [3]}], "0.contexts.0", "BASE_TYPE_CHOICES"),
        ([{**PING, "type": 9}], "0.type", "BASE_TYPE_CHOICES"),
        (
            [{"type": 2, "name": "Who", "description": "no"}],
            "0.description",
            "BASE_TYPE_MAX_LENGTH",
        ),
        ([PING, PING], "1.name", "APPLICATION_COMMANDS_DUPLICATE_NAME"),
        (
            [
                {
                    **PING,
                    "options": [
                        option(
                            f"o{n}",
                            choices=[{"name": str(m), "value": "x" * 90} for m in range(20)],
                        )
                        for n in range(5)
                    ],
                }
            ],
            "0",
            "APPLICATION_COMMAND_TOO_LARGE",
        ),
    ],
)
async def test_bad_commands_are_refused_where_they_are_wrong(
    local: LocalDiscord, call: Call, body: Any, place: str, code: str
) -> None:
    status, answer, _ = await call("PUT", commands_path(local), body)
    assert (status, answer["code"], answer["message"]) == (400, 50035, "Invalid Form Body")
    node = answer["errors"]
    for part in place.split("."):
        node = node[part]
    assert code in [each["code"] for each in node["_errors"]]
    assert local.world.commands == {}


async def test_discord_py_reports_the_place(local: LocalDiscord, bot: TinyBot) -> None:
    async def callback(interaction: discord.Interaction, text: str) -> None:
        """Too much."""

    bot.tree.add_command(app_commands.Command(name="x", description="y" * 101, callback=callback))
    with pytest.raises(app_commands.CommandSyncFailure, match="Must be between 1 and 100"):
        await bot.login(local.token)
    await bot.http.close()


@pytest.mark.parametrize(("kind", "count"), [(1, 101), (2, 16), (3, 16)])
async def test_too_many_commands(local: LocalDiscord, call: Call, kind: int, count: int) -> None:
    words = {"description": "…"} if kind == 1 else {}
    many = [{"type": kind, "name": f"c{n}", **words} for n in range(count)]
    status, body, _ = await call("PUT", commands_path(local), many)
    assert (status, body["code"]) == (400, 30032)
    assert (await call("PUT", commands_path(local), many[1:]))[0] == 200
    assert (await call("POST", commands_path(local), many[0]))[1]["code"] == 30032


async def test_not_a_list_and_another_application(local: LocalDiscord, call: Call) -> None:
    assert (await call("PUT", commands_path(local), {}))[1]["code"] == 50035
    assert (await call("GET", "/applications/1/commands"))[1]["code"] == 50001
