"""Every record and every region, in every language, fits Discord's limits and says it all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.languages import CODES, language
from tests.views.rendered import Shown, everything, misfit
from tests.views.rendered_letters import around_letters

REGIONS_EACH = 4
"""For each platform, in turn: every region is seen with several platforms in every language."""


def rendered(code: str) -> Iterator[Shown]:
    """All views; what would be too many is another part of them in each language."""
    t = language(code)
    yield from everything(t, REGIONS_EACH)
    yield from around_letters(t, CODES.index(code))


def test_nine_languages_are_shipped() -> None:
    assert {*CODES} == {"en", "de", "fr", "es", "it", "nl", "pl", "pt-BR", "ja"}


@pytest.mark.parametrize("code", CODES)
def test_every_view_fits_and_is_translated(code: str) -> None:
    """In no view stands that a sentence of the records has no translation yet."""
    missing = language(code)("{sentence} (not translated yet)", sentence="")
    misfits, english = [], set()
    for shown in rendered(code):
        if problem := misfit(shown):
            misfits.append(problem)
        english |= {text for text in shown.texts if missing in text}
    assert not misfits, f"{len(misfits)}:\n" + "\n".join(misfits[:40])
    assert not english, f"{len(english)}:\n" + "\n".join(sorted(english)[:20])
