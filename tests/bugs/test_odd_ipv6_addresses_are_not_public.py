"""Python calls global what its lists leave out: site-local and IPv4-compatible IPv6 addresses, the
local prefix of NAT64, and space that was never given out. A name that a member typed could lead
Tern to a server inside of the house."""

from __future__ import annotations

import pytest

from bot.network import is_public


@pytest.mark.parametrize("address", [
    "fec0::1", "::7f00:1", "::10.0.0.1", "::ffff:0:10.0.0.1", "64:ff9b:1::10.0.0.1",
    "::ffff:93.184.216.34", "4000::1", "5f00::1",
])  # fmt: skip
def test_only_what_is_given_out_as_public_is_asked(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["2a00:1450:4001:82a::200e", "64:ff9b::93.184.216.34"])
def test_what_the_internet_uses_is_asked(address: str) -> None:
    assert is_public(address)
