"""What changed between two readings, and what it touches."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.changes import Edit
from bot.core.comparing import compare, rank
from bot.core.noise import key

INTRO, LOGS, END = "These are the terms.", "We log every visit.", "Write to us with questions."
OLD = "We use your posts to run the service."
NEW = "We use your posts to run the service and to train our AI models."


def test_a_new_wording_stands_beside_the_old_one() -> None:
    assert compare([INTRO, OLD, END], [INTRO, NEW, END]) == (Edit(OLD, NEW, 1),)


def test_what_was_added_and_removed_stands_where_it_was() -> None:
    assert compare([INTRO, LOGS, END], [INTRO, END, OLD]) == (
        Edit(LOGS, None, 1),
        Edit(None, OLD, 2),
    )


def test_a_sentence_that_moved_and_changed_is_one_edit() -> None:
    others = [f"Rule {name} is for {name} alone." for name in ("mice", "cats", "dogs", "owls")]
    assert compare([OLD, *others], [*others, NEW]) == (Edit(OLD, NEW, 4),)


def test_each_sentence_replaces_one() -> None:
    old = [f"Prize {n} goes to {name}." for n, name in enumerate(("mice", "cats", "dogs"))]
    new = [f"Prize {n} goes to big {name}." for n, name in enumerate(("mice", "cats", "dogs"))]
    assert compare(old, new) == tuple(
        Edit(a, b, n) for n, (a, b) in enumerate(zip(old, new, strict=True))
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("We keep it for 30 days.", "We keep it for 90 days."),
        ("30 days later it is gone.", "90 days later it is gone."),
        ("We train on your works.", "We do not train on your works."),
        ("The fee is $5.00.", "The fee is $500."),
        ("The fee is 5 %.", "The fee is 5 €."),
        ("We rely on Article 6(1)(a) GDPR.", "We rely on Article 6(1)(f) GDPR."),
        ("We rely on Article 7 of the GDPR.", "We rely on Article 9 of the GDPR."),
        ("From 1 May 2025 we train on posts.", "From 1 June 2025 we train on posts."),
        ("You must be 13.", "You must be 16."),
        ("The licence ends on 1 May 2025.", "The licence ends on 1 May 2026."),
        ("当社は学習に使用します。", "当社は学習に使用しません。"),
        ("نستخدم بياناتك.", "لا نستخدم بياناتك."),
    ],
)
def test_small_differences_that_mean_something_are_changes(old: str, new: str) -> None:
    assert compare([INTRO, old, END], [INTRO, new, END]) == (Edit(old, new, 1),)


def test_sentences_parted_otherwise_are_the_same() -> None:
    parts = ["What we collect:", "your name,", "your posts."]
    whole = "What we collect: your name, your posts."
    assert compare([INTRO, *parts], [INTRO, whole]) == ()
    assert compare([INTRO, whole], [INTRO, *parts]) == ()


def test_nothing_of_a_text_without_sentences() -> None:
    assert compare([], []) == ()
    assert compare([], [OLD]) == (Edit(None, OLD, 0),)
    assert compare([OLD], []) == (Edit(OLD, None, 0),)


WORDS = [
    "We",
    "you",
    "train",
    "not",
    "delete",
    "posts",
    "2.1",
    "Last updated",
    "2025",
    "Menu",
    "。",
]
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
TEXTS = st.lists(st.one_of(SENTENCES, st.text(min_size=1, max_size=12)), max_size=12)


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: list[str]) -> None:
    assert compare(text, text) == ()
    assert compare(text, list(reversed(text))) == ()


@given(TEXTS, TEXTS)
def test_the_edits_lead_from_the_old_text_to_the_new_one(old: list[str], new: list[str]) -> None:
    """Up to noise and to sentences that were only parted otherwise, of which all letters stay."""
    edits = compare(old, new)
    removed = [edit.old for edit in edits if edit.old is not None]
    added = [edit.new for edit in edits if edit.new is not None]
    assert set(removed) <= set(old)
    assert set(added) <= set(new)
    assert len({key(one) for one in removed}) == len(removed)
    assert len({key(one) for one in added}) == len(added)
    left = keys(old) - keys(removed)
    wanted = keys(new) - keys(added)
    assert sorted("".join(left - wanted)) == sorted("".join(wanted - left))


@given(TEXTS, TEXTS)
def test_edits_stand_in_the_order_of_the_new_text(old: list[str], new: list[str]) -> None:
    before = [edit.before for edit in compare(old, new)]
    assert before == sorted(before)
    assert all(0 <= place <= len(new) for place in before)
    assert all(edit.new is None or new[edit.before] == edit.new for edit in compare(old, new))


@given(TEXTS, TEXTS, st.sampled_from(["en", "de", "ja", "fr", "xx"]))
def test_topics_are_named_by_words_of_the_edits(
    old: list[str], new: list[str], language: str
) -> None:
    edits = compare(old, new)
    said = " ".join(f"{edit.old or ''} {edit.new or ''}" for edit in edits)
    assert all(word in said for words in rank(edits, language).values() for word in words)


def keys(sentences: list[str]) -> set[str]:
    return {its for sentence in sentences if (its := key(sentence))}


# ---------------------------------------------------------------- what it touches


def test_only_what_differs_counts() -> None:
    old = "We train our AI models on posts, we store them in Ireland, and nobody else sees them."
    new = "We train our AI models on posts, we store them in Norway, and nobody else sees them."
    assert rank([Edit(old, new)], "en") == {}


def test_a_word_beside_what_differs_counts() -> None:
    edit = Edit("We train AI on your works.", "We do not train AI on your works.")
    assert rank([edit], "en") == {"training": ("train", "AI")}


def test_the_words_stand_as_in_the_text_each_once_and_the_weightiest_topic_first() -> None:
    edits = [
        Edit(None, "You may Opt-Out."),
        Edit(None, "We use it for A.I. and AI, and ai."),
        Edit("You may opt-out of e-mail.", None),
    ]
    found = rank(edits, "en-GB")
    assert list(found) == ["training", "opt-out"]
    assert found["training"] == ("AI",)
    assert found["opt-out"] == ("Opt-Out",)


def test_words_have_bounds() -> None:
    assert rank([Edit(None, "Maintain a fair aim.")], "en") == {}
    assert rank([Edit(None, "J'ai vu le tiercé.")], "fr").keys() == {"sharing"}


def test_a_sentence_made_to_be_slow_is_not() -> None:
    """Of a line that is nearly a date, no expression tries every way to part it."""
    line = "日" * 150 + "x1"
    assert key(line) == line


def test_all_of_a_sentence_that_grants_a_licence_is_about_the_licence() -> None:
    old = "You grant us a licence to your works, free of charge, to host, show and print them."
    new = old.replace("print them", "print and sell them")
    assert rank([Edit(old, new)], "en") == {"licence": ("licence",)}
