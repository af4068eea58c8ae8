"""Whom a text notifies, given `allowed_mentions` (docs: Message resource, "Allowed Mentions")."""

from __future__ import annotations

import re

from .permissions import MENTION_EVERYONE
from .posts import Json
from .world import DM_CHANNEL, World

_USER, _ROLE = re.compile(r"<@!?(\d{1,20})>"), re.compile(r"<@&(\d{1,20})>")
_EVERYONE = re.compile(r"@(?:everyone|here)\b")


def mentioned(world: World, channel: Json, author: Json, text: str, allowed: Json | None) -> Json:
    """The message fields `mentions`, `mention_roles`, `mention_everyone`: only who is notified."""
    parse = ("users", "roles", "everyone") if allowed is None else allowed.get("parse") or ()
    rules = allowed or {}
    named = {str(each) for each in rules.get("users") or ()}
    users = dict.fromkeys(i for i in _USER.findall(text) if "users" in parse or i in named)
    found = [world.users[user_id] for user_id in users if user_id in world.users]
    if channel["type"] == DM_CHANNEL:
        return {"mentions": found, "mention_roles": [], "mention_everyone": False}
    guild = world.guilds[channel["guild_id"]]
    may_all = bool(world.permissions(author["id"], channel) & MENTION_EVERYONE)
    wanted = {str(each) for each in rules.get("roles") or ()}
    roles = [
        role_id
        for role_id in dict.fromkeys(_ROLE.findall(text))
        if role_id in guild.roles
        and ("roles" in parse or role_id in wanted)
        and (may_all or guild.roles[role_id]["mentionable"])
    ]
    everyone = may_all and "everyone" in parse and bool(_EVERYONE.search(text))
    return {"mentions": found, "mention_roles": roles, "mention_everyone": everyone}
