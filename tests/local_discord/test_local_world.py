"""The world: ids, permissions, samples, changes."""

import pytest

from bot.local_discord import permissions
from bot.local_discord.sample import harbour_studio, many_guilds
from bot.local_discord.snowflakes import Snowflakes, shard_of
from bot.local_discord.world import World
from tests.local_discord.tiny import FakeClock


def test_ids_sort_by_age_and_spread_over_shards() -> None:
    ids = Snowflakes(FakeClock())
    made = [int(ids.next()) for _ in range(100)]
    assert made == sorted(set(made))
    assert {shard_of(str(i), 4) for i in made} == {0, 1, 2, 3}
    assert shard_of(None, 4) == 0


def test_ids_carry_the_time() -> None:
    clock = FakeClock()
    made = int(Snowflakes(clock).next())
    assert (made >> 22) + 1_420_070_400_000 == int(clock.now * 1000)


def test_permissions_follow_roles_overwrites_and_ownership() -> None:
    world = World()
    owner, member = world.add_user("Owner"), world.add_user("Member")
    guild = world.add_guild("G", owner=owner["id"])
    role = world.add_role(guild, "R", permissions.MANAGE_MESSAGES)
    world.add_member(guild, member["id"], roles=[role["id"]])
    channel = world.add_channel(guild, "c")

    def may(right: int, user: str = member["id"]) -> bool:
        return bool(world.permissions(user, channel) & right)

    assert may(permissions.MANAGE_MESSAGES)
    assert not may(permissions.MANAGE_GUILD)
    assert may(permissions.MANAGE_GUILD, owner["id"])
    assert world.permissions(world.add_user("Stranger")["id"], channel) == 0
    rules = channel["permission_overwrites"]
    rules.append(permissions.overwrite(guild.id, deny=permissions.SEND_MESSAGES))
    assert not may(permissions.SEND_MESSAGES)
    rules.append(permissions.overwrite(role["id"], allow=permissions.SEND_MESSAGES))
    assert may(permissions.SEND_MESSAGES)
    rules.append(permissions.overwrite(member["id"], deny=permissions.VIEW_CHANNEL, member=True))
    assert world.permissions(member["id"], channel) == 0


def test_the_sample_is_a_small_artists_world() -> None:
    world = harbour_studio(bot_name="Tern")
    assert [guild.name for guild in world.guilds.values()] == ["Harbour Studio", "Print Room"]
    locales = {world.users[i]["global_name"]: locale for i, locale in world.locales.items()}
    assert locales["Mara"] == "en-GB"
    assert (locales["Jun"], locales["Sol"]) == ("ja", "de")
    assert world.bot["username"] == "Tern"
    assert world.shares_guild(world.named("Sol")["id"])
    assert {shard_of(guild_id, 2) for guild_id in world.guilds} == {0, 1}


def test_many_guilds_are_made_quickly_and_all_have_a_channel() -> None:
    world = many_guilds(300)
    assert len(world.guilds) == 300
    assert all(len(guild.channel_ids) == 1 for guild in world.guilds.values())


def test_people_are_found_by_id_name_and_username() -> None:
    world = harbour_studio()
    mara = world.named("mara")
    assert world.named(mara["id"]) is world.named("Mara") is mara
    with pytest.raises(KeyError, match="nobody here is called Ada"):
        world.named("Ada")


@pytest.mark.asyncio
async def test_until_looks_now_and_after_each_change() -> None:
    world = World()
    await world.until(lambda: True)
    with pytest.raises(TimeoutError):
        await world.until(lambda: False, 0)
