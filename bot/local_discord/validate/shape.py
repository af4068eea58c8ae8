"""Small checks that combine into the shape of a body, and the nested errors Discord answers with.

A check takes a value, the path to it and the `Problems` to add to. Codes and wording are those of
Discord's form errors (`BASE_TYPE_*`, `NUMBER_TYPE_*`, `UNION_TYPE_CHOICES`, …).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..posts import Json

Path = tuple[str | int, ...]


class Invalid(Exception):  # noqa: N818 - named after Discord's "Invalid Form Body"
    """A body that Discord refuses with 50035; `errors` is its nested `errors` object."""

    def __init__(self, errors: Json) -> None:
        super().__init__("Invalid Form Body")
        self.errors = errors


class Problems:
    """What is wrong with a body, by place."""

    def __init__(self) -> None:
        self._found: list[tuple[Path, str, str]] = []

    def add(self, path: Path, code: str, message: str) -> None:
        self._found.append((path, code, message))

    def take(self, other: Problems) -> None:
        """Add all that another collection holds."""
        self._found.extend(other._found)

    def __bool__(self) -> bool:
        return bool(self._found)

    def tree(self) -> Json:
        """Nested by place, each with a list `_errors` of code and message."""
        root: Json = {}
        for path, code, message in self._found:
            node = root
            for part in path:
                node = node.setdefault(str(part), {})
            node.setdefault("_errors", []).append({"code": code, "message": message})
        return root

    def refuse(self) -> None:
        """Raise `Invalid` if there is anything."""
        if self._found:
            raise Invalid(self.tree())


Check = Callable[[Any, Path, Problems], None]


def text(low: int = 0, high: int | None = None) -> Check:
    """A string of `low` to `high` characters."""

    def check(value: Any, path: Path, problems: Problems) -> None:
        if not isinstance(value, str):
            problems.add(path, "STRING_TYPE_CONVERT", "Could not interpret value as string.")
        elif not value and low:
            problems.add(path, "BASE_TYPE_REQUIRED", "This field is required")
        else:
            _length(len(value), low, high, path, problems)

    return check


def address(high: int, *schemes: str) -> Check:
    """A well-formed URL of one of these schemes."""

    def check(value: Any, path: Path, problems: Problems) -> None:
        scheme, _, rest = value.partition("://")
        if scheme not in schemes:
            allowed = ", ".join(f"'{each}'" for each in schemes)
            message = f'Scheme "{scheme}" is not supported. Scheme must be one of ({allowed}).'
            problems.add(path, "URL_TYPE_INVALID_SCHEME", message)
        elif not rest.strip("/") or any(c.isspace() for c in value):
            problems.add(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.")

    return both(text(1, high), check)


def number(low: float, high: float) -> Check:
    """A whole number (JSON strings of digits are read as one, as Discord does)."""

    def check(value: Any, path: Path, problems: Problems) -> None:
        try:
            amount = int(value)
        except (TypeError, ValueError, OverflowError):
            problems.add(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
            return
        if amount < low:
            problems.add(
                path, "NUMBER_TYPE_MIN", f"int value should be greater than or equal to {low}."
            )
        elif amount > high:
            problems.add(
                path, "NUMBER_TYPE_MAX", f"int value should be less than or equal to {high}."
            )

    return check


def flag(value: Any, path: Path, problems: Problems) -> None:
    """True or false."""
    if not isinstance(value, bool):
        problems.add(path, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.")


def anything(_value: Any, _path: Path, _problems: Problems) -> None:
    """No rule."""


def one_of(*allowed: Any) -> Check:
    """One of these values."""

    def check(value: Any, path: Path, problems: Problems) -> None:
        if value not in allowed:
            names = ", ".join(map(str, allowed))
            problems.add(path, "BASE_TYPE_CHOICES", f"Value must be one of {{{names}}}.")

    return check


def items(each: Check, low: int = 0, high: int | None = None) -> Check:
    """A list of `low` to `high` things."""

    def check(value: Any, path: Path, problems: Problems) -> None:
        if not isinstance(value, list):
            problems.add(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return
        _length(len(value), low, high, path, problems)
        for index, item in enumerate(value):
            each(item, (*path, index), problems)

    return check


def record(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """An object; an optional field that is null counts as absent, unknown fields are ignored."""

    def check(value: Any, path: Path, problems: Problems) -> None:
        if not isinstance(value, dict):
            problems.add(path, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
            return
        for name, field in required.items():
            if value.get(name) is None:
                problems.add((*path, name), "BASE_TYPE_REQUIRED", "This field is required")
            else:
                field(value[name], (*path, name), problems)
        for name, field in (optional or {}).items():
            if value.get(name) is not None:
                field(value[name], (*path, name), problems)

    return check


def variant(kinds: Mapping[int, Check]) -> Check:
    """An object whose `type` says which check it must pass."""

    def check(value: Any, path: Path, problems: Problems) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        if kind is None:
            problems.add((*path, "type"), "BASE_TYPE_REQUIRED", "This field is required")
        elif kind not in kinds:
            allowed = ", ".join(map(str, kinds))
            message = f'Value of field "type" must be one of ({allowed}).'
            problems.add((*path, "type"), "UNION_TYPE_CHOICES", message)
        else:
            kinds[kind](value, path, problems)

    return check


def both(*checks: Check) -> Check:
    """All of these; a later one runs only where the earlier found nothing."""

    def check(value: Any, path: Path, problems: Problems) -> None:
        for each in checks:
            found = Problems()
            each(value, path, found)
            if found:
                problems.take(found)
                return

    return check


def _length(length: int, low: int, high: int | None, path: Path, problems: Problems) -> None:
    if high is None and length < low:
        problems.add(path, "BASE_TYPE_MIN_LENGTH", f"Must be {low} or more in length.")
    elif high is not None and not low <= length <= high:
        if low:
            message = f"Must be between {low} and {high} in length."
            problems.add(path, "BASE_TYPE_BAD_LENGTH", message)
        else:
            problems.add(path, "BASE_TYPE_MAX_LENGTH", f"Must be {high} or fewer in length.")
