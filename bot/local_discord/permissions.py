"""Permission bits and how Discord computes them (docs: Permissions, "Permission Hierarchy")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

ADMINISTRATOR = 1 << 3
MANAGE_CHANNELS = 1 << 4
MANAGE_GUILD = 1 << 5
ADD_REACTIONS = 1 << 6
VIEW_CHANNEL = 1 << 10
SEND_MESSAGES = 1 << 11
MANAGE_MESSAGES = 1 << 13
EMBED_LINKS = 1 << 14
ATTACH_FILES = 1 << 15
READ_MESSAGE_HISTORY = 1 << 16
MENTION_EVERYONE = 1 << 17
USE_APPLICATION_COMMANDS = 1 << 31

EVERYONE = (
    VIEW_CHANNEL
    | SEND_MESSAGES
    | EMBED_LINKS
    | ATTACH_FILES
    | READ_MESSAGE_HISTORY
    | ADD_REACTIONS
    | USE_APPLICATION_COMMANDS
)
ALL = (1 << 50) - 1

Overwrites = Sequence[Mapping[str, Any]]


def compute(
    guild: Mapping[str, Any],
    roles: Mapping[str, Mapping[str, Any]],
    member: Mapping[str, Any],
    overwrites: Overwrites,
) -> int:
    """One member's permissions in a channel: roles, then overwrites of everyone, roles, member."""
    user_id = member["user"]["id"]
    held = [guild["id"], *member["roles"]]
    base = 0
    for role_id in held:
        base |= int(roles[role_id]["permissions"])
    if user_id == guild["owner_id"] or base & ADMINISTRATOR:
        return ALL
    by_id = {each["id"]: each for each in overwrites}
    for ids in ([guild["id"]], member["roles"], [user_id]):
        here = [by_id[i] for i in ids if i in by_id]
        for each in here:
            base &= ~int(each["deny"])
        for each in here:
            base |= int(each["allow"])
    # Whoever cannot see a channel can do nothing in it.
    return base if base & VIEW_CHANNEL else 0


def overwrite(
    target_id: str, *, allow: int = 0, deny: int = 0, member: bool = False
) -> dict[str, Any]:
    """A channel's exception for a role (or a member), in Discord's shape."""
    return {"id": target_id, "type": int(member), "allow": str(allow), "deny": str(deny)}
