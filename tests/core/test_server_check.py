"""`/settings check` on servers whose gaps are known, and on any server: it computes permissions as
Discord does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.core import server_check as rules
from bot.core.server_check import (
    Channel,
    ChannelKind,
    Finding,
    Overwrite,
    Role,
    ServerShape,
    check,
    rights,
)
from bot.local_discord.permissions import ALL, compute

SERVERS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "servers.yaml").read_text(encoding="utf-8")
)
BITS = {
    "invite": rules.CREATE_INVITE,
    "administrator": rules.ADMINISTRATOR,
    "manage-server": rules.MANAGE_SERVER,
    "view": rules.VIEW_CHANNEL,
    "send": rules.SEND_MESSAGES,
    "attach": rules.ATTACH_FILES,
    "history": rules.READ_HISTORY,
    "connect": rules.CONNECT,
    "manage-roles": rules.MANAGE_ROLES,
    "webhooks": rules.MANAGE_WEBHOOKS,
    "reply": rules.SEND_IN_THREADS,
    "external-apps": rules.USE_EXTERNAL_APPS,
}
SERVER, FIRST_ROLE, FIRST_CHANNEL, FIRST_MEMBER = 1, 100, 500, 700


def bits(words: str) -> int:
    return sum(BITS[word] for word in words.split())


class Fake:
    """A server of the table."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.roles = {"everyone": SERVER}
        self.roles |= {name: FIRST_ROLE + n for n, name in enumerate(told.get("roles", {}))}
        self.channels = {name: FIRST_CHANNEL + n for n, name in enumerate(told["channels"])}
        self.members: dict[str, int] = {}
        self.shape = ServerShape(
            id=SERVER,
            roles=(
                Role(SERVER, "@everyone", bits(told["everyone"]), 0),
                *(self._role(name, has) for name, has in told.get("roles", {}).items()),
            ),
            channels=tuple(self._channel(name, of) for name, of in told["channels"].items()),
            features=frozenset(told.get("features", ())),
            custom_link=told.get("custom_link", False),
            widget=told.get("widget", False),
        )

    def _role(self, name: str, told: Any) -> Role:
        app = told["app"] if isinstance(told, dict) else None
        has = told["has"] if isinstance(told, dict) else told
        return Role(self.roles[name], name, bits(has), 1, app=app)

    def _channel(self, name: str, told: dict[str, Any]) -> Channel:
        overwrites = tuple(
            self._overwrite(target, changes)
            for target, changes in told.get("overwrites", {}).items()
        )
        id_ = self.channels[name]
        return Channel(id_, name, told.get("kind", "text"), id_, overwrites)

    def _overwrite(self, target: str, changes: str) -> Overwrite:
        allow = bits(" ".join(w[1:] for w in changes.split() if w[0] == "+"))
        deny = bits(" ".join(w[1:] for w in changes.split() if w[0] == "-"))
        if not target.startswith("member:"):
            return Overwrite(self.roles[target], allow, deny)
        name = target.removeprefix("member:")
        id_ = self.members.setdefault(name, FIRST_MEMBER + len(self.members))
        return Overwrite(int(name) if name.isdecimal() else id_, allow, deny, person=True)

    def told(self, finding: Finding) -> Any:
        """As the table tells it."""
        channels = {id_: name for name, id_ in self.channels.items()}
        if not finding.holders:
            return [channels[id_] for id_ in finding.channels]
        names = {id_: name for name, id_ in self.roles.items()} | {0: "people"}
        told: dict[str, list[str]] = {
            names[one.id]: [channels[id_] for id_ in one.channels] for one in finding.holders
        }
        if new := [names[one.id] for one in finding.holders if one.whole]:
            told["new"] = new
        return told


@pytest.mark.parametrize("told", SERVERS, ids=lambda told: told["name"])
def test_what_is_known_of_a_server_is_found_and_nothing_else(told: dict[str, Any]) -> None:
    fake = Fake(told)
    found = check(fake.shape)
    assert {one.kind: fake.told(one) for one in found.findings} == told["found"]
    people = {one.kind: one.holders[-1].people for one in found.findings if one.holders}
    assert {kind: n for kind, n in people.items() if n} == told.get("people", {})


def test_the_table_knows_every_kind_of_finding() -> None:
    known = {kind for told in SERVERS for kind in told["found"]}
    assert known == set(rules.FindingKind.__args__)  # type: ignore[attr-defined]


def test_findings_say_whom_they_reach() -> None:
    reach = {
        one.kind: one.reach
        for name in ("apps of every sort", "everything that outsiders reach")
        for told in SERVERS
        if told["name"] == name
        for one in check(Fake(told).shape).findings
    }
    assert reach.pop("announcements") == "all"
    assert {kind for kind, whom in reach.items() if whom == "apps"} == {
        "apps-everything",
        "apps-beyond",
        "apps-rights",
    }
    (closed,) = (told for told in SERVERS if "a role still has them" in told["name"])
    assert [one.reach for one in check(Fake(closed).shape).findings] == ["some"]


def test_roles_are_told_from_the_highest_down() -> None:
    invite = rules.CREATE_INVITE
    shape = ServerShape(
        SERVER,
        (
            Role(SERVER, "@everyone", rules.VIEW_CHANNEL | rules.SEND_MESSAGES, 0),
            Role(2, "low", invite, 1),
            Role(3, "high", invite, 9),
        ),
        (Channel(4, "talk", "text"),),
    )
    (finding,) = check(shape).findings
    assert [holder.id for holder in finding.holders] == [3, 2]


some_bits = st.lists(st.sampled_from(sorted(BITS.values()))).map(lambda each: sum({*each}))


@given(everyone=some_bits, of_role=some_bits, overwrites=st.lists(st.tuples(some_bits, some_bits)))
def test_permissions_are_computed_as_discord_does(
    everyone: int, of_role: int, overwrites: list[tuple[int, int]]
) -> None:
    """Against the local Discord, which answers from the whole member; what it leaves out is that
    who cannot write attaches nothing."""
    targets = (SERVER, 2, 9)
    changed = [(target, *pair) for target, pair in zip(targets, overwrites, strict=False)]
    channel = Channel(
        4, "art", "text", overwrites=tuple(Overwrite(t, a, d, t == 9) for t, a, d in changed)
    )
    role = Role(2, "role", of_role, 1)
    shape = ServerShape(SERVER, (Role(SERVER, "@everyone", everyone, 0), role), (channel,))
    expected = compute(
        {"id": "1", "owner_id": "8"},
        {"1": {"permissions": str(everyone)}, "2": {"permissions": str(of_role)}},
        {"user": {"id": "9"}, "roles": ["2"]},
        [{"id": str(t), "allow": str(a), "deny": str(d)} for t, a, d in changed],
    )
    if not expected & rules.SEND_MESSAGES:
        expected &= ~rules.ATTACH_FILES
    compared = ALL & sum(BITS.values())
    assert rights(shape, channel, role, 9) & compared == expected & compared


@given(everyone=some_bits, of_role=some_bits, allow=some_bits, deny=some_bits)
def test_no_server_is_too_odd(everyone: int, of_role: int, allow: int, deny: int) -> None:
    """Whatever is switched, each kind is told once, and only of channels that there are."""
    overwrites = (Overwrite(2, allow, deny), Overwrite(77, allow, deny, person=True))
    kinds: tuple[ChannelKind, ...] = ("text", "announcement", "voice", "stage", "forum", "other")
    channels = tuple(Channel(10 + n, kind, kind, n, overwrites) for n, kind in enumerate(kinds))
    roles = (
        Role(SERVER, "@everyone", everyone, 0),
        Role(2, "role", of_role, 1),
        Role(3, "app", of_role, 2, app=78),
    )
    found = check(ServerShape(SERVER, roles, channels)).findings
    assert len({one.kind for one in found}) == len(found)
    named = {id_ for one in found for holder in one.holders for id_ in holder.channels}
    assert named <= {channel.id for channel in channels if channel.kind != "other"}
