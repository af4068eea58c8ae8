"""A small bot with one of everything a member can meet, for the page to be tried on."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import discord
from discord import app_commands, ui

GERMAN = {"Paint the wall": "Die Wand streichen", "shade": "ton", "Dark": "Dunkel"}
COLOURS = ("Amber", "Azure", "Black", "Blue", "Crimson")


def png(width: int = 8, height: int = 6) -> bytes:
    """A grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = b"".join(b"\0" + b"\x77" * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


class Card(ui.LayoutView):
    """Components of the second version: a picture, a file, a link, a button and a select."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        box: ui.Container[Card] = ui.Container(accent_colour=0xC58A2B)
        thumbnail: ui.Thumbnail[Card] = ui.Thumbnail(
            "attachment://grey.png", description="A grey card"
        )
        box.add_item(ui.Section(ui.TextDisplay("## Card\n-# made **today**"), accessory=thumbnail))
        box.add_item(ui.Separator())
        box.add_item(
            ui.MediaGallery(
                discord.MediaGalleryItem("attachment://grey.png", description="Grey again")
            )
        )
        box.add_item(ui.File("attachment://notes.txt"))
        read: ui.Button[Card] = ui.Button(label="Read", url="https://example.org/read")
        box.add_item(ui.ActionRow(Count(), Order(), read))
        box.add_item(ui.ActionRow(Season()))
        self.add_item(box)


class Count(ui.Button["Card"]):
    def __init__(self) -> None:
        super().__init__(label="Count", custom_id="count", style=discord.ButtonStyle.success)

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"{interaction.user.display_name} counted")


class Order(ui.Button["Card"]):
    def __init__(self) -> None:
        super().__init__(label="Order", custom_id="order")

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Choices())


class Season(ui.Select["Card"]):
    def __init__(self) -> None:
        options = [
            discord.SelectOption(label=each, value=each.lower()) for each in ("Spring", "Autumn")
        ]
        super().__init__(placeholder="Season", custom_id="season", options=options)

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"chose {self.values[0]}", ephemeral=True)


class Case(ui.LayoutView):
    """What comes by direct message: files, a button beside a text, a select, and more once told."""

    def __init__(self, told: str = "") -> None:
        super().__init__(timeout=None)
        box: ui.Container[Case] = ui.Container()
        box.add_item(ui.TextDisplay(f"## Your letter\n{told or 'Not sent yet.'}"))
        for name in ("letter.pdf", "letter.txt", *(["due.ics"] if told else [])):
            box.add_item(ui.File(f"attachment://{name}"))
        box.add_item(ui.Section(ui.TextDisplay("How did you send it?"), accessory=Told()))
        box.add_item(ui.ActionRow(Season()))
        self.add_item(box)


class Told(ui.Button["Case"]):
    def __init__(self) -> None:
        super().__init__(label="I sent it", custom_id="told", style=discord.ButtonStyle.primary)

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Way())


class Kept:
    """An attachment that stays. Discord names those that components show in these only."""

    def __init__(self, file: discord.FileComponent) -> None:
        self.id = file.media.attachment_id
        self.filename = file.name

    def to_dict(self) -> dict[str, Any]:
        return {"id": self.id, "filename": self.filename}


class Way(ui.Modal, title="How did you send it?"):
    """Changes the pressed message: the files stay, a calendar comes."""

    way: ui.Label[Any] = ui.Label(
        text="Way",
        description="The day counts from here",
        component=ui.RadioGroup(
            options=[
                discord.RadioGroupOption(label="Form", description="Their web form"),
                discord.RadioGroupOption(label="Post", description="It takes some days"),
            ]
        ),
    )
    day: ui.Label[Any] = ui.Label(text="Day", component=ui.TextInput(default="2026-11-23"))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        assert interaction.message is not None
        box: Any = interaction.message.components[0]
        kept: list[Any] = [Kept(c) for c in box.children if isinstance(c, discord.FileComponent)]
        dates = discord.File(io.BytesIO(b"BEGIN:VCALENDAR"), "due.ics")
        way: Any = self.way.component
        await interaction.response.edit_message(
            view=Case(f"Sent by {way.value}."), attachments=[*kept, dates]
        )


class Translator(app_commands.Translator):
    """Knows some German, and no other language."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        return GERMAN.get(string.message) if locale is discord.Locale.german else None


class Form(ui.Modal):
    """Answers with what was filled in, field by field."""

    async def on_submit(self, interaction: discord.Interaction) -> None:
        fields = [item.component for item in self.walk_children() if isinstance(item, ui.Label)]
        await interaction.response.send_message(" | ".join(said(field) for field in fields))


def said(field: ui.Item[Any]) -> str:
    """A field's value, or the names of its values."""
    if not hasattr(field, "values"):
        return str(field.value)  # type: ignore[attr-defined]  # every field has one or the other
    named = (getattr(v, "name", None) or getattr(v, "filename", None) or v for v in field.values)
    return ", ".join(map(str, named))


class Words(Form, title="Words"):
    note = ui.TextDisplay("Fill in what you **like**.")
    name = ui.Label(
        text="Name",
        description="As on the cover",
        component=ui.TextInput(min_length=2, max_length=20),
    )
    story = ui.Label(
        text="Story",
        component=ui.TextInput(style=discord.TextStyle.paragraph, required=False),
    )
    tool = ui.Label(
        text="Tool",
        component=ui.Select(
            options=[discord.SelectOption(label="Ink"), discord.SelectOption(label="Oil")]
        ),
    )
    size = ui.Label(
        text="Size",
        component=ui.RadioGroup(
            options=[
                discord.RadioGroupOption(label="Small"),
                discord.RadioGroupOption(label="Large"),
            ]
        ),
    )


class Choices(Form, title="Choices"):
    friend = ui.Label(text="Friend", component=ui.UserSelect(required=False))
    group = ui.Label(text="Group", component=ui.RoleSelect(required=False))
    place = ui.Label(text="Place", component=ui.ChannelSelect(required=False))
    extras = ui.Label(
        text="Extras",
        component=ui.CheckboxGroup(
            required=False,
            options=[
                discord.CheckboxGroupOption(label="Frame"),
                discord.CheckboxGroupOption(label="Glass"),
            ],
        ),
    )
    signed = ui.Label(text="Signed", component=ui.Checkbox())


class Proof(Form, title="Proof"):
    proof = ui.Label(text="Proof", component=ui.FileUpload(required=False))


class PageBot(discord.Client):
    """`locales` lists the language of each interaction."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents.default())
        self.tree = app_commands.CommandTree(self)
        self.locales: list[str] = []
        for register in (
            register_paint,
            register_answers,
            register_messages,
            register_case,
            register_menus,
        ):
            register(self.tree)

    async def setup_hook(self) -> None:
        self.add_view(Card())
        await self.tree.set_translator(Translator())
        await self.tree.sync()

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        self.locales.append(str(interaction.locale))


def form_command(kind: type[Form], name: str = "") -> app_commands.Command[Any, ..., None]:
    async def open_form(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(kind())

    name = name or kind.__name__.lower()
    return app_commands.Command(name=name, description=f"Open {name}", callback=open_form)


def register_paint(tree: app_commands.CommandTree[PageBot]) -> None:
    @tree.command(description="Paint the wall")
    @app_commands.choices(
        shade=[app_commands.Choice(name=n, value=n.lower()) for n in ("Dark", "Light")]
    )
    async def paint(
        interaction: discord.Interaction,
        colour: str,
        shade: str | None = None,
        framed: bool = False,
        by: discord.Member | None = None,
    ) -> None:
        who = by.display_name if by else "nobody"
        await interaction.response.send_message(f"Painted {colour} {shade} {framed} {who}")

    @paint.autocomplete("colour")
    async def colours(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        found = [each for each in COLOURS if typed.lower() in each.lower()]
        return [app_commands.Choice(name=each, value=f"the {each.lower()}") for each in found]

    frame = app_commands.Group(name="frame", description="What to do with a frame")
    for name in ("hang", "sell"):
        frame.add_command(form_command(Words, name))
    tree.add_command(frame)


def register_answers(tree: app_commands.CommandTree[PageBot]) -> None:
    @tree.command(description="Tell only you")
    async def secret(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("A secret.", ephemeral=True)

    @tree.command(description="Never answers")
    async def silent(_: discord.Interaction) -> None:
        return

    @tree.command(description="Think, then answer")
    async def think(interaction: discord.Interaction) -> None:
        await interaction.response.defer(thinking=True)
        await interaction.edit_original_response(content="First thought")

    @tree.command(description="Second thoughts")
    async def amend(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("Draft")
        await interaction.edit_original_response(content="Final")
        extra = await interaction.followup.send("To be removed", wait=True)
        await extra.delete()


def register_messages(tree: app_commands.CommandTree[PageBot]) -> None:
    @tree.command(description="Show a card")
    async def card(interaction: discord.Interaction, private: bool = False) -> None:
        files = [
            discord.File(io.BytesIO(png()), "grey.png"),
            discord.File(io.BytesIO(b"notes"), "notes.txt"),
        ]
        await interaction.response.send_message(view=Card(), files=files, ephemeral=private)

    @tree.command(description="Files and an embed")
    async def files(interaction: discord.Interaction) -> None:
        embed = discord.Embed(title="An embed", description="with *words*", colour=0x3377AA)
        embed.add_field(name="Field", value="Value")
        pair = [
            discord.File(io.BytesIO(png()), "grey.png", description="A grey picture"),
            discord.File(io.BytesIO(b"%PDF-1.7"), "letter.pdf"),
        ]
        await interaction.response.send_message("Here", embed=embed, files=pair)

    @tree.command(description="Write to me")
    async def write(interaction: discord.Interaction) -> None:
        await interaction.response.defer(ephemeral=True)
        try:
            await interaction.user.send("A letter")
        except discord.Forbidden as refusal:
            await interaction.followup.send(f"closed: {refusal.code}")
        else:
            await interaction.followup.send("sent")


def register_case(tree: app_commands.CommandTree[PageBot]) -> None:
    @tree.command(description="A letter by direct message")
    async def letter(interaction: discord.Interaction) -> None:
        files = [
            discord.File(io.BytesIO(b"%PDF-1.7"), "letter.pdf"),
            discord.File(io.BytesIO(b"Dear Sir or Madam"), "letter.txt"),
        ]
        await interaction.user.send(view=Case(), files=files)
        await interaction.response.send_message("It is in our chat.", ephemeral=True)


def register_menus(tree: app_commands.CommandTree[PageBot]) -> None:
    for kind in (Words, Choices, Proof):
        tree.add_command(form_command(kind))

    @tree.context_menu(name="Quote this")
    async def quote(interaction: discord.Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(f"Quoted from {message.author.display_name}")

    @tree.context_menu(name="Greet")
    async def greet(interaction: discord.Interaction, user: discord.Member) -> None:
        await interaction.response.send_message(f"Greetings to {user.display_name}", ephemeral=True)
