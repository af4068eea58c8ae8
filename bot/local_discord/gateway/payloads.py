"""The events that the gateway sends, made from the world."""

from __future__ import annotations

from collections.abc import Iterable

from ..files import UPLOAD_LIMIT
from ..posts import Json
from ..world import Guild, World

GUILDS, GUILD_MEMBERS, PRESENCES = 1 << 0, 1 << 1, 1 << 8
GUILD_MESSAGES, DIRECT_MESSAGES, MESSAGE_CONTENT = 1 << 9, 1 << 12, 1 << 15
PRIVILEGED = GUILD_MEMBERS | PRESENCES | MESSAGE_CONTENT
KNOWN_INTENTS = (1 << 26) - 1


def guild_json(guild: Guild) -> Json:
    """A server as REST gives it."""
    return {
        **guild.json,
        "home_header": None,
        "splash": None,
        "discovery_splash": None,
        "region": "deprecated",
        "widget_enabled": False,
        "widget_channel_id": None,
        "max_presences": None,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "safety_alerts_channel_id": None,
        "incidents_data": None,
        "banner": None,
        "description": None,
        "afk_channel_id": None,
        "afk_timeout": 300,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "public_updates_channel_id": None,
        "verification_level": 1,
        "default_message_notifications": 1,
        "explicit_content_filter": 2,
        "mfa_level": 0,
        "nsfw_level": 0,
        "nsfw": False,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "premium_progress_bar_enabled": False,
        "vanity_url_code": None,
        "max_members": 500_000,
        "features": ["COMMUNITY"],
        "roles": list(guild.roles.values()),
        "emojis": [],
        "stickers": [],
        "application_id": None,
        "max_file_size": UPLOAD_LIMIT,
        "approximate_member_count": len(guild.members),
    }


def guild_create(world: World, guild: Guild, intents: int) -> Json:
    """GUILD_CREATE: without the members intent only the bot's own membership is in it."""
    bot_id = world.bot["id"]
    everyone = intents & GUILD_MEMBERS
    return {
        **guild_json(guild),
        "joined_at": guild.members[bot_id]["joined_at"],
        "large": len(guild.members) > 250,
        "unavailable": False,
        "member_count": len(guild.members),
        "members": [m for i, m in guild.members.items() if everyone or i == bot_id],
        "channels": [world.channels[i] for i in guild.channel_ids],
        "threads": [],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def ready(
    world: World, session_id: str, shard: tuple[int, int], resume_url: str, of: Iterable[Guild]
) -> Json:
    """READY: who the bot is, and its servers of this shard, not yet available."""
    return {
        "v": 10,
        "user": own_user(world),
        "user_settings": {},
        "guilds": [{"id": guild.id, "unavailable": True} for guild in of],
        "private_channels": [],
        "relationships": [],
        "session_id": session_id,
        "session_type": "normal",
        "resume_gateway_url": resume_url,
        "shard": list(shard),
        "application": {"id": world.application_id, "flags": application_flags(world)},
        "_trace": [],
    }


def own_user(world: World) -> Json:
    return {**world.bot, "verified": True, "mfa_enabled": True, "email": None, "locale": "en-US"}


def application_flags(world: World) -> int:
    """Which privileged intents were granted, as application flags (the "limited" ones)."""
    granted = world.privileged_intents
    flags = {GUILD_MEMBERS: 1 << 15, PRESENCES: 1 << 13, MESSAGE_CONTENT: 1 << 19}
    return sum(flag for intent, flag in flags.items() if granted & intent)


def members_chunk(guild: Guild, wanted: Json) -> Json:
    """GUILD_MEMBERS_CHUNK for an op 8: by `user_ids` or by the start of a name (`query`)."""
    ids = wanted.get("user_ids")
    chunk: Json = {"guild_id": guild.id, "chunk_index": 0, "chunk_count": 1}
    if ids is not None:
        asked = [str(each) for each in (ids if isinstance(ids, list) else [ids])][:100]
        chunk["members"] = [guild.members[i] for i in asked if i in guild.members]
        chunk["not_found"] = [i for i in asked if i not in guild.members]
    else:
        start = str(wanted.get("query") or "").lower()
        found = [m for m in guild.members.values() if _called(m, start)]
        limit = int(wanted.get("limit") or 0)
        chunk["members"] = found[:limit] if limit else found
    if wanted.get("nonce") is not None:
        chunk["nonce"] = wanted["nonce"]
    return chunk


def _called(member: Json, start: str) -> bool:
    user = member["user"]
    names = (member["nick"], user["global_name"], user["username"])
    return any((name or "").lower().startswith(start) for name in names)


def seen_by_bot(world: World, message: Json, intents: int) -> Json:
    """A message without what the message content intent would be needed for."""
    bot_id = world.bot["id"]
    private = "guild_id" not in world.channels[message["channel_id"]]
    mine = message["author"]["id"] == bot_id
    named = any(user["id"] == bot_id for user in message["mentions"])
    if private or mine or named or intents & MESSAGE_CONTENT & world.privileged_intents:
        return message
    return {**message, "content": "", "embeds": [], "attachments": [], "components": []}
