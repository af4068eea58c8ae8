"""`/settings check` looked only at channels in which some role may attach files, and left
administrators and the owner out of that. A gallery in which only they post, read by everyone back
to the first picture, was not told of, and the check could even say that nothing was found."""

from __future__ import annotations

import pytest

from bot.core.server_check import (
    ADMINISTRATOR,
    ATTACH_FILES,
    READ_HISTORY,
    SEND_MESSAGES,
    VIEW_CHANNEL,
    Channel,
    Holder,
    Overwrite,
    Role,
    ServerShape,
    check,
)

EVERYONE, GALLERY, TALK = 1, 5, 6
READS = VIEW_CHANNEL | READ_HISTORY


def server(everyone: int, *roles: Role) -> ServerShape:
    gallery = Channel(
        GALLERY, "gallery", "text", 0, (Overwrite(EVERYONE, deny=SEND_MESSAGES | ATTACH_FILES),)
    )
    talk = Channel(TALK, "talk", "text", 1)
    return ServerShape(
        EVERYONE, (Role(EVERYONE, "@everyone", everyone, 0), *roles), (gallery, talk)
    )


@pytest.mark.parametrize("roles", [(), (Role(2, "Owner", ADMINISTRATOR, 1),)])
def test_a_gallery_that_everyone_reads_is_told_of(roles: tuple[Role, ...]) -> None:
    found = {one.kind: one for one in check(server(READS | SEND_MESSAGES, *roles)).findings}
    assert found["history"].holders == (Holder("everyone", EVERYONE, channels=(GALLERY,)),)


def test_so_is_one_of_which_everyone_sees_what_is_new() -> None:
    (found,) = check(server(VIEW_CHANNEL | SEND_MESSAGES)).findings
    assert (found.kind, found.holders[0].channels) == ("viewing", (GALLERY,))


def test_a_channel_where_members_write_and_attach_nothing_is_not() -> None:
    found = check(server(READS | SEND_MESSAGES)).findings
    assert all(TALK not in holder.channels for one in found for holder in one.holders)
