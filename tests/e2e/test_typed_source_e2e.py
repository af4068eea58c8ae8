"""What is typed into a letter stands in it word for word, and nothing of it is a template, a layout
or markup of the file that it is in."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.documents.poppler import poppler, squeezed
from tests.e2e.conftest import Tern
from tests.e2e.life import FILLED, chat

SOURCE = (
    '{{ 7*7 }} {% raw %} {0.__class__} %s $x$ #read("/etc/passwd") #eval("1+1") \\u{41} '
    "<script>x</script> &amp; ]]> '; DROP TABLE letters; --"
)


@pytest.mark.asyncio
async def test_source_in_a_letter_is_text(tern: Tern) -> None:
    asked = await tern.mara.slash("optout letter", platform="instagram", region="uk")
    assert asked.modal is not None
    typed = FILLED | {"reason": SOURCE, "name": "{{ name }} #x"}
    fields = asked.modal.fields
    await tern.mara.submit(asked.modal, {name: typed[name] for name in typed if name in fields})
    (message,) = chat(tern.mara)
    text = next(data for name, data in message.files.items() if name.endswith(".txt")).decode()
    assert SOURCE in " ".join(text.split())
    assert "{{ name }} #x" in text
    pdf = next(data for name, data in message.files.items() if name.endswith(".pdf"))
    assert squeezed(SOURCE) in squeezed(poppler("pdftotext", pdf))
    made = await tern.mara.press(message, "letter-editable")
    assert made.message is not None
    (odt,) = made.message.files.values()
    content = zipfile.ZipFile(io.BytesIO(odt)).read("content.xml").decode()
    assert "&lt;script&gt;x&lt;/script&gt;" in content
    assert "<script>" not in content
