"""A small world to try a bot in: a server for artists, a second one, three people."""

from __future__ import annotations

import time

from .permissions import EVERYONE, MANAGE_GUILD, MANAGE_MESSAGES, VIEW_CHANNEL, overwrite
from .world import Clock, World


def harbour_studio(*, bot_name: str = "Bot", clock: Clock = time.time) -> World:
    """Harbour Studio with Mara and Jun (artists) and Sol (moderator), and a smaller Print Room."""
    world = World(bot_name=bot_name, clock=clock)
    mara = world.add_user("Mara", locale="en-GB")
    jun = world.add_user("Jun", locale="ja")
    sol = world.add_user("Sol", locale="de")
    harbour = world.add_guild("Harbour Studio", locale="en-GB")
    printroom = world.add_guild("Print Room", locale="de")
    artist = world.add_role(harbour, "Artist", 0)
    moderator = world.add_role(harbour, "Moderator", MANAGE_GUILD | MANAGE_MESSAGES)
    world.add_member(harbour, mara["id"], roles=[artist["id"]])
    world.add_member(harbour, jun["id"], roles=[artist["id"]])
    world.add_member(harbour, sol["id"], roles=[moderator["id"]])
    world.add_member(printroom, mara["id"])
    for name, topic in (
        ("welcome", "Read this first"),
        ("general", "Anything goes, kindly"),
        ("art-talk", "Work in progress, tools, techniques"),
    ):
        world.add_channel(harbour, name, topic=topic)
    only_moderators = (
        overwrite(harbour.id, deny=VIEW_CHANNEL),
        overwrite(moderator["id"], allow=VIEW_CHANNEL),
        overwrite(world.bot["id"], allow=VIEW_CHANNEL, member=True),
    )
    world.add_channel(harbour, "moderators", topic="For the team", overwrites=only_moderators)
    world.add_channel(printroom, "press", topic="Ink, paper, presses")
    return world


def many_guilds(count: int, *, bot_name: str = "Bot", clock: Clock = time.time) -> World:
    """A world with `count` servers of one channel each, all owned by one person ("Owner")."""
    world = World(bot_name=bot_name, clock=clock)
    owner = world.add_user("Owner")
    for number in range(1, count + 1):
        guild = world.add_guild(f"Server {number}", owner=owner["id"], bot_permissions=EVERYONE)
        world.add_channel(guild, "general")
    return world
