"""What a letter says, and that it claims nothing the person's law lacks."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product
from typing import get_args

import pytest

from bot.core.composing import period_of
from bot.core.letters import Story
from bot.core.models import Letter, LetterKind
from tests.letters import (
    FULL,
    LEAST,
    compose,
    kinds_of,
    letters,
    shipped,
    story_of,
    templates,
    words,
)
from tests.records import FixedClock, SampleCatalogue, sample_platform
from tests.shipped import catalogue

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
    assert "every other service that you operate. It covers" in alone


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


def test_the_date_is_the_day_where_the_person_lives() -> None:
    late = FixedClock(datetime(2026, 12, 31, 23, 59, tzinfo=UTC))
    service = letters(clock=late)
    assert service.compose(service.choose("cara", "eu-de"), LEAST).date == date(2027, 1, 1)


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
    assert all(line in text for line in FULL.reason.split("\n"))


@pytest.mark.parametrize("region", ["elsewhere", "us-other", "in", "ng", "eu-de", "us-fl"])
@pytest.mark.parametrize("language", ["en", "de"])
def test_a_plain_request_claims_no_statute(region: str, language: str) -> None:
    groups = catalogue().regions[region].groups
    if language in templates().languages("request", groups):
        letter = compose(region=region, kind="request", language=language, service=shipped())
        assert not STATUTE.search(words(letter))


@pytest.mark.parametrize("region", [
    region.id for region in catalogue().regions.values() if region.choosable
])  # fmt: skip
def test_only_the_eu_and_eea_get_acts_of_the_eu(region: str) -> None:
    home, service = catalogue().regions[region], shipped()
    for kind in get_args(LetterKind):
        choice = service.choose("instagram", region, kind, "en")
        text = words(service.compose(choice, FULL, story=story_of(region, "silence")))
        of_the_eu = OF_THE_EU.search(text.replace("UK GDPR", ""))
        assert not of_the_eu or "eu" in home.groups, f"{kind}: {of_the_eu}"
        if "us" in home.groups:
            assert not re.search(r"right to object|\bI object\b|objection", text), kind


@pytest.mark.parametrize("region", ["ch", "kr", "th", "za", "br", "ke"])
def test_a_time_for_something_else_is_not_claimed_for_an_objection(region: str) -> None:
    text = words(shipped_letter(region, "objection"))
    if region == "kr":
        assert "within 10 days of receiving this letter" in text
    else:
        assert re.search(r"I ask for an answer within (30|15) days of receipt", text)


def shipped_letter(region: str, kind: LetterKind) -> Letter:
    return compose(region=region, kind=kind, language="en", service=shipped())


def test_a_reservation_in_the_eea_says_that_the_provision_may_not_apply() -> None:
    assert "as far as that provision applies" in words(shipped_letter("eea-no", "reservation"))
    assert "as far as that provision applies" not in words(shipped_letter("eu-de", "reservation"))
    assert "Art." not in words(shipped_letter("us-ca", "reservation"))
    assert "non-commercial research only" in words(shipped_letter("uk", "reservation"))


def test_an_erasure_objects_only_where_the_person_gave_a_reason() -> None:
    bare = replace(FULL, grounds=(), reason="")
    with_none = compose(bare, kind="erasure", language="en", service=shipped())
    assert "Art. 21(1)" not in words(with_none)
    assert "Art.\xa021(1)" not in words(with_none)
    assert "Art.\xa021(1)" in words(shipped_letter("eu-de", "erasure"))


def test_what_others_uploaded_is_told_from_ones_own() -> None:
    own = {block.id for block in compose().blocks}
    letter = compose(replace(FULL, work="others"))
    assert own - {block.id for block in letter.blocks} == {"content", "profile"}
    assert "My work, or data about me, has come" in words(letter)
    assert "I have posted" not in words(letter)


@pytest.mark.parametrize(("region", "said"), [
    ("uk", "Complaint under s.\xa0164A"),
    ("au", "Privacy complaint"),
    ("nz", "Privacy complaint"),
    ("us-va", "Appeal under the Consumer Data Protection Act"),
    ("us-ut", "Reminder"),
    ("us-ca", "Reminder"),
    ("eu-de", "Reminder"),
    ("elsewhere", "Reminder"),
])  # fmt: skip
def test_the_second_letter_is_what_the_law_makes_of_it(region: str, said: str) -> None:
    letter = compose(
        region=region,
        kind="follow-up",
        language="en",
        service=shipped(),
        story=story_of(region, "silence", kinds=("request",)),
    )
    assert letter.subject.startswith(said)
    assert "3 March 2026" in words(letter) or "March 3, 2026" in words(letter)


def test_a_complaint_tells_the_story_in_order_to_the_authority() -> None:
    story = story_of("eu-de", "silence", "refused", kinds=("objection", "follow-up"))
    letter = compose(
        region="eu-de", kind="complaint", language="en", service=shipped(), story=story
    )
    told = [block.text for block in letter.blocks if block.id.startswith("letter-")]
    assert told[0].startswith("3 March 2026: objection under Art.\xa021(1) GDPR.")
    assert "An answer was due by 7 April 2026. No answer has reached me." in told[0]
    assert told[1] == "3 April 2026: reminder. The company has refused."
    authority = shipped().authorities("eu-de")[0]
    recipient = next(block.text for block in letter.blocks if block.role == "recipient")
    assert recipient.splitlines() == [authority.name, *authority.address]
    assert letter.email == authority.email
    assert "Meta Platforms Ireland Limited, Attn: Privacy Operations" in words(letter)
    foreign = "en" not in authority.languages
    assert ("translation" in {block.id for block in letter.blocks}) == foreign


@pytest.mark.parametrize("region", [
    region.id for region in catalogue().regions.values() if region.choosable
])  # fmt: skip
def test_an_answer_was_due_only_where_the_law_sets_a_time(region: str) -> None:
    home, kinds = catalogue().regions[region], kinds_of(region)
    for first, kind in product(kinds, ("follow-up", "complaint")):
        if first == "complaint" or kind not in kinds:
            continue
        story = story_of(region, "silence", kinds=(first,))
        letter = compose(LEAST, region, kind, "en", service=shipped(), story=story)
        by_law = period_of(home, first) is not None
        assert ("An answer was due by" in words(letter)) == by_law, f"{kind} on {first}"
        assert ("I had asked for an answer by" in words(letter)) != by_law, f"{kind} on {first}"


def test_no_day_is_named_that_neither_the_law_nor_a_letter_named() -> None:
    """Where no law sets a time, notice of more moves the day on which Tern asks, nothing else."""
    story = story_of("elsewhere", "silence", kinds=("request",))
    (case,) = story.earlier
    noticed = Story(earlier=(replace(case, extended_on=date(2026, 3, 20)),))
    text = words(compose(LEAST, "elsewhere", "follow-up", "en", service=shipped(), story=noticed))
    assert "You told me on 20 March 2026" in text or "You told me on March 20, 2026" in text
    assert "I had asked" not in text
    assert "due by" not in text


def test_an_earlier_letter_that_was_not_sent_has_the_day_on_which_it_was_made() -> None:
    story = story_of("kr", "silence", kinds=("objection",))
    made = int(datetime(2026, 3, 2, 23, 0, tzinfo=UTC).timestamp())
    case = replace(story.earlier[0], sent=None, received=None, created_at=made)
    letter = compose(
        LEAST, "kr", "complaint", "en", service=shipped(), story=Story(earlier=(case,))
    )
    assert "March 3, 2026: " in words(letter)


def test_a_complaint_goes_to_the_authority_that_was_picked() -> None:
    service, story = shipped(), story_of("us-ca", "silence")
    second = service.authorities("us-ca")[1]
    choice = service.choose("instagram", "us-ca", "complaint", authority=second)
    letter = service.compose(choice, FULL, story=replace(story, authority=second))
    assert second.name in words(letter)
    assert service.door(choice, second).authority == second
    assert service.door(choice).authority == service.authorities("us-ca")[0]


# ---------------------------------------------------------------- side by side


def test_a_letter_is_beside_its_reading_in_the_writers_language() -> None:
    letter = compose(language="en", reader="de")
    assert letter.beside is not None
    assert letter.beside.language == "de"
    pairs = list(zip(letter.blocks, letter.beside.blocks, strict=True))
    assert all((one.id, one.role) == (other.id, other.role) for one, other in pairs)
    text = {block.id: block.text for block in letter.beside.blocks}
    assert text["reason-1"] == FULL.reason.split("\n")[0]
    assert text["ground-1"] == templates().grounds("de")["livelihood"].sentence


@pytest.mark.parametrize("reader", [None, "en", "tlh"])
def test_nothing_is_beside_where_it_would_be_the_same_or_does_not_exist(
    reader: str | None,
) -> None:
    assert compose(language="en", reader=reader).beside is None


def test_the_address_for_e_mail_is_the_recipients() -> None:
    platform = sample_platform()
    operator = replace(platform.operators[0], email="privacy@example.org")
    records = SampleCatalogue([replace(platform, operators=(operator,))])
    assert compose(service=letters(records=records)).email == "privacy@example.org"
    assert compose().email is None
