"""`/settings check` says all of it in every language, and fits however large the server is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import pytest

from bot.core.server_check import (
    MANAGE_ROLES,
    MANAGE_SERVER,
    MANAGE_WEBHOOKS,
    Finding,
    FindingKind,
    Holder,
    ServerCheck,
)
from bot.i18n import Language
from bot.views import server_check as views
from bot.views import server_check_words as words
from tests.languages import CODES, language
from tests.pseudo import bypassing, pseudo_language
from tests.views.rendered import Shown, misfit

KINDS: tuple[FindingKind, ...] = get_args(FindingKind)
LARGE = 2**63 - 1
CHANNELS = tuple(range(LARGE - 500, LARGE))
EMPTY = ServerCheck((), roles=1, channels=0, paused=False)


def crowded() -> ServerCheck:
    """Everything is open to more than a page can name."""
    all_rights = MANAGE_SERVER | MANAGE_ROLES | MANAGE_WEBHOOKS
    holders = (
        Holder("everyone", 1, whole=True, channels=CHANNELS),
        Holder("people", channels=CHANNELS, people=1234),
        Holder("app", LARGE, whole=True, rights=all_rights),
        *(Holder("role", LARGE - n, whole=True, channels=CHANNELS) for n in range(250)),
    )
    findings = tuple(Finding(kind, holders) for kind in KINDS)
    return ServerCheck(findings, roles=250, channels=500, paused=True)


def pages(t: Language) -> Iterator[Shown]:
    full = crowded()
    for number in range(len(full.findings) + 1):
        yield Shown(f"page {number} of /settings check", views.page(full, number, t))
    followed = ServerCheck((Finding("announcements", channels=CHANNELS),), 1, 500, paused=False)
    yield Shown("channels alone in /settings check", views.page(followed, 1, t))
    yield Shown("an empty /settings check", views.page(EMPTY, 0, t))


def said(checked: ServerCheck, number: int) -> str:
    return "\n".join(Shown("", views.page(checked, number, language("en"))).texts)


def test_every_kind_has_all_its_words() -> None:
    for table in (words.TITLES, words.OPEN, words.SWITCH, words.PREVENTS, words.DOES_NOT):
        assert tuple(table) == KINDS


@pytest.mark.parametrize("code", CODES)
def test_every_page_fits(code: str) -> None:
    found = [problem for shown in pages(language(code)) if (problem := misfit(shown))]
    assert not found, "\n".join(found)


def test_no_page_bypasses_translation_and_longer_words_fit() -> None:
    shown = [*pages(pseudo_language())]
    assert not [problem for one in shown if (problem := misfit(one))]
    left = {left for one in shown for text in one.texts for left in bypassing(text)}
    assert not left


def test_a_page_says_what_is_open_what_closes_it_and_what_that_does_not_do() -> None:
    checked = ServerCheck(
        (Finding("external-apps", (Holder("everyone", 1, whole=True, channels=(7,)),)),),
        roles=1,
        channels=1,
        paused=False,
    )
    assert "1. **Apps that members bring along**: open to everyone" in said(checked, 0)
    page = said(checked, 1)
    assert "everyone (the role `@everyone`), by the role itself. Now in <#7>" in page
    for title in ("Which switch closes it", "What that prevents", "What it does not prevent"):
        assert f"### {title}" in page
    assert "Use External Apps" in page
    assert "still receives the message and its pictures" in page


def test_of_many_the_others_are_counted() -> None:
    full = crowded()
    page = said(full, KINDS.index("invites") + 1)
    assert "492 more channels" in page
    assert "245 others" in page
    assert "Invites are paused now" in page
    assert "Invites are paused" not in said(full, KINDS.index("webhooks") + 1)


def test_nothing_found_is_said_and_promises_nothing() -> None:
    page = said(EMPTY, 0)
    assert "Nothing found" in page
    assert "What no switch prevents remains." in page
    assert "can save it, take a screenshot, or forward the message" in page


@pytest.mark.parametrize("number", [-3, 0, 99])
def test_a_page_that_is_no_more_is_another(number: int) -> None:
    """Between two presses a moderator may have closed something."""
    assert "Nothing found" in said(EMPTY, number)
