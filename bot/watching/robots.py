"""What robots.txt says to Tern (RFC 9309)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from protego import Protego

if TYPE_CHECKING:
    from bot.core.watched import Problem

LARGEST: Final = 500 * 1024
"""Bytes that are read; what follows is left out (RFC 9309, section 2.5)."""

KEPT: Final = 24 * 3600
"""Seconds for which an answer holds (section 2.4)."""

KEPT_SILENCE: Final = 15 * 60
"""Seconds for which a server that did not answer is not asked again, for its other texts."""

_AGENT = re.compile(r"\s*user[- ]?agent\s*[:\s]\s*(\*|[A-Za-z_-]*)", re.IGNORECASE)
_RULE = re.compile(r"\s*(?:allow|di\w+)\s*[:\s]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rules:
    """What a host's robots.txt says: the lines that concern Tern, or why nothing is to be read
    there."""

    lines: str = ""
    problem: Problem | None = None
    retry_after: int | None = None


def concerning(content: bytes, token: str) -> Rules:
    """The groups of lines for every robot and for the one whose product token this is.

    The others are left out, for a file may name thousands of robots and rules, and is kept for a
    day. Which of the two counts, and which rule is the most specific, Protego says.
    """
    if len(content) >= LARGEST:
        content = content.rpartition(b"\n")[0]  # The last line may be half of one.
    kept: list[str] = []
    is_ours = are_agents = False
    for line in content.decode("utf-8-sig", "replace").splitlines():
        line = line.partition("#")[0]
        if agent := _AGENT.match(line):
            is_ours = is_ours and are_agents
            are_agents = True
            if agent[1].lower() in {"*", token.lower()}:
                kept.append(f"User-agent: {agent[1]}")
                is_ours = True
        elif _RULE.match(line):
            are_agents = False
            if is_ours:
                kept.append(line.strip())
    return Rules("\n".join(kept))


def allows(rules: Rules, url: str, token: str) -> bool:
    """Whether the robot with this product token may ask for the address."""
    return not rules.lines or bool(Protego.parse(rules.lines).can_fetch(url, token))


class Robots:
    """What is known of each site ("https://example.org"), for as long as it holds.

    `clock` counts seconds from any moment.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._known: dict[str, tuple[float, Rules]] = {}

    def get(self, site: str) -> Rules | None:
        until, rules = self._known.get(site, (0.0, None))
        return rules if self._clock() < until else None

    def put(self, site: str, rules: Rules) -> None:
        now = self._clock()
        self._known = {name: known for name, known in self._known.items() if now < known[0]}
        self._known[site] = (now + (KEPT_SILENCE if rules.problem else KEPT), rules)
