"""Two moderators looked at the same report and both pressed "Hide it": the owner was told twice."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Tern
from tests.e2e.migrating import changed, harbour, options


@pytest.mark.asyncio
async def test_the_owner_hears_of_it_once(tern: Tern) -> None:
    await tern.mara.slash("migrate to", platform="cara", handle="marapaints")
    shown = await tern.jun.slash("migrate directory")
    assert shown.message is not None
    (card,) = options(shown.message, "card-report").values()
    await tern.jun.select(shown.message, "card-report", card)
    choices = await tern.sol.slash("settings show")
    assert choices.message is not None
    review = await changed(await tern.sol.press(choices.message, "reports"))
    await changed(await tern.sol.press(review, "report-act:v1:hide"))
    await tern.discord.world.until(lambda: bool(tern.mara.dms()))

    guild = int(harbour(tern.discord.world).id)
    assert await tern.services.reports.hide(guild, int(card)) is None
    (hidden,) = await tern.services.reports.open(guild)
    assert hidden.card.hidden_at
    await tern.services.reports.show(guild, int(card))
    assert await tern.services.reports.hide(guild, int(card)) is not None
