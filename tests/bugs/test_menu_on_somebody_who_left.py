"""The menu on a member showed cards of people who had left the server; the command did not."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Tern


@pytest.mark.asyncio
async def test_both_refuse_alike(tern: Tern) -> None:
    await tern.jun.slash("migrate to", platform="cara", handle="junpaints")
    jun = tern.jun.id
    for guild in tern.discord.world.guilds.values():
        guild.members.pop(jun, None)
    by_menu = await tern.mara.user_menu("Where did they move?", jun)
    by_command = await tern.mara.slash("migrate find", member=jun)
    assert "not a member" in by_menu.text
    assert by_menu.text == by_command.text
