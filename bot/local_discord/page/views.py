"""What one person's browser is told: JSON made from the world as that person sees it.

`language` is what HTML's `lang` takes: a BCP 47 tag, "" for a language nobody knows; None for the
page's own. https://html.spec.whatwg.org/multipage/dom.html#attr-lang
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..people import Person
from ..posts import Json
from ..validate.commands import GROUP, SUBCOMMAND
from ..world import Guild, World

if TYPE_CHECKING:
    from ..server import LocalDiscord

# Discord's languages (docs: Reference, "Locales"), each under its own name.
LOCALES = {
    "id": "Bahasa Indonesia",
    "da": "Dansk",
    "de": "Deutsch",
    "en-GB": "English (UK)",
    "en-US": "English (US)",
    "es-ES": "Español",
    "es-419": "Español (Latinoamérica)",
    "fr": "Français",
    "hr": "Hrvatski",
    "it": "Italiano",
    "lt": "Lietuviškai",
    "hu": "Magyar",
    "nl": "Nederlands",
    "no": "Norsk",
    "pl": "Polski",
    "pt-BR": "Português do Brasil",
    "ro": "Română",
    "fi": "Suomi",
    "sv-SE": "Svenska",
    "vi": "Tiếng Việt",
    "tr": "Türkçe",
    "cs": "Čeština",
    "el": "Ελληνικά",
    "bg": "български",
    "ru": "Русский",
    "uk": "Українська",
    "hi": "हिन्दी",
    "th": "ไทย",
    "zh-CN": "中文",
    "ja": "日本語",
    "zh-TW": "繁體中文",
    "ko": "한국어",
}


def state(discord: LocalDiscord, person: Person) -> Json:
    """Everything around the messages: people, servers with their channels, faults that are on."""
    world = discord.world
    channels = person.channels()
    guilds = [
        guild
        for guild in world.guilds.values()
        if person.id in guild.members and any(c.get("guild_id") == guild.id for c in channels)
    ]
    return {
        "me": _user(person.user) | {"locale": person.locale},
        "people": [_user(other.user) for other in discord.people()],
        "bot": _user(world.bot),
        "online": discord.online,
        "locales": LOCALES,
        "guilds": [_guild(guild, channels) for guild in guilds],
        "dm": next(c["id"] for c in channels if "guild_id" not in c),
        "closed_dms": discord.faults.closed_dms.get(person.id),
    }


def place(world: World, person: Person, channel: str) -> Json:
    """One channel: its messages, the commands usable there, and the `language` the bot speaks to
    this person. Raises Refused for a hidden channel."""
    channel_id = person.channel(channel)["id"]
    return {
        "language": _language(world, person.locale),
        "messages": [_message(world, message.json) for message in person.messages(channel_id)],
        "commands": [
            command for kind in (1, 2, 3) for command in person.commands(channel_id, kind=kind)
        ],
    }


def change_for(world: World, person: Person, change: Json) -> Json | None:
    """A change of the world as this person's page hears of it, or None when it is not theirs."""
    kind = change["type"]
    if kind in ("presence", "commands_update"):
        return change
    if kind == "channel_create":
        mine = change["channel"]["recipients"][0]["id"] == person.id
        return {"type": "places_update"} if mine else None
    if kind.startswith("message_") and change["audience"] in (None, person.id):
        message = change.get("message", change)
        if any(channel["id"] == message["channel_id"] for channel in person.channels()):
            return {"type": kind, "message": _message(world, message)}
    return None


def _language(world: World, locale: str | None) -> str | None:
    """The language of the bot's words where it was asked for `locale`: that one, if it names its
    commands in it; else no more is known than that bots mostly fall back on English."""
    named = ("name_localizations", "description_localizations")
    commands = world.commands.values()
    spoken = any(locale in (command.get(key) or {}) for command in commands for key in named)
    return locale if spoken else None


def _message(world: World, message: Json) -> Json:
    """The message with its `language`, and as `command` the whole name ("policy show") of the
    command it answers."""
    post = world.find_post(message["id"])
    mine = message.get("author") == world.bot
    language = _language(world, post.locale) if post and mine else ""
    message = message | {"language": language}
    about = message.get("interaction_metadata")
    interaction = world.interactions.get(about["id"]) if about and "name" in about else None
    if interaction is None:
        return message
    words = [interaction.payload["data"]["name"]]
    options = interaction.payload["data"].get("options", [])
    while options and options[0]["type"] in (SUBCOMMAND, GROUP):
        words.append(options[0]["name"])
        options = options[0].get("options", [])
    return message | {"command": " ".join(words)}


def _user(user: Json, nick: str | None = None) -> Json:
    return {
        "id": user["id"],
        "name": nick or user["global_name"] or user["username"],
        "username": user["username"],
        "bot": bool(user.get("bot")),
    }


def _guild(guild: Guild, channels: list[Json]) -> Json:
    return {
        "id": guild.id,
        "name": guild.name,
        "channels": [
            {key: channel[key] for key in ("id", "name", "type", "topic")}
            for channel in channels
            if channel.get("guild_id") == guild.id
        ],
        "roles": [
            {"id": role["id"], "name": role["name"].removeprefix("@"), "managed": role["managed"]}
            for role in guild.roles.values()
        ],
        "members": [
            _user(member["user"], member["nick"]) | {"roles": member["roles"]}
            for member in guild.members.values()
        ],
    }
