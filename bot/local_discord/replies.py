"""What a person gets to see: messages, forms (modals), and the reply to what they did."""

from __future__ import annotations

from .components import interactive, walk
from .interactions import Interaction, Step
from .posts import EPHEMERAL, Json, Post
from .text import render_message, render_modal
from .world import World


class NoAnswer(Exception):  # noqa: N818 - what happened, not an error of ours
    """What Discord shows as "The application did not respond"."""


class Refused(Exception):  # noqa: N818 - what happened, not an error of ours
    """Discord's client does not let the person do this; the text is one plain sentence."""


class Message:
    """A message as one looks at it now: after an edit `json` and `text` are the new ones."""

    def __init__(self, world: World, post: Post) -> None:
        self._world = world
        self.post = post

    @property
    def id(self) -> str:
        return self.post.id

    @property
    def channel_id(self) -> str:
        return self.post.channel_id

    @property
    def json(self) -> Json:
        return self.post.json

    @property
    def text(self) -> str:
        """The message as plain text (see text.py)."""
        return render_message(self.json)

    @property
    def files(self) -> dict[str, bytes]:
        """The bytes of all files by name, wherever the message shows them."""
        return {a["filename"]: self._world.files[a["id"]] for a in self.attachments}

    @property
    def attachments(self) -> list[Json]:
        """Attachment JSON of all files; that of the message lacks those shown in components."""
        return self.post.files

    @property
    def ephemeral(self) -> bool:
        return bool(self.post.flags & EPHEMERAL)

    @property
    def deleted(self) -> bool:
        return self.post.deleted

    @property
    def custom_ids(self) -> list[str]:
        """The custom_ids of the buttons and selects, in reading order."""
        return [c["custom_id"] for c in interactive(self.json["components"])]


class Modal:
    """A form that a bot opened; hand it to `Person.submit`."""

    def __init__(self, json: Json, opened_by: Interaction) -> None:
        self.json = json
        self.opened_by = opened_by

    @property
    def custom_id(self) -> str:
        return str(self.json["custom_id"])

    @property
    def title(self) -> str:
        return str(self.json["title"])

    @property
    def fields(self) -> dict[str, Json]:
        """What can be filled in: custom_id -> component JSON, in reading order."""
        return {c["custom_id"]: c for c in walk(self.json["components"]) if "custom_id" in c}

    @property
    def text(self) -> str:
        return render_modal(self.json)


class Reply:
    """The bot's answer to one thing a person did, past any "is thinking…".

    `message` is None when a form came (`modal`), or when the bot only acknowledged a press.
    """

    def __init__(self, world: World, interaction: Interaction, seen: int, patience: float) -> None:
        self._world = world
        self.interaction = interaction
        self._seen = seen
        self._patience = patience
        first = interaction.steps[seen - 1]
        self.message = Message(world, first.post) if first.post else None
        self.modal = Modal(interaction.modal, interaction) if interaction.modal else None

    @property
    def ephemeral(self) -> bool:
        return self.message is not None and self.message.ephemeral

    @property
    def text(self) -> str:
        if self.modal:
            return self.modal.text
        return self.message.text if self.message else ""

    async def next(self) -> Message:
        """The next follow-up or edit. Raises `NoAnswer` when none comes in time."""
        step = await self._step()
        while step.post is None or step.kind == "delete":
            step = await self._step()
        return Message(self._world, step.post)

    async def _step(self) -> Step:
        step = await self.interaction.step(self._seen, self._patience)
        if step is None:
            raise NoAnswer("Nothing more came.")
        self._seen += 1
        return step
