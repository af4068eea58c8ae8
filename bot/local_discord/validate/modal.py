"""Forms (modals): docs, Components Reference, "Label" and what may stand in it."""

from __future__ import annotations

from typing import Any

from ..components import (
    CHECKBOX,
    CHECKBOX_GROUP,
    FILE_UPLOAD,
    LABEL,
    RADIO_GROUP,
    ROW,
    TEXT,
    TEXT_INPUT,
)
from ..posts import Json
from .components import CUSTOM_ID, ID, SELECT_CHECKS, TEXT_CHECK, check_unique, options_agree
from .shape import (
    Check,
    Path,
    Problems,
    anything,
    both,
    flag,
    items,
    number,
    record,
    text,
    variant,
)

MAX_PARTS = 5


def _lengths_agree(value: Json, path: Path, problems: Problems) -> None:
    low, high = value.get("min_length") or 0, value.get("max_length") or 4000
    if low > high:
        message = "min_length is greater than max_length"
        problems.add((*path, "min_length"), "TEXT_INPUT_MIN_GREATER_THAN_MAX", message)
    if len(value.get("value") or "") > high:
        message = f"Must be {high} or fewer in length."
        problems.add((*path, "value"), "BASE_TYPE_MAX_LENGTH", message)


def _required_needs_one(value: Json, path: Path, problems: Problems) -> None:
    """`min_values` 0 is only for what is not required."""
    if value.get("min_values") == 0 and value.get("required") is not False:
        message = "min_values must be at least 1 when required is true"
        problems.add((*path, "min_values"), "COMPONENT_REQUIRED_MIN_VALUES", message)


def _not_disabled(value: Json, path: Path, problems: Problems) -> None:
    if value.get("disabled"):
        message = "Components in a modal cannot be disabled"
        problems.add((*path, "disabled"), "MODAL_COMPONENT_DISABLED", message)


_TEXT_INPUT_FIELDS: dict[str, Check] = {
    **ID,
    "min_length": number(0, 4000),
    "max_length": number(1, 4000),
    "required": flag,
    "value": text(0, 4000),
    "placeholder": text(0, 100),
}
_INPUT: dict[str, Check] = {"custom_id": CUSTOM_ID, "style": number(1, 2)}
_IN_ROW = both(record({**_INPUT, "label": text(1, 45)}, _TEXT_INPUT_FIELDS), _lengths_agree)
_IN_LABEL = both(record(_INPUT, {**_TEXT_INPUT_FIELDS, "label": text(0, 45)}), _lengths_agree)
_CHOICE = record(
    {"label": text(1, 100), "value": text(1, 100)}, {"description": text(0, 100), "default": flag}
)
_COUNTS: dict[str, Check] = {"min_values": number(0, 10), "max_values": number(1, 10)}


def _group_agrees(value: Json, path: Path, problems: Problems) -> None:
    """As for selects, but `max_values` is the number of options when left out."""
    most = value.get("max_values") or len(value["options"])
    options_agree({**value, "max_values": most}, path, problems)


_FIELDS: dict[int, Check] = {
    TEXT_INPUT: _IN_LABEL,
    **{
        kind: both(check, _required_needs_one, _not_disabled)
        for kind, check in SELECT_CHECKS.items()
    },
    FILE_UPLOAD: both(
        record({"custom_id": CUSTOM_ID}, {**ID, **_COUNTS, "required": flag}),
        _required_needs_one,
        options_agree,
    ),
    RADIO_GROUP: both(
        record(
            {"custom_id": CUSTOM_ID, "options": items(_CHOICE, 2, 10)}, {**ID, "required": flag}
        ),
        options_agree,
    ),
    CHECKBOX_GROUP: both(
        record(
            {"custom_id": CUSTOM_ID, "options": items(_CHOICE, 1, 10)},
            {**ID, **_COUNTS, "required": flag},
        ),
        _required_needs_one,
        _group_agrees,
    ),
    CHECKBOX: record({"custom_id": CUSTOM_ID}, {**ID, "default": flag}),
}
_PARTS = variant(
    {
        LABEL: record(
            {"label": text(1, 45), "component": variant(_FIELDS)},
            {**ID, "description": text(1, 100)},
        ),
        TEXT: TEXT_CHECK,
        ROW: record({"components": items(variant({TEXT_INPUT: _IN_ROW}), 1, 1)}, ID),
    }
)
_MODAL = record(
    {"custom_id": CUSTOM_ID, "title": text(1, 45), "components": items(_PARTS, 1, MAX_PARTS)},
    {"flags": anything},
)


def check_modal(data: Any) -> None:
    """Raises `Invalid` with places under `data`, as Discord names them."""
    problems = Problems()
    _MODAL(data, ("data",), problems)
    problems.refuse()
    check_unique(data["components"], problems)
    problems.refuse()
