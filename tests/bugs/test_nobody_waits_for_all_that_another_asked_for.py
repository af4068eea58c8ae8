"""Thirty letters and as many charts of one person stood in the typesetter's queue before what
anybody else asked for, and forms that became no letter were read without end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

import pytest

from bot.core.rates import RATES
from bot.documents import Typesetter
from bot.local_discord.people import Person
from bot.local_discord.replies import Modal
from tests.e2e.conftest import Tern
from tests.e2e.life import fill

T = TypeVar("T")

pytestmark = pytest.mark.asyncio


@pytest.fixture
def longest(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How much there was in the typesetter's queue whenever something came to it."""
    aside, queued, seen = Typesetter.aside, [0], list[int]()

    async def counted(self: Typesetter, work: Callable[[], T]) -> T:
        queued[0] += 1
        seen.append(queued[0])
        try:
            return await aside(self, work)
        finally:
            queued[0] -= 1

    monkeypatch.setattr(Typesetter, "aside", counted)
    return seen


async def asked(person: Person) -> Modal:
    reply = await person.slash("optout letter", platform="instagram", region="eu-de")
    assert reply.modal is not None
    return reply.modal


async def test_each_has_one_thing_in_the_queue(tern: Tern, longest: list[int]) -> None:
    mine, other = [await asked(tern.mara) for _ in range(4)], await asked(tern.jun)
    await asyncio.gather(*(fill(tern.mara, modal) for modal in mine), fill(tern.jun, other))
    assert len(longest) == 10
    assert max(longest) <= 2


async def test_forms_that_become_no_letter_are_counted_too(tern: Tern) -> None:
    for _ in range(RATES["form"].times):
        tern.services.rates.take("form", int(tern.mara.id))
    assert "only so often" in (await fill(tern.mara, await asked(tern.mara), reason="")).text
    assert "rest on your situation" in (await fill(tern.jun, await asked(tern.jun), reason="")).text
