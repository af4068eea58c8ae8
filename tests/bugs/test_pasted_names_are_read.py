"""Names were refused as people paste them: with the marks that apps put around them and nobody
sees, without https://, in capitals where a service has none. And one was taken that is none: the
address of a Facebook profile without a name led to a page called profile.php."""

from __future__ import annotations

import pytest

from bot.core.handles import normalise
from bot.errors import UserError
from tests.shipped import catalogue


@pytest.mark.parametrize(("service", "typed", "name"), [
    ("mastodon", "mastodon.art/@Jane", "jane@mastodon.art"),
    ("mastodon", "\u200ejane@mastodon.art\u200b", "jane@mastodon.art"),
    ("bluesky", "<https://bsky.app/profile/jane.bsky.social>", "jane.bsky.social"),
    ("instagram", "\u2068@jane.doe\u2069\ufeff", "jane.doe"),
    ("bandcamp", "https://JaneDoe.bandcamp.com/", "janedoe"),
    ("instagram", "Jane", "Jane"),
])  # fmt: skip
def test_what_people_paste(service: str, typed: str, name: str) -> None:
    assert normalise(typed, catalogue().platforms[service]) == name


@pytest.mark.parametrize("typed", [
    "https://www.facebook.com/profile.php?id=100012345", "facebook.com/profile.php", "profile.php",
])  # fmt: skip
def test_a_page_is_no_name(typed: str) -> None:
    with pytest.raises(UserError, match="does not look like a name on Facebook"):
        normalise(typed, catalogue().platforms["facebook"])
