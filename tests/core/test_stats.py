"""Statistics: published reports on a real store, and what a reader can and cannot learn."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st

from bot.core.models import Card, LetterChoice, Visibility
from bot.core.ports import Store
from bot.core.stats import REPORT_LASTS, STEP, Stats, figure
from bot.store import open_store

GUILD = 77


class SteppingClock:
    """A clock that tests move."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 23, 9, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time

    def step(self, seconds: int) -> None:
        self.time += timedelta(seconds=seconds)


@pytest_asyncio.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = await open_store(f"sqlite:///{tmp_path / 'tern.db'}")
    yield opened
    await opened.close()


async def put(
    store: Store, user: int, platform: str = "cara", visible: Visibility = "lists"
) -> None:
    card = Card(
        guild=GUILD, user=user, platform=platform, handle="x", origin=None, visible=visible,
        created_at=1, updated_at=1,
    )  # fmt: skip
    await store.put_card(card)


@pytest.mark.asyncio
async def test_groups_under_five_are_not_shown(store: Store) -> None:
    for user in range(4):
        await put(store, user)
    assert (await Stats(store, SteppingClock()).overview(GUILD, 30)).is_empty


@pytest.mark.asyncio
async def test_a_shown_figure_is_a_multiple_of_five_and_never_more_than_there_are(
    store: Store,
) -> None:
    for user in range(23):
        await put(store, user)
    shown = (await Stats(store, SteppingClock()).overview(GUILD, 30)).moved["cara"]
    assert shown % STEP == 0
    assert 15 <= shown <= 20


@pytest.mark.asyncio
async def test_a_report_is_read_until_a_week_is_over(store: Store) -> None:
    clock = SteppingClock()
    stats = Stats(store, clock)
    first = await stats.overview(GUILD, 30)
    for user in range(40):
        await put(store, user)
    clock.step(REPORT_LASTS - 1)
    assert await stats.overview(GUILD, 30) == first
    clock.step(1)
    assert (await stats.overview(GUILD, 30)).moved["cara"] >= 35


@pytest.mark.asyncio
async def test_one_person_coming_or_going_changes_nothing(store: Store) -> None:
    """A reader who knows all but one of a group sees the same report with and without that one."""
    clock = SteppingClock()
    stats = Stats(store, clock)
    for user in range(20):
        await put(store, user)
    before = (await stats.overview(GUILD, 30)).moved
    for user, leaves in ((20, False), (20, True), (3, True)):
        if leaves:
            await store.remove_card(GUILD, user, "cara")
        else:
            await put(store, user)
        clock.step(REPORT_LASTS)
        assert (await stats.overview(GUILD, 30)).moved == before


@pytest.mark.asyncio
async def test_people_who_do_not_want_to_be_counted_are_not(store: Store) -> None:
    for user in range(40):
        await put(store, user, visible="me")
    assert (await Stats(store, SteppingClock()).overview(GUILD, 30)).is_empty


@pytest.mark.asyncio
async def test_a_person_counts_once_however_many_letters(store: Store) -> None:
    clock = SteppingClock()
    choice = LetterChoice(platform="instagram", region="eu-de", kind="objection", language="en")
    now = int(clock.now().timestamp())
    for _ in range(30):
        await store.settle_letter(
            await store.open_letter(1, GUILD, choice, now, reader="en"), "delivered", now
        )
    assert (await Stats(store, clock).overview(GUILD, 30)).wrote == {}


@pytest.mark.asyncio
async def test_letters_leave_the_window(store: Store) -> None:
    clock = SteppingClock()
    choice = LetterChoice(platform="instagram", region="eu-de", kind="objection", language="en")
    now = int(clock.now().timestamp())
    for user in range(12):
        await store.settle_letter(
            await store.open_letter(user, GUILD, choice, now, reader="en"), "shown", now
        )
    stats = Stats(store, clock)
    assert (await stats.overview(GUILD, 30)).wrote
    clock.step(31 * 24 * 3600)
    assert (await stats.overview(GUILD, 30)).wrote == {}
    assert (await stats.overview(GUILD, 90)).wrote


@given(key=st.binary(min_size=32, max_size=32), cell=st.text(), count=st.integers(0, 10_000))
def test_a_figure_never_overstates_and_hides_small_groups(
    key: bytes, cell: str, count: int
) -> None:
    shown = figure(key, GUILD, cell, count, None).shown
    assert shown % STEP == 0
    assert shown <= count
    assert count - shown < 2 * STEP
    if count < STEP:
        assert shown == 0


@given(counts=st.lists(st.integers(0, 60), min_size=2, max_size=30))
def test_figures_move_only_with_five_people(counts: list[int]) -> None:
    before = figure(b"k" * 32, GUILD, "cell", counts[0], None)
    for count in counts[1:]:
        after = figure(b"k" * 32, GUILD, "cell", count, before)
        if after != before:
            assert abs(count - before.basis) >= STEP
        before = after
