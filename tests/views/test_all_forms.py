"""Every letter's form and message fit Discord's limits: each platform, region, kind, language."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot import limits
from bot.commands.letter_forms import Wish
from bot.core.letters import Letters, Story
from bot.core.models import LetterFile, LetterKind, Reading
from bot.core.records import Authority, Platform, Region
from bot.i18n import Language
from bot.local_discord.components import walk
from bot.local_discord.validate.message import check_message
from bot.local_discord.validate.modal import check_modal
from bot.views import letter_forms as forms
from bot.views import letters as views
from bot.views.card import Card, parse_custom_id
from bot.views.letter_notes import notes_for
from tests.letters import FULL, letters
from tests.shipped import TODAY, catalogue

COMPONENTS_V2 = 1 << 15
LONGEST_CASE = 2**63 - 1
T = Language("en", gettext.NullTranslations())
KINDS: tuple[LetterKind, ...] = get_args(LetterKind)
NAMES = ("letter.pdf", "letter.txt", "side-by-side.pdf", "letter.eml")
UNPRINTABLE = tuple(chr(code) for code in range(0x12000, 0x12050))
FILES = tuple(
    LetterFile(name=name, media_type="", content=b"x", missing=UNPRINTABLE) for name in NAMES
)


def shipped() -> Letters:
    return letters(records=catalogue())  # type: ignore[arg-type]


def homes() -> Iterator[Region]:
    yield from (region for region in catalogue().regions.values() if region.choosable)


@pytest.mark.parametrize("kind", [None, *KINDS])
def test_every_form_fits_and_comes_back_as_the_same_letter(kind: LetterKind | None) -> None:
    service = shipped()
    for region in homes():
        for platform in catalogue().platforms.values():
            wish = Wish(platforms=(platform.id,), region=region.id, kind=kind, work="others")
            asked = service.form(service.choose(platform.id, region.id, kind), asked=kind)
            form = forms.form(asked, wish.form_id(asked), [platform], ["en"], "others", T)
            check_modal(form.to_dict())
            parsed = parse_custom_id(form.custom_id)
            assert parsed is not None
            assert parsed[1][:2] == (platform.id, region.id)
            again = service.choose(platform.id, region.id, parsed[1][2])  # type: ignore[arg-type]
            assert again == asked.choice


def test_a_form_for_several_platforms_keeps_the_limits_or_says_so() -> None:
    service = shipped()
    longest = sorted(catalogue().platforms.values(), key=lambda platform: -len(platform.id))[:7]
    fitted = set()
    for platforms in (some for n in (2, 3, 4, 5) for some in combinations(longest, n)):
        wish = Wish(platforms=tuple(p.id for p in platforms), region="elsewhere", kind="erasure")
        asked = service.form(service.choose(platforms[0].id, "elsewhere", "erasure"))
        try:
            made = wish.form_id(asked)
        except ValueError:
            continue
        fitted.add(len(platforms))
        assert len(made) <= limits.CUSTOM_ID
        check_modal(forms.form(asked, made, platforms, ["en", "de"], "own", T).to_dict())
    assert fitted >= {2, 3, 4}


@pytest.mark.parametrize("language", shipped().languages)
def test_every_language_s_boxes_fit(language: str) -> None:
    service = shipped()
    asked = service.form(service.choose("instagram", "eu-de"), reader=language)
    platform = catalogue().platforms["instagram"]
    check_modal(forms.form(asked, "letter:v1", [platform], [language], "own", T).to_dict())
    assert len(asked.grounds) <= limits.CHECKBOXES


def test_asking_where_somebody_lives_fits_and_offers_another_region() -> None:
    made = "letter-region:v1:instagram:-:-:own"
    card = forms.where(made, list(homes()), T)
    check_message({"components": card.to_components()}, COMPONENTS_V2, ())
    select = next(c for c in walk(card.to_components()) if c.get("custom_id") == made)
    assert select["options"][-1]["label"] == "Not in this list"


def test_every_choice_of_an_authority_fits() -> None:
    several = []
    for region in homes():
        offered = shipped().authorities(region.id)
        if len(offered) < 2:
            continue
        several.append(region.id)
        card = forms.which_authority("letter-authority:v1", offered, T)
        check_message({"components": card.to_components()}, COMPONENTS_V2, ())
        assert len(offered) <= limits.SELECT_OPTIONS
    assert "eu-de" in several


def parcels(platform: Platform, t: Language = T) -> Iterator[views.Parcel]:
    """One for each region and kind in which it differs, with as much in it as there can be."""
    service, seen = shipped(), set()
    for region in homes():
        for kind in KINDS:
            authorities: list[Authority | None] = [None]
            if kind == "complaint":
                authorities = [*service.authorities(region.id)]
            for authority in authorities or [None]:
                choice = service.choose(platform.id, region.id, kind, authority=authority)
                door = service.door(choice, authority)
                key = (door, region.cautions, region.rights["object"].text, region.family, kind)
                if repr(key) in seen:
                    continue
                seen.add(repr(key))
                asked = service.form(choice, asked=kind)
                letter = written(choice.kind)
                yield views.Parcel(
                    case=LONGEST_CASE,
                    letter=replace(letter, choice=choice),
                    files=FILES,
                    door=door,
                    platform=platform,
                    region=region,
                    bounced=bool(len(seen) % 2),
                    notes=notes_for(
                        asked,
                        FULL,
                        FILES,
                        region,
                        removed=True,
                        reader="pt",
                        elsewhere=[one.name for one in catalogue().platforms.values()],
                        t=t,
                        changed=TODAY,
                    ),
                )


def written(kind: LetterKind):  # type: ignore[no-untyped-def]
    service = shipped()
    choice = service.choose("instagram", "eu-de", kind)
    letter = service.compose(choice, FULL, story=Story())
    return replace(letter, beside=Reading(language="pt", blocks=letter.blocks))


def shown(card: Card) -> str:
    return "\n".join(str(c["content"]) for c in walk(card.to_components()) if c["type"] == 10)


@pytest.mark.parametrize("platform", list(catalogue().platforms))
def test_every_message_fits_and_says_first_that_nothing_has_been_sent(platform: str) -> None:
    for number, parcel in enumerate(parcels(catalogue().platforms[platform])):
        in_chat = bool(number % 3)
        card = views.message(parcel, T, in_chat=in_chat, closed=True)
        check_message({"components": card.to_components()}, COMPONENTS_V2, NAMES)
        said = shown(card)
        assert len(said) <= limits.TEXT
        assert said.startswith("## Nothing has been sent. You send it.")
        made = [c["custom_id"] for c in walk(card.to_components()) if "custom_id" in c]
        assert f"case-sent:v1:{LONGEST_CASE}" in made
        assert ("message-delete:v1" in made) == in_chat
        if parcel.door.authority and parcel.door.authority.email:
            assert parcel.door.authority.email in said
        if parcel.bounced:
            assert "opens as a draft" not in said


def test_the_list_of_five_letters_fits() -> None:
    platforms = list(catalogue().platforms.values())[:5]
    link = "https://discord.com/channels/@me/1/2"
    found = [views.Arrival(platform=one, link=link) for one in platforms]
    names = [platform.name for platform in catalogue().platforms.values()]
    choice = shipped().choose("instagram", "eu-de")
    region = catalogue().regions["eu-de"]
    lines = ["x" * 1000, *"abcdefg"]
    card = views.arrivals(found, choice, region, T, shared=lines, elsewhere=names)
    check_message({"components": card.to_components()}, COMPONENTS_V2, ())
    assert "stand in each of the 5 letters" in shown(card)


def test_a_complaint_names_no_door_of_the_company() -> None:
    for region in homes():
        for platform in catalogue().platforms.values():
            choice = shipped().choose(platform.id, region.id, "complaint")
            door = shipped().door(choice)
            if choice.kind != "complaint" or door.authority:
                continue
            letter = replace(written("complaint"), choice=choice, email=None)
            parcel = views.Parcel(
                case=1, letter=letter, files=FILES, door=door, platform=platform, region=region
            )
            card = views.message(parcel, T, in_chat=True)
            said = shown(card)
            name = region.name.removesuffix(" (United States)")
            assert f"Send it to the attorney general of your state ({name});" in said
            assert "stands on it" not in said
            assert not [c for c in walk(card.to_components()) if "url" in c]
            for way in (door.recipient.form, door.recipient.email) if door.recipient else ():
                assert way is None or way not in said


def test_cautions_stand_under_letters_that_claim_a_right_and_are_two_at_most() -> None:
    for parcel in parcels(catalogue().platforms["instagram"]):
        kind, family = parcel.letter.choice.kind, parcel.region.family
        said = shown(views.message(parcel, T, in_chat=True)).partition("Know this")[2]
        found = [one.text for one in parcel.region.cautions if one.text in said]
        claims = kind in ("objection", "erasure") or (kind, family) == ("request", "request")
        assert len(found) <= (2 if claims else 0)


@given(reason=st.text(alphabet="`ab \n", max_size=4000), works=st.text(max_size=1000))
@example(reason="x " * 2000, works="y" * 1000)
@example(reason="`" * 4000, works="")
def test_what_was_typed_comes_back_in_messages_that_fit(reason: str, works: str) -> None:
    writer = replace(FULL, reason=reason, works=works)
    cards = forms.given_back("No.", writer, "letter:v1", T)
    for card in cards:
        check_message({"components": card.to_components()}, COMPONENTS_V2, ())
        assert shown(card).count("```") % 2 == 0
    assert f"```\n{FULL.name}\n```" in shown(cards[0])
    made = [c["custom_id"] for c in walk(cards[-1].to_components()) if "custom_id" in c]
    assert made == ["letter:v1"]


def test_an_authority_is_known_by_where_people_live() -> None:
    card = forms.which_authority("letter-authority:v1", shipped().authorities("eu-de"), T)
    (select,) = [c for c in walk(card.to_components()) if "options" in c]
    labels = {option["label"]: option["description"] for option in select["options"]}
    assert len(labels) == 16
    assert labels["Bavaria (BayLDA)"] == "For people who live in Bavaria."
    assert labels["Saarland"] == "For people who live in Saarland."


def test_nobody_outside_the_gdpr_and_laws_like_it_gets_an_objection() -> None:
    for region in homes():
        choice = shipped().choose("instagram", region.id)
        assert (choice.kind == "objection") == (region.family == "objection"), region.id
