"""Handles: what people paste becomes the handle, whatever else is typed is refused kindly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.handles import LONGEST_HANDLE, feed_url, normalise, profile_url
from bot.core.records import Platform
from bot.errors import UserError
from tests.shipped import catalogue


def platform(name: str) -> Platform:
    return catalogue().platforms[name]


def with_profiles() -> list[Platform]:
    return [record for record in catalogue().platforms.values() if record.profile]


@pytest.mark.parametrize(("name", "typed", "handle"), [
    ("bluesky", "jane.bsky.social", "jane.bsky.social"),
    ("bluesky", "@jane.bsky.social", "jane.bsky.social"),
    ("bluesky", "https://bsky.app/profile/jane.bsky.social", "jane.bsky.social"),
    ("bluesky", " bsky.app/profile/jane.bsky.social/ ", "jane.bsky.social"),
    ("mastodon", "@Jane@Mastodon.ART", "jane@mastodon.art"),
    ("mastodon", "https://mastodon.art/@jane", "jane@mastodon.art"),
    ("pixelfed", "https://pixelfed.social/jane", "jane@pixelfed.social"),
    ("instagram", "https://www.instagram.com/jane.doe_art/?hl=en", "jane.doe_art"),
    ("instagram", "@jane.doe_art", "jane.doe_art"),
    ("cara", "https://cara.app/jingnazhang", "jingnazhang"),
    ("bluesky", "at://Jane.bsky.social", "jane.bsky.social"),
    ("bluesky", "https://bsky.app/profile/jane.bsky.social?ref=x#y", "jane.bsky.social"),
    ("mastodon", "acct:jane@mastodon.art", "jane@mastodon.art"),
    ("mastodon", "https://mastodon.art/users/jane", "jane@mastodon.art"),
    ("mastodon", "https://mastodon.social/@jane@mastodon.art", "jane@mastodon.art"),
    ("pixelfed", "https://pixelfed.social/@jane", "jane@pixelfed.social"),
    ("tumblr", "jane-doe.tumblr.com", "jane-doe"),
    ("tumblr", "https://www.tumblr.com/jane-doe", "jane-doe"),
    ("x", "https://twitter.com/janedoe_art", "janedoe_art"),
    ("deviantart", "https://janedoe.deviantart.com", "janedoe"),
    ("itch_io", "janedoe.itch.io", "janedoe"),
    ("neocities", "https://neocities.org/site/janedoe", "janedoe"),
    ("mastodon", "mastodon.art/@jane", "jane@mastodon.art"),
    ("mastodon", "<https://mastodon.art/@jane>", "jane@mastodon.art"),
    ("bandcamp", "https://JaneDoe.bandcamp.com/", "janedoe"),
    ("soundcloud", "JaneDoe", "janedoe"),
])  # fmt: skip
def test_what_people_paste(name: str, typed: str, handle: str) -> None:
    assert normalise(typed, platform(name)) == handle


@pytest.mark.parametrize(("name", "typed"), [
    ("mastodon", "jane"),
    ("bluesky", "jane"),
    ("instagram", "jane doe"),
    ("instagram", "https://evil.example/jane"),
    ("instagram", "javascript:alert(1)"),
    ("instagram", "[x](https://evil.example)"),
    ("instagram", ""),
    ("mastodon", "@everyone"),
    ("mastodon", "jane@127.0.0.1"),
    ("mastodon", "jane@localhost"),
    ("mastodon", "jane@[::1]"),
    ("mastodon", "jane@mastodon.art:8080"),
    ("mastodon", "jane@mastodon.art/../x"),
    ("tumblr", "https://jane.tumblr.com.evil.example/"),
    ("bluesky", "a" * (LONGEST_HANDLE + 1)),
])  # fmt: skip
def test_what_cannot_be_a_handle_is_refused(name: str, typed: str) -> None:
    with pytest.raises(UserError, match=platform(name).name):
        normalise(typed, platform(name))


@pytest.mark.parametrize("record", with_profiles(), ids=lambda record: record.id)
def test_a_handle_and_its_address_lead_to_each_other(record: Platform) -> None:
    assert record.profile is not None
    handle = normalise(record.profile.example, record)
    assert normalise(handle, record) == handle
    assert normalise(profile_url(record.profile, handle), record) == handle


@pytest.mark.parametrize(
    "record", [r for r in with_profiles() if r.profile and r.profile.feed], ids=lambda r: r.id
)
def test_a_feed_is_the_profiles_own(record: Platform) -> None:
    assert record.profile is not None
    feed = feed_url(record.profile, record.profile.example)
    assert feed is not None
    assert record.profile.example in feed


@given(typed=st.text(max_size=400), record=st.sampled_from(with_profiles()))
def test_any_text_gives_a_stable_handle_or_a_refusal(typed: str, record: Platform) -> None:
    try:
        handle = normalise(typed, record)
    except UserError:
        return
    assert normalise(handle, record) == handle
    assert not any(c.isspace() for c in handle)
