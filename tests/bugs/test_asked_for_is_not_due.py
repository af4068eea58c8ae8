"""Later letters said that an answer "was due" by a day that no law sets, to authorities as well: it
was the day by which the letter itself had asked for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.letters import Letters, Story
from bot.core.models import LetterKind
from tests.core.desk import MARA, desk_in
from tests.letters import LEAST, templates, words
from tests.shipped import catalogue


@pytest.mark.asyncio
@pytest.mark.parametrize(("region", "kind", "by_law"), [
    ("za", "objection", False),
    ("ke", "objection", False),
    ("br", "objection", False),
    ("ca-qc", "request", False),
    ("us-ca", "request", False),
    ("us-ca", "access", True),
    ("kr", "objection", True),
    ("eu-de", "objection", True),
    ("eu-de", "reservation", False),
])  # fmt: skip
async def test_only_the_law_makes_an_answer_due(
    tmp_path: Path, region: str, kind: LetterKind, *, by_law: bool
) -> None:
    async with desk_in(tmp_path) as desk:
        case = await desk.waiting(region, kind)
        desk.clock.on(weeks=20)
        silent = (await desk.cases.tell(MARA, case, "silence")).case
        letters = Letters(catalogue(), templates(), desk.store, desk.clock)
        for later in ("follow-up", "complaint"):
            choice = letters.choose("instagram", region, later, "en")
            text = words(letters.compose(choice, LEAST, story=Story(earlier=(silent,))))
            assert choice.kind == later
            assert ("An answer was due by" in text) == by_law
            assert ("I had asked for an answer by" in text) != by_law
