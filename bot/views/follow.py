"""The answer with follow files: what they are, where to put them, the first links to press."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.i18n import N_
from bot.views.card import Card, attached, card, heading, numbered, plain, rule, text

if TYPE_CHECKING:
    from bot.core.follow import FollowPack
    from bot.i18n import Language

_PRESSED = 20
"""Links in the message itself, for one tap; the files hold all."""

_HOW = MappingProxyType(
    {
        "mastodon": (
            N_("Open Preferences, then Import and export, then Import on your own server."),
            N_("Choose “Following list”, the file, and “Merge”; with more files, one by one."),
        ),
        "bluesky": (
            N_("Open the HTML file in your browser and press the names; each leads to a profile."),
            N_("The text file holds the same names, one a line, for tools that make lists."),
        ),
        "opml": (N_("In your feed reader, choose “Import OPML” and the file."),),
        "csv": (
            N_("Open the table and press the addresses; {platform} reads no such files itself."),
        ),
    }
)
"""What to do with each kind of file."""


def pack(made: FollowPack, platform: str, t: Language) -> Card:
    """What was made. Nobody is counted but those who allow lists."""
    follow = made.follow
    steps = numbered(t(step, platform=platform) for step in _HOW[follow.format])
    links = [f"[{plain(one.handle)}](<{one.url}>)" for one in follow.people[:_PRESSED] if one.url]
    shown = " · ".join(links) if sum(map(len, links)) <= 2500 else ""
    return card(
        text(
            heading(t("Follow them on {platform}", platform=platform)),
            t.plural(
                "{n} member here allows it.", "{n} members here allow it.", len(follow.people)
            ),
            steps,
        ),
        rule(),
        text(shown) if shown and follow.format in ("bluesky", "csv") else None,
        *(attached(file.name) for file in made.files),
        text(
            "-# "
            + t(
                "Who takes their card back stays in files made before: make a new one now and then."
            ),
            "-# "
            + t("Please keep the file to yourself: they agreed to be followed, not published."),
        ),
    )
