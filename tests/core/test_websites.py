"""Addresses of websites: every way people write them, and nothing that is not public."""

from __future__ import annotations

import re

import idna
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.websites import Host, public_host
from bot.errors import UserError


@pytest.mark.parametrize(("typed", "host"), [
    ("example.com", "example.com"),
    ("  https://Example.com/portfolio?page=2#top ", "example.com"),
    ("http://www.example.co.uk./", "www.example.co.uk"),
    ("https://example.com:443", "example.com"),
    ("bücher.de", "xn--bcher-kva.de"),
    ("straße.de", "xn--strae-oqa.de"),
    ("XN--BCHER-KVA.de", "xn--bcher-kva.de"),
    ("例え。jp", "xn--r8jz45g.jp"),
    ("пример.рф", "xn--e1afmkfd.xn--p1ai"),
    ("דוגמה.קום", "xn--6dbbec0c.xn--9dbq2a"),
    ("ｅｘａｍｐｌｅ．ｃｏｍ", "example.com"),
    ("\u202aexample.com\u202c", "example.com"),
])  # fmt: skip
def test_what_people_type_is_understood(typed: str, host: str) -> None:
    assert public_host(typed).ascii == host


def test_a_name_is_shown_as_people_read_it() -> None:
    assert public_host("xn--bcher-kva.de") == Host(ascii="xn--bcher-kva.de", name="bücher.de")


@pytest.mark.parametrize("typed", [
    "", " ", "my website", "example", "localhost", "http://localhost:8000", "studio.local",
    "site.example", "hidden.onion", "1.in-addr.arpa",
    "127.0.0.1", "https://192.168.0.1/", "[::1]", "http://[::1]/", "2130706433", "127.1",
    "0x7f.0.0.0x1", "1.2.3.4.",
    "example.com:8080", "example.com:99999", "example.com:port", "mara@example.com",
    "https://mara:secret@example.com", "ftp://example.com", "javascript://example.com/%0aalert(1)",
    "mailto:mara@example.com", "data:text/html,<p>", "//example.com", "https:///path",
    "-example.com", "example-.com", "exam_ple.com", "a..com", ".com", f"{'a' * 64}.com",
    ".".join(["a" * 60] * 5) + ".com", f"{'ü' * 60}.com",
    "xn--.com", "xn--a.com", "xn--a-.com", "xn--99999999.com", "example.xn--",
    "😀.com", "exam\u200bple.com", "exam\u0000ple\u00ad.com", "\u0301a.com", "a%2eb.com",
    "example.com\nDisallow:", "example.com</title><script>", "http://[", "http://a]b.com",
    "example.com\\@evil.com", "＠example.com", "x" * 6000,
])  # fmt: skip
def test_what_is_no_public_website_is_refused(typed: str) -> None:
    with pytest.raises(UserError, match=r"example\.com"):
        public_host(typed)


@given(st.one_of(
    st.text(st.characters(), max_size=300),
    st.text("aü.-:/@[]%xn0例\u202e\u200d#?\\ ", max_size=40),
    st.from_regex(r"(https?://)?xn--[a-z0-9-]{0,70}\.[a-z]{2,4}", fullmatch=True),
))  # fmt: skip
def test_any_text_is_a_host_or_a_refusal(text: str) -> None:
    try:
        host = public_host(text)
    except UserError:
        return
    assert len(host.ascii) <= 253
    assert re.fullmatch(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]+", host.ascii)
    assert public_host(host.ascii) == host
    assert public_host(host.name) == host


@given(st.text(st.characters(categories=["Ll", "Lo", "Nd"]), min_size=1, max_size=20))
def test_letters_become_what_the_standard_says(label: str) -> None:
    """Where IDNA 2008 (the library `idna`) has a name for it, Tern has the same."""
    try:
        expected = idna.encode(f"{label}.org", uts46=True, std3_rules=True).decode()
    except idna.IDNAError:
        return
    try:
        assert public_host(f"{label}.org").ascii == expected
    except UserError:
        assert not label.isascii()
