"""What a person puts into selects and forms, checked as Discord's client checks it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .components import (
    CHANNEL_SELECT,
    CHECKBOX,
    CHECKBOX_GROUP,
    LABEL,
    MENTIONABLE_SELECT,
    RADIO_GROUP,
    ROLE_SELECT,
    ROW,
    SELECT,
    SELECTS,
    TEXT_INPUT,
    USER_SELECT,
)
from .files import Upload
from .posts import Json
from .replies import Modal, Refused
from .resolved import Resolver

FieldValue = str | bool | Sequence[str] | Sequence[Upload] | None
MAX_TEXT = 4000


def choose(component: Json, values: Sequence[str], resolver: Resolver) -> list[str]:
    """The `values` of a select. Raises `Refused` for what it does not offer."""
    if component["type"] == SELECT:
        chosen = _from_options(component, values)
    else:
        chosen = [_RESOLVERS[component["type"]](resolver, value) for value in values]
    _check_count(component, len(chosen), most=component.get("max_values") or 1)
    return chosen


_RESOLVERS: dict[int, Callable[[Resolver, str], str]] = {
    USER_SELECT: Resolver.user,
    ROLE_SELECT: Resolver.role,
    MENTIONABLE_SELECT: Resolver.mentionable,
    CHANNEL_SELECT: Resolver.channel,
}


def fill_in(modal: Modal, values: Mapping[str, FieldValue], resolver: Resolver) -> list[Json]:
    """The `components` of a form's submission, in Discord's shape.

    `values` are by custom_id; a field left out keeps what the bot put in it. Raises `Refused`.
    """
    unknown = values.keys() - modal.fields.keys()
    if unknown:
        raise Refused(f"The form has no field {', '.join(sorted(unknown))}.")
    return [_part(part, values, resolver) for part in modal.json["components"]]


def _part(part: Json, values: Mapping[str, FieldValue], resolver: Resolver) -> Json:
    shell = {"type": part["type"], "id": part["id"]}
    if part["type"] == LABEL:
        return {**shell, "component": _field(part["component"], part["label"], values, resolver)}
    if part["type"] == ROW:
        inner = [_field(c, c["label"], values, resolver) for c in part["components"]]
        return {**shell, "components": inner}
    return shell


def _field(
    component: Json, label: str, values: Mapping[str, FieldValue], resolver: Resolver
) -> Json:
    custom_id, kind = component["custom_id"], component["type"]
    value = values[custom_id] if custom_id in values else _default(component)
    filled: Json = {"type": kind, "id": component["id"], "custom_id": custom_id}
    try:
        if kind == TEXT_INPUT:
            filled["value"] = _text(component, str(value or ""))
        elif kind == CHECKBOX:
            filled["value"] = bool(value)
        elif kind == RADIO_GROUP:
            filled["value"] = _radio(component, value)
        else:
            filled["values"] = _many(component, _listed(value), resolver)
    except Refused as why:
        raise Refused(f"{label}: {why}") from None
    return filled


def _default(component: Json) -> FieldValue:
    if component["type"] == TEXT_INPUT:
        return component.get("value") or ""
    if component["type"] == CHECKBOX:
        return bool(component.get("default"))
    chosen = [o["value"] for o in component.get("options", []) if o.get("default")]
    return chosen or [str(each["id"]) for each in component.get("default_values") or []]


def _required(component: Json) -> bool:
    return component.get("required") is not False


def _text(component: Json, value: str) -> str:
    if not value:
        if _required(component):
            raise Refused("This field is required.")
        return value
    low, high = component.get("min_length") or 0, component.get("max_length") or MAX_TEXT
    if not low <= len(value) <= high:
        raise Refused(f"Between {low} and {high} characters, please; these are {len(value)}.")
    return value


def _radio(component: Json, value: Any) -> str | None:
    chosen = _from_options(component, _listed(value))
    if len(chosen) > 1:
        raise Refused("Only one can be chosen.")
    if not chosen and _required(component):
        raise Refused("This field is required.")
    return chosen[0] if chosen else None


def _many(component: Json, values: Sequence[Any], resolver: Resolver) -> list[str]:
    if not values:
        if _required(component):
            raise Refused("This field is required.")
        return []
    if component["type"] in SELECTS:
        return choose(component, values, resolver)
    if component["type"] == CHECKBOX_GROUP:
        chosen = _from_options(component, values)
        _check_count(
            component, len(chosen), component.get("max_values") or len(component["options"])
        )
        return chosen
    _check_count(component, len(values), component.get("max_values") or 1)
    return [resolver.attachment(upload) for upload in values]


def _listed(value: Any) -> Sequence[Any]:
    if value is None or value in ("", False):
        return []
    return [value] if isinstance(value, (str, Upload)) else value


def _from_options(component: Json, values: Sequence[str]) -> list[str]:
    """By value or by what the option says."""
    by_word = {o["label"]: o["value"] for o in component["options"]}
    by_word |= {o["value"]: o["value"] for o in component["options"]}
    for value in values:
        if value not in by_word:
            raise Refused(f'"{value}" is not offered; the choices are: {", ".join(by_word)}.')
    return list(dict.fromkeys(by_word[value] for value in values))


def _check_count(component: Json, count: int, most: int) -> None:
    least = component.get("min_values")
    least = 1 if least is None else least
    if not least <= count <= most:
        raise Refused(f"Choose {least} to {most}; these are {count}.")
