"""A follow-up that was written by command, without Tern's knowing a letter before it, led nowhere
once no answer came to it either."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.models import LetterKind
from tests.core.desk import MARA, desk_in

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize(
    ("region", "letters"),
    [("eu-de", ("complaint",)), ("tr", ("complaint",)), ("us-other", ())],
)
async def test_silence_leads_to_the_authority_where_there_is_one(
    tmp_path: Path, region: str, letters: tuple[LetterKind, ...]
) -> None:
    async with desk_in(tmp_path) as desk:
        case = await desk.waiting(region, "follow-up")
        desk.clock.on(days=60)
        shown = await desk.cases.tell(MARA, case, "silence")
        assert shown.letters == letters
        assert shown.complain_by is None
