"""Which letter a person gets, what it asks of them, and that it claims nothing their law lacks."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.core.models import LetterChoice, LetterKind, Writer
from bot.errors import UserError
from bot.store import open_store
from tests.letters import FULL, LEAST, compose, letters, templates, words
from tests.records import FixedClock

# ---------------------------------------------------------------- which letter


@pytest.mark.parametrize(("region", "kind"), [
    ("eu-de", "objection"),
    ("uk", "objection"),
    ("br", "objection"),
    ("ch", "request"),
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
    ("ch", None, "objection", "words"),
    ("ch", "objection", "objection", "words"),
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
    ("instagram", "eu-de", "erasure", None),
    ("instagram", "eu-de", None, "tlh"),
    ("instagram", "eu-de", None, "pt"),
    ("instagram", "br", None, "de"),
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
    assert templates().kinds >= {"objection", "request"}
    assert set(letters().languages) >= {"de", "en", "pt"}
    assert "complaint" not in templates().kinds


def test_a_request_chosen_over_an_objection_stands_in_for_nothing() -> None:
    service = letters()
    form = service.form(service.choose("instagram", "eu-de", "request"))
    assert (form.instead_of, form.lacking) == (None, None)


# ---------------------------------------------------------------- what it asks


@pytest.mark.parametrize(("region", "reason", "has_grounds"), [
    ("eu-de", "or-ground", True),
    ("uk", "or-ground", True),
    ("br", "required", True),
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
    {"language": "pt"},
    {"region": "us-ca"},
    {"region": "ch"},
    {"region": "eu"},
    {"platform": "myspace"},
])  # fmt: skip
def test_a_choice_that_does_not_exist_writes_nothing(change: dict[str, str]) -> None:
    service = letters()
    choice = replace(service.choose("instagram", "eu-de"), **change)
    with pytest.raises(UserError):
        service.compose(choice, FULL)


# ---------------------------------------------------------------- what it says


def test_grounds_are_sentences_in_the_order_of_the_form() -> None:
    letter = compose()
    ticked = [block.text for block in letter.blocks if block.id.startswith("ground-")]
    offered = templates().grounds("en")
    assert ticked == [offered["livelihood"].sentence, offered["style"].sentence]


def test_no_ground_is_in_the_letter_unless_it_was_ticked() -> None:
    text = words(compose(replace(FULL, grounds=())))
    assert not any(one.sentence in text for one in templates().grounds("en").values())


def test_other_services_of_the_same_controller_are_named() -> None:
    assert "such as Facebook and Threads" in words(compose())
    assert "etwa Facebook und Threads" in words(compose(language="de"))
    alone = words(compose(platform="xing", language="en"))
    assert "every other service for which you are the data controller. It covers" in alone


def test_the_address_is_the_controllers_for_the_region() -> None:
    recipients = {
        region: next(one.text for one in compose(region=region).blocks if one.id == "recipient")
        for region in ("eu-de", "us-ca")
    }
    assert recipients["eu-de"].splitlines()[0] == "Meta Platforms Ireland Limited"
    assert recipients["eu-de"].splitlines()[-1] == "Ireland"
    assert recipients["us-ca"].splitlines()[0] == "Meta Platforms, Inc."


def test_the_attention_line_is_added_where_the_address_has_none() -> None:
    assert words(compose()).lower().count("attn") == 1
    assert "New Work SE\nDatenschutz / Privacy\nAm Strandkai 1" in words(compose(platform="xing"))


def test_where_no_controller_is_known_the_service_is_named() -> None:
    letter = compose(platform="cara")
    recipient = next(block.text for block in letter.blocks if block.role == "recipient")
    assert recipient.splitlines()[0] == "The data controller of Cara"


@pytest.mark.parametrize(("region", "language", "day"), [
    ("eu-de", "en", "23 November 2026"),
    ("eu-de", "de", "23. November 2026"),
    ("us-ca", "en", "November 23, 2026"),
    ("br", "pt", "23 de novembro de 2026"),
])  # fmt: skip
def test_the_date_is_written_as_the_reader_writes_it(region: str, language: str, day: str) -> None:
    letter = compose(region=region, language=language)
    assert letter.date == date(2026, 11, 23)
    assert next(block.text for block in letter.blocks if block.role == "date") == day


def test_the_date_is_the_day_in_utc() -> None:
    late = FixedClock(datetime(2026, 12, 31, 23, 59, tzinfo=UTC))
    service = letters(clock=late)
    assert service.compose(service.choose("cara", "eu-de"), LEAST).date == date(2026, 12, 31)


def test_paper_and_subject() -> None:
    assert compose().paper == "a4"
    letter = compose(region="us-ca")
    assert letter.paper == "us-letter"
    assert [block.text for block in letter.blocks if block.role == "subject"] == [letter.subject]


def test_nobody_has_reviewed_a_letter_until_somebody_has() -> None:
    assert (compose().reviewed, compose().reviewed_by) == (None, None)


# ---------------------------------------------------------------- what it must not say

OF_THE_EU = re.compile(r"2016/679|2019/790|2024/1689|(?<!UK )GDPR|DSGVO|AI Act|Directive")
STATUTE = re.compile(
    r"\b[Aa]rt\.|\bs\.|§|\bAct\b|\bLaw\b|[Rr]ight to object|object(ion)?\b|GDPR|LGPD"
)


def test_the_uk_letter_names_no_act_of_the_eu_and_no_omitted_article() -> None:
    text = words(compose(region="uk"))
    assert not OF_THE_EU.search(text)
    assert "77" not in text
    assert {"164A", "165", "12A"} <= set(re.findall(r"\d+A?", text))


@pytest.mark.parametrize("language", ["en", "pt"])
def test_the_brazilian_letter_rests_on_brazilian_law_alone(language: str) -> None:
    text = words(compose(region="br", language=language))
    assert not OF_THE_EU.search(text)
    assert "15" in text
    assert FULL.reason in text


@pytest.mark.parametrize("region", ["us-ca", "elsewhere", "ch"])
@pytest.mark.parametrize("language", ["en", "de"])
def test_a_plain_request_claims_no_statute(region: str, language: str) -> None:
    assert not STATUTE.search(words(compose(region=region, language=language)))


@pytest.mark.parametrize("region", ["eu-de", "uk", "br", "us-ca"])
def test_no_letter_calls_itself_or_the_right_more_than_it_is(region: str) -> None:
    text = words(compose(region=region, language="en")).lower()
    for phrase in ("legal advice", "absolute", "21(2)", "passport"):
        assert phrase not in text


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
        case = await service.open(7, 3, choice)
        await service.settle(case, "delivered", dm_channel=11, dm_message=12)
        (kept,) = await store.letters_of(7)
    finally:
        await store.close()
    now = int(FixedClock().now().timestamp())
    assert (kept.id, kept.choice, kept.state) == (case, choice, "delivered")
    assert (kept.created_at, kept.delivered_at, kept.dm_message) == (now, now, 12)
    assert b"mira" not in all_bytes(tmp_path).lower()


def all_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())
