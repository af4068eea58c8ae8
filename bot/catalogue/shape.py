"""Whether plain values have the shape of a record type: every misfit, not only the first.

msgspec converts, but stops at the first error and lets unknown keys pass; so this walks the type as
`msgspec.inspect` describes it, and only what fits is converted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, NamedTuple, TypeVar

import msgspec
from msgspec import inspect
from rapidfuzz import process

from bot.catalogue.problems import Steps

T = TypeVar("T")


class Misfit(NamedTuple):
    """A part that does not fit, what is wrong with it, and how to mend it."""

    steps: Steps
    message: str
    hint: str


def misfits(value: object, record_type: type) -> Iterator[Misfit]:
    """Everything in which the value differs from the type."""
    return _check(value, _described(record_type), ())


@cache
def _described(record_type: type) -> inspect.Type:
    """Describing a type takes longer than checking a record against it."""
    return inspect.type_info(record_type)


def convert(value: object, record_type: type[T]) -> T:
    """The value as a record. Raises `msgspec.ValidationError` where there are misfits."""
    return msgspec.convert(value, record_type, strict=False)


def _check(value: object, expected: inspect.Type, steps: Steps) -> Iterator[Misfit]:
    match expected:
        case inspect.UnionType(types=kinds):
            others = [kind for kind in kinds if not isinstance(kind, inspect.NoneType)]
            if value is not None or len(others) == len(kinds):
                yield from _check(value, others[0], steps)
        case inspect.DataclassType(fields=fields):
            yield from _check_object(value, fields, steps)
        case inspect.VarTupleType(item_type=item):
            if isinstance(value, list):
                for n, one in enumerate(value):
                    yield from _check(one, item, (*steps, n))
            else:
                yield Misfit(steps, f"expected a list, found {_name(value)}", "Begin with `- `")
        case inspect.DictType(key_type=key, value_type=item):
            yield from _check_mapping(value, key, item, steps)
        case _:
            yield from _check_leaf(value, expected, steps)


def _check_object(
    value: object, fields: tuple[inspect.Field, ...], steps: Steps
) -> Iterator[Misfit]:
    if not isinstance(value, dict):
        yield Misfit(steps, f"expected keys, found {_name(value)}", f"Known: {_names(fields)}")
        return
    known = {field.name: field for field in fields}
    for key, one in value.items():
        if key in known:
            yield from _check(one, known[key].type, (*steps, key))
        else:
            near = process.extractOne(key, list(known), score_cutoff=60)
            hint = f"The nearest one is `{near[0]}`" if near else f"Known: {_names(fields)}"
            yield Misfit((*steps, key), "this key does not exist", hint)
    for field in fields:
        if field.required and field.name not in value:
            yield Misfit(steps, f"`{field.name}` is missing", f"Add `{field.name}:`")


def _check_mapping(
    value: object, key_type: inspect.Type, item_type: inspect.Type, steps: Steps
) -> Iterator[Misfit]:
    if not isinstance(value, dict):
        yield Misfit(steps, f"expected keys, found {_name(value)}", "Write `key: value`")
        return
    for key, one in value.items():
        yield from _check_leaf(key, key_type, (*steps, key))
        yield from _check(one, item_type, (*steps, key))


def _check_leaf(value: object, expected: inspect.Type, steps: Steps) -> Iterator[Misfit]:
    match expected:
        case inspect.StrType():
            fits, wanted, hint = isinstance(value, str) and value != "", "text", "Write a text"
        case inspect.LiteralType(values=values):
            fits, wanted = value in values, "one of " + ", ".join(map(str, values))
            hint = (
                "Put the word in quotes"
                if isinstance(value, bool)
                else "Use one of these words, as it is written here"
            )
        case inspect.BoolType():
            fits, wanted = isinstance(value, bool), "true or false"
            hint = "Write `true` or `false` without quotes"
        case inspect.IntType():
            fits, wanted = is_number(value), "a whole number"
            hint = "Write digits only"
        case inspect.DateType():
            fits, wanted = is_day(value), "a day"
            hint = "Write it as 2026-07-23"
        case _:
            raise TypeError(f"record types cannot hold {expected}")
    if not fits:
        yield Misfit(steps, f"expected {wanted}, found {_name(value)}", hint)


def is_number(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch("[0-9]{1,9}", value) is not None


def is_day(value: object) -> bool:
    """Whether this is a day that exists, written as ISO 8601's extended format has it."""
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _name(value: Any) -> str:
    match value:
        case None | "":
            return "nothing"
        case dict():
            return "keys"
        case list():
            return "a list"
        case bool():
            return str(value).lower()
        case _:
            return f"“{value}”" if len(value) <= 40 else f"“{value[:40]}…”"


def _names(fields: tuple[inspect.Field, ...]) -> str:
    return ", ".join(field.name for field in fields)
