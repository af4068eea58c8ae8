"""What in a server's roles and channels lets pictures be carried out of it.

Everything here is computed from what Discord's gateway gives every app about a server: its roles,
its channels with their overwrites, its features. Nothing is asked for, nothing is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

CREATE_INVITE: Final = 1 << 0
ADMINISTRATOR: Final = 1 << 3
MANAGE_SERVER: Final = 1 << 5
VIEW_CHANNEL: Final = 1 << 10
SEND_MESSAGES: Final = 1 << 11
ATTACH_FILES: Final = 1 << 15
READ_HISTORY: Final = 1 << 16
CONNECT: Final = 1 << 20
MANAGE_ROLES: Final = 1 << 28
MANAGE_WEBHOOKS: Final = 1 << 29
SEND_IN_THREADS: Final = 1 << 38
USE_EXTERNAL_APPS: Final = 1 << 50
"""Discord's permission bits (docs, permissions: bitwise permission flags)."""

_ALL: Final = -1
"""Every bit: what an administrator has."""

_READS: Final = VIEW_CHANNEL | READ_HISTORY

ChannelKind: TypeAlias = Literal["text", "announcement", "voice", "stage", "forum", "other"]
"""`forum` are media channels too; `other` holds no messages: categories, and what is not known."""

FindingKind: TypeAlias = Literal[
    "external-apps",
    "history",
    "viewing",
    "discoverable",
    "preview",
    "custom-link",
    "widget",
    "invites",
    "announcements",
    "webhooks",
    "administrators",
    "add-apps",
    "change-rights",
    "apps-everything",
    "apps-beyond",
    "apps-rights",
]
"""What is open, in the order in which it is told."""


@dataclass(frozen=True, slots=True)
class Role:
    """One role; that of everyone has the server's id. `app`: the user id of the app whose own role
    this is."""

    id: int
    name: str
    permissions: int
    position: int
    app: int | None = None


@dataclass(frozen=True, slots=True)
class Overwrite:
    """What a channel allows and denies a role or, where `person`, a member."""

    target: int
    allow: int = 0
    deny: int = 0
    person: bool = False


@dataclass(frozen=True, slots=True)
class Channel:
    """One channel. `overwrites` are its own; Discord copies a category's into those below it."""

    id: int
    name: str
    kind: ChannelKind
    position: int = 0
    overwrites: tuple[Overwrite, ...] = ()


@dataclass(frozen=True, slots=True)
class ServerShape:
    """A server as the gateway gives it. `features` as Discord calls them (docs, guild features);
    `custom_link`: it has an invite of its own choosing; `paused`: no invite works now."""

    id: int
    roles: tuple[Role, ...]
    channels: tuple[Channel, ...]
    features: frozenset[str] = frozenset()
    custom_link: bool = False
    widget: bool = False
    paused: bool = False

    @property
    def everyone(self) -> Role:
        """The role that every member has."""
        return next(role for role in self.roles if role.id == self.id)


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody to whom something is open.

    `id` is the role's, 0 for people. `whole`: by the role itself, so in channels made later as
    well. `channels`: where it holds now. `people`: how many members are allowed it by name.
    `rights`: what of several things it is, as bits.
    """

    who: Literal["everyone", "role", "app", "people"]
    id: int = 0
    whole: bool = False
    channels: tuple[int, ...] = ()
    people: int = 0
    rights: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is open, and to whom. `channels`: which it is about, where nobody holds it."""

    kind: FindingKind
    holders: tuple[Holder, ...] = ()
    channels: tuple[int, ...] = ()

    @property
    def reach(self) -> Literal["all", "some", "apps"]:
        """Open to everyone here or outside, to some roles or members, or to apps."""
        if self.kind in ("apps-everything", "apps-beyond", "apps-rights"):
            return "apps"
        some = self.holders and all(holder.who != "everyone" for holder in self.holders)
        return "some" if some else "all"


@dataclass(frozen=True, slots=True)
class ServerCheck:
    """What was found, and how much was looked at. `paused`: no invite works now."""

    findings: tuple[Finding, ...]
    roles: int
    channels: int
    paused: bool


def check(shape: ServerShape) -> ServerCheck:
    """Looks at all of it. In the largest server there can be, of 250 roles and 500 channels, that
    takes some tenths of a second."""
    seen = _Seen(shape)
    found = (
        *_held(seen, "external-apps", USE_EXTERNAL_APPS),
        *_reading(seen),
        *_from_outside(shape),
        *_held(seen, "invites", CREATE_INVITE),
        *_announcements(seen),
        *_held(seen, "webhooks", MANAGE_WEBHOOKS),
        *_of_the_server(shape, "administrators", ADMINISTRATOR),
        *_of_the_server(shape, "add-apps", MANAGE_SERVER),
        *_held(seen, "change-rights", MANAGE_ROLES),
        *_apps(seen),
    )
    return ServerCheck(found, len(shape.roles), len(seen.channels), shape.paused)


def rights(
    shape: ServerShape, channel: Channel, role: Role | None = None, person: int | None = None
) -> int:
    """What somebody may do in a channel who has this role and no other but everyone's.

    Computed as Discord does (docs, permissions: permission hierarchy, implicit permissions):
    the roles; then the channel's overwrites of everyone, of the role, of the person; whoever cannot
    see a channel can do nothing in it, and in voice and stage channels nor can whoever may not
    connect.
    """
    base = shape.everyone.permissions | (role.permissions if role else 0)
    if base & ADMINISTRATOR:
        return _ALL
    of = {each.target: each for each in channel.overwrites}
    for target in (shape.id, role.id if role else None, person):
        if target is not None and (each := of.get(target)):
            base = base & ~each.deny | each.allow
    if not base & VIEW_CHANNEL or (channel.kind in ("voice", "stage") and not base & CONNECT):
        return 0
    writes = SEND_MESSAGES | (SEND_IN_THREADS if channel.kind == "forum" else 0)
    return base if base & writes else base & ~ATTACH_FILES


class _Seen:
    """A server with what every role may do in every channel that holds messages."""

    def __init__(self, shape: ServerShape) -> None:
        self.shape = shape
        self.channels = sorted(
            (channel for channel in shape.channels if channel.kind != "other"),
            key=lambda channel: (channel.position, channel.id),
        )
        # Administrators are told of apart: they have everything else besides.
        self.roles = [role for role in _of_people(shape) if not role.permissions & ADMINISTRATOR]
        self._may: dict[int, dict[int, int]] = {
            role.id if role else shape.id: {
                channel.id: rights(shape, channel, role) for channel in self.channels
            }
            for role in (None, *self.roles)
        }

    def where(self, bits: int, role: Role | None = None) -> set[int]:
        """The channels in which all of these bits hold for the role; None: for everyone."""
        may = self._may[role.id if role else self.shape.id]
        return {id_ for id_, held in may.items() if held & bits == bits}

    def where_any(self, bits: int) -> set[int]:
        """The channels in which they hold for everyone or for some role."""
        return set().union(*(self.where(bits, role) for role in (None, *self.roles)))

    @property
    def shown_only(self) -> set[int]:
        """The channels in which only administrators, the owner, apps or members by name write: a
        gallery is often one of these."""
        return {channel.id for channel in self.channels} - self.where_any(SEND_MESSAGES)

    def in_order(self, ids: set[int]) -> tuple[int, ...]:
        return tuple(channel.id for channel in self.channels if channel.id in ids)


def _of_people(shape: ServerShape) -> list[Role]:
    """Roles that members have, the highest first: neither everyone's nor an app's."""
    return [role for role in _highest_first(shape) if role.id != shape.id and role.app is None]


def _highest_first(shape: ServerShape) -> list[Role]:
    return sorted(shape.roles, key=lambda role: (-role.position, role.id))


def _held(seen: _Seen, kind: FindingKind, bit: int) -> Iterator[Finding]:
    """A permission that channels can give and take, if anybody has it.

    Everyone's own switch reaches every channel that any member sees; a role is named where it adds
    something to that by a switch of its own.
    """
    everyone = seen.shape.everyone
    whole = bool(everyone.permissions & (bit | ADMINISTRATOR))
    open_to_all = seen.where_any(bit) if whole else seen.where(bit)
    holders = []
    if open_to_all or whole:
        holders.append(Holder("everyone", everyone.id, whole, seen.in_order(open_to_all)))
    for role in seen.roles:
        own = seen.where(bit, role) - open_to_all
        by_role = bool(role.permissions & bit) and not whole
        if not by_role:
            own = {one.id for one in seen.channels if one.id in own and _allows(one, role.id, bit)}
        if own or (by_role and not seen.channels):
            holders.append(Holder("role", role.id, by_role, seen.in_order(own)))
    holders += _by_name(seen, bit, open_to_all)
    if holders:
        yield Finding(kind, tuple(holders))


def _by_name(seen: _Seen, bit: int, open_to_all: set[int]) -> Iterator[Holder]:
    """Members whom channels allow it by name. Their roles are not known: denied in one of them, it
    holds all the same, because a person's own overwrite comes last."""
    apps = {role.app for role in seen.shape.roles}
    named = [
        (each.target, channel.id)
        for channel in seen.channels
        for each in channel.overwrites
        if each.person and each.allow & bit and each.target not in apps
        if channel.id not in open_to_all
    ]
    if named:
        people, places = ({*each} for each in zip(*named, strict=True))
        yield Holder("people", channels=seen.in_order(places), people=len(people))


def _reading(seen: _Seen) -> Iterator[Finding]:
    """Who sees channels in which pictures may stand. Elsewhere members write and attach nothing."""
    pictures = seen.where_any(ATTACH_FILES) | seen.shown_only
    all_read = seen.where(_READS) & pictures
    everyone = seen.shape.id
    readers = [Holder("everyone", everyone, channels=seen.in_order(all_read))] if all_read else []
    readers += [
        Holder("role", role.id, channels=seen.in_order(more))
        for role in seen.roles
        if (more := (seen.where(_READS, role) & pictures) - all_read)
    ]
    if readers:
        yield Finding("history", tuple(readers))
    if viewed := (seen.where(VIEW_CHANNEL) & pictures) - all_read:
        yield Finding("viewing", (Holder("everyone", everyone, channels=seen.in_order(viewed)),))


def _from_outside(shape: ServerShape) -> Iterator[Finding]:
    if "DISCOVERABLE" in shape.features:
        yield Finding("discoverable")
    if "PREVIEW_ENABLED" in shape.features:
        yield Finding("preview")
    if shape.custom_link:
        yield Finding("custom-link")
    if shape.widget:
        yield Finding("widget")


def _announcements(seen: _Seen) -> Iterator[Finding]:
    """Announcement channels that members see: they can have them followed in other servers."""
    told = {channel.id for channel in seen.channels if channel.kind == "announcement"}
    if viewed := seen.where_any(VIEW_CHANNEL) & told:
        yield Finding("announcements", channels=seen.in_order(viewed))


def _of_the_server(shape: ServerShape, kind: FindingKind, bit: int) -> Iterator[Finding]:
    """A permission that only roles give, and no channel."""
    holders = []
    if shape.everyone.permissions & bit:
        holders.append(Holder("everyone", shape.id, True))
    for role in _of_people(shape):
        told_apart = bit != ADMINISTRATOR and role.permissions & ADMINISTRATOR
        if role.permissions & bit and not told_apart:
            holders.append(Holder("role", role.id, True))
    if holders:
        yield Finding(kind, tuple(holders))


def _apps(seen: _Seen) -> Iterator[Finding]:
    """Apps that have a role of their own: the others have no more than everyone."""
    masters, beyond, changing = [], [], []
    for role in _highest_first(seen.shape):
        if role.app is None:
            continue
        if role.permissions & ADMINISTRATOR:
            masters.append(Holder("app", role.id, True))
            continue
        read = {
            channel.id
            for channel in seen.channels
            if rights(seen.shape, channel, role, role.app) & _READS == _READS
        }
        if more := read - seen.where(_READS):
            beyond.append(Holder("app", role.id, channels=seen.in_order(more)))
        if bits := role.permissions & (MANAGE_SERVER | MANAGE_ROLES | MANAGE_WEBHOOKS):
            changing.append(Holder("app", role.id, True, rights=bits))
    kinds: tuple[tuple[FindingKind, list[Holder]], ...] = (
        ("apps-everything", masters),
        ("apps-beyond", beyond),
        ("apps-rights", changing),
    )
    yield from (Finding(kind, tuple(holders)) for kind, holders in kinds if holders)


def _allows(channel: Channel, target: int, bit: int) -> bool:
    return any(each.target == target and each.allow & bit for each in channel.overwrites)
