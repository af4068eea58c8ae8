"""Word processors underlined whole letters: an editable letter said that it was in the German of
Brazil, for which there is no dictionary, or in British English for people in the United States."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

from bot.documents.editable import Editable
from tests.e2e.conftest import Tern
from tests.e2e.life import fill
from tests.letters import LEAST, TEMPLATES, compose, shipped


def spelt_as(odt: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(odt)) as package:
        meta = etree.fromstring(package.read("meta.xml"))
    return str(meta.findtext(".//{http://purl.org/dc/elements/1.1/}language"))


@pytest.mark.parametrize(("region", "language", "said"), [
    ("br", "pt", "pt-BR"),
    ("br", "de", "de-DE"),
    ("br", "en", "en-GB"),
    ("us-va", "en", "en-US"),
    ("us-ca", "fr", "fr-FR"),
    ("ca-qc", "fr", "fr-CA"),
    ("ch", "de", "de-CH"),
    ("eu-de", "en", "en-GB"),
    ("eu-de", "pt", "pt-PT"),
    ("mx", "es", "es-MX"),
    ("elsewhere", "en", "en-GB"),
])  # fmt: skip
def test_the_spelling_is_one_that_there_is(region: str, language: str, said: str) -> None:
    letter = compose(LEAST, region, "request", language, service=shipped())
    assert spelt_as(Editable(TEMPLATES / "editable").odt(letter)) == said


@pytest.mark.asyncio
async def test_the_button_makes_it_so(tern: Tern) -> None:
    form = await tern.mara.slash("optout letter", platform="instagram", region="us-ca")
    assert form.modal is not None
    await fill(tern.mara, form.modal)
    made = await tern.mara.press(tern.mara.dms()[-1], "letter-editable:v1:")
    message = made.message or await made.next()
    (odt,) = message.files.values()
    assert spelt_as(odt) == "en-US"
