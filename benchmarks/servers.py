"""Memory with 2,500 servers on one shard: `python -m benchmarks.servers`."""

from __future__ import annotations

import asyncio

from benchmarks.bots import BARE, TERN, started
from bot.local_discord.permissions import EVERYONE
from bot.local_discord.world import World

SERVERS, CHANNELS, ROLES = 2500, 30, 15


def large(servers: int) -> World:
    """Servers with channels and roles as a community of artists has them."""
    world = World(bot_name="Tern")
    owner = world.add_user("Mara")
    for number in range(servers):
        guild = world.add_guild(f"Studio {number}", owner=owner["id"], bot_permissions=EVERYONE)
        for role in range(ROLES):
            world.add_role(guild, f"Role {role}", EVERYONE)
        for channel in range(CHANNELS):
            world.add_channel(guild, f"channel-{channel}", topic="Work in progress, kindly")
    return world


async def main() -> None:
    """Prints one table."""
    print(f"Each server has {CHANNELS} channels and {ROLES} roles.\n")
    print("| bot | servers | start to READY, s | resident, MiB |")
    print("|---|---|---|---|")
    for name, module, line in (
        ("bare discord.py", BARE, "bare"),
        ("Tern", TERN, "policy show"),
    ):
        for servers in (1, SERVERS):
            async with started(name, *module, world=large(servers)) as bot:
                # Servers arrive after READY; whoever answers this has read them all.
                last = f"Studio {servers - 1}/channel-0"
                await bot.mara.slash(line, channel=last, platform="instagram")
                print(
                    f"| {name} | {servers} | {bot.start_seconds:.2f} | {bot.resident_mib():.0f} |"
                )


if __name__ == "__main__":
    asyncio.run(main())
