"""Postings and a server's region, on both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.ports import Store
from bot.core.postings import Place, Posting

pytestmark = pytest.mark.asyncio

GUILD = 77


def posting(**changes: object) -> Posting:
    usual = Posting(
        kind="digest",
        place=Place(guild=GUILD, channel=5, language="de"),
        choices={"weekday": 0, "zone": "Europe/Berlin"},
        done={"next": 9},
    )
    return replace(usual, **changes)  # type: ignore[arg-type]


async def test_what_is_put_is_found(store: Store) -> None:
    stored = await store.put_posting(posting(), 9, 1)
    assert stored.id > 0
    assert await store.posting(GUILD, "digest") == stored == posting()
    assert await store.posting(GUILD, "campaign") is None
    assert await store.posting(GUILD + 1, "digest") is None
    (job,) = await store.claim_jobs(9, 60, 10)
    assert (job.kind, job.case, job.user, job.at) == ("digest", GUILD, 0, 9)


async def test_one_of_a_kind_and_one_job(store: Store) -> None:
    first = await store.put_posting(posting(), 9, 1)
    await store.change_posting(replace(first, stopped="gone", stopped_at=3, tried=8, tried_at=2))
    second = await store.put_posting(posting(done={"next": 12}), 12, 4)
    assert second.id != first.id
    (found,) = await store.postings(GUILD)
    assert found == posting(done={"next": 12})
    assert [job.at for job in await store.claim_jobs(100, 60, 10)] == [12]


async def test_only_the_one_that_is_there_is_changed(store: Store) -> None:
    first = await store.put_posting(posting(), 9, 1)
    changed = replace(first, done={"next": 16}, tried=2**63 - 1, tried_at=9)
    assert await store.change_posting(changed)
    assert await store.posting(GUILD, "digest") == changed
    await store.put_posting(posting(), 9, 1)
    assert not await store.change_posting(changed)
    assert await store.posting(GUILD, "digest") == posting()


async def test_a_stopped_one_is_kept_without_its_job(store: Store) -> None:
    first = await store.put_posting(posting(), 9, 1)
    await store.put_posting(posting(kind="campaign"), 9, 1)
    stopped = replace(first, stopped="forbidden", stopped_at=10)
    assert await store.change_posting(stopped)
    assert await store.posting(GUILD, "digest") == stopped
    assert [job.kind for job in await store.claim_jobs(100, 60, 10)] == ["campaign"]


async def test_an_erased_server_has_none(store: Store) -> None:
    await store.put_posting(posting(), 9, 1)
    await store.choose_region(GUILD, "eu-de", 1)
    await store.erase_server(GUILD)
    assert await store.postings(GUILD) == []
    assert await store.guild_region(GUILD) is None
    assert {job.kind for job in await store.claim_jobs(100, 60, 10)} <= {"scrub"}


async def test_a_servers_region_stands_beside_its_other_choices(store: Store) -> None:
    assert await store.guild_region(GUILD) is None
    await store.switch_cards(GUILD, False, 1)
    await store.name_moderators(GUILD, 6, 2)
    await store.choose_region(GUILD, "eu-de", 3)
    assert await store.guild_region(GUILD) == "eu-de"
    assert await store.moderator_role(GUILD) == 6
    assert not await store.cards_on(GUILD)
    await store.choose_region(GUILD, None, 4)
    assert await store.guild_region(GUILD) is None
