"""Protection tools: what each does and who obeys it, and the files for one's own website."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.core.policies import Age, age_of
from bot.core.websites import Host, Site, public_host
from bot.errors import UserError

if TYPE_CHECKING:
    from bot.core.ports import Catalogue, Clock
    from bot.core.records import Platform, Tool

_LAWS = ("eu", "eu-de")
"""Where files can reserve text and data mining, and where the law asks most of them."""

_LEFT_OUT = ("ai_txt", "content_signals", "rsl")
"""Signals of which no reader of weight is known; the files say so instead of using them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolAnswer:
    """What is known about a protection tool, and how much that can still be trusted."""

    tool: Tool
    age: Age


class Protection:
    """Answers about protection tools, from the catalogue in memory."""

    def __init__(self, catalogue: Catalogue, clock: Clock) -> None:
        self._catalogue = catalogue
        self._clock = clock

    def tool(self, text: str) -> Tool:
        """The tool somebody named by id, name or alias.

        Raises `UserError` that names the three nearest.
        """
        found = self._catalogue.tool(text)
        if found is None:
            near = tuple(tool.name for tool in self._catalogue.nearest_tools(text, 3))
            raise UserError(
                "Tern has no record of that tool. The nearest names: {names}.",
                names=near,
            )
        return found

    def show(self, tool: Tool) -> ToolAnswer:
        """The answer to "does it help, and against whom?"."""
        return ToolAnswer(tool=tool, age=age_of(tool, self._clock.now().date()))

    def site(self, address: str | None) -> Site:
        """What the files for the website at this address are made from; None: for any website.

        Raises `UserError` for what is not a public website, or not the person's own.
        """
        host = public_host(address) if address is not None else None
        if host:
            self._refuse_platforms(host)
        tools, regions = self._catalogue.tools, self._catalogue.regions
        return Site(
            host=host,
            age=self.show(tools["robots_txt"]).age,
            robots=tools["robots_txt"],
            tdmrep=tools["tdmrep"],
            noai=tools["noai_meta"],
            laws=tuple(regions[id_] for id_ in _LAWS),
            left_out=tuple(tools[id_] for id_ in _LEFT_OUT),
        )

    def _refuse_platforms(self, host: Host) -> None:
        for platform in self._catalogue.platforms.values():
            if platform.id in _OWN_SITES:
                continue
            if any(_within(host.ascii, home) for home in _hosts(platform)):
                raise UserError(
                    "These files work on a website of your own. On {name} only {name} itself can "
                    "set them; `/policy show` says what you can do there.",
                    name=platform.name,
                )


_OWN_SITES = frozenset({"neocities", "wordpress_com"})
"""Platforms on which people run websites of their own, below the platform's name."""


def _hosts(platform: Platform) -> frozenset[str]:
    """The names under which the platform itself is reached."""
    addresses = [platform.home, platform.profile.url] if platform.profile else [platform.home]
    names = {(urlsplit(address).hostname or "").removeprefix("www.") for address in addresses}
    # twitter.com and fb.com still lead there.
    names |= {f"{alias.lower()}.com" for alias in platform.aliases if alias.isalnum()}
    return frozenset(name for name in names if name and "{" not in name)


def _within(host: str, home: str) -> bool:
    """Whether a host is the platform's, or below it where only the platform can put files."""
    return host.removeprefix("www.") == home or host.endswith("." + home)
