"""Each job is counted once, by its kind and what came of it, and logs under a code of its own."""

from __future__ import annotations

import logging

import pytest

from bot.app import monitor_for
from bot.config import Settings
from bot.core.ports import Store
from bot.jobs.worker import Done, Held, Later, Result, Worker
from bot.logs import JsonFormatter
from tests.jobs.working import DAY, HandClock, Handler, add
from tests.test_monitoring import samples, value

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize(
    ("answer", "result"),
    [
        (Done(), "done"),
        (Held(), "held"),
        (Later(), "later"),
        (Later(DAY), "later"),
        (ValueError("no"), "failed"),
    ],
)
async def test_a_job_is_counted_by_its_result(
    store: Store, clock: HandClock, answer: Result | Exception, result: str
) -> None:
    monitor = monitor_for(Settings(http=("127.0.0.1", 9090)))
    for _ in range(3):
        await add(store, clock)
    await Worker(store, clock, {"letter-due": Handler(answer)}, monitor=monitor).run_due()
    assert value(monitor, "tern_jobs_total", kind="letter-due", result=result) == 3
    assert value(monitor, "tern_job_seconds_count", kind="letter-due") == 3
    assert len(samples(monitor)["tern_jobs_total"]) == 1


async def test_jobs_that_fail_at_the_same_time_log_under_codes_of_their_own(
    store: Store, clock: HandClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.handler.setFormatter(JsonFormatter())
    for _ in range(3):
        await add(store, clock)
    with caplog.at_level(logging.ERROR, "tern"):
        await Worker(store, clock, {"letter-due": Handler(ValueError("no"))}).run_due()
    codes = {record.getMessage().split()[1] for record in caplog.records}
    assert len(codes) == 3
    assert all(caplog.text.count(code) == 2 for code in codes)  # the failure's, the line's
