"""Which letter a person gets, what it asks of them, how it gets there, and what is kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from bot.core.models import LetterChoice, LetterKind, Writer
from bot.errors import UserError
from bot.store import open_store
from tests.letters import (
    FULL,
    compose,
    letters,
    shipped,
    story_of,
    templates,
    words,
)
from tests.records import FixedClock, SampleCatalogue
from tests.shipped import catalogue

# ---------------------------------------------------------------- which letter


def test_a_complaint_never_goes_to_an_authority_for_other_matters() -> None:
    """In Bavaria and for the federation there is one more for public bodies."""
    germany = catalogue().regions["eu-de"]
    others = [one for one in germany.authorities if not one.complaints]
    assert [one.name.split()[1] for one in others] == ["Bayerische", "Bundesbeauftragte"]
    assert not set(others) & set(shipped().authorities("eu-de"))
    first, *rest = germany.authorities
    changed = replace(germany, authorities=(replace(first, complaints=False), *rest))
    service = letters(records=SampleCatalogue(regions=[changed]))
    choice = service.choose("instagram", "eu-de", "complaint")
    assert service.door(choice).authority == rest[0]


@pytest.mark.parametrize(("region", "kind"), [
    ("eu-de", "objection"),
    ("uk", "objection"),
    ("br", "objection"),
    ("ch", "objection"),
    ("us-ca", "request"),
    ("elsewhere", "request"),
])  # fmt: skip
def test_the_strongest_letter_of_a_region_is_chosen(region: str, kind: LetterKind) -> None:
    chosen = letters().choose("instagram", region)
    assert chosen == LetterChoice(platform="instagram", region=region, kind=kind, language="en")


def test_a_kind_that_was_asked_for_is_chosen() -> None:
    assert letters().choose("instagram", "eu-de", "request").kind == "request"


def test_the_letter_is_in_the_recipients_language_if_it_exists_in_it() -> None:
    assert letters().choose("xing", "eu-de").language == "de"
    assert letters().choose("xing", "uk").language == "en"
    assert letters().choose("xing", "eu-de", language="en").language == "en"


@pytest.mark.parametrize(("region", "asked", "instead_of", "lacking"), [
    ("eu-de", None, None, None),
    ("eu-de", "objection", None, None),
    ("eu-de", "request", None, None),
    ("us-ca", None, None, None),
    ("us-ca", "objection", "objection", "law"),
    ("us-ca", "complaint", "complaint", "law"),
    ("us-ca", "reservation", None, None),
    ("us-ca", "follow-up", None, None),
])  # fmt: skip
def test_a_kind_that_is_lacking_is_named(
    region: str, asked: LetterKind | None, instead_of: str | None, lacking: str | None
) -> None:
    service = letters()
    form = service.form(service.choose("instagram", region, asked), asked=asked)
    assert (form.instead_of, form.lacking) == (instead_of, lacking)


@pytest.mark.parametrize(("platform", "region", "kind", "language"), [
    ("nowhere", "eu-de", None, None),
    ("instagram", "atlantis", None, None),
    ("instagram", "eu", None, None),
    ("instagram", "eu-de", "poem", None),
    ("instagram", "eu-de", None, "tlh"),
])  # fmt: skip
def test_what_does_not_exist_is_said(
    platform: str, region: str, kind: LetterKind | None, language: str | None
) -> None:
    with pytest.raises(UserError):
        letters().choose(platform, region, kind, language)


def test_a_language_that_is_lacking_is_answered_with_those_there_are() -> None:
    with pytest.raises(UserError, match="de, en"):
        letters().choose("instagram", "eu-de", language="tlh")


def test_kinds_and_languages_are_those_with_words() -> None:
    assert templates().kinds == set(get_args(LetterKind))
    assert set(letters().languages) >= {"de", "en", "pt"}
    assert not {"pt-eu"} & set(letters().languages)


def test_a_right_without_words_is_said_to_lack_words() -> None:
    service = shipped()
    choice = service.choose("instagram", "ca-qc", "erasure")
    form = service.form(choice, asked="erasure")
    assert (choice.kind, form.instead_of, form.lacking) == ("request", "erasure", "words")


@pytest.mark.parametrize(("region", "kinds"), [
    ("eu-de", {"objection", "erasure", "access", "complaint"}),
    ("uk", {"objection", "erasure", "access", "complaint"}),
    ("ch", {"objection", "erasure", "access", "complaint"}),
    ("br", {"objection", "erasure", "access", "complaint"}),
    ("mx", {"objection", "complaint"}),
    ("za", {"objection", "erasure", "complaint"}),
    ("kr", {"objection", "erasure", "complaint"}),
    ("th", {"objection", "access"}),
    ("ke", {"objection", "erasure", "access", "complaint"}),
    ("ca", {"access", "complaint"}),
    ("ca-qc", {"complaint"}),
    ("jp", {"erasure", "access"}),
    ("tr", {"erasure", "access", "complaint"}),
    ("ar", {"erasure", "access", "complaint"}),
    ("sg", {"access", "complaint"}),
    ("au", {"complaint"}),
    ("nz", {"access", "complaint"}),
    ("us-ca", {"erasure", "access", "complaint"}),
    ("us-va", {"erasure", "access", "complaint"}),
    ("us-fl", {"complaint"}),
    ("us-other", set()),
    ("in", set()),
    ("ng", set()),
    ("elsewhere", set()),
])  # fmt: skip
def test_a_region_has_the_kinds_that_its_law_gives(region: str, kinds: set[LetterKind]) -> None:
    service = shipped()
    anywhere = {"request", "reservation", "follow-up"}
    given = {
        kind
        for kind in get_args(LetterKind)
        if service.choose("instagram", region, kind).kind == kind
    }
    assert given == kinds | anywhere


@pytest.mark.parametrize(("region", "language"), [
    ("eu-de", "de"),
    ("eu-se", "en"),
    ("br", "pt"),
    ("us-va", "en"),
    ("kr", "en"),
])  # fmt: skip
def test_a_complaint_is_in_the_authoritys_language_if_it_exists_in_it(
    region: str, language: str
) -> None:
    home = catalogue().regions[region]
    expected = language if language in templates().languages("complaint", home.groups) else "en"
    assert shipped().choose("instagram", region, "complaint").language == expected


def test_a_request_chosen_over_an_objection_stands_in_for_nothing() -> None:
    service = letters()
    form = service.form(service.choose("instagram", "eu-de", "request"))
    assert (form.instead_of, form.lacking) == (None, None)


# ---------------------------------------------------------------- what it asks


@pytest.mark.parametrize(("region", "reason", "has_grounds"), [
    ("eu-de", "or-ground", True),
    ("uk", "or-ground", True),
    ("br", "required", True),
    ("ch", "optional", True),
    ("us-ca", "optional", False),
])  # fmt: skip
def test_the_form_asks_what_the_law_needs(region: str, reason: str, has_grounds: bool) -> None:
    service = letters()
    form = service.form(service.choose("instagram", region))
    assert (form.reason, bool(form.grounds)) == (reason, has_grounds)


def test_the_boxes_are_in_the_readers_language_if_possible() -> None:
    service = letters()
    choice = service.choose("instagram", "eu-de")
    german = {id_: one.label for id_, one in templates().grounds("de").items()}
    english = {id_: one.label for id_, one in templates().grounds("en").items()}
    assert service.form(choice, reader="de").grounds == german
    assert service.form(choice, reader="tlh").grounds == english
    assert service.form(choice).grounds == english


@pytest.mark.parametrize(("region", "kind", "fields"), [
    ("eu-de", "objection", "name contact account grounds reason"),
    ("eu-de", "erasure", "name contact account grounds reason"),
    ("eu-de", "access", "name contact account"),
    ("eu-de", "reservation", "name contact account works"),
    ("eu-de", "follow-up", "name contact account reason"),
    ("eu-de", "complaint", "name contact account reason"),
    ("eu-de", "request", "name contact account reason"),
    ("jp", "request", "name contact account reason"),
])  # fmt: skip
def test_the_form_has_at_most_five_fields(region: str, kind: LetterKind, fields: str) -> None:
    service = shipped()
    form = service.form(service.choose("instagram", region, kind))
    assert " ".join(form.fields) == fields


@pytest.mark.parametrize("kind", ["follow-up", "complaint"])
def test_without_earlier_letters_the_person_has_to_tell_what_happened(kind: LetterKind) -> None:
    service = shipped()
    choice = service.choose("instagram", "eu-de", kind, "en")
    story = story_of("eu-de", "silence")
    assert service.form(choice).reason == "required"
    assert service.form(choice, story=story).reason == "optional"
    silent = replace(FULL, reason="")
    with pytest.raises(UserError, match="what happened"):
        service.compose(choice, silent)
    assert "3 March 2026" in words(service.compose(choice, silent, story=story))


@pytest.mark.parametrize("field", ["name", "contact", "account"])
@pytest.mark.parametrize("empty", ["", " \n "])
@pytest.mark.parametrize("region", ["eu-de", "us-ca"])
def test_a_letter_needs_name_contact_and_account(field: str, empty: str, region: str) -> None:
    with pytest.raises(UserError):
        compose(replace(FULL, **{field: empty}), region)


def test_an_objection_needs_a_ground_or_a_reason() -> None:
    bare = replace(FULL, grounds=(), reason=" \n")
    with pytest.raises(UserError, match="ground"):
        compose(bare)
    assert "personal style" in words(compose(replace(bare, grounds=("style",))))
    assert "My income." in words(compose(replace(bare, reason="My income.")))


def test_in_brazil_a_ground_does_not_replace_the_reason() -> None:
    with pytest.raises(UserError, match="law"):
        compose(replace(FULL, reason=""), "br")


def test_a_plain_request_needs_no_reason() -> None:
    letter = compose(replace(FULL, grounds=(), reason=""), "us-ca")
    assert "reason" not in {block.id for block in letter.blocks}


def test_a_form_with_grounds_that_no_longer_exist_is_refused() -> None:
    with pytest.raises(UserError, match="out of date"):
        compose(replace(FULL, grounds=("style", "astrology")))


@pytest.mark.parametrize("change", [
    {"kind": "erasure"},
    {"language": "tlh"},
    {"region": "us-ca"},
    {"region": "eu"},
    {"platform": "myspace"},
])  # fmt: skip
def test_a_choice_that_does_not_exist_writes_nothing(change: dict[str, str]) -> None:
    service = letters()
    choice = replace(service.choose("instagram", "eu-de"), **change)
    with pytest.raises(UserError):
        service.compose(choice, FULL)


# ---------------------------------------------------------------- how it gets there


def test_the_door_has_the_form_the_recipient_and_the_clock() -> None:
    service = letters()
    door = service.door(service.choose("instagram", "eu-de"))
    assert door.opt_out is not None
    assert door.opt_out.url == "https://example.org/object"
    assert door.recipient is not None
    assert door.recipient.name == "Meta Platforms Ireland Limited"
    assert door.answer is not None
    assert (door.answer.length, door.answer.unit) == (1, "months")


def test_a_plain_request_has_no_clock_and_an_opt_out_that_is_none_is_not_offered() -> None:
    service = letters()
    assert service.door(service.choose("instagram", "us-ca")).opt_out is None
    assert service.door(service.choose("instagram", "eu-de", "request")).answer is None


def test_where_no_controller_is_known_the_door_says_so() -> None:
    service = letters()
    assert service.door(service.choose("cara", "eu-de")).recipient is None


# ---------------------------------------------------------------- what is kept


@pytest.mark.asyncio
async def test_a_case_keeps_which_letter_and_nothing_of_what_is_in_it(tmp_path: Path) -> None:
    file = tmp_path / "tern.db"
    store = await open_store(f"sqlite:///{file}")
    try:
        service = letters(store)
        choice = service.choose("instagram", "eu-de")
        service.compose(choice, Writer(name="Mira", contact="m@x", account="@mira", reason="Mine"))
        case = await service.open(7, 3, choice, reader="de", work="others", parent=0)
        looked_after = await store.next_job()
        await service.settle(case, "delivered", dm_channel=11, dm_message=12)
        (kept,) = await store.letters_of(7)
    finally:
        await store.close()
    now = int(FixedClock().now().timestamp())
    assert (kept.id, kept.choice, kept.state) == (case, choice, "delivered")
    assert (kept.created_at, kept.delivered_at, kept.dm_message) == (now, now, 12)
    assert (kept.reader, kept.work, kept.parent) == ("de", "others", 0)
    assert looked_after == now + 15 * 60
    assert b"mira" not in all_bytes(tmp_path).lower()


def all_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())
