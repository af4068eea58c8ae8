"""Which addresses of the network Tern connects to, where strangers name them."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from typing import Any

IsAllowed = Callable[[str], bool]
"""Whether a connection may be made to this address."""


def is_public(address: str) -> bool:
    """Whether an IP address is one that anybody on the internet could reach.

    An IPv4 address inside of an IPv6 one (translated, 6to4, Teredo) counts as itself. Of IPv6 only
    what IANA gives out as global unicast counts, and IPv4 addresses as NAT64 writes them: Python
    calls global whatever its lists of special addresses leave out.
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if ip.is_multicast or not ip.is_global:
        return False
    if ip.version == 4:
        return True
    if ip not in _UNICAST and ip not in _TRANSLATED:
        return False
    return all(is_public(str(inner)) for inner in _inside(ip))


_UNICAST = ipaddress.ip_network("2000::/3")
"""RFC 4291, section 2.4, and IANA's registry of IPv6 addresses."""

_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
"""RFC 6052: IPv4 addresses as NAT64 writes them."""


def _inside(ip: ipaddress.IPv6Address) -> list[ipaddress.IPv4Address]:
    found = [ip.sixtofour, *(ip.teredo or ())]
    if ip in _TRANSLATED:
        found.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    return [inner for inner in found if inner is not None]


def only_to(is_allowed: IsAllowed) -> Callable[[Any], socket.socket]:
    """A `socket_factory` for aiohttp: the last word on where a connection goes, after names are
    resolved and at every attempt. It raises OSError for what is not allowed."""

    def make(address: Any) -> socket.socket:
        family, kind, protocol, _, where = address
        if not is_allowed(where[0]):
            raise OSError("not a public address")
        return socket.socket(family=family, type=kind, proto=protocol)

    return make
