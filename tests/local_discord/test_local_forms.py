"""Buttons, selects and forms: pressed, chosen, filled in, and what comes of it."""

from typing import Any

import discord
import pytest
from discord import ui

from bot.local_discord.files import Upload
from bot.local_discord.replies import Refused
from bot.local_discord.server import LocalDiscord
from tests.local_discord.tiny import Host, TinyBot, code_of

pytestmark = pytest.mark.asyncio
Context = discord.Interaction


async def test_buttons_update_answer_and_acknowledge(
    host: Host, local: LocalDiscord, bot: TinyBot
) -> None:
    @bot.tree.command()
    async def panel(interaction: Context) -> None:
        """Show buttons."""
        view = ui.View()
        for name in ("update", "answer", "defer"):
            view.add_item(ui.Button(label=name.title(), custom_id=f"{name}:v1"))
        view.add_item(ui.Button(label="Off", custom_id="off", disabled=True))
        view.add_item(ui.Button(label="Link", url="https://example.org"))
        await interaction.response.send_message("panel", view=view)
        view.stop()

    @bot.event
    async def on_interaction(interaction: Context) -> None:
        if interaction.type is not discord.InteractionType.component:
            return
        assert interaction.message is not None
        custom_id = (interaction.data or {})["custom_id"]
        if custom_id == "update:v1":
            await interaction.response.edit_message(content="updated")
        elif custom_id == "answer:v1":
            await interaction.response.send_message("answered", ephemeral=True)
        else:
            await interaction.response.defer()
            await interaction.edit_original_response(content="deferred")

    await host.start(local, bot)
    mara = local.person("Mara")
    panel_message = (await mara.slash("panel")).message
    assert panel_message is not None
    assert panel_message.custom_ids == ["update:v1", "answer:v1", "defer:v1", "off"]
    updated = await mara.press(panel_message, "update:")
    assert updated.message is not None
    assert updated.message.id == panel_message.id
    assert panel_message.json["content"] == "updated"
    answered = await mara.press(panel_message, "answer")
    assert (answered.text, answered.ephemeral) == ("answered", True)
    assert answered.message is not None
    assert answered.message.json["message_reference"]["message_id"] == panel_message.id
    deferred = await mara.press(panel_message, "defer")
    assert deferred.message is None
    assert (await deferred.next()).json["content"] == "deferred"
    for custom_id, says in [
        ("off", "switched off"),
        ("nothing", "no single part"),
        ("", "no single"),
    ]:
        with pytest.raises(Refused, match=says):
            await mara.press(panel_message, custom_id)


async def test_selects_of_every_kind(host: Host, local: LocalDiscord, bot: TinyBot) -> None:
    @bot.tree.command()
    async def choose(interaction: Context) -> None:
        """Show selects."""
        view = ui.View()
        options = [discord.SelectOption(label=f"Option {n}", value=str(n)) for n in range(7)]
        view.add_item(
            ui.Select(custom_id="plain", options=options, max_values=2, placeholder="Pick")
        )
        view.add_item(ui.UserSelect(custom_id="user"))
        view.add_item(ui.RoleSelect(custom_id="role"))
        view.add_item(ui.ChannelSelect(custom_id="channel"))
        view.add_item(ui.MentionableSelect(custom_id="both", max_values=2))
        for item in view.children:
            item.callback = answer(item)
        await interaction.response.send_message("choose", view=view)

    def answer(item: Any) -> Any:
        async def callback(interaction: Context) -> None:
            said = ", ".join(getattr(v, "name", v) for v in item.values)
            await interaction.response.send_message(f"{item.custom_id}: {said}")

        return callback

    await host.start(local, bot)
    sol = local.person("Sol")
    message = (await sol.slash("choose")).message
    assert message is not None
    first = "[Pick ▾: Option 0, Option 1, Option 2, Option 3, Option 4 … and 2 more]"
    assert message.text.splitlines()[2] == first
    assert (await sol.select(message, "plain", "1", "Option 5")).text == "plain: 1, 5"
    assert (await sol.select(message, "user", "Mara")).text == "user: mara"
    assert (await sol.select(message, "role", "Artist")).text == "role: Artist"
    assert (await sol.select(message, "channel", "#art-talk")).text == "channel: art-talk"
    assert (await sol.select(message, "both", "Jun", "Moderator")).text == "both: jun, Moderator"
    for values, says in [
        (("1", "2", "3"), "Choose 1 to 2"),
        (("9",), "not offered"),
        ((), "Choose 1"),
    ]:
        with pytest.raises(Refused, match=says):
            await sol.select(message, "plain", *values)


class Form(ui.Modal, title="A letter"):
    """One of every field, in two forms' worth of parts."""

    name = ui.Label(
        text="Name", component=ui.TextInput(custom_id="name", min_length=2, max_length=9)
    )
    grounds = ui.Label(
        text="Grounds",
        description="Tick what fits",
        component=ui.CheckboxGroup(
            custom_id="grounds",
            required=False,
            max_values=2,
            options=[
                discord.CheckboxGroupOption(label=f"Ground {n}", value=f"g{n}") for n in range(3)
            ],
        ),
    )
    tone = ui.Label(
        text="Tone",
        component=ui.RadioGroup(
            custom_id="tone",
            options=[
                discord.RadioGroupOption(label="Plain", value="plain", default=True),
                discord.RadioGroupOption(label="Formal", value="formal"),
            ],
        ),
    )
    agree = ui.Label(text="I agree", component=ui.Checkbox(custom_id="agree"))
    proof = ui.Label(
        text="Proof", component=ui.FileUpload(custom_id="proof", required=False, max_values=2)
    )


class SecondForm(ui.Modal, title="More"):
    words = ui.TextDisplay("Some words first")
    platform = ui.Label(
        text="Platform",
        component=ui.Select(
            custom_id="platform", options=[discord.SelectOption(label="Cara", value="cara")]
        ),
    )
    member = ui.Label(text="Member", component=ui.UserSelect(custom_id="member", required=True))
    old = ui.TextInput(label="Old style", custom_id="old", style=discord.TextStyle.paragraph)


async def test_a_form_with_every_field_round_trips(
    host: Host, local: LocalDiscord, bot: TinyBot
) -> None:
    async def submitted(self: Form, interaction: Context) -> None:
        parts: Any = [
            getattr(self, n).component for n in ("name", "grounds", "tone", "agree", "proof")
        ]
        name, grounds, tone, agree, proof = parts
        files = [f"{f.filename}={(await f.read()).decode()}" for f in proof.values]
        said = f"{name.value} {grounds.values} {tone.value} {agree.value} {files}"
        await interaction.response.send_message(said)

    class Sent(Form):
        on_submit = submitted

    @bot.tree.command()
    async def letter(interaction: Context) -> None:
        """Open the form."""
        await interaction.response.send_modal(Sent())

    await host.start(local, bot)
    mara = local.person("Mara")
    modal = (await mara.slash("letter")).modal
    assert modal is not None
    assert modal.title == "A letter"
    assert list(modal.fields) == ["name", "grounds", "tone", "agree", "proof"]
    assert "Grounds – Tick what fits\n[ ] Ground 0" in modal.text
    assert mara.modal(modal.opened_by.id).custom_id == modal.custom_id
    values = {
        "name": "Mara",
        "grounds": ["g0", "Ground 2"],
        "tone": "formal",
        "agree": True,
        "proof": [Upload("a.txt", b"x")],
    }
    reply = await mara.submit(modal, values)
    assert reply.text == "Mara ['g0', 'g2'] formal True ['a.txt=x']"
    modal = (await mara.slash("letter")).modal
    assert modal is not None
    assert (await mara.submit(modal, {"name": "Jo"})).text == "Jo [] plain False []"


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({}, "Name: This field is required"),
        ({"name": "x"}, "Name: Between 2 and 9"),
        ({"name": "x" * 10}, "these are 10"),
        ({"name": "Mara", "grounds": ["g0", "g1", "g2"]}, "Grounds: Choose 1 to 2|Choose 0 to 2"),
        ({"name": "Mara", "grounds": ["g9"]}, "not offered"),
        ({"name": "Mara", "tone": ["plain", "formal"]}, "Only one"),
        ({"name": "Mara", "other": "x"}, "no field other"),
    ],
)
async def test_the_client_refuses_a_form_that_is_not_filled_in(
    host: Host, local: LocalDiscord, bot: TinyBot, values: Any, says: str
) -> None:
    @bot.tree.command()
    async def letter(interaction: Context) -> None:
        """Open the form."""
        await interaction.response.send_modal(Form())

    await host.start(local, bot)
    mara = local.person("Mara")
    modal = (await mara.slash("letter")).modal
    assert modal is not None
    with pytest.raises(Refused, match=says):
        await mara.submit(modal, values)
    with pytest.raises(Refused, match="not open"):
        await local.person("Jun").submit(modal, {"name": "Jun"})
    with pytest.raises(Refused, match="not open"):
        local.person("Jun").modal(modal.opened_by.id)


async def test_a_form_from_a_button_can_update_the_message(
    host: Host, local: LocalDiscord, bot: TinyBot
) -> None:
    class Second(SecondForm):
        async def on_submit(self, interaction: Context) -> None:
            parts: Any = (self.platform.component, self.member.component)
            said = f"{parts[0].values} {parts[1].values[0].display_name} {self.old.value}"
            await interaction.response.edit_message(content=said, view=None)

    class Open(ui.View):
        @ui.button(label="Open", custom_id="open")
        async def open(self, interaction: Context, _button: Any) -> None:
            await interaction.response.send_modal(Second())

    @bot.tree.command()
    async def start(interaction: Context) -> None:
        """Show the button."""
        await interaction.response.send_message("press", view=Open())

    await host.start(local, bot)
    mara = local.person("Mara")
    message = (await mara.slash("start")).message
    assert message is not None
    modal = (await mara.press(message, "open")).modal
    assert modal is not None
    assert modal.text.startswith("More\n\nSome words first")
    values = {"platform": "Cara", "member": "Jun", "old": "one\ntwo"}
    reply = await mara.submit(modal, values)
    assert reply.message is not None
    assert reply.message.id == message.id
    assert message.text == "['cara'] Jun one\ntwo"


async def test_a_form_never_answers_a_form_or_follows_a_defer(
    host: Host, local: LocalDiscord, bot: TinyBot
) -> None:
    codes: list[int] = []

    class Again(Form):
        async def on_submit(self, interaction: Context) -> None:
            codes.append(await code_of(interaction.response.send_modal(Form())))
            await interaction.response.send_message("no second form")

    @bot.tree.command()
    async def letter(interaction: Context) -> None:
        """Open the form."""
        await interaction.response.send_modal(Again())

    @bot.tree.command()
    async def deferred(interaction: Context) -> None:
        """Defer, then try a form."""
        await interaction.response.defer()
        interaction.response._response_type = None
        codes.append(await code_of(interaction.response.send_modal(Form())))
        await interaction.followup.send("no form")

    await host.start(local, bot)
    mara = local.person("Mara")
    modal = (await mara.slash("letter")).modal
    assert modal is not None
    assert (await mara.submit(modal, {"name": "Mara"})).text == "no second form"
    assert (await mara.slash("deferred")).text == "no form"
    assert codes == [50035, 40060]
