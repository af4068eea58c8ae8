"""Every letter's form fits Discord's limits, for every platform in every region and language."""

from __future__ import annotations

import gettext
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.core.letters import Letters
from bot.documents import Templates
from bot.i18n import Language
from bot.local_discord.validate.message import check_message
from bot.local_discord.validate.modal import check_modal
from bot.views import letters as views
from bot.views.card import parse_custom_id
from tests.records import FixedClock
from tests.shipped import DATA, catalogue
from tests.store.opened import opened

COMPONENTS_V2 = 1 << 15
T = Language("en", gettext.NullTranslations())


@pytest_asyncio.fixture
async def letters(tmp_path: Path) -> AsyncIterator[Letters]:
    templates = Templates(DATA.parent / "templates" / "letters")
    async with opened(f"sqlite:///{tmp_path / 'tern.db'}") as store:
        yield Letters(catalogue(), templates, store, FixedClock())


@pytest.mark.asyncio
async def test_every_form_fits_and_comes_back_as_the_same_letter(letters: Letters) -> None:
    regions = [region.id for region in catalogue().regions.values() if region.choosable]
    for platform in catalogue().platforms.values():
        for region in regions:
            asked = letters.form(
                letters.choose(platform.id, region, "objection"), asked="objection"
            )
            form = views.form(asked, platform, T)
            check_modal(form.to_dict())
            parsed = parse_custom_id(form.custom_id)
            assert parsed is not None
            again = letters.choose(*parsed[1][:4])  # type: ignore[arg-type]
            assert again == asked.choice


@pytest.mark.asyncio
async def test_asking_where_somebody_lives_fits(letters: Letters) -> None:
    regions = [region for region in catalogue().regions.values() if region.choosable]
    for platform in catalogue().platforms.values():
        card = views.where(platform, regions, T)
        check_message({"components": card.to_components()}, COMPONENTS_V2, ())


@pytest.mark.asyncio
async def test_nobody_outside_the_eu_and_eea_gets_the_gdpr(letters: Letters) -> None:
    for region in catalogue().regions.values():
        if not region.choosable:
            continue
        choice = letters.choose("instagram", region.id)
        is_european = "eu" in region.groups
        assert (choice.kind == "objection") == (is_european or region.id in ("uk", "br")), region.id
