"""Changing the name on a card that only its owner sees made the card public, because what was left
out fell back to the default instead of to what was chosen before."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Tern


@pytest.mark.asyncio
async def test_what_is_left_out_stays_as_it_was(tern: Tern) -> None:
    await tern.mara.slash(
        "migrate to", platform="cara", handle="mara.old", visible="me", **{"from": "instagram"}
    )
    changed = await tern.mara.slash("migrate to", platform="cara", handle="mara.new")
    assert "Nobody sees it" in changed.text
    assert "instead of Instagram" in changed.text
    assert "mara.new" not in (await tern.jun.slash("migrate find", member=tern.mara.id)).text
