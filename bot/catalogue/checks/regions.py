"""Regions: nothing is left open that a letter depends on, and no letter claims a missing right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.catalogue.collection import Collection
from bot.catalogue.countries import is_language, is_territory
from bot.catalogue.problems import Problem, Steps
from bot.core.records import Authority, Counting, Operator, Region, RightName

_STATED: tuple[RightName, ...] = ("object", "erasure", "access", "complaint")
_FAMILY_OF_OBJECT = {"objection": ("yes", "partly"), "plain": ("no", "unknown")}


def check_rights(collection: Collection, _today: date) -> Iterator[Problem]:
    for entry, region in collection.of(Region):
        for right in _STATED if region.choosable else ():
            if right not in region.rights:
                hint = f"Add `{right}:`; `available: unknown` is an answer too"
                yield entry.problem(("rights",), f"nothing is said on the right “{right}”", hint)


def check_letters(collection: Collection, _today: date) -> Iterator[Problem]:
    for entry, region in collection.of(Region):
        right = region.rights.get("object")
        fitting = _FAMILY_OF_OBJECT.get(region.family)
        if right and fitting and right.available not in fitting:
            message = f"the family “{region.family}” does not fit a right to object of “"
            hint = "A letter never claims a right that the law does not give, nor leaves one out"
            yield entry.problem(("family",), f"{message}{right.available}”", hint)
        if region.choosable and region.family == "objection" and not region.complaints_to:
            hint = "Add the one that a complaint about a refused objection goes to"
            yield entry.problem(("authorities",), "no supervisory authority is named", hint)


def check_babel(collection: Collection, _today: date) -> Iterator[Problem]:
    for entry in collection.entries:
        for steps, part in entry.parts:
            for more, language in _languages(part):
                if not is_language(language):
                    message = f"“{language}” is not a language that Unicode's CLDR knows"
                    hint = "Write its ISO 639 code: de, pt-BR"
                    yield entry.problem((*steps, *more), message, hint)
            for more, territory in _territories(part):
                if not is_territory(territory):
                    message = f"“{territory}” is not a country that Unicode's CLDR knows"
                    yield entry.problem((*steps, *more), message, "Write its ISO 3166-1 code: DE")


def _territories(part: object) -> Iterator[tuple[Steps, str]]:
    match part:
        case Region(territory=str(territory)) | Operator(territory=str(territory)):
            yield ("territory",), territory
        case Counting(states=states):
            for n, state in enumerate(states):
                yield ("states", n), state


def _languages(part: object) -> Iterator[tuple[Steps, str]]:
    match part:
        case Region(languages=languages) | Authority(languages=languages):
            for n, language in enumerate(languages):
                yield ("languages", n), language
        case Operator(language=language):
            yield ("language",), language
