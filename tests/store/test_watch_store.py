"""What the store promises to the watch (`bot.core.watch_store`), on SQLite and PostgreSQL."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.changes import Change, Edit
from bot.core.models import Job, NewJob
from bot.core.postings import Place, Posting
from bot.core.watch_store import KEPT_VERSIONS, Follow, Reading, TextVersion
from bot.store import followers, watch
from bot.store.store import SqlStore

pytestmark = pytest.mark.asyncio

TEXT, OTHER_TEXT = 2**63 - 1, 5
GUILD, OTHER = 876543210987654321, 6
ANA, BEN = 1234567890123456789, 42
READING = Reading(text=TEXT, platform="instagram", tried_at=100, next_at=200)


def version(at: int, *sentences: str, text: int = TEXT, seen: int | None = None) -> TextVersion:
    return TextVersion(text=text, read_at=at, seen_at=seen or at, sentences=sentences)


def change(id_: int = 9, seen_at: int = 100, found_at: int = 200, **more: Any) -> Change:
    usual: dict[str, Any] = {
        "platform": "instagram",
        "title": "Terms",
        "url": "https://example.org/terms",
        "language": "en",
        "edits": (Edit("We store “it”.", "We train on it.", 3), Edit(None, "画 🎨", 4)),
        "because": {"training": ("train", "AI"), "deletion": ("delete",)},
    }
    return Change(id=id_, seen_at=seen_at, found_at=found_at, **usual | more)


def follow(user: int, which: Any = "all", platform: str = "instagram") -> Follow:
    return Follow(user=user, platform=platform, which=which, reader="de", asked_at=7)


async def jobs(store: SqlStore) -> list[Job]:
    """All of them, whenever they are due; they are free again at once."""
    far = 10**11
    return list(await store.claim_jobs(far, -far, 100))


# ---------------------------------------------------------------- readings and versions


async def test_a_reading_takes_the_place_of_the_last_one(store: SqlStore) -> None:
    assert await store.readings() == []
    await store.put_reading(READING)
    failed = replace(
        READING,
        etag='"a"',
        modified="Mon, 23 Nov 2026 11:00:00 GMT",
        read_at=50,
        failures=2,
        problem="login",
        problem_since=60,
    )
    await store.put_reading(failed)
    other = replace(READING, text=OTHER_TEXT, platform="x")
    await store.put_reading(other)
    assert sorted(await store.readings(), key=lambda reading: reading.text) == [other, failed]
    await store.put_reading(READING)
    assert READING in await store.readings()


@pytest.mark.parametrize(
    "sentences",
    [(), ("One.",), ("One.", "Two: “画”.", "عربي"), tuple(f"Sentence {n}." for n in range(3000))],
)
async def test_a_text_is_kept_as_it_was_read(store: SqlStore, sentences: tuple[str, ...]) -> None:
    assert await store.newest_version(TEXT) is None
    assert await store.put_version(version(100, *sentences), None)
    assert await store.newest_version(TEXT) == version(100, *sentences)
    assert await store.newest_version(OTHER_TEXT) is None


@given(st.lists(st.text(min_size=1)), st.integers(0, 5000))
async def test_whatever_stands_in_a_text_comes_back(sentences: list[str], before: int) -> None:
    lines = tuple(sentence.replace("\n", " ") for sentence in sentences)
    assert watch._unpack(watch._pack(sentences)) == lines
    edits = tuple(Edit(sentence, None, before) for sentence in sentences)
    assert watch._unpack_edits(watch._pack_edits(edits)) == edits


async def test_what_an_earlier_version_packed_is_read(store: SqlStore) -> None:
    packed = bytes.fromhex(
        "789c8bcc2f55c82fcf53c82cd1e30a4f55c84dac54282d4e0572151e354c01e239cfa7ec7ed430570f002fc9110b"
    )
    edits = bytes.fromhex(
        "789c8b8e568acc2f55c82fcf53c82cd153d251500a4f55c84dac54282d4e858a18c6ea2844e795e6e400259f4fd9"
        "0d14318a8d0500e982115c"
    )
    assert await store.put_version(version(100, "One.", seen=150), change(seen_at=150))
    await store._engine.write("UPDATE text_versions SET sentences = ?1", packed)
    await store._engine.write("UPDATE changes SET edits = ?1", edits)
    newest, found = await store.newest_version(TEXT), await store.change(9)
    assert newest == version(100, "You own it.", "We may use it — “画”.", seen=150)
    assert found is not None
    assert found.edits == (Edit("You own it.", "We may use it.", 1), Edit(None, "画", 2))


async def test_the_last_versions_are_kept(store: SqlStore) -> None:
    await store.put_version(version(1, "Another.", text=OTHER_TEXT), None)
    for at in range(1, KEPT_VERSIONS + 6):
        assert await store.put_version(version(at, f"Version {at}."), None)
    rows = await store._engine.read("SELECT read_at FROM text_versions WHERE text_id = ?1", TEXT)
    assert sorted(at for (at,) in rows) == list(range(6, KEPT_VERSIONS + 6))
    newest_first = [found.read_at for found in await store.versions(TEXT)]
    assert newest_first == list(range(KEPT_VERSIONS + 5, 5, -1))
    assert await store.versions(OTHER_TEXT) == [version(1, "Another.", text=OTHER_TEXT)]


async def test_a_text_is_forgotten_and_what_changed_in_it_is_not(store: SqlStore) -> None:
    for text in (TEXT, OTHER_TEXT):
        await store.put_reading(replace(READING, text=text))
        await store.put_version(version(100, "One.", text=text), None)
    await store.put_version(version(200, "Two."), change())
    await store.forget_texts([TEXT])
    assert await store.versions(TEXT) == []
    assert [reading.text for reading in await store.readings()] == [OTHER_TEXT]
    assert len(await store.versions(OTHER_TEXT)) == len(await store.changes()) == 1


async def test_only_the_newest_version_was_seen_again(store: SqlStore) -> None:
    await store.put_version(version(100, "One."), None)
    await store.put_version(version(200, "Two."), None)
    await store.version_seen(TEXT, 300)
    await store.version_seen(TEXT, 250)
    await store.version_seen(OTHER_TEXT, 300)
    assert await store.newest_version(TEXT) == version(200, "Two.", seen=300)
    rows = await store._engine.read("SELECT seen_at FROM text_versions ORDER BY read_at")
    assert rows == [(100,), (300,)]


# ---------------------------------------------------------------- changes


async def test_a_change_is_stored_with_its_version_and_its_job(store: SqlStore) -> None:
    await store.put_version(version(100, "We store it."), None)
    assert await jobs(store) == []
    assert await store.put_version(version(200, "We train on it."), change())
    assert await store.change(9) == change()
    assert await store.change(10) is None
    ((kind, user, case, at),) = [(j.kind, j.user, j.case, j.at) for j in await jobs(store)]
    assert (kind, user, case, at) == ("change-found", 0, 9, 200)


@pytest.mark.parametrize("at", [150, 200])
async def test_who_was_slower_stores_nothing(store: SqlStore, at: int) -> None:
    await store.put_version(version(100, "We store it."), None)
    await store.put_version(version(200, "We train on it."), change())
    assert not await store.put_version(version(at, "We train on it."), change(10, found_at=at))
    assert await store.change(10) is None
    assert len(await jobs(store)) == 1


async def test_one_who_compared_with_an_older_version_is_too_late(store: SqlStore) -> None:
    await store.put_version(version(100, "We store it."), None)
    await store.put_version(version(200, "We train on it."), change())
    late = change(10, seen_at=100, found_at=201)
    assert not await store.put_version(version(201, "We train on it."), late)
    assert [found.id for found in await store.changes()] == [9]


async def test_of_many_who_read_at_once_one_stores_the_change(store: SqlStore) -> None:
    await store.put_version(version(100, "We store it."), None)
    stored = await asyncio.gather(
        *(
            store.put_version(version(200 + n % 3, "We train on it."), change(n + 1))
            for n in range(12)
        )
    )
    assert stored.count(True) == 1
    assert len(await store.changes()) == len(await jobs(store)) == 1


async def test_changes_come_newest_first_and_without_edits(store: SqlStore) -> None:
    for n, at in enumerate((100, 300, 200), start=1):
        await store.put_version(
            version(at, f"{n}", text=n), change(n, at - 1, at, platform=f"p{n}")
        )
    found = await store.changes()
    assert [one.id for one in found] == [2, 3, 1]
    assert found[0] == replace(change(2, 299, 300, platform="p2"), edits=())
    assert [one.id for one in await store.changes(200)] == [2, 3]
    assert await store.changes(301) == []


async def test_a_change_is_checked_once(store: SqlStore) -> None:
    await store.put_version(version(200, "One."), change(seen_at=200))
    assert not await store.check_change(10, 400)
    assert await store.check_change(9, 400)
    assert await store.check_change(9, 500)
    found = await store.change(9)
    assert found is not None
    assert found.checked_at == 400
    assert [one.checked_at for one in await store.changes()] == [400]


async def test_a_planned_host_stays_as_it_is(store: SqlStore) -> None:
    await store.plan_watch([(2**63 - 1, 50), (7, 60)], 10)
    await store.plan_watch([(7, 99), (8, 70)], 20)
    found = [(job.kind, job.user, job.case, job.at) for job in await jobs(store)]
    assert found == [
        ("watch-host", 0, 2**63 - 1, 50),
        ("watch-host", 0, 7, 60),
        ("watch-host", 0, 8, 70),
    ]


# ---------------------------------------------------------------- alerts


async def test_what_became_of_a_change_in_a_server(store: SqlStore) -> None:
    assert await store.alerts(GUILD) == {}
    assert await store.set_alert(GUILD, 9, "drafted", 1, unless="drafted")
    assert not await store.set_alert(GUILD, 9, "drafted", 2, unless="drafted")
    assert await store.set_alert(GUILD, 9, "wanted", 3, unless="posted")
    assert await store.set_alert(GUILD, 9, "posted", 4, unless="posted")
    assert not await store.set_alert(GUILD, 9, "dropped", 5, unless="posted")
    assert await store.set_alert(GUILD, 10, "dropped", 5, unless="posted")
    assert await store.set_alert(OTHER, 9, "dropped", 5, unless="posted")
    assert await store.alerts(GUILD) == {9: "posted", 10: "dropped"}
    await store.erase_server(GUILD)
    assert await store.alerts(GUILD) == {}
    assert await store.alerts(OTHER) == {9: "dropped"}


async def alerts_on(store: SqlStore, guild: int, at: int) -> None:
    place = Place(guild=guild, channel=5, language="en")
    posting = Posting(kind="alerts", place=place, choices={}, done={})
    await store.put_posting(posting, at, 1)


async def test_a_servers_alerts_are_woken(store: SqlStore) -> None:
    for guild in (GUILD, OTHER):
        await alerts_on(store, guild, 1000)
    await store.add_job(NewJob(kind="letter-due", user=ANA, case=3, at=1000), 1)
    assert await store.claim_jobs(100, 60, 9) == []
    await store.wake_alert(GUILD, 100)
    assert [job.case for job in await store.claim_jobs(100, 60, 9)] == [GUILD]
    await store.wake_alerts(100)
    assert [job.case for job in await store.claim_jobs(100, 60, 9)] == [OTHER]
    await store.wake_alert(8, 100)
    assert len(await jobs(store)) == 2


async def test_one_that_is_at_work_is_not_given_to_a_second(store: SqlStore) -> None:
    """It comes again when the lease has ended, whatever the first then says of its job."""
    await alerts_on(store, GUILD, 50)
    (job,) = await store.claim_jobs(100, 60, 9)
    await store.wake_alerts(110)
    await store.wake_alert(GUILD, 110)
    assert await store.claim_jobs(110, 60, 9) == []
    await store.postpone_job(job.id, 10**6, anew=True)
    await store.finish_job(job.id)
    (again,) = await store.claim_jobs(160, 60, 9)
    assert (again.case, again.kind) == (GUILD, "alerts")
    await store.postpone_job(again.id, 10**6)
    assert await store.next_job() == 10**6


# ---------------------------------------------------------------- follows


async def test_what_a_person_follows(store: SqlStore) -> None:
    assert await store.follows_of(ANA) == []
    await store.put_follow(follow(ANA, "ai"))
    await store.put_follow(follow(ANA, "all", "cara"))
    await store.put_follow(follow(BEN))
    await store.put_follow(replace(follow(ANA), reader="ja", asked_at=8))
    assert await store.follows_of(ANA) == [
        follow(ANA, "all", "cara"),
        replace(follow(ANA), reader="ja", asked_at=8),
    ]
    assert await store.drop_follows(ANA, "x") == 0
    assert await store.drop_follows(ANA, "cara") == 1
    assert await store.drop_follows(ANA) == 1
    assert await store.follows_of(ANA) == []
    assert await store.follows_of(BEN) == [follow(BEN)]


async def stored(store: SqlStore, found: Change) -> Change:
    at = found.found_at
    assert await store.put_version(version(at, "One.", text=found.id), replace(found, seen_at=at))
    for job in await jobs(store):
        await store.finish_job(job.id)
    return found


async def test_followers_whom_it_concerns_are_told_once(store: SqlStore) -> None:
    await store.put_follow(follow(ANA, "ai"))
    await store.put_follow(follow(BEN))
    await store.put_follow(follow(43, platform="x"))
    about = await stored(store, change())
    assert await store.make_notices(about, 300) == 2
    assert await store.make_notices(about, 301) == 0
    made = {job.user: job for job in await jobs(store)}
    assert {job.kind for job in made.values()} == {"change-notice"}
    assert made.keys() == {ANA, BEN}
    notice = await store.notice(made[ANA].case)
    assert notice is not None
    assert (notice.user, notice.change, notice.follow) == (ANA, 9, follow(ANA, "ai"))
    plain = await stored(store, change(11, 300, 400, because={}))
    assert await store.make_notices(plain, 500) == 1


async def test_who_was_told_is_not_told_again(store: SqlStore) -> None:
    await store.put_follow(follow(ANA))
    about = await stored(store, change())
    await store.make_notices(about, 300)
    (job,) = await jobs(store)
    await store.end_notice(job.case)
    await store.finish_job(job.id)
    assert await store.notice(job.case) is None
    assert await store.make_notices(about, 400) == 0
    assert await jobs(store) == []
    await stored(store, change(12, 300, 400))
    late = 300 + followers.NOTICES_KEPT + 1
    assert await store.make_notices(change(12, 300, 400), late) == 1
    rows = await store._engine.read("SELECT change_id FROM change_notices")
    assert rows == [(12,)]  # that she was told of the other one is forgotten in time


async def test_who_stops_following_is_not_told_of_what_was_due(store: SqlStore) -> None:
    changes = [change(9), change(10, platform="x", url="https://x.example.org")]
    for about in changes:
        await stored(store, about)
    for about in changes:
        await store.put_follow(follow(ANA, platform=about.platform))
        await store.put_follow(follow(BEN, platform=about.platform))
        assert await store.make_notices(about, 300) == 2
    assert await store.drop_follows(ANA, "instagram") == 1
    notices = [(job.user, await store.notice(job.case)) for job in await jobs(store)]
    left = {(user, notice.change) for user, notice in notices if notice}
    assert left == {(ANA, 10), (BEN, 9), (BEN, 10)}
    assert len(await jobs(store)) == 3
    assert await store.drop_follows(ANA) == 1
    assert {job.user for job in await jobs(store)} == {BEN}


async def test_a_notice_without_a_follow_says_so(store: SqlStore) -> None:
    await store.put_follow(follow(ANA))
    await store.make_notices(await stored(store, change()), 300)
    (job,) = await jobs(store)
    await store._engine.write("DELETE FROM follows")
    notice = await store.notice(job.case)
    assert notice is not None
    assert notice.follow is None
    assert await store.notice(5) is None


async def test_who_is_erased_follows_nothing_and_is_told_nothing(store: SqlStore) -> None:
    await store.put_follow(follow(ANA))
    await store.put_follow(follow(BEN))
    about = await stored(store, change())
    await asyncio.gather(store.make_notices(about, 300), store.erase(ANA))
    await store.make_notices(about, 301)
    exported = await store.export(ANA)
    assert not any(exported.values()), exported
    assert {job.user for job in await jobs(store) if job.kind == "change-notice"} == {BEN}
