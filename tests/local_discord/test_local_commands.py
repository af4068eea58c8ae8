"""Commands: offered, typed, completed and run."""

import logging
from typing import Any

import discord
import pytest
from discord import app_commands

from bot.local_discord.files import Upload
from bot.local_discord.permissions import ADMINISTRATOR
from bot.local_discord.replies import NoAnswer, Refused
from bot.local_discord.server import LocalDiscord
from tests.local_discord.conftest import Call
from tests.local_discord.tiny import PING, Host, TinyBot, commands_path, option

pytestmark = pytest.mark.asyncio


def guild_id(local: LocalDiscord, name: str) -> str:
    return next(g.id for g in local.world.guilds.values() if g.name == name)


async def test_all_kinds_of_options_reach_the_command(
    host: Host, local: LocalDiscord, bot: TinyBot
) -> None:
    got: dict[str, Any] = {}

    @bot.tree.command()
    @app_commands.choices(pick=[app_commands.Choice(name="Three", value=3)])
    async def every(
        interaction: discord.Interaction,
        text: app_commands.Range[str, 2, 5],
        whole: app_commands.Range[int, 1, 9],
        part: float,
        yes: bool,
        member: discord.Member,
        channel: discord.TextChannel,
        role: discord.Role,
        either: discord.Member | discord.Role,
        file: discord.Attachment,
        pick: app_commands.Choice[int],
    ) -> None:
        """Take one of each."""
        got.update(list(interaction.namespace))
        got["permissions"] = member.resolved_permissions
        got["data"] = await file.read()
        await interaction.response.send_message("taken")

    await host.start(local, bot)
    reply = await local.person("Sol").slash(
        "every part:2.5 channel:#art-talk",
        text="four",
        whole=7,
        yes="True",
        member="Mara",
        role="Artist",
        either="Jun",
        file=Upload("work in progress.txt", b"lines"),
        pick="Three",
    )
    assert reply.text == "taken"
    assert (got["text"], got["whole"], got["part"], got["yes"]) == ("four", 7, 2.5, True)
    assert got["member"].display_name == "Mara"
    assert got["channel"].name == "art-talk"
    assert got["role"].name == "Artist"
    assert got["either"].display_name == "Jun"
    assert got["file"].filename == "work_in_progress.txt"
    assert got["data"] == b"lines"
    assert got["pick"] == 3
    assert got["permissions"].view_channel


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({}, "text is required"),
        ({"text": "x"}, "2 to 5 characters"),
        ({"text": "four", "whole": "many"}, "takes a number"),
        ({"text": "four", "whole": 10}, "from 1 to 9"),
        ({"text": "four", "yes": "perhaps"}, "True or False"),
        ({"text": "four", "who": "Nobody"}, "nobody called"),
        ({"text": "four", "pick": "Five"}, "one of: Three"),
        ({"text": "four", "other": "x"}, "no option other"),
    ],
)
async def test_the_client_refuses_what_does_not_fit(
    local: LocalDiscord, call: Call, options: Any, says: str
) -> None:
    specs = [
        option("text", required=True, min_length=2, max_length=5),
        {**option("whole"), "type": 4, "min_value": 1, "max_value": 9},
        {**option("yes"), "type": 5},
        {**option("who"), "type": 6},
        option("pick", choices=[{"name": "Three", "value": "3"}]),
    ]
    assert (await call("PUT", commands_path(local), [{**PING, "options": specs}]))[0] == 200
    with pytest.raises(Refused, match=says):
        await local.person("Mara").slash("ping", **options)


async def test_a_typed_line_with_subcommands_and_groups(
    host: Host, local: LocalDiscord, bot: TinyBot
) -> None:
    policy = app_commands.Group(name="policy", description="Policies")
    inner = app_commands.Group(name="deep", description="Deeper", parent=policy)

    @policy.command()
    async def show(
        interaction: discord.Interaction, platform: str, region: str | None = None
    ) -> None:
        """Show one."""
        await interaction.response.send_message(f"{platform} | {region}")

    @inner.command()
    async def down(interaction: discord.Interaction) -> None:
        """Two levels."""
        await interaction.response.send_message("down here")

    bot.tree.add_command(policy)
    await host.start(local, bot)
    mara = local.person("Mara")
    line = "/policy show platform:Deviant Art: the site region:eu-de"
    assert (await mara.slash(line)).text == "Deviant Art: the site | eu-de"
    assert (await mara.slash("policy show", platform="x")).text == "x | None"
    assert (await mara.slash("/policy deep down")).text == "down here"
    for line, says in [
        ("/policy", "goes on with one of: (show, deep|deep, show)"),
        ("/policy hide", "goes on with one of"),
        ("/polity show", "no command /polity"),
        ("/policy show instagram", '"instagram" is not an option'),
        ("", "no command"),
    ]:
        with pytest.raises(Refused, match=says):
            await mara.slash(line)


async def test_translated_names_can_be_typed(host: Host, local: LocalDiscord, bot: TinyBot) -> None:
    class German(app_commands.Translator):
        async def translate(self, string: Any, locale: Any, context: Any) -> str | None:
            words = {"show": "zeigen", "platform": "plattform"}
            return words.get(string.message) if locale is discord.Locale.german else None

    @bot.tree.command()
    async def show(interaction: discord.Interaction, platform: str) -> None:
        """Show one."""
        await interaction.response.send_message(f"{platform} {interaction.locale.value}")

    await bot.tree.set_translator(German())
    await host.start(local, bot)
    assert (await local.person("Sol").slash("/zeigen plattform:Cara")).text == "Cara de"
    with pytest.raises(Refused):
        await local.person("Mara").slash("/zeigen plattform:Cara")


async def test_autocomplete(host: Host, local: LocalDiscord, bot: TinyBot) -> None:
    seen: list[Any] = []

    @bot.tree.command()
    async def show(interaction: discord.Interaction, region: str, platform: str) -> None:
        """Show one."""

    @show.autocomplete("platform")
    async def platforms(
        interaction: discord.Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        seen.append((current, interaction.namespace.region))
        count = 40 if current == "all" else 2
        return [app_commands.Choice(name=f"{current}{n}", value=str(n)) for n in range(count)]

    await host.start(local, bot)
    mara = local.person("Mara")
    choices = await mara.complete("/show region:eu", "platform", "ca")
    assert [(c["name"], c["value"]) for c in choices] == [("ca0", "0"), ("ca1", "1")]
    assert seen == [("ca", "eu")]
    with pytest.raises(Refused, match="does not complete"):
        await mara.complete("/show", "region", "x")


async def test_too_many_choices_are_refused(
    host: Host, bot: TinyBot, caplog: pytest.LogCaptureFixture
) -> None:
    local = await host.open(answer_within=0.2)

    @bot.tree.command()
    async def show(interaction: discord.Interaction, platform: str) -> None:
        """Show one."""

    @show.autocomplete("platform")
    async def platforms(
        interaction: discord.Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=str(n), value=str(n)) for n in range(26)]

    await host.start(local, bot)
    with caplog.at_level(logging.CRITICAL), pytest.raises(NoAnswer):
        await local.person("Mara").complete("show", "platform", "")
    refused = local.requests[-1]
    assert (refused.route, refused.status) == (
        "/interactions/{interaction_id}/{interaction_token}/callback",
        400,
    )


async def test_default_permissions_decide_who_is_offered_a_command(
    local: LocalDiscord, call: Call
) -> None:
    manage_guild = {**PING, "name": "stats", "default_member_permissions": str(1 << 5)}
    nobody = {**PING, "name": "closed", "default_member_permissions": "0"}
    await call("PUT", commands_path(local), [manage_guild, nobody])
    assert [c["name"] for c in local.person("Sol").commands("general")] == ["stats"]
    assert local.person("Mara").commands("general") == []
    with pytest.raises(Refused, match="no command /stats"):
        await local.person("Mara").slash("stats", channel="general")
    harbour = local.world.guilds[guild_id(local, "Harbour Studio")]
    boss = local.world.add_role(harbour, "Boss", ADMINISTRATOR)
    harbour.members[local.person("Jun").id]["roles"].append(boss["id"])
    assert len(local.person("Jun").commands("general")) == 2


async def test_contexts_and_installs_decide_where(local: LocalDiscord, call: Call) -> None:
    await call(
        "PUT",
        commands_path(local),
        [
            {**PING, "name": "server", "contexts": [0]},
            {**PING, "name": "direct", "contexts": [1]},
            {**PING, "name": "old", "dm_permission": False},
            {**PING, "name": "mine", "integration_types": [1], "contexts": [0, 1, 2]},
        ],
    )
    mara = local.person("Mara")

    def names(channel: str) -> set[str]:
        return {command["name"] for command in mara.commands(channel)}

    assert names("general") == {"server", "old"}
    assert names("dm") == {"direct"}
    local.world.user_installs.add(mara.id)
    assert names("general") == {"server", "old", "mine"}
    assert names("dm") == {"direct", "mine"}


async def test_a_command_carries_who_where_and_what_is_allowed(
    host: Host, local: LocalDiscord, bot: TinyBot
) -> None:
    seen: list[discord.Interaction] = []

    @bot.tree.command()
    async def who(interaction: discord.Interaction) -> None:
        """Look at the interaction."""
        seen.append(interaction)
        await interaction.response.send_message("seen")

    await host.start(local, bot)
    sol = local.person("Sol")
    await sol.slash("who", channel="moderators")
    await sol.slash("who", channel="dm")
    in_guild, in_dm = seen
    assert in_guild.permissions.manage_guild
    assert in_guild.app_permissions.send_messages
    assert not in_guild.app_permissions.manage_guild
    assert in_guild.guild_locale is discord.Locale.british_english
    assert in_guild.locale is discord.Locale.german
    assert in_guild.filesize_limit == 10 * 1024 * 1024
    assert in_guild.context.guild
    assert in_guild.is_guild_integration()
    assert not in_guild.is_user_integration()
    assert in_dm.context.dm_channel
    assert in_dm.guild is None
    assert isinstance(in_dm.channel, discord.DMChannel)
    assert in_dm.user.id == int(sol.id)


async def test_an_app_of_the_user_works_where_the_bot_is_not(
    host: Host, local: LocalDiscord, bot: TinyBot
) -> None:
    seen: list[discord.Interaction] = []

    @bot.tree.command()
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def anywhere(interaction: discord.Interaction) -> None:
        """Answer and go on."""
        seen.append(interaction)
        await interaction.response.send_message("one")
        for _ in range(5):
            await interaction.followup.send("more")
        with pytest.raises(discord.HTTPException) as refused:
            await interaction.followup.send("too much")
        assert refused.value.code == 40094

    world = local.world
    mara = local.person("Mara")
    elsewhere = world.add_guild("Elsewhere", owner=mara.id, bot_permissions=None)
    world.add_channel(elsewhere, "quiet")
    await host.start(local, bot)
    with pytest.raises(Refused):
        await mara.slash("anywhere", channel="quiet")
    world.user_installs.add(mara.id)
    reply = await mara.slash("anywhere", channel="quiet")
    assert [(await reply.next()).text for _ in range(5)] == ["more"] * 5
    assert seen[0].is_user_integration()
    assert not seen[0].is_guild_integration()
    assert "Elsewhere" not in {guild.name for guild in bot.guilds}


async def test_menus_on_users_and_messages(host: Host, local: LocalDiscord, bot: TinyBot) -> None:
    @bot.tree.context_menu(name="Where did they move?")
    async def moved(interaction: discord.Interaction, member: discord.Member) -> None:
        await interaction.response.send_message(f"{member.display_name}", ephemeral=True)

    @bot.tree.context_menu(name="Check this claim")
    async def check(interaction: discord.Interaction, message: discord.Message) -> None:
        said = f"{message.author.display_name}: {message.content}"
        await interaction.response.send_message(said, ephemeral=True)

    await host.start(local, bot)
    mara, jun = local.person("Mara"), local.person("Jun")
    assert (await mara.user_menu("Where did they move?", "Jun")).text == "Jun"
    said = await jun.say("general", "Copy this to your profile")
    reply = await mara.message_menu("Check this claim", said)
    assert reply.text == "Jun: Copy this to your profile"
    assert reply.message is not None
    assert reply.message.json["type"] == 23
    with pytest.raises(Refused, match="no Another"):
        await mara.user_menu("Another", "Jun")
    with pytest.raises(Refused, match="nobody called"):
        await mara.user_menu("Where did they move?", "Nobody")
