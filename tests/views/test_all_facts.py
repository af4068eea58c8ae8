"""Every fact, every comparison and every timeline fits Discord's limits."""

from __future__ import annotations

import gettext
import json
from itertools import combinations, pairwise

import pytest

from benchmarks.search import questions
from bot.catalogue import FactIndex
from bot.core.facts import Fact, all_facts
from bot.core.policies import Age, Comparison, Policies
from bot.core.questions import MOST, DatedFact, QuestionAnswer, Questions
from bot.core.records import Region
from bot.i18n import Language
from bot.local_discord.validate.message import check_message
from bot.views import comparisons, policies
from bot.views import questions as views
from bot.views.card import Card
from bot.views.words import region_name
from tests.records import FixedClock
from tests.shipped import TODAY, catalogue

COMPONENTS_V2 = 1 << 15
NAME = "A name of thirty two characters."
FACTS = list(all_facts(catalogue()))


def english() -> Language:
    return Language("en", gettext.NullTranslations())


def shown(card: Card) -> str:
    """What the card sends, after it was held against Discord's limits."""
    components = card.to_components()
    check_message({"components": components}, COMPONENTS_V2, ())
    return json.dumps(components, ensure_ascii=False).replace('\\"', '"')


def answered(facts: list[Fact], age: Age = "ageing") -> QuestionAnswer:
    return QuestionAnswer([DatedFact(fact, age) for fact in facts])


def named(fact: Fact) -> str:
    record = fact.record
    return region_name(record, english()) if isinstance(record, Region) else record.name


def test_every_fact_fits_and_names_its_source() -> None:
    for fact in FACTS:
        said = shown(views.answer(answered([fact]), english()))
        assert named(fact) in said
        if fact.sources:
            assert any(source.url in said for source in fact.sources), fact.path


def test_the_longest_facts_fit_together() -> None:
    longest = sorted(FACTS, key=lambda fact: -len(fact.text) - sum(map(len, fact.steps)))
    for start in range(0, 400, MOST):
        facts = longest[start : start + MOST]
        shown(views.answer(answered(facts), english()))
        shown(views.posted(answered(facts), NAME, english()))


def test_a_stale_fact_gives_no_verdict_but_its_links() -> None:
    for fact in FACTS:
        said = shown(views.answer(answered([fact], "stale"), english()))
        assert "no verdict is shown" in said
        if len(fact.text) > 60:
            assert fact.text.replace("'", "\\'") not in said
        if fact.sources:
            assert any(source.url in said for source in fact.sources), fact.path


def test_every_answer_of_the_set_fits() -> None:
    service = Questions(catalogue(), FactIndex(catalogue()), FixedClock())
    for asked in questions():
        found = service.ask(asked.words)
        if found.facts:
            shown(views.answer(found, english()))
            shown(views.posted(found, NAME, english()))
        else:
            said = shown(views.nothing(found, TODAY, english()))
            assert asked.words not in said


# ---------------------------------------------------------------- comparisons


def compared(ids: tuple[str, ...], region: str | None) -> Comparison:
    found = [catalogue().platforms[id_] for id_ in ids]
    where = catalogue().regions[region] if region else None
    return Policies(catalogue(), FixedClock()).compare(found, where)


def fits(found: Comparison) -> str:
    likely = Policies(catalogue(), FixedClock()).likely_regions("en")
    shown(comparisons.posted(found, NAME, english()))
    return shown(comparisons.answer(found, likely, english()))


@pytest.mark.parametrize("region", [None, "eu-de"])
def test_every_pair_fits_and_names_both(region: str | None) -> None:
    for first, second in combinations(catalogue().platforms, 2):
        said = fits(compared((first, second), region))
        for id_ in (first, second):
            assert f"policy-open:v1:{id_}:" in said


@pytest.mark.parametrize(
    "region", [None, *(r.id for r in catalogue().regions.values() if r.choosable)]
)
def test_the_longest_three_fit_in_every_region(region: str | None) -> None:
    def length(id_: str) -> int:
        return len(shown(comparisons.posted(compared((id_,), region), NAME, english())))

    longest = sorted(catalogue().platforms, key=length, reverse=True)[:6]
    for three in combinations(longest, 3):
        fits(compared(three, region))


def test_every_block_has_a_line_for_each_platform() -> None:
    said = fits(compared(("instagram", "x", "cara"), "eu-de"))
    for one, other in pairwise(["AI training", "Can I say no?", "What is used", "Status"]):
        block = said[said.index(f"### {one}") : said.index(f"### {other}")]
        for name in ("Instagram", "X", "Cara"):
            assert f"**{name}:**" in block


def test_a_stale_platform_is_not_compared() -> None:
    class Later:
        def now(self):  # type: ignore[no-untyped-def]
            return FixedClock().now().replace(year=2028)

    platforms = [catalogue().platforms[id_] for id_ in ("instagram", "cara")]
    found = Policies(catalogue(), Later()).compare(platforms, None)
    said = shown(comparisons.answer(found, [], english()))
    assert "no verdict is shown" in said
    assert "### AI training" not in said
    assert platforms[0].documents[0].url in said


# ---------------------------------------------------------------- timelines


@pytest.mark.parametrize("platform", list(catalogue().platforms))
def test_every_timeline_fits_and_loses_nothing(platform: str) -> None:
    answer = Policies(catalogue(), FixedClock()).show(catalogue().platforms[platform], None)
    pages = []
    for number in range(40):
        pages.append(shown(policies.timeline(answer, number, english())))
        shown(policies.timeline_posted(answer, number, NAME, english()))
    whole = "\n".join(pages).replace("\\'", "'")
    for happening in answer.timeline:
        assert happening.event.text in whole
        assert happening.sources[0].url in whole
        if happening.topic:
            assert happening.topic.name in whole
