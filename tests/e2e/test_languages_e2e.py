"""Who reads another language is answered in it: facts, mistakes, and what Tern says by itself."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Tern
from tests.e2e.life import letter

pytestmark = pytest.mark.asyncio


async def test_an_answer_is_in_the_reader_s_language_throughout(tern: Tern) -> None:
    tern.mara.locale = "de"
    t = tern.services.languages.of("de")
    platform = tern.services.catalogue.platforms["instagram"]
    reply = await tern.mara.slash("policy show", platform="instagram", region="eu-de")
    assert t.said(platform.training.summary.text) in reply.text
    assert "Deutschland" in reply.text
    assert "Answer for" not in reply.text
    assert "Art. 21 Abs. 1 DSGVO" in reply.text


async def test_a_mistake_names_regions_in_the_reader_s_language(tern: Tern) -> None:
    tern.mara.locale = "fr"
    reply = await tern.mara.slash("policy show", platform="instagram", region="Germny")
    assert "Allemagne" in reply.text
    assert "Germany" not in reply.text


async def test_about_names_every_language_as_its_speakers_do(tern: Tern) -> None:
    tern.mara.locale = "ja"
    reply = await tern.mara.slash("about")
    assert all(name in reply.text for name in ("Deutsch", "English", "français", "日本語"))
    commands = tern.services.languages.of("ja").commands
    assert f"`/{commands.typed('policy show')}`" in reply.text
    assert "/policy show" not in reply.text


async def test_reminders_come_in_the_language_last_used(tern: Tern) -> None:
    await letter(tern.mara)
    tern.mara.locale = "pt-BR"
    await tern.mara.slash("optout list")
    [case] = await tern.services.store.letters_of(int(tern.mara.id))
    assert tern.services.languages.of(case.reader).code == "pt-BR"
    tern.mara.locale = "de"
    shown = await tern.mara.slash("optout list")
    assert tern.services.languages.of("de")("Your letters") in shown.text
    [case] = await tern.services.store.letters_of(int(tern.mara.id))
    assert case.reader == "de"
