"""Which platform learns of which account: only its own, and what was written for all."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.accounts import Accounts, others_in, sort
from bot.core.records import Platform, Profile
from bot.errors import UserError
from tests.records import sample_platform


def place(id_: str, name: str, home: str, *aliases: str) -> Platform:
    return replace(
        sample_platform(),
        id=id_,
        name=name,
        home=home,
        aliases=aliases,
        profile=Profile(pattern=".+", url=f"{home}{{handle}}", example="mara"),
    )


INSTAGRAM = place("instagram", "Instagram", "https://www.instagram.com/", "insta", "ig")
X = place("x", "X", "https://x.com/", "twitter")
TIKTOK = place("tiktok", "TikTok", "https://www.tiktok.com/@")
PINTEREST = place("pinterest", "Pinterest", "https://www.pinterest.com/")
BANDCAMP = place("bandcamp", "Bandcamp", "https://bandcamp.com/")
META_AI = place("meta_ai", "Meta AI", "https://www.meta.ai/")
GLASS = place("glass", "Glass", "https://glass.photo/")
NEOCITIES = place("neocities", "Neocities", "https://neocities.org/", "own website")
ALL = (INSTAGRAM, X, TIKTOK, PINTEREST, BANDCAMP, META_AI, GLASS, NEOCITIES)
BATCH = (INSTAGRAM, X, TIKTOK)


def sorted_(typed: str, batch: tuple[Platform, ...] = BATCH) -> Accounts:
    return sort(typed, batch, ALL)


@pytest.mark.parametrize(
    ("typed", "instagram", "x"),
    [
        ("@mara", "@mara", "@mara"),
        ("X: @mara_x\nInstagram: @mara.paints", "@mara.paints", "@mara_x"),
        ("x : mara_x\nINSTAGRAM - mara", "mara", "mara_x"),
        ("Instagram: @mara, X: @mara_x", "@mara", "@mara_x"),
        ("Instagram @mara X @mara_x", "@mara", "@mara_x"),
        ("On Instagram: @mara", "On Instagram: @mara", ""),
        ("@mara, X: @mara_x", "@mara", "@mara\n@mara_x"),
        ("Insta: @mara\nTwitter: @mara_x", "@mara", "@mara_x"),
        ("- Instagram: @mara\n• X: @mara_x", "@mara", "@mara_x"),
        ("Instagram mara.paints\n@everywhere", "Instagram mara.paints\n@everywhere", "@everywhere"),
        (
            "https://www.instagram.com/mara\nx.com/mara_x",
            "https://www.instagram.com/mara",
            "x.com/mara_x",
        ),
        ("https://twitter.com/mara_x", "", "https://twitter.com/mara_x"),
        ("my posts: instagram.com/mara x.com/mara_x", "my posts:\ninstagram.com/mara",
         "my posts:\nx.com/mara_x"),
        ("Instagram: @mara, same as x.com/mara_x", "@mara, same as", "x.com/mara_x"),
        ("(https://x.com/a)\nhttps://x.com/ab", "", "(https://x.com/a)\nhttps://x.com/ab"),
        ("https://mara.example/works", "https://mara.example/works", "https://mara.example/works"),
        ("Own website: https://mara.example", "Own website: https://mara.example",
         "Own website: https://mara.example"),
        ("Xenia Example", "Xenia Example", "Xenia Example"),
        ("Instagram\n@mara\n@mara2\n\nX:\n@mara_x\n\nall of them", "@mara\n@mara2\nall of them",
         "@mara_x\nall of them"),
        ("**X**\nhttps://instagram.com/mara", "https://instagram.com/mara", ""),
        ("X\uff1a@mara_x", "", "@mara_x"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_each_platform_gets_its_own_lines_and_those_for_all(
    typed: str, instagram: str, x: str
) -> None:
    found = sorted_(typed)
    assert (found.by_platform["instagram"], found.by_platform["x"]) == (instagram, x)


def test_a_single_letter_takes_everything_as_it_was_typed() -> None:
    typed = "X: @a, instagram.com/b\n\n  as typed "
    assert sorted_(typed, (X,)).by_platform == {"x": typed}


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("Pinterest: @mara", "Pinterest"),
        ("https://www.pinterest.co.uk/mara/", "Pinterest"),
        ("https://pinterest.de/mara", "Pinterest"),
        ("mara.bandcamp.com", "Bandcamp"),
        ("Meta AI: @mara", "Meta AI"),
        ("Glass: @mara", "Glass"),
        ("Pinterest:\n@mara", "Pinterest"),
    ],
)
def test_a_line_for_a_platform_without_a_letter_is_in_none_and_named(
    typed: str, named: str
) -> None:
    found = sorted_("@mara\n" + typed)
    assert set(found.by_platform.values()) == {"@mara"}
    assert found.elsewhere == (named,)


def test_lines_for_all_are_known() -> None:
    assert sorted_("@mara\nX: @mara_x\nMara Example").for_all == ("@mara", "Mara Example")


@pytest.mark.parametrize(
    ("typed", "others"),
    [
        ("@mara", []),
        ("Instagram: @mara\nhttps://instagram.com/mara", []),
        ("https://x.com/mara", ["X"]),
        ("@mara\nPinterest: @mara", ["Pinterest"]),
        ("https://x.com/mara, mara.bandcamp.com", ["X", "Bandcamp"]),
        ("Glass paintings", []),
    ],
)
def test_a_single_letter_s_account_that_is_another_platform_s_is_seen(
    typed: str, others: list[str]
) -> None:
    separate = [replace(one, family=None) for one in ALL]
    assert others_in(typed, separate[0], separate) == others


def test_services_of_one_company_are_no_others() -> None:
    assert others_in("https://x.com/mara", INSTAGRAM, ALL) == []


def test_a_word_that_is_also_a_name_is_just_a_word() -> None:
    assert sorted_("Glass paintings, all of them").elsewhere == ()


def test_a_platform_without_a_line_is_named() -> None:
    found = sorted_("Instagram: @a\nX: @b")
    assert found.of(X) == "@b"
    with pytest.raises(UserError) as refused:
        found.of(TIKTOK)
    assert refused.value.values["platform"] == "TikTok"


SECRETS = st.from_regex(r"[a-w]{6}[0-9]{6}", fullmatch=True)
WRITTEN = st.sampled_from(["{name}: @{secret}", "{name} @{secret}", "{home}{secret}",
                           "\n{name}:\n{secret}\n\n",
                           "see {home}{secret} ok", "\n{name} - {secret}", "({home}{secret})",
                           "* {name}: {secret}"])  # fmt: skip
JOINED = st.sampled_from(["\n", "\r\n", "\n\n", ", ", "; ", " | ", ",\n"])
IDS = [platform.id for platform in ALL]


@given(
    st.lists(
        st.tuples(st.sampled_from(IDS), SECRETS, WRITTEN, JOINED),
        min_size=1,
        max_size=6,
        unique_by=lambda line: line[1],
    ),
    st.lists(st.sampled_from(IDS), min_size=2, max_size=5, unique=True),
)
def test_no_platform_is_told_the_account_on_another(
    typed: list[tuple[str, str, str, str]], batch: list[str]
) -> None:
    by_id = {platform.id: platform for platform in ALL}
    text = "".join(
        written.format(name=by_id[one].name, home=by_id[one].home, secret=secret) + joined
        for one, secret, written, joined in typed
    )
    found = sorted_(text, tuple(by_id[one] for one in batch))
    for one, secret, _, _ in typed:
        told = {id_ for id_, lines in found.by_platform.items() if secret in lines}
        assert told == {one} & set(batch)
        if one not in batch:
            assert by_id[one].name in found.elsewhere


@given(st.text(max_size=300))
def test_any_text_is_sorted_and_nothing_that_can_be_read_is_lost(typed: str) -> None:
    found = sorted_(typed)
    assert found.by_platform.keys() == {"instagram", "x", "tiktok"}
    kept = "\n".join(found.by_platform.values())
    if not found.elsewhere:
        names = re.compile("instagram|insta|ig|x|twitter|tiktok", re.IGNORECASE)
        for word in re.findall(r"[^\W_]+", names.sub(" ", typed)):
            assert word in kept
