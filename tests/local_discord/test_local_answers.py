"""Answers to interactions: the rules, and what people see of them."""

import asyncio
from typing import Any

import discord
import pytest
from discord import ui

from bot.local_discord.replies import NoAnswer, Refused
from bot.local_discord.sample import harbour_studio
from bot.local_discord.server import LocalDiscord
from tests.local_discord.tiny import FakeClock, Host, TinyBot, code_of

pytestmark = pytest.mark.asyncio
Context = discord.Interaction


async def test_an_answer_is_a_message_of_the_command(
    host: Host, local: LocalDiscord, bot: TinyBot
) -> None:
    answered: asyncio.Queue[Any] = asyncio.Queue()

    @bot.tree.command()
    async def ping(interaction: Context) -> None:
        """Answer."""
        answered.put_nowait(await interaction.response.send_message("pong"))

    await host.start(local, bot)
    mara = local.person("Mara")
    reply = await mara.slash("ping")
    assert (reply.text, reply.ephemeral, reply.modal) == ("pong", False, None)
    assert reply.message is not None
    assert reply.message.json["type"] == 20
    assert reply.message.json["interaction_metadata"]["user"]["id"] == mara.id
    response = await asyncio.wait_for(answered.get(), 5)
    assert response.message_id == response.resource.id == int(reply.message.id)
    assert [m.text for m in local.person("Jun").messages("general")] == ["pong"]


async def test_ephemeral_answers_are_seen_by_their_addressee_only(
    host: Host, local: LocalDiscord, bot: TinyBot
) -> None:
    @bot.tree.command()
    async def secret(interaction: Context) -> None:
        """Answer quietly."""
        view = ui.View().add_item(ui.Button(label="On", custom_id="on"))
        await interaction.response.send_message("only you", view=view, ephemeral=True)

    await host.start(local, bot)
    mara, jun = local.person("Mara"), local.person("Jun")
    reply = await mara.slash("secret")
    assert reply.ephemeral
    assert reply.message is not None
    assert [m.text for m in mara.messages("general")] == ["only you\n\n[On]"]
    assert jun.messages("general") == []
    with pytest.raises(Refused):
        await jun.press(reply.message, "on")
    with pytest.raises(Refused):
        jun.message(reply.message.id)
    channel = bot.get_channel(int(reply.message.channel_id))
    assert isinstance(channel, discord.TextChannel)
    assert await code_of(channel.fetch_message(int(reply.message.id))) == 10008


async def test_thinking_is_passed_and_the_first_follow_up_takes_its_place(
    host: Host, local: LocalDiscord, bot: TinyBot
) -> None:
    go_on = asyncio.Event()

    @bot.tree.command()
    async def slow(interaction: Context) -> None:
        """Take time."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await go_on.wait()
        await interaction.followup.send("first")
        await interaction.followup.send("second", ephemeral=True)
        await interaction.edit_original_response(content="first, changed")

    await host.start(local, bot)
    mara = local.person("Mara")
    waiting = asyncio.create_task(mara.slash("slow"))
    await local.world.until(lambda: len(mara.messages("general")) == 1)
    assert mara.messages("general")[0].text == "Bot is thinking…"
    go_on.set()
    reply = await waiting
    assert reply.ephemeral
    assert (await reply.next()).text == "second"
    changed = await reply.next()
    assert changed.text == "first, changed"
    assert changed.id == mara.messages("general")[0].id
    assert len(mara.messages("general")) == 2


async def test_the_original_can_be_read_edited_and_deleted(
    host: Host, local: LocalDiscord, bot: TinyBot
) -> None:
    @bot.tree.command()
    async def ping(interaction: Context) -> None:
        """Answer."""
        await interaction.response.send_message("one")
        original = await interaction.original_response()
        assert original.content == "one"
        await original.edit(content="two")
        follow_up = await interaction.followup.send("three", wait=True)
        await follow_up.edit(content="four")
        fetched = await interaction.followup.fetch_message(follow_up.id)
        assert fetched.content == "four"
        await follow_up.delete()
        await interaction.delete_original_response()
        assert await code_of(interaction.followup.fetch_message(original.id)) == 10008
        await interaction.followup.send("the end")

    await host.start(local, bot)
    mara = local.person("Mara")
    reply = await mara.slash("ping")
    message = await reply.next()
    while message.text != "the end":
        message = await reply.next()
    assert reply.message is not None
    assert reply.message.deleted
    assert [m.text for m in mara.messages("general")] == ["the end"]


async def test_no_second_answer(host: Host, local: LocalDiscord, bot: TinyBot) -> None:
    codes: list[int] = []

    @bot.tree.command()
    async def twice(interaction: Context) -> None:
        """Answer twice."""
        await interaction.response.send_message("one")
        interaction.response._response_type = None
        codes.append(await code_of(interaction.response.send_message("two")))
        interaction.response._response_type = None
        codes.append(
            await code_of(
                interaction.response.send_modal(
                    discord.ui.Modal(title="Late").add_item(discord.ui.TextInput(label="x"))
                )
            )
        )
        await interaction.followup.send("done")

    await host.start(local, bot)
    reply = await local.person("Mara").slash("twice")
    await reply.next()
    assert codes == [40060, 40060]


async def test_a_late_answer_finds_the_interaction_gone(host: Host, bot: TinyBot) -> None:
    clock = FakeClock()
    local = await host.open(world=harbour_studio(clock=clock))
    code: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    @bot.tree.command()
    async def late(interaction: Context) -> None:
        """Answer too late."""
        clock.now += 3.5
        code.set_result(await code_of(interaction.response.send_message("too late")))

    await host.start(local, bot)
    with pytest.raises(NoAnswer, match="did not respond"):
        await local.person("Mara").slash("late")
    assert await asyncio.wait_for(code, 5) == 10062
    assert local.person("Mara").messages("general") == []


async def test_a_person_gives_up_on_silence_and_then_nothing_can_be_said(
    host: Host, bot: TinyBot
) -> None:
    local = await host.open(answer_within=0.05)
    given_up = asyncio.Event()
    code: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    @bot.tree.command()
    async def silent(interaction: Context) -> None:
        """Say nothing."""
        await given_up.wait()
        code.set_result(await code_of(interaction.response.send_message("hello?")))

    await host.start(local, bot)
    with local.world.subscribe() as changes:
        with pytest.raises(NoAnswer):
            await local.person("Mara").slash("silent")
        change = await asyncio.wait_for(anext(changes), 5)
        assert change["type"] == "interaction_failed"
        assert change["user_id"] == local.person("Mara").id
    given_up.set()
    assert await asyncio.wait_for(code, 5) == 10062


async def test_without_a_bot_there_is_no_answer(
    host: Host, local: LocalDiscord, bot: TinyBot
) -> None:
    @bot.tree.command()
    async def ping(interaction: Context) -> None:
        """Answer."""

    await host.start(local, bot)
    await bot.close()
    await local.world.until(lambda: not local.online)
    with pytest.raises(NoAnswer):
        await local.person("Mara").slash("ping")


async def test_the_token_ends_after_15_minutes(host: Host, bot: TinyBot) -> None:
    clock = FakeClock()
    local = await host.open(world=harbour_studio(clock=clock))
    codes: asyncio.Queue[int] = asyncio.Queue()

    @bot.tree.command()
    async def long(interaction: Context) -> None:
        """Take very long."""
        await interaction.response.send_message("now")
        clock.now += 899
        await interaction.edit_original_response(content="later")
        clock.now += 2
        codes.put_nowait(await code_of(interaction.edit_original_response(content="too late")))
        codes.put_nowait(await code_of(interaction.followup.send("too late")))

    await host.start(local, bot)
    reply = await local.person("Mara").slash("long")
    got = [await asyncio.wait_for(codes.get(), 5) for _ in range(2)]
    assert got == [50027, 50027]
    assert reply.text == "later"


async def test_no_follow_up_before_an_answer(host: Host, local: LocalDiscord, bot: TinyBot) -> None:
    codes: list[int] = []

    @bot.tree.command()
    async def early(interaction: Context) -> None:
        """Follow up first."""
        codes.append(await code_of(interaction.followup.send("early")))
        await interaction.response.send_message("in order")

    await host.start(local, bot)
    assert (await local.person("Mara").slash("early")).text == "in order"
    assert codes == [10015]


async def test_patience_ends_with_a_thinking_that_never_ends(host: Host, bot: TinyBot) -> None:
    local = await host.open(patience=0.05)

    @bot.tree.command()
    async def forever(interaction: Context) -> None:
        """Think only."""
        await interaction.response.defer(thinking=True)

    await host.start(local, bot)
    with pytest.raises(NoAnswer, match="still thinking"):
        await local.person("Mara").slash("forever")
