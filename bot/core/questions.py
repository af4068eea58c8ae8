"""Free questions, answered with facts of the catalogue, or honestly not at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.policies import Age, Unwatched, age_of
from bot.core.records import Platform
from bot.core.text import clean
from bot.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from bot.core.facts import Fact
    from bot.core.policies import Watching
    from bot.core.ports import Catalogue, Clock, FactIndex

MOST = 4
"""Facts in one answer."""

_LONGEST = 1000
"""Characters of a question that are read. One that has not come to its point by then has none."""

_SHORTEST_NAME = 4
"""Letters a word has before it may be a name mistyped beyond one letter."""

_NEARLY_ALONE = 3
"""Words of a question so short that each of them may be a name."""

_MOST_WORDS = 12
"""Words of a question that are held against the names of platforms."""


@dataclass(frozen=True, slots=True)
class DatedFact:
    """A fact, and how much it can still be trusted. `changed`: since when its platform's terms may
    have changed, as Tern saw and nobody has checked."""

    fact: Fact
    age: Age
    changed: date | None = None


@dataclass(frozen=True, slots=True)
class QuestionAnswer:
    """The facts, the best one first; where there is none, the platforms that may be meant."""

    facts: Sequence[DatedFact]
    near: Sequence[Platform] = ()


class Questions:
    """Answers to free questions."""

    def __init__(
        self,
        catalogue: Catalogue,
        index: FactIndex,
        clock: Clock,
        watch: Watching | None = None,
    ) -> None:
        self._catalogue = catalogue
        self._index = index
        self._clock = clock
        self._watch = watch or Unwatched()

    def ask(self, question: str, language: str = "en") -> QuestionAnswer:
        """The best facts for the question of a person with this language, whatever was typed;
        nothing of it is kept."""
        asked, _ = clean(question[:_LONGEST])
        facts = self._index.search(asked, MOST, language)
        return QuestionAnswer(self._dated(facts), () if facts else self._near(asked))

    def again(self, ids: Sequence[str]) -> QuestionAnswer:
        """The facts of an answer given before.

        Raises `UserError` where one of them has changed since.
        """
        facts = [fact for id_ in ids if (fact := self._index.fact(id_))]
        if not facts or len(facts) < len(ids):
            raise UserError("These facts have changed since. Please ask again.")
        return QuestionAnswer(self._dated(facts))

    def _dated(self, facts: Iterable[Fact]) -> Sequence[DatedFact]:
        today = self._clock.now().date()
        return [DatedFact(fact, age_of(fact.record, today), self._changed(fact)) for fact in facts]

    def _changed(self, fact: Fact) -> date | None:
        record = fact.record
        return self._watch.changed_since(record) if isinstance(record, Platform) else None

    def _near(self, question: str) -> Sequence[Platform]:
        """Platforms like a word that is written as a name, or stands nearly alone."""
        words = question.split()
        for word in words[:_MOST_WORDS]:
            is_name = word[0].isupper() or len(words) <= _NEARLY_ALONE
            if len(word) >= _SHORTEST_NAME and is_name:
                near = self._catalogue.find_platforms(word, 3)
                if near:
                    return near
        return ()
