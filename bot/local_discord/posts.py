"""A message as it is kept, and the flags it can carry."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

EPHEMERAL = 1 << 6
LOADING = 1 << 7
COMPONENTS_V2 = 1 << 15


@dataclass(slots=True)
class Post:
    """A message: its JSON, who alone may see it (ephemeral), its files, whether it is gone.

    `files` are all attachments. The JSON's own `attachments` lack those that a component or an
    embed shows: Discord tells of these there only (docs, message object: attachments). `locale` is
    the language the bot was asked to speak when it wrote this; None for what a person wrote.
    """

    json: Json
    audience: str | None = None
    files: list[Json] = field(default_factory=list)
    deleted: bool = False
    locale: str | None = None

    @property
    def id(self) -> str:
        return str(self.json["id"])

    @property
    def channel_id(self) -> str:
        return str(self.json["channel_id"])

    @property
    def flags(self) -> int:
        return int(self.json["flags"])

    @property
    def loading(self) -> bool:
        """Whether it still says "is thinking…"."""
        return bool(self.flags & LOADING) and not self.deleted

    def visible_to(self, user_id: str) -> bool:
        return not self.deleted and self.audience in (None, user_id)
