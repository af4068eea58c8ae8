"""How long everybody has: a table of last days, and what holds for every day there is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.calendar import Calendar
from bot.core.deadlines import Deadline, Deadlines, Free, morning, today
from bot.core.records import Counting, Period, PeriodOf, Region
from tests.records import sample_region
from tests.shipped import catalogue

TABLE: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "deadlines.yaml").read_text(encoding="utf-8")
)
CALENDAR = Calendar()
DEADLINES = Deadlines(CALENDAR)
LIMITED = [
    (region.id, kind)
    for region in catalogue().regions.values()
    if region.choosable
    for kind in region.periods
]
COUNTRIES = ("IE", "NL", "DE", "SE", "CH", "GB", "US", "SG", None)
DAYS = st.dates(date(2024, 1, 1), date(2034, 12, 31))


def region(id_: str) -> Region:
    return catalogue().regions[id_]


def day(text: str) -> date | None:
    return None if text == "-" else date.fromisoformat(text)


def answer(
    id_: str, kind: PeriodOf, country: str | None, received: date, *, extended: bool = False
) -> Deadline:
    found = DEADLINES.answer(kind, region(id_), country, received, extended=extended)
    assert found
    return found


# ---------------------------------------------------------------- the table


@pytest.mark.parametrize("case", TABLE["cases"])
def test_the_last_day_is_the_laws(case: str) -> None:
    id_, kind, country, received, which, expected, *_ = case.split()
    found = answer(
        id_,
        kind,  # type: ignore[arg-type]  # a misspelt kind has no period and fails
        None if country == "?" else country,
        date.fromisoformat(received),
        extended=which == "extended",
    )
    assert found.day == date.fromisoformat(expected)


@pytest.mark.parametrize("case", TABLE["windows"])
def test_the_last_day_to_complain_is_the_laws(case: str) -> None:
    id_, received, answered, due, expected, *_ = case.split()
    found = DEADLINES.complain_by(
        region(id_),
        received=date.fromisoformat(received),
        answered=day(answered),
        due=day(due),
    )
    assert (found.day if found else None) == day(expected)


def test_the_table_is_large_and_names_only_rules_with_a_text_and_a_source() -> None:
    cases = TABLE["cases"]
    assert len(set(cases)) == len(cases) >= 300
    named = {rule for case in cases for rule in case.split()[6:]}
    named |= {rule for case in TABLE["windows"] for rule in case.split()[5:]}
    assert named == set(TABLE["rules"])
    assert all(rule["text"] and rule["source"] for rule in TABLE["rules"].values())


def test_every_time_that_a_law_sets_is_in_the_table() -> None:
    """The members of the EU count alike; a few of them stand for all."""

    def law(id_: str) -> str:
        return "eu" if region(id_).base == "eu" else id_

    counted = {(law(id_), kind) for id_, kind, *_ in map(str.split, TABLE["cases"])}
    assert {(law(id_), kind) for id_, kind in LIMITED} == counted


# ---------------------------------------------------------------- the arithmetic


def test_a_month_that_lacks_the_day_and_a_weekend_are_shown() -> None:
    starts, ends, moves = answer("eu-de", "objection", "IE", date(2026, 1, 31)).steps
    assert (starts.kind, starts.day, starts.of) == ("starts", date(2026, 1, 31), "request")
    assert (ends.kind, ends.day, ends.missing) == ("ends", date(2026, 2, 28), 31)
    assert (ends.length, ends.unit, ends.basis) == (1, "months", "GDPR Art.\u00a012(3)")
    assert (moves.kind, moves.day) == ("moves", date(2026, 3, 2))
    assert moves.free == (
        Free(day=date(2026, 2, 28), why="saturday"),
        Free(day=date(2026, 3, 1), why="sunday"),
    )
    assert moves.basis
    assert "1182/71" in moves.basis


def test_a_holiday_is_shown_by_its_name() -> None:
    *_, moves = answer("eu-de", "objection", "IE", date(2026, 3, 6)).steps
    assert moves.free == (Free(day=date(2026, 4, 6), why="holiday", name="Easter Monday"),)


def test_holidays_among_working_days_are_shown_and_weekends_are_not() -> None:
    _, ends = answer("mx", "objection", "US", date(2026, 9, 1)).steps
    assert ends.free == (Free(day=date(2026, 9, 16), why="holiday", name="Independence Day"),)


def test_days_on_which_a_country_is_closed_are_shown() -> None:
    _, ends = answer("nz", "access", "US", date(2026, 12, 24)).steps
    closed = [free.day for free in ends.free if free.why == "closed"]
    assert closed[0] == date(2026, 12, 29)
    assert closed[-1] == date(2027, 1, 15)


def test_an_unknown_country_is_said() -> None:
    assert answer("eu-de", "objection", None, date(2026, 5, 5)).steps[-1].kind == "unchecked"
    assert answer("us-ca", "acknowledgement", None, date(2026, 5, 5)).steps[-1].kind == "unchecked"
    assert answer("us-ca", "erasure", None, date(2026, 5, 5)).steps[-1].kind == "ends"
    assert answer("uk", "objection", None, date(2026, 5, 5)).steps[-1].kind == "ends"


def test_a_window_shows_what_set_it_going() -> None:
    found = DEADLINES.complain_by(
        region("tr"), received=date(2026, 1, 5), answered=date(2026, 1, 20), due=None
    )
    assert found
    starts, ends = found.steps
    assert (starts.of, starts.day) == ("answer", date(2026, 1, 20))
    assert (ends.length, ends.unit, ends.day) == (30, "days", found.day)
    assert ends.basis == found.basis == "KVKK Art.\u00a014"


def test_without_a_law_there_is_no_time() -> None:
    for id_, kind in [("us-other", "request"), ("au", "access"), ("ch", "objection")]:
        found = DEADLINES.answer(kind, region(id_), "US", date(2026, 1, 5))  # type: ignore[arg-type]
        assert found is None


def test_an_extension_that_no_law_names_has_no_end() -> None:
    assert not DEADLINES.answer("access", region("ch"), "CH", date(2026, 1, 5), extended=True)


def test_an_extension_in_another_unit_follows_the_first_time() -> None:
    period = Period(
        length=1,
        unit="months",
        extension=2,
        extension_unit="working_days",
        basis="Art. 1",
        sources=("terms",),
    )
    home = sample_region(periods={"access": period}, counting=Counting())
    found = DEADLINES.answer("access", home, "IE", date(2026, 1, 31), extended=True)
    assert found
    assert [step.day for step in found.steps] == [
        date(2026, 1, 31),
        date(2026, 2, 28),
        date(2026, 3, 3),
    ]


def test_a_window_after_the_time_for_the_answer_is_over_once_an_answer_came() -> None:
    home = replace(
        region("tr"), windows=tuple(replace(w, after="deadline") for w in region("tr").windows[:1])
    )
    received, due = date(2026, 1, 5), date(2026, 2, 4)

    def until(answered: date | None) -> date | None:
        found = DEADLINES.complain_by(home, received=received, answered=answered, due=due)
        return found.day if found else None

    assert until(None) == date(2026, 3, 6)
    assert until(due) is None
    assert until(due + timedelta(days=1)) == date(2026, 3, 6)


# ---------------------------------------------------------------- what always holds


@given(st.sampled_from(LIMITED), st.sampled_from(COUNTRIES), DAYS, st.booleans())
def test_no_time_ends_before_it_is_over_nor_long_after(
    limited: tuple[str, PeriodOf], country: str | None, received: date, extended: bool
) -> None:
    id_, kind = limited
    period = region(id_).periods[kind]
    found = DEADLINES.answer(
        kind, region(id_), country, received, extended=extended and bool(period.extension)
    )
    assert found
    length = period.length + (period.extension if extended else 0)
    least = length * {"days": 1, "working_days": 1, "months": 28}[period.unit]
    most = length * {"days": 1, "working_days": 3, "months": 31}[period.unit] + 21
    assert least <= (found.day - received).days <= most
    assert found.steps[0].day == received
    assert found.steps[-1].day == found.day
    assert [step.day for step in found.steps] == sorted(step.day for step in found.steps)


@given(st.sampled_from(LIMITED), st.sampled_from(COUNTRIES), DAYS)
def test_what_comes_later_is_never_due_earlier(
    limited: tuple[str, PeriodOf], country: str | None, received: date
) -> None:
    id_, kind = limited
    first = answer(id_, kind, country, received)
    assert answer(id_, kind, country, received + timedelta(days=1)).day >= first.day


@given(st.sampled_from(LIMITED), st.sampled_from(COUNTRIES), DAYS)
def test_no_time_ends_on_a_day_on_which_none_ends(
    limited: tuple[str, PeriodOf], country: str | None, received: date
) -> None:
    id_, kind = limited
    home = region(id_)
    found = answer(id_, kind, country, received).day
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    off = home.counting.rolls
    if home.periods[kind].unit == "working_days":
        off = (*off, *home.counting.weekend, "holiday")
    assert names[found.weekday()] not in off
    whose = home.territory if home.counting.holidays == "region" else country
    counts = not home.counting.states or whose in home.counting.states
    if "holiday" in off and whose and counts:
        assert CALENDAR.holiday(whose, found) is None


@given(st.sampled_from(LIMITED), st.sampled_from(COUNTRIES), DAYS)
def test_an_extension_never_ends_earlier(
    limited: tuple[str, PeriodOf], country: str | None, received: date
) -> None:
    id_, kind = limited
    longer = DEADLINES.answer(kind, region(id_), country, received, extended=True)
    assert longer is None or longer.day > answer(id_, kind, country, received).day


# ---------------------------------------------------------------- days and hours


@pytest.mark.parametrize(
    ("now", "timezone", "expected"),
    [
        ("2026-11-22T23:30:00+00:00", "Europe/Berlin", "2026-11-23"),
        ("2026-11-22T22:30:00+00:00", "Europe/Berlin", "2026-11-22"),
        ("2026-11-23T01:30:00+00:00", "America/Los_Angeles", "2026-11-22"),
        ("2026-11-22T11:30:00+00:00", "Pacific/Auckland", "2026-11-23"),
        ("2026-03-29T00:59:59+00:00", "Europe/Berlin", "2026-03-29"),
        ("2026-07-22T22:30:00+00:00", "Europe/Berlin", "2026-07-23"),
    ],
)
def test_a_day_is_that_of_the_place(now: str, timezone: str, expected: str) -> None:
    assert today(datetime.fromisoformat(now), timezone) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("on", "timezone", "utc"),
    [
        ("2026-01-05", "Europe/Berlin", "2026-01-05T08:00"),
        ("2026-07-05", "Europe/Berlin", "2026-07-05T07:00"),
        ("2026-03-28", "Europe/Berlin", "2026-03-28T08:00"),
        ("2026-03-29", "Europe/Berlin", "2026-03-29T07:00"),
        ("2026-10-25", "Europe/Berlin", "2026-10-25T08:00"),
        ("2026-03-08", "America/New_York", "2026-03-08T13:00"),
        ("2026-11-01", "America/New_York", "2026-11-01T14:00"),
        ("2026-09-27", "Pacific/Auckland", "2026-09-26T20:00"),
        ("2026-04-05", "Pacific/Auckland", "2026-04-04T21:00"),
        ("2026-06-01", "Asia/Kolkata", "2026-06-01T03:30"),
        ("2026-06-01", "UTC", "2026-06-01T09:00"),
        # Samoa left this day out, and Kwajalein that one: nine o'clock is the moment after the gap.
        ("2011-12-30", "Pacific/Apia", "2011-12-30T19:00"),
    ],
)
def test_reminders_come_at_nine_there(on: str, timezone: str, utc: str) -> None:
    expected = datetime.fromisoformat(f"{utc}+00:00")
    assert datetime.fromtimestamp(morning(date.fromisoformat(on), timezone), UTC) == expected


@given(st.sampled_from(sorted({r.timezone for r in catalogue().regions.values()})), DAYS)
def test_nine_there_is_on_that_day_there(timezone: str, on: date) -> None:
    assert today(datetime.fromtimestamp(morning(on, timezone), UTC), timezone) == on


# ---------------------------------------------------------------- public holidays


def test_holidays_of_a_country_have_english_names() -> None:
    calendar = Calendar()
    assert calendar.holiday("IE", date(2026, 2, 2)) == "Saint Brigid's Day"
    assert calendar.holiday("IE", date(2024, 2, 5)) == "Saint Brigid's Day"
    assert calendar.holiday("KR", date(2026, 9, 25)) == "Chuseok"
    assert calendar.holiday("IE", date(2026, 2, 3)) is None


def test_what_is_a_holiday_in_a_part_of_a_country_is_none() -> None:
    calendar = Calendar()
    assert calendar.holiday("DE", date(2026, 6, 4)) is None  # Corpus Christi, in some Länder
    assert calendar.holiday("GB", date(2026, 4, 6)) is None  # Easter Monday, not in Scotland
    assert calendar.holiday("US", date(2026, 11, 27)) is None


def test_canadas_holidays_are_those_of_its_interpretation_act() -> None:
    calendar = Calendar()
    first = date(2026, 1, 1)
    found = [day for n in range(365) if calendar.holiday("CA", day := first + timedelta(days=n))]
    assert [f"{day:%m-%d}" for day in found] == [
        "01-01",
        "04-03",
        "04-06",
        "05-18",
        "07-01",
        "09-07",
        "09-30",
        "10-12",
        "11-11",
        "12-25",
    ]


def test_a_country_that_nobody_knows_has_no_holidays() -> None:
    assert Calendar().holiday("XX", date(2026, 12, 25)) is None


def test_the_catalogue_names_countries_whose_holidays_are_known() -> None:
    named = {
        operator.territory
        for platform in catalogue().platforms.values()
        for operator in platform.operators
        if operator.territory
    }
    regions = catalogue().regions.values()
    named |= {one.territory for one in regions if one.territory and one.periods}
    calendar = Calendar()
    assert [code for code in sorted(named) if not calendar.holiday(code, date(2027, 1, 1))] == []
