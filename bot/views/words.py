"""Names of the things that records hold as codes."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.ports import Catalogue
    from bot.core.records import Region, Right, Status
    from bot.i18n import Language

USES = MappingProxyType(
    {
        "public_posts": N_("Public posts"),
        "images": N_("Pictures and videos"),
        "captions": N_("Captions"),
        "comments": N_("Comments"),
        "private_posts": N_("Posts of private accounts"),
        "messages": N_("Private messages"),
        "ai_chats": N_("Chats with its AI"),
        "minors": N_("People under 18"),
        "people_without_account": N_("People without an account"),
    }
)

ANSWERS = MappingProxyType(
    {
        "yes": N_("yes"),
        "partly": N_("partly"),
        "no": N_("no"),
        "unknown": N_("no statement found"),
    }
)

DEFAULTS = MappingProxyType(
    {
        "on": N_("Used for AI training unless you act."),
        "off": N_("Not used for AI training unless you agree."),
        "contract": N_("The platform's terms exclude AI training."),
        "never": N_("The platform says that it does not train AI on your work."),
        "unknown": N_("No statement on AI training was found. That is not the same as “not used”."),
    }
)

TOOLS = MappingProxyType(
    {
        "disguise": N_("Changes the picture itself"),
        "signal": N_("Asks, and depends on who listens"),
        "registry": N_("A list that others are asked to look at"),
        "record": N_("Says where a picture comes from"),
        "blocker": N_("Turns visitors away"),
    }
)
"""What sort of protection a tool is."""

STATES = MappingProxyType(
    {
        "active": N_("In use"),
        "closed": N_("Closed"),
        "unknown": N_("Not known whether it still works"),
    }
)

SOURCE_KINDS = MappingProxyType(
    {
        "platform": N_("the platform's own text"),
        "regulator": N_("a supervisory authority"),
        "court": N_("a court"),
        "law": N_("a legal text"),
        "standard": N_("a standard"),
        "database": N_("a database"),
        "press": N_("press"),
        "other": N_("other"),
    }
)

KINDS = MappingProxyType(
    {
        "objection": N_("objection"),
        "erasure": N_("request for erasure"),
        "access": N_("request for access"),
        "reservation": N_("reservation of rights"),
        "follow-up": N_("follow-up"),
        "complaint": N_("complaint"),
        "request": N_("plain request"),
    }
)

REASONS = MappingProxyType(
    {
        "or-ground": N_("In your own words. An objection needs a reason, ticked or written."),
        "required": N_("In your own words: in which respect the law is not met, as you see it."),
        "optional": N_("In your own words, if you like. The letter works without."),
    }
)
"""What to write into the field for the person's own reason, by how far the letter needs one."""

VISIBLE = MappingProxyType(
    {
        "lists": N_(
            "Everyone here can look you up; you are in the directory and in files to follow all."
        ),
        "find": N_("Everyone here can look you up; you are in no list and no file."),
        "numbers": N_("Nobody sees it; you are counted in the server's statistics."),
        "me": N_("Nobody sees it, and you are not counted."),
    }
)

PROGRESS = MappingProxyType(
    {
        "thinking": N_("thinking of it"),
        "both": N_("posts on both"),
        "moved": N_("has moved"),
    }
)
"""How far the owner of a card is."""


def region_name(region: Region, t: Language) -> str:
    """The region's name in this language: the country's, where it is one."""
    territory = t.territory(region.territory) if region.territory else None
    is_country = region.base is None or region.base == "eu"
    return territory if territory and is_country else t.said(region.name)


def basis(right: Right, t: Language) -> str:
    """The articles behind a right, in brackets after its sentence."""
    return f" ({', '.join(map(t.said, right.basis))})" if right.basis else ""


def status(known: Status, t: Language) -> str:
    """Whether a service is there, and since when that is so."""
    state = t(STATES[known.state])
    if known.since is None:
        return state
    return t("{state} since {date}", state=state, date=t.when(known.since))


def by_name(regions: Sequence[Region], t: Language) -> list[tuple[str, Region]]:
    """The regions with their names in this language, in the order of the names."""
    return sorted(
        ((region_name(region, t), region) for region in regions), key=lambda pair: pair[0]
    )


def platform_name(platform: str, catalogue: Catalogue) -> str:
    """The platform's name; its id where the record is gone."""
    record = catalogue.platforms.get(platform)
    return record.name if record else platform
