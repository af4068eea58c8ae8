"""One interaction from the person's act to the bot's last word, and the clocks that run on it.

Rules (Discord's docs, "Receiving and Responding"): the first answer within 3 s, exactly one; the
token lives 15 min; a form (modal) only as first answer and never to a form.
"""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass, field
from typing import Literal

from .posts import Json, Post

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 2, 3, 4, 5

StepKind = Literal[
    "thinking", "acknowledged", "message", "edit", "delete", "modal", "choices", "failed"
]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing the bot did with the interaction, and the message it concerns."""

    kind: StepKind
    post: Post | None = None


@dataclass(slots=True)
class Interaction:
    """`source` is the message pressed; `original` the one that `@original` names."""

    id: str
    kind: int
    user_id: str
    channel_id: str
    guild_id: str | None
    opened_at: float
    payload: Json
    source: Post | None = None
    by_user_install: bool = False
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    answered: bool = False
    original: Post | None = None
    modal: Json | None = None
    choices: list[Json] = field(default_factory=list)
    followups: list[Post] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    def add(self, step: Step) -> None:
        """Record what happened and wake whoever waits for it."""
        self.steps.append(step)
        self._news.set()
        self._news = asyncio.Event()

    @property
    def locale(self) -> str:
        """The language of the person's client, as the bot was told."""
        return str(self.payload["locale"])

    @property
    def failed(self) -> bool:
        """Whether the person has already been told that nothing came."""
        return any(step.kind == "failed" for step in self.steps)

    async def step(self, index: int, within: float) -> Step | None:
        """The step of this index, waited for up to `within` real seconds; None if none came."""
        try:
            async with asyncio.timeout(within):
                while len(self.steps) <= index:
                    await self._news.wait()
        except TimeoutError:
            return None
        return self.steps[index]

    def post(self, message_id: str) -> Post | None:
        """The message of this interaction with that id; `@original` is the first answer's."""
        mine = ([self.original] if self.original else []) + self.followups
        if message_id == "@original":
            found = self.original
        else:
            found = next((p for p in mine if p.id == message_id), None)
        return found if found and not found.deleted else None
