"""A letter read back from its own text."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import cast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.core.copies import Copies, Made
from bot.core.letters import Letters
from bot.core.models import Block, LetterCase, LetterChoice, LetterKind, Writer
from bot.core.outlines import MARK, read_back
from bot.core.pieces import plain
from bot.core.ports import Catalogue, Store
from bot.core.text import clean
from bot.errors import UserError
from tests.letters import FULL, LEAST, compose, letters, shipped, story_of
from tests.records import FixedClock, SampleCatalogue
from tests.shipped import catalogue

KINDS: tuple[LetterKind, ...] = (
    "objection", "erasure", "access", "reservation", "request", "follow-up", "complaint",
)  # fmt: skip
LATER = FixedClock(datetime(2027, 2, 1, 12, tzinfo=UTC))


def made(choice: LetterChoice, *earlier: LetterCase) -> Made:
    case = LetterCase(
        id=7, user=5, guild=0, choice=choice, state="delivered", created_at=1795397400
    )
    return Made(case=case, earlier=earlier)


def copies(service: Letters | None = None, store: Store | None = None) -> Copies:
    records = cast("Catalogue", SampleCatalogue(regions=catalogue().regions.values()))
    return Copies(records, service or shipped(), cast("Store", store))


# ---------------------------------------------------------------- what is stored


class Cases:
    """A store that holds these cases."""

    def __init__(self, *cases: LetterCase) -> None:
        self._cases = {case.id: case for case in cases}

    async def letter(self, case: int) -> LetterCase | None:
        return self._cases.get(case)

    async def letters_of(self, user: int) -> list[LetterCase]:
        return [case for case in reversed(self._cases.values()) if case.user == user]


@pytest.mark.asyncio
async def test_a_letter_is_found_with_those_before_it() -> None:
    first = replace(made(compose().choice).case, sent=date(2026, 12, 1))
    second = replace(first, id=8, parent=7)
    never_sent = replace(first, id=9, parent=7, sent=None)
    last = replace(first, id=10, parent=8)
    service = copies(store=cast("Store", Cases(first, second, never_sent, last)))
    assert await service.made(5, 10) == Made(case=last, earlier=(first, second))
    assert await service.made(5, 7) == Made(case=first, earlier=())


@pytest.mark.asyncio
async def test_a_letter_that_follows_one_not_sent_looks_back_on_that_alone() -> None:
    first = made(compose().choice).case
    second = replace(first, id=8, parent=7)
    service = copies(store=cast("Store", Cases(first, second)))
    assert await service.made(5, 8) == Made(case=second, earlier=(first,))


@pytest.mark.asyncio
async def test_a_case_of_somebody_else_is_not_found() -> None:
    service = copies(store=cast("Store", Cases(made(compose().choice).case)))
    for user, case in ((6, 7), (5, 8)):
        with pytest.raises(UserError, match="no record"):
            await service.made(user, case)


# ---------------------------------------------------------------- reading back


@pytest.mark.parametrize("writer", [FULL, LEAST], ids=["full", "least"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("region", ["eu-de", "uk", "us-ca", "br", "jp", "elsewhere"])
def test_every_letter_comes_back_from_its_text(
    region: str, kind: LetterKind, writer: Writer
) -> None:
    for language in shipped().languages:
        try:
            choice = shipped().choose("instagram", region, kind, language)
        except UserError:
            continue
        letter = shipped().compose(choice, writer)
        read = copies().read(made(choice), plain(letter.blocks))
        assert (read.blocks, read.subject, read.paper, read.date) == (
            letter.blocks, letter.subject, letter.paper, letter.date,
        )  # fmt: skip


@pytest.mark.parametrize("number", range(len(shipped().authorities("eu-de"))))
def test_a_complaint_to_any_authority_comes_back_later(number: int) -> None:
    """To which it went is not stored; by then its date is another."""
    authority = shipped().authorities("eu-de")[number]
    story = replace(story_of("eu-de", "silence", "refused"), authority=authority)
    letter = compose(FULL, "eu-de", "complaint", service=shipped(), story=story)
    later = letters(None, LATER, SampleCatalogue(regions=catalogue().regions.values()))
    read = copies(later).read(made(letter.choice, *story.earlier), plain(letter.blocks))
    assert read.blocks == letter.blocks


def test_a_reason_of_a_thousand_paragraphs_is_one_reason() -> None:
    writer = replace(FULL, reason="\n\n".join(f"p{n}" for n in range(1000)))
    letter = compose(writer, service=shipped())
    assert copies().read(made(letter.choice), plain(letter.blocks)).blocks == letter.blocks


@pytest.mark.parametrize("kind", ["objection", "erasure"])
def test_an_older_letter_pasted_into_the_reason_stays_there(kind: LetterKind) -> None:
    older = plain(compose(FULL, "eu-de", kind, service=shipped()).blocks)
    letter = compose(replace(FULL, reason=older), service=shipped())
    read = copies().read(made(letter.choice), plain(letter.blocks))
    assert plain(read.blocks) == plain(letter.blocks)
    assert [one for one in read.blocks if not one.id.startswith(("reason", "text"))] == [
        one for one in letter.blocks if not one.id.startswith("reason")
    ]


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(UserError, match="empty"):
        copies().read(made(compose().choice), "\n")


def test_a_letter_whose_words_are_gone_comes_back_as_paragraphs() -> None:
    gone = LetterChoice(platform="no-more", region="eu-de", kind="objection", language="en")
    read = copies().read(made(gone), "Dear you,\n\n- one\n\nBye")
    assert [(one.role, one.text) for one in read.blocks] == [
        ("paragraph", "Dear you,"), ("item", "one"), ("paragraph", "Bye"),
    ]  # fmt: skip
    assert read.subject == "Dear you,"


OUTLINE = (
    Block(id="sender", role="sender", text=f"{MARK}\n{MARK}"),
    Block(id="subject", role="subject", text="Objection to the use of my works"),
    Block(id="demand", role="paragraph", text="I object. Please answer by 3 May 2026."),
    Block(id="account", role="paragraph", text=MARK),
    Block(id="scope", role="item", text="all my works and what is in them;"),
    Block(id="reason", role="paragraph", text=MARK),
    Block(id="signature", role="signature", text=MARK),
)


def ids(text: str) -> list[str]:
    return [block.id for block in read_back(text, OUTLINE)]


def test_values_that_changed_do_not_hide_a_block() -> None:
    text = "Mira\n\nObjection to the use of my works\n\nI object. Please answer by 9 June 2027."
    assert ids(text) == ["sender", "subject", "demand"]


def test_a_reason_of_several_paragraphs_is_numbered() -> None:
    text = "M\n\n- all my works and what is in them;\n\n- first\n\nsecond\n\nthird\n\nM"
    read = read_back(text, OUTLINE)
    assert [one.id for one in read][2:] == ["reason-1", "reason-2", "reason-3", "signature"]
    assert read[2] == Block(id="reason-1", role="paragraph", text="- first")


def test_where_all_words_have_changed_no_part_is_lost() -> None:
    parts = [f"Part {n}" for n in range(200)]
    assert [one.text for one in read_back("\n\n".join(parts), OUTLINE)] == parts


TYPED = st.text(max_size=60).map(lambda text: clean(text)[0] + "x")


@given(name=TYPED, account=TYPED, reason=TYPED)
@example(name="- a", account="## paragraph: x", reason="- - -\n\n\n- x")
@example(name="x", account="x", reason="\n\n".join("abc" * 20))
@example(name="x", account="\n\n".join("abc" * 20), reason="x")
def test_whatever_was_typed_the_text_stays_the_same(name: str, account: str, reason: str) -> None:
    letter = compose(replace(LEAST, name=name, account=account, reason=reason))
    text = plain(letter.blocks)
    outline = compose(replace(LEAST, name=MARK, contact=MARK, account=MARK, reason=MARK)).blocks
    assert plain(read_back(text, outline)) == text
    assert plain(read_back(text, ())) == text
