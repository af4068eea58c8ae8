"""Whatever a bot sends is taken or refused in Discord's words; it never breaks the server."""

from collections.abc import Callable
from copy import deepcopy
from functools import partial
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.local_discord.errors import ApiError
from bot.local_discord.messages import Writer
from bot.local_discord.validate.commands import check_command, check_unique_names
from bot.local_discord.validate.message import check_choices
from bot.local_discord.validate.modal import check_modal
from bot.local_discord.validate.shape import Invalid, Problems
from bot.local_discord.world import World

WORDS = """type content embeds components attachments flags allowed_mentions parse users id url
title fields name value image custom_id style label options min_values max_values accessory items
media file component description required data choices nonce contexts"""
NAMES = sorted(WORDS.split())
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-1, 24)
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["https://example.org/a.png", "attachment://a.png", "users", "x" * 5000])
)
JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=6)
    ),
    max_leaves=25,
)
BODIES = st.dictionaries(st.sampled_from(NAMES), JSON, max_size=6)


def only_discord_s_words(errors: Any) -> bool:
    """Every leaf of the nested object is a list of code and message."""
    if "_errors" in errors:
        return all(each.keys() == {"code", "message"} for each in errors["_errors"])
    return bool(errors) and all(only_discord_s_words(inner) for inner in errors.values())


def refused_well(act: Callable[[], object]) -> bool:
    """Whether it was refused; if so, in Discord's words. Any other exception is a failure."""
    try:
        act()
    except Invalid as refusal:
        if not only_discord_s_words(refusal.errors):
            raise AssertionError(refusal.errors) from refusal
    except ApiError as refusal:
        if refusal.body["code"] != 50006:
            raise
    else:
        return False
    return True


@given(body=BODIES, change=BODIES)
def test_any_message_and_any_edit(body: Any, change: Any) -> None:
    world = World()
    writer = Writer(world, "http://127.0.0.1:1")
    guild = world.add_guild("Server")
    channel = world.add_channel(guild, "general")
    refused = refused_well(lambda: writer.create(channel, world.bot, body))
    posts = list(world.posts[channel["id"]].values())
    assert len(posts) == (0 if refused else 1)
    for post in posts:
        before = deepcopy(post.json)
        if refused_well(partial(writer.edit, post, change)):
            assert post.json == before


@given(body=JSON)
def test_any_command(body: Any) -> None:
    problems = Problems()
    check_command(body, (0,), problems)
    assert not problems or only_discord_s_words(problems.tree())
    if not problems:
        check_unique_names([body])


@given(body=JSON, option_type=st.sampled_from([3, 4, 10]))
def test_any_form_and_any_choices(body: Any, option_type: int) -> None:
    refused_well(lambda: check_choices(body, option_type))
    assert refused_well(lambda: check_modal(body)) or body["title"]
