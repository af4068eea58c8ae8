"""Free questions: the facts that answer them best, or none. Words are counted, nothing is guessed.

A question is taken apart into what it is about (platforms, tools, a region) and into words. Facts
about something else are left out; the rest is ranked by BM25 over the words, synonyms counting
less. Where the best fact leaves too much of the question unanswered, there is no answer.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.catalogue.asked import Question, Reader, families
from bot.catalogue.postings import Postings
from bot.catalogue.search import fold
from bot.catalogue.terms import ASPECTS, MONTHS
from bot.catalogue.tongues import LETTERS, Tongue, languages, tongue
from bot.core.facts import all_facts
from bot.core.records import Region, Rumour, Topic
from bot.core.regions import most_specific

if TYPE_CHECKING:
    from bot.catalogue.catalogue import Catalogue
    from bot.core.facts import Fact

_ENOUGH = 0.58
_ENOUGH_ABOUT_NAMED = 0.4
"""How much of a question a fact must answer, by the weight of its words; less where the question
names a platform, a tool or a region, and asks something of it that Tern could know."""

_NEAR_BEST = 0.5
"""Facts that score less than this share of the best one are not shown."""

_WORTH: Mapping[str, float] = MappingProxyType(
    {"opt_outs": 1.4, "training": 1.3, "uses": 1.2, "rights": 1.2, "conflicts": 0.8}
)
"""Aspects that answer more, or less, than others with the same words."""

_NOT_ASKED = 0.7
"""What the way out is worth to somebody who did not ask for it: its words are in many questions."""

_ELSEWHERE = 0.5
"""What a fact of one region is worth when none is named."""

_ABOUT = 0.7
_ABOUT_COMPANY = 0.4
"""What a fact is worth whose record is not what was named, but is about it, or only about another
service of the same company."""

_MOST_OF_ONE = 2
"""Facts of one topic or rumour in one answer."""

_CONSIDERED = 60
"""Facts that are looked at closely, the best by their words alone."""


_EMPTY = 0.6
"""What "no statement found" is worth: an answer, but one that says little."""


class FactIndex:
    """Implements `bot.core.ports.FactIndex`. For each language an index of what the records say in
    it, built when the first question in it comes."""

    def __init__(
        self, catalogue: Catalogue, sentences: Mapping[str, Mapping[str, str]] | None = None
    ) -> None:
        """`sentences`: by language, what the records say, from the English sentence."""
        self._catalogue = catalogue
        self._sentences = sentences or {}
        self._indexes: dict[str, _Index] = {}

    @cached_property
    def _facts(self) -> _Facts:
        return _Facts(self._catalogue)

    @cached_property
    def _tongues(self) -> Mapping[str, Tongue]:
        names = [word for word in self._catalogue.name_words if LETTERS.search(word)]
        return {code: tongue(code, names) for code in ("en", *languages())}

    def fact(self, id_: str) -> Fact | None:
        """The fact with this id, if it still says the same."""
        return self._facts.by_id.get(id_)

    def search(self, question: str, limit: int, language: str = "en") -> Sequence[Fact]:
        """Best facts first, at most `limit`; none where none answers the question.

        Searched in each language it may be asked in, until one knows something: the person's
        `language` first, English last. Every index holds every fact.
        """
        for code in self._order(question, language):
            if found := self._index(code).search(question, limit):
                return found
        return []

    def _order(self, question: str, language: str) -> Sequence[str]:
        """Where a language has two words more than another, it is not the other one."""
        words = fold(question).split()
        known = {code: tongue.known(words) for code, tongue in self._tongues.items()}
        spoken = max(known, key=lambda code: (known[code], code != "en"))
        order = dict.fromkeys((language, spoken, "en"))
        return [code for code in order if code in known and known[code] >= known[spoken] - 1]

    def _index(self, code: str) -> _Index:
        if code not in self._indexes:
            postings = _postings(
                self._facts.all,
                _Counting(self._tongues[code]),
                _Counting(self._tongues["en"]),
                self._sentences.get(code, {}),
            )
            reader = Reader(self._catalogue, self._tongues[code], postings)
            self._indexes[code] = _Index(self._facts, postings, reader)
        return self._indexes[code]


def enough(asked: Question) -> float:
    """What a fact must cover of the question's weight to be an answer."""
    named = asked.telling and (asked.subjects or asked.region)
    return (_ENOUGH_ABOUT_NAMED if named else _ENOUGH) * asked.weight


def _best(ranked: Sequence[tuple[float, Fact]], limit: int) -> list[Fact]:
    """Those near the best one, each text once: services of one company share many."""
    found: dict[str, Fact] = {}
    for score, fact in ranked:
        if score <= 0 or score < _NEAR_BEST * ranked[0][0] or len(found) == limit:
            break
        of_one = sum(fact.record is other.record for other in found.values())
        if of_one < _MOST_OF_ONE or fact.noun not in ("topic", "rumour"):
            found.setdefault(fact.text or fact.path, fact)
    return list(found.values())


class _Facts:
    """All facts, numbered; what they are about and where they hold."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.all = tuple(all_facts(catalogue))
        self.by_id = {fact.id: fact for fact in self.all}
        self.about: dict[tuple[str, str], set[int]] = defaultdict(set)
        self.holding = _by_region(self.all, catalogue)
        companies = families(catalogue.platforms.values())
        for number, fact in enumerate(self.all):
            self.about[fact.noun, fact.record.id].add(number)
            for name in getattr(fact.record, "platforms", ()):
                platform = catalogue.platforms[name]
                for service in companies.get(platform.family or "", (platform,)):
                    self.about["platform", service.id].add(number)

    def allowed(self, asked: Question) -> set[int] | None:
        """The facts about what the question names; None where it names nothing."""
        if asked.subjects:
            return set().union(*(self.about.get(key, ()) for key in asked.subjects))
        return self.holding[asked.region.id] if asked.region else None


class _Index:
    """Finds facts by the words of one language."""

    def __init__(self, facts: _Facts, postings: Postings, reader: Reader) -> None:
        self._facts = facts
        self._postings = postings
        self._reader = reader
        self._matched: dict[str, Mapping[int, float]] = {}

    def search(self, question: str, limit: int) -> Sequence[Fact]:
        asked = self._reader.read(question)
        if not asked.terms:
            return []
        scored, covered = self._scores(asked)
        closest = heapq.nlargest(_CONSIDERED, scored, key=scored.__getitem__)
        ranked = [
            (scored[n] * self._worth(n, asked) * covered[n] / asked.weight, -n)
            for n in closest
            if covered[n] >= enough(asked)
        ]
        facts = self._facts.all
        return _best([(score, facts[-n]) for score, n in sorted(ranked, reverse=True)], limit)

    def _scores(self, asked: Question) -> tuple[Mapping[int, float], Mapping[int, float]]:
        """By fact: its BM25 score, and the weight of the words it answers.

        Rare words first: once what is left cannot be enough, no further facts are taken in.
        """
        allowed = self._facts.allowed(asked)
        scored: dict[int, float] = defaultdict(float)
        covered: dict[int, float] = defaultdict(float)
        left = asked.weight
        for term, (counts, matching) in sorted(asked.terms.items(), key=lambda one: -one[1][0]):
            weights = self._matching(term, matching)
            numbers: Collection[int]
            if left < enough(asked):
                numbers = scored.keys() & weights.keys()
            else:
                numbers = weights.keys() if allowed is None else allowed & weights.keys()
            left -= counts
            for number in numbers:
                value = weights[number]
                scored[number] += counts * value
                covered[number] += counts if value > 1 else counts * value
        return scored, covered

    def _matching(self, term: str, matching: Mapping[str, float]) -> Mapping[int, float]:
        """How much each fact is about the word, or about one that means the same."""
        found = self._matched.get(term)
        if found is None:
            found = {}
            for other, worth in matching.items():
                for number, weight in self._postings.weights(other).items():
                    found[number] = max(worth * weight, found.get(number, 0))
            if found:  # else questions could fill the memory with words that nobody knows
                self._matched[term] = found
        return found

    def _worth(self, number: int, asked: Question) -> float:
        """How well a fact fits what the question is about, apart from its words."""
        fact = self._facts.all[number]
        if fact.answer == "unknown" and not fact.text:
            return _EMPTY
        worth = _WORTH.get(fact.aspect, 1.0)
        if fact.aspect == "opt_outs" and not self._reader.is_objecting(asked):
            worth = _NOT_ASKED
        if asked.subjects and (fact.noun, fact.record.id) not in asked.subjects:
            named = getattr(fact.record, "platforms", ())
            about = any(("platform", platform) in asked.subjects for platform in named)
            worth *= _ABOUT if about else _ABOUT_COMPANY
        if asked.region is None:
            return worth * (_ELSEWHERE if fact.noun == "region" else 1)
        return worth * _fits(fact, asked.region)


def _by_region(facts: Sequence[Fact], catalogue: Catalogue) -> Mapping[str, set[int]]:
    """Region -> the facts of its law and those of topics about it.

    What a region says otherwise than its base is among them twice; `_fits` tells them apart.
    """
    told: dict[str, set[int]] = defaultdict(set)
    for number, fact in enumerate(facts):
        if fact.noun == "region":
            for region in {fact.record.id, *fact.regions}:
                told[region].add(number)
        elif isinstance(fact.record, Topic):
            for region in fact.record.regions:
                told[region].add(number)
    return {
        region.id: told[region.id].union(*(told[group] for group in region.groups))
        for region in catalogue.regions.values()
    }


class _Counting:
    """How often each term of a language stands in a text; each text is read once."""

    def __init__(self, tongue: Tongue) -> None:
        self._tongue = tongue
        self._terms: dict[str, str | None] = {}
        self._known: dict[str, Mapping[str, int]] = {"": {}}

    def __call__(self, text: str) -> Mapping[str, int]:
        if text not in self._known:
            found = map(self._term, self._tongue.words(text))
            self._known[text] = Counter([term for term in found if term])
        return self._known[text]

    def _term(self, word: str) -> str | None:
        if word not in self._terms:
            self._terms[word] = self._tongue.term(word)
        return self._terms[word]


def _postings(
    facts: Sequence[Fact], counted: _Counting, english: _Counting, said: Mapping[str, str]
) -> Postings:
    """A fact is found by its own words, by its steps, by what it answers and whom it is about.

    `counted` and `english` count the terms of the language of `said`, and of English.
    """
    return Postings(
        (
            counted(_in_words(fact, said)),
            (
                (counted(" ".join(said.get(step, step) for step in fact.steps)), 0.5),
                (english(ASPECTS.get(fact.part or fact.aspect, "")), 1.0),
                (counted(_called(fact, said)), 0.5),
            ),
        )
        for fact in facts
    )


def _in_words(fact: Fact, said: Mapping[str, str]) -> str:
    """What the fact says, in the language of `said` as far as it is translated, with its date."""
    text = fact.text
    for sentence in fact.sentences if said else ():
        text = text.replace(sentence, said.get(sentence, sentence))
    return f"{text} {_spoken(fact.date)}" if fact.date else text


def _spoken(date: str) -> str:
    """A date in the words of a question: `2024-06-26` is "2024 june 26"."""
    year, month, day = [*date.split("-"), "", ""][:3]
    return f"{year} {MONTHS[int(month) - 1] if month else ''} {day.lstrip('0')}"


def _called(fact: Fact, said: Mapping[str, str]) -> str:
    """What the record is called; for a rumour also what it claims."""
    record = fact.record
    if isinstance(record, Rumour):
        return f"{said.get(record.name, record.name)} {said.get(record.claim, record.claim)}"
    return " ".join((said.get(record.name, record.name), *record.aliases))


def _fits(fact: Fact, region: Region) -> int:
    """Whether a fact holds there: 1 or 0."""
    if fact.aspect in ("opt_outs", "operators"):
        closest = most_specific(getattr(fact.record, fact.aspect), region)
        return int(closest is not None and closest.regions == fact.regions)
    elsewhere = bool(fact.regions) and {*fact.regions}.isdisjoint(region.groups)
    return int(not elsewhere or fact.record.id == region.id)
