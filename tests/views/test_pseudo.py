"""Everything that a view shows of a record is translated, and fits where words are longer.

What commands, buttons and forms add to it is in tests/e2e/test_pseudo_e2e.py."""

from __future__ import annotations

import pytest

from tests.changing import QUOTED
from tests.pseudo import LONGER, bypassing, of_letters, pseudo, pseudo_language
from tests.views.rendered import ARCHIVE, NAME, Shown, everything, misfit
from tests.views.rendered_letters import around_letters

T = pseudo_language()
REGIONS_EACH = 12
TYPED = (NAME, ARCHIVE, "example.org", "gone", "g" * 60, "odd", *QUOTED)
"""By hand, ids that no record has any more, and what a platform's text says."""

SAID = "Posted by {name} on `noai` at https://example.org/a."


def test_the_pseudo_language_keeps_what_translators_keep() -> None:
    said = pseudo(SAID)
    assert all(kept in said for kept in ("{name}", "`noai`", "https://example.org/a"))
    assert len(said) >= len(SAID) * (1 + LONGER)
    assert (said[0], said[-1]) == ("⟦", "⟧")
    said = said.replace("{name}", "Instagram")
    assert bypassing(said) == []
    assert bypassing(f"{said} · Only so") == ["Only so"]
    assert bypassing(T("As of {date}", date=T.when("2026-11-23"))) == []
    assert bypassing(T("In {place}", place=T.territory("DE"))) == []
    assert bypassing(T("In {place}", place="Germany")) == ["Germany"]


@pytest.fixture(scope="module")
def rendered() -> list[Shown]:
    return [*everything(T, REGIONS_EACH), *around_letters(T, 0)]


def test_no_view_bypasses_translation(rendered: list[Shown]) -> None:
    texts = {text: shown.what for shown in rendered for text in shown.texts}
    typed = [*TYPED, *of_letters()]
    found = {
        left: f"{what}: {left!r} in {text[:90]!r}"
        for text, what in texts.items()
        for left in bypassing(text, typed)
    }
    assert not found, "\n".join([*found.values()][:60])


def test_every_view_fits_where_words_are_longer(rendered: list[Shown]) -> None:
    found = [problem for shown in rendered if (problem := misfit(shown))]
    assert not found, "\n".join(found[:40])
