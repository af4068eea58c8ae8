"""Every view around letters, figures and one's own data, as `rendered` has those of the records.

What differs by region or platform is made for a share of them: another one for each `turn`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any, TypeVar, get_args

from bot.commands.letter_forms import Wish
from bot.core.alerts import Alert, Decided, Stage
from bot.core.campaigns import News, Period
from bot.core.cases import Matter, Reminder
from bot.core.models import Job, LetterKind
from bot.core.published import WINDOWS
from bot.i18n import Language
from bot.services import About
from bot.views import about, alerts, case_forms, letter_forms, letters, matters, me, postings, stats
from bot.views import cases as case_views
from bot.views.outcomes import OUTCOMES
from tests.changing import sample_change
from tests.languages import CODES
from tests.shipped import TODAY, catalogue
from tests.views.rendered import NAME, Shown
from tests.views.test_all_cases import DAY, FILES, LONGEST_ID, REGIONS, standings
from tests.views.test_all_forms import NAMES, homes, parcels, shipped
from tests.views.test_all_posts import MARK, PLATFORMS, full_report
from tests.views.test_own_data import ABOUT_PEOPLE, PLANNED, rows
from tests.views.test_stats_pages import report

T = TypeVar("T")
SHARE = 9
PAGES: tuple[stats.Page, ...] = get_args(stats.Page)


def around_letters(t: Language, turn: int) -> Iterator[Shown]:
    """All of it in this language."""
    yield from _forms(t, turn)
    yield from _messages(t, turn)
    yield from _cases(t, turn)
    yield from _posts(t)
    yield from _statistics(t)
    yield from _own(t)


def _share(of: Sequence[T], turn: int) -> Sequence[T]:
    """The part of them whose turn it is."""
    return of[turn % SHARE :: SHARE]


def _forms(t: Language, turn: int) -> Iterator[Shown]:
    """Which platform they are for does not change their words."""
    service = shipped()
    longest = max(catalogue().platforms.values(), key=lambda platform: len(platform.name))
    for region in _share([*homes()], turn):
        for kind in (None, *get_args(LetterKind)):
            wish = Wish(platforms=(longest.id,), region=region.id, kind=kind, work="others")
            asked = service.form(service.choose(longest.id, region.id, kind), asked=kind)
            languages = ["de", "fr", "pt"]
            form = letter_forms.form(asked, wish.form_id(asked), [longest], languages, "others", t)
            yield Shown(f"form: {kind} in {region.id}", form)
        if offered := service.authorities(region.id):
            which = letter_forms.which_authority("letter-authority:v1", offered, t)
            yield Shown(f"authorities in {region.id}", which)
    yield Shown("where", letter_forms.where("letter-region:v1", list(homes()), t))
    for by_post in (False, True):
        yield Shown("sent", case_forms.sent_form(LONGEST_ID, t, by_post=by_post))
    for outcome in OUTCOMES:
        yield Shown(f"day: {outcome}", case_forms.day_form(LONGEST_ID, outcome, DAY, t))


def _messages(t: Language, turn: int) -> Iterator[Shown]:
    platforms = [*catalogue().platforms.values()]
    for platform in _share(platforms, turn)[:2]:
        for number, parcel in enumerate(parcels(platform, t)):
            message = letters.message(parcel, t, in_chat=bool(number % 3), closed=True)
            choice = parcel.letter.choice
            yield Shown(f"letter: {choice.kind} in {choice.region}", message, NAMES)
    link = "https://discord.com/channels/@me/1/2"
    found = [letters.Arrival(platform=one, link=link) for one in platforms[:5]]
    choice, region = shipped().choose("instagram", "eu-de"), catalogue().regions["eu-de"]
    names = [platform.name for platform in platforms]
    shared = ["12", "34"]
    arrivals = letters.arrivals(found, choice, region, t, shared=shared, elsewhere=names)
    yield Shown("five letters", arrivals)


def _cases(t: Language, turn: int) -> Iterator[Shown]:
    for region in _share(REGIONS, turn):
        found = [*standings(region)]
        for number, standing in enumerate(found[::3]):
            said = replace(standing, reminds_on=DAY, written=DAY + timedelta(days=9))
            own = bool(number % 2)
            shown = case_views.standing(said, t, files=FILES, in_chat=own, own=own)
            what = f"{standing.case.choice.kind} in {region}: {standing.case.stage}"
            yield Shown(what, shown, FILES)
            for kind in ("letter-delivery", "letter-later", "letter-window"):
                job = Job(id=LONGEST_ID, kind=kind, user=1, case=LONGEST_ID, at=0)
                reminder = Reminder(job=job, standing=standing)
                card = case_views.reminder(reminder, t, mark="17", held=own)
                yield Shown(f"reminder: {what}", card)
        mine = [
            Matter(standings=(replace(one, case=replace(one.case, id=number)),))
            for number, one in enumerate(found)
        ]
        for number in range(len(mine) // 5 + 1):
            yield Shown("my letters", matters.matters(mine, number, t))
    for card in (
        matters.matters([], 0, t),
        matters.when(LONGEST_ID, t),
        matters.confirm_forget(LONGEST_ID, t),
        matters.forgotten(2, t),
        matters.kept(t),
        matters.stopped(3, t),
    ):
        yield Shown("about a letter", card)


def _posts(t: Language) -> Iterator[Shown]:
    yield Shown("digest", postings.digest(full_report(), catalogue(), MARK, t))
    stages: tuple[Stage, ...] = ("draft", "post")
    for stage in stages:
        found = Alert(stage=stage, change=sample_change(), channel=LONGEST_ID)
        yield Shown(
            f"alert: {stage}", alerts.alert(found, catalogue(), MARK, t), [found.change.file]
        )
    for what in ("post", "drop"):
        for in_time in (True, False):
            said: Any = Decided(what=what, by=LONGEST_ID, at=0, in_time=in_time)
            card = alerts.decided(found, said, catalogue(), MARK, t)
            yield Shown(f"alert: {what}", card, [found.change.file])
    yield Shown("about alerts", alerts.about(t))
    reached = dict.fromkeys(PLATFORMS, 10_000)
    yield Shown("milestones", postings.milestones(reached, catalogue(), MARK, t))
    for platform in PLATFORMS:
        period = Period(platform=platform, first=date(2026, 11, 23), last=date(2026, 12, 23))
        for stage in ("opening", "count", "closing"):
            news: Any = News(stage=stage, period=period, letters=15, days=30, next_on=DAY)
            yield Shown(f"campaign: {stage}", postings.campaign(news, catalogue(), MARK, t))


def _statistics(t: Language) -> Iterator[Shown]:
    made = report(Random(1), 300, 53)
    for page in PAGES:
        for days in WINDOWS:
            sheet = stats.Sheets(made, catalogue(), t).sheet(page, days)
            pictures = [picture.name for picture in sheet.pictures]
            yield Shown(f"statistics: {page}", stats.page(sheet, made, "dark", t), pictures)
    yield Shown("table", stats.table("table.csv", made, t), ["table.csv"])


def _own(t: Language) -> Iterator[Shown]:
    held = rows(ABOUT_PEOPLE)
    yield from (Shown("held", card) for card in me.held(held, PLANNED, t))
    yield Shown("erase", me.confirm_delete(held, t))
    yield Shown("erase, again", me.confirm_again(t))
    tern = About(
        version="1.2.3",
        operator=NAME,
        contact=None,
        privacy_url="https://example.org/privacy",
        terms_url="https://example.org/terms",
    )
    yield Shown("about", about.about(tern, TODAY, CODES, t))
