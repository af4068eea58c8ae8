"""Drafts and posts of changed terms fit Discord whatever changed, and say what they promise."""

from __future__ import annotations

import gettext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.alerts import Alert, Decided, Stage
from bot.core.changes import TOPICS, Change, Edit
from bot.core.postings import Place, Posting
from bot.documents import ChangeWriter
from bot.i18n import Language
from bot.views import alerts, posting_settings
from tests.changing import FOUND, sample_change
from tests.pseudo import pseudo_language
from tests.shipped import catalogue
from tests.views.rendered import Shown, misfit

T = Language("en", gettext.NullTranslations())
MARK, CHANNEL = 2**63 - 1, 2**63 - 2
DECISIONS = [
    Decided(what=what, by=MARK, at=FOUND, in_time=in_time)  # type: ignore[arg-type]
    for what in ("post", "drop")
    for in_time in (True, False)
]
LANGUAGES = pytest.mark.parametrize("t", [T, pseudo_language()], ids=["en", "longer"])

sentences = st.text(max_size=900)
edits = st.one_of(
    st.builds(Edit, old=sentences, new=sentences),
    st.builds(Edit, old=st.none(), new=sentences),
    st.builds(Edit, old=sentences, new=st.none()),
)


def shown(
    change: Change, t: Language = T, stage: Stage = "draft", others: tuple[str, ...] = ()
) -> list[Shown]:
    """The message, and for a draft what becomes of it."""
    found = Alert(stage=stage, change=change, channel=CHANNEL, others=others)
    cards = [alerts.alert(found, catalogue(), MARK, t)]
    if stage == "draft":
        cards += [alerts.decided(found, what, catalogue(), MARK, t) for what in DECISIONS]
    return [Shown(stage, card, [found.change.file]) for card in cards]


def said(one: Shown) -> str:
    return "\n".join(one.texts)


def huge(text: str) -> Change:
    return sample_change(
        id=MARK,
        title="A title of an unusually long kind " * 5,
        edits=tuple(Edit(old=text, new=text[::-1]) for _ in range(300)),
        because=dict.fromkeys(TOPICS, ("a rather long word that was found " * 3,) * 6),
    )


def test_the_post_says_what_changed_when_and_who_has_looked_at_it() -> None:
    (post,) = shown(sample_change(), stage="post")
    for words in (
        f"Instagram changed “{sample_change().title}”.",
        "3 sentences differ. By its words this touches: AI training and saying no.",
        "It changed between 21 November 2026 and 22 November 2026.",
        "**Before**\n> We use what you post to show it to others.",
        "**Now**\n> We use what you post to show it to others and to train",
        "Words found: AI training (“generative models”, “train”)",
        "Nobody at Tern has checked yet what it means.",
        "All sentences that differ are in the file.",
    ):
        assert words in said(post)
    made = str(post.card.to_components())
    assert "https://example.org/terms" in made
    assert "policy-open:v1:instagram" in made
    assert f"alert-about:v1:{MARK}" in made
    assert "attachment://instagram-2026-11-22.txt" in made
    assert "draft" not in said(post)
    assert "alert-post" not in made


def test_a_change_that_was_checked_does_not_say_that_nobody_looked() -> None:
    (post,) = shown(sample_change(checked_at=FOUND), stage="post")
    assert "Nobody at Tern" not in said(post)
    assert "Checked on 22 November 2026." in said(post)


def test_the_draft_has_two_buttons_and_says_what_became_of_it() -> None:
    draft, posted, too_late, dropped, as_late = shown(sample_change())
    assert f"It is posted in <#{CHANNEL}> if one of you wants that" in said(draft)
    for button in ("alert-post:v1:71", "alert-drop:v1:71"):
        assert button in str(draft.card.to_components())
    assert f"<@{MARK}> chose on <t:{FOUND}:f> to have this posted in <#{CHANNEL}>." in said(posted)
    assert f"<@{MARK}> dropped this on <t:{FOUND}:f>. It is not posted." in said(dropped)
    for late in (too_late, as_late):
        assert f"This change is posted in <#{CHANNEL}> already." in said(late)
    for one in (posted, too_late, as_late):
        assert "alert-post" not in str(one.card.to_components())
    assert "alert-post" in str(dropped.card.to_components())
    for one in (draft, posted, too_late, dropped, as_late):
        assert str(MARK) in str(one.card.to_components())
        assert "**Now**" in said(one)


@LANGUAGES
@pytest.mark.parametrize("text", ["_*[x](y)*_ " * 90, "Ω" * 4000, "word " * 200])
def test_everything_fits_whatever_changed(text: str, t: Language) -> None:
    for stage in ("draft", "post"):
        for one in shown(huge(text), t, stage):  # type: ignore[arg-type]
            assert misfit(one) is None


@given(found=st.lists(edits, min_size=1, max_size=20))
def test_any_sentences_fit(found: list[Edit]) -> None:
    for one in shown(sample_change(edits=tuple(found))):
        assert misfit(one) is None


@LANGUAGES
def test_what_was_set_fits_with_every_platform(t: Language) -> None:
    assert misfit(Shown("about", alerts.about(t))) is None
    every = list(catalogue().platforms)
    for which in ("ai", "all"):
        for review in (0, CHANNEL):
            for platforms in (every, every[:8], []):
                posting = Posting(
                    kind="alerts",
                    place=Place(guild=1, channel=CHANNEL, language="en"),
                    choices={
                        "which": which,
                        "platforms": ",".join(platforms),
                        "review": review,
                    },
                    done={"since": FOUND},
                )
                card = posting_settings.alerts_set(posting, True, every, catalogue(), t)
                assert misfit(Shown("set", card)) is None


# ---------------------------------------------------------------- the file


def test_the_file_has_every_sentence_old_and_new() -> None:
    change = sample_change()
    file = ChangeWriter().write(change, "Instagram", T)
    assert (file.name, file.media_type) == ("instagram-2026-11-22.txt", "text/plain; charset=utf-8")
    assert file.content.decode() == (
        f"Instagram: {change.title}\n"
        "https://example.org/terms\n"
        "Last read as it was before: 21 November 2026\n"
        "First read as it is now: 22 November 2026\n"
        "Sentences that differ: 3\n"
        "Compared by Tern, sentence by sentence. Moved sentences, numbering and other changes "
        "without a meaning are left out; what counts is the page itself.\n"
        "\n"
        "[1]\n"
        "Before:\n"
        "  We use what you post to show it to others.\n"
        "Now:\n"
        "  We use what you post to show it to others and to train our generative models.\n"
        "\n"
        "[2]\n"
        "Added:\n"
        "  You can object in your settings.\n"
        "\n"
        "[3]\n"
        "Removed:\n"
        "  We never sell your works.\n"
    )


@given(found=st.lists(edits, min_size=1, max_size=20))
def test_no_sentence_can_look_like_a_label_or_turn_the_reading(found: list[Edit]) -> None:
    text = ChangeWriter().write(sample_change(edits=tuple(found)), "X", T).content.decode()
    assert not set(text) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\r")
    labels = {"Before:", "Now:", "Added:", "Removed:"}
    count = sum(line in labels for line in text.split("\n"))
    assert count == sum((edit.old is not None) + (edit.new is not None) for edit in found)
