"""Every view that shows records, as cards: what tests of languages and of limits go through."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import cycle, islice

from bot.core.facts import all_facts
from bot.core.follows import ChangeNotice
from bot.core.models import Job
from bot.core.policies import Policies, PolicyAnswer
from bot.core.protection import Protection
from bot.core.questions import MOST, DatedFact, QuestionAnswer
from bot.core.records import Region
from bot.core.rumours import Rumours
from bot.core.watch_store import Follow
from bot.i18n import Language
from bot.local_discord.validate.message import check_message
from bot.local_discord.validate.modal import check_modal
from bot.local_discord.validate.shape import Invalid
from bot.views import comparisons, follows, policies, protection, questions, rumours
from bot.views.card import Card, Form
from tests.changing import FOUND, Seen, sample_change, sample_texts
from tests.pseudo import shown_in
from tests.records import FixedClock
from tests.shipped import TODAY, catalogue

COMPONENTS_V2 = 1 << 15
NAME = "A name of thirty two characters."
ARCHIVE = "a.zip"
MOST_PAGES = 30
LATER = datetime(2028, 1, 1, tzinfo=UTC)
AGEING = datetime(2027, 7, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Shown:
    """A card or a form, and what it is of."""

    what: str
    card: Card | Form
    files: Sequence[str] = ()

    @property
    def texts(self) -> Iterator[str]:
        """What of it is read."""
        if isinstance(self.card, Form):
            yield self.card.title
        yield from shown_in(self.card.to_components())


def homes() -> list[Region | None]:
    """Everywhere somebody may live, and nowhere that is known."""
    return [None, *(region for region in catalogue().regions.values() if region.choosable)]


def everything(t: Language, regions_each: int | None = None) -> Iterator[Shown]:
    """All of it in this language; a platform in so many of the regions (None: in all), so that
    each region has its turn."""
    yield from _platforms(t, regions_each)
    yield from _comparisons(t)
    yield from _tools(t)
    yield from _rumours(t)
    yield from _facts(t)
    yield from _follows(t)


def misfit(shown: Shown) -> str | None:
    """What Discord would say against it."""
    try:
        if isinstance(shown.card, Form):
            check_modal(shown.card.to_dict())
        else:
            check_message({"components": shown.card.to_components()}, COMPONENTS_V2, shown.files)
    except Invalid as refused:
        return f"{shown.what}: {refused.errors}"
    return None


def _turned(what: str, page: Callable[[int, Language], Card], t: Language) -> Iterator[Shown]:
    """Every page there is: past the last one stands the last one."""
    last: list[str] = []
    for number in range(MOST_PAGES):
        shown = Shown(what, page(number, t))
        if last == (last := [*shown.texts]):
            return
        yield shown


def _timeline_posted(found: PolicyAnswer, number: int, t: Language) -> Card:
    return policies.timeline_posted(found, number, NAME, t)


def _platforms(t: Language, regions_each: int | None) -> Iterator[Shown]:
    service = Policies(catalogue(), FixedClock())
    likely = service.likely_regions(t.code)
    turns = cycle(homes())
    for record in catalogue().platforms.values():
        for region in islice(turns, regions_each) if regions_each else homes():
            found = service.show(record, region)
            what = f"{record.id} in {region.id if region else 'no region'}"
            yield Shown(what, policies.answer(found, likely, t))
            yield Shown(what, policies.posted(found, NAME, t))
        for page in (policies.details, policies.timeline, policies.sources):
            yield from _turned(f"{record.id}: {page.__name__}", partial(page, found), t)
        posted = partial(_timeline_posted, found)
        yield from _turned(f"{record.id}: timeline posted", posted, t)
        for now in (AGEING, LATER):
            old = Policies(catalogue(), FixedClock(now)).show(record, region)
            yield Shown(f"{record.id}, old", policies.answer(old, likely, t))
            yield Shown(f"{record.id}, old", policies.details(old, 0, t))
        yield Shown(f"{record.id}, where", policies.where(record, likely, t))


def _comparisons(t: Language) -> Iterator[Shown]:
    service = Policies(catalogue(), FixedClock())
    records, turns = [*catalogue().platforms.values()], cycle(homes())
    likely = service.likely_regions(t.code)
    for at, first in enumerate(records):
        three = (first, records[at - 1], records[at - 2])
        found = service.compare(three, next(turns))
        what = " and ".join(record.id for record in three)
        yield Shown(what, comparisons.answer(found, likely, t))
        yield Shown(what, comparisons.posted(found, NAME, t))


def _tools(t: Language) -> Iterator[Shown]:
    service = Protection(catalogue(), FixedClock())
    for record in catalogue().tools.values():
        found = service.show(record)
        for page in (protection.answer, protection.timeline, protection.sources):
            yield from _turned(f"{record.id}: {page.__name__}", partial(page, found), t)
        yield Shown(f"{record.id}, posted", protection.posted(found, NAME, t))
        old = Protection(catalogue(), FixedClock(LATER)).show(record)
        yield Shown(f"{record.id}, old", protection.answer(old, 0, t))
    for address in (None, "example.org"):
        site = service.site(address)
        yield Shown("files for a website", protection.website(site, ARCHIVE, t), [ARCHIVE])


def _rumours(t: Language) -> Iterator[Shown]:
    for now in (FixedClock().now(), LATER):
        service = Rumours(catalogue(), FixedClock(now))
        for id_ in catalogue().rumours:
            found = service.show(id_)
            assert found is not None
            about = service.platforms(found)
            yield Shown(id_, rumours.answer(found, about, t))
            yield Shown(f"{id_}, posted", rumours.posted(found, about, NAME, t))
            yield from _turned(f"{id_}: sources", partial(rumours.sources, found), t)
    yield Shown("no rumour", rumours.unknown(t))
    yield Shown("no text", rumours.no_text(t))


def _facts(t: Language) -> Iterator[Shown]:
    facts = sorted(
        all_facts(catalogue()), key=lambda one: -len(one.text) - sum(map(len, one.steps))
    )
    for start in range(0, len(facts), MOST):
        few = [DatedFact(one, "ageing") for one in facts[start : start + MOST]]
        what = ", ".join(one.fact.path for one in few)
        yield Shown(what, questions.answer(QuestionAnswer(few), t))
    yield Shown("facts, posted", questions.posted(QuestionAnswer(few), NAME, t))
    stale = QuestionAnswer([DatedFact(facts[0], "stale")])
    yield Shown("a stale fact", questions.answer(stale, t))
    near = QuestionAnswer([], near=[*catalogue().platforms.values()][:3])
    yield Shown("no fact", questions.nothing(near, TODAY, t))


def _follows(t: Language) -> Iterator[Shown]:
    """What somebody reads who follows a platform, and a record that is marked as changed."""
    record = catalogue().platforms["instagram"]
    every = [
        Follow(user=5, platform=id_, which="all", reader="en", asked_at=FOUND)
        for id_ in catalogue().platforms
    ]
    read = [text.document for text in sample_texts("instagram").values()]
    yield Shown("following", follows.following(record, every, read, t))
    yield from _turned(
        "follows", lambda number, t: follows.overview(every, number, catalogue(), t), t
    )
    for left in (every[:1], []):
        yield Shown("stopped", follows.stopped("instagram", True, left, catalogue(), t))
        yield Shown("stopped", follows.stopped("instagram", False, left, catalogue(), t))
        yield Shown("stopped all", follows.stopped_all(len(left), t))
    job = Job(id=2**63 - 1, kind="change-notice", user=5, case=1, at=FOUND)
    for because in ({}, sample_change().because):
        change = sample_change(because=because)
        said = ChangeNotice(job=job, change=change, follow=every[0])
        for held in (False, True):
            card = follows.notice(said, catalogue(), t, mark=str(job.id), held=held)
            yield Shown("a notice", card, [change.file])
    seen = Seen([sample_change(), sample_change(checked_at=FOUND)], TODAY)
    marked = Policies(catalogue(), FixedClock(), seen).show(record, None)
    yield from _turned("marked", partial(policies.timeline, marked), t)
    dated = DatedFact(next(iter(all_facts(catalogue()))), "fresh", TODAY)
    yield Shown("a marked fact", questions.answer(QuestionAnswer([dated]), t))
