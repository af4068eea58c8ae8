"""Application commands as registered (docs: Application Commands)."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from ..posts import Json
from .shape import (
    Check,
    Path,
    Problems,
    both,
    flag,
    items,
    number,
    one_of,
    record,
    text,
    variant,
)

SLASH, USER_MENU, MESSAGE_MENU = 1, 2, 3
MAX_COMMANDS = {SLASH: 100, USER_MENU: 15, MESSAGE_MENU: 15}
MAX_SIZE = 8000
(
    SUBCOMMAND,
    GROUP,
    STRING,
    INTEGER,
    BOOLEAN,
    USER,
    CHANNEL,
    ROLE,
    MENTIONABLE,
    NUMBER,
    ATTACHMENT,
) = range(1, 12)
LOCALES = frozenset(
    {
        "id",
        "da",
        "de",
        "en-GB",
        "en-US",
        "es-ES",
        "es-419",
        "fr",
        "hr",
        "it",
        "lt",
        "hu",
        "nl",
        "no",
        "pl",
        "pt-BR",
        "ro",
        "fi",
        "sv-SE",
        "vi",
        "tr",
        "cs",
        "el",
        "bg",
        "ru",
        "uk",
        "hi",
        "th",
        "zh-CN",
        "ja",
        "zh-TW",
        "ko",
        "ar",
        "he",
    }
)
_MARKED_SCRIPTS = re.compile(r"[\u0900-\u097f\u0e00-\u0e7f]")  # Devanagari, Thai: marks allowed


def slash_name(value: Any, path: Path, problems: Problems) -> None:
    """1-32 letters, digits, - _ '; lower case where the script has it."""
    found = Problems()
    text(1, 32)(value, path, found)
    if found:
        problems.take(found)
        return
    allowed = all(
        unicodedata.category(c)[0] in "LN" or c in "-_'" or _MARKED_SCRIPTS.match(c) for c in value
    )
    if not allowed or value != value.lower():
        message = f'Command name "{value}" is invalid'
        problems.add(path, "APPLICATION_COMMAND_INVALID_NAME", message)


def _localized(each: Check) -> Check:
    def check(value: Any, path: Path, problems: Problems) -> None:
        record({}, {})(value, path, problems)
        for locale, words in value.items() if isinstance(value, dict) else ():
            one_of(*sorted(LOCALES))(locale, (*path, locale), problems)
            each(words, (*path, locale), problems)

    return check


DESCRIPTION = text(1, 100)
_NAMED: dict[str, Check] = {"name": slash_name, "description": DESCRIPTION}
_TRANSLATED: dict[str, Check] = {
    "name_localizations": _localized(slash_name),
    "description_localizations": _localized(DESCRIPTION),
}


def _choices(value: Check) -> Check:
    names: dict[str, Check] = {"name_localizations": _localized(text(1, 100))}
    return items(record({"name": text(1, 100), "value": value}, names), 0, 25)


def _not_both(value: Json, path: Path, problems: Problems) -> None:
    if value.get("autocomplete") and value.get("choices"):
        message = "Autocomplete cannot be set with choices"
        problems.add(path, "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES", message)


def _value_option(**more: Check) -> Check:
    return both(record(_NAMED, {**_TRANSLATED, "required": flag, **more}), _not_both)


_BIG = 2**53
_NUMERIC: dict[str, Check] = {
    "min_value": number(-_BIG, _BIG),
    "max_value": number(-_BIG, _BIG),
    "autocomplete": flag,
}
VALUES: dict[int, Check] = {
    STRING: _value_option(
        min_length=number(0, 6000),
        max_length=number(1, 6000),
        autocomplete=flag,
        choices=_choices(text(0, 100)),
    ),
    INTEGER: _value_option(choices=_choices(number(-_BIG, _BIG)), **_NUMERIC),
    NUMBER: _value_option(choices=_choices(number(-_BIG, _BIG)), **_NUMERIC),
    CHANNEL: _value_option(channel_types=items(number(0, 16))),
    **{kind: _value_option() for kind in (BOOLEAN, USER, ROLE, MENTIONABLE, ATTACHMENT)},
}


def _ordered(value: list[Json], path: Path, problems: Problems) -> None:
    """Required options first; no name twice."""
    optional_seen = False
    for index, option in enumerate(value):
        if option["name"] in [before["name"] for before in value[:index]]:
            message = "Option name already exists in options"
            code = "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS"
            problems.add((*path, index), code, message)
        if option.get("required") and optional_seen:
            message = "Required options must be placed before non-required options"
            problems.add((*path, index), "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message)
        optional_seen = optional_seen or not option.get("required")


def _options(kinds: dict[int, Check]) -> Check:
    return both(items(variant(kinds), 0, 25), _ordered)


def _one_kind(value: list[Json], path: Path, problems: Problems) -> None:
    """Subcommands and plain options do not stand side by side."""
    kinds = {option["type"] in (SUBCOMMAND, GROUP) for option in value}
    if len(kinds) > 1:
        message = (
            "Sub-command and sub-command group option types are mutually exclusive to all others"
        )
        problems.add(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message)


_SUBCOMMAND = record(_NAMED, {**_TRANSLATED, "options": _options(VALUES)})
_GROUP = record(_NAMED, {**_TRANSLATED, "options": _options({SUBCOMMAND: _SUBCOMMAND})})
_COMMON: dict[str, Check] = {
    "default_member_permissions": number(0, 2**54),
    "dm_permission": flag,
    "contexts": items(one_of(0, 1, 2), 1, 3),
    "integration_types": items(one_of(0, 1), 1, 2),
    "nsfw": flag,
}
_SLASH = record(
    _NAMED,
    {
        **_TRANSLATED,
        **_COMMON,
        "options": both(_options({SUBCOMMAND: _SUBCOMMAND, GROUP: _GROUP, **VALUES}), _one_kind),
    },
)
_MENU = record(
    {"name": text(1, 32)},
    {**_COMMON, "description": text(0, 0), "name_localizations": _localized(text(1, 32))},
)


def check_command(value: Any, path: Path, problems: Problems) -> None:
    """One command, slash (the default) or menu."""
    kind = (value.get("type") or SLASH) if isinstance(value, dict) else SLASH
    one_of(*MAX_COMMANDS)(kind, (*path, "type"), problems)
    both(_SLASH if kind == SLASH else _MENU, _small_enough)(value, path, problems)


def _small_enough(value: Json, path: Path, problems: Problems) -> None:
    if _size(value) > MAX_SIZE:
        message = f"Command exceeds maximum size ({MAX_SIZE})"
        problems.add(path, "APPLICATION_COMMAND_TOO_LARGE", message)


def _size(value: Json) -> int:
    """Characters of names, descriptions and choice values; of translations the longest counts."""
    total = len(str(value.get("value", "")))
    for key in ("name", "description"):
        texts = [value.get(key) or "", *(value.get(f"{key}_localizations") or {}).values()]
        total += max(map(len, texts))
    nested = [*(value.get("options") or []), *(value.get("choices") or [])]
    return total + sum(map(_size, nested))


def check_unique_names(commands: list[Json]) -> None:
    """Within one scope and type a name stands once. Raises `Invalid` by index."""
    problems = Problems()
    seen: set[tuple[int, str]] = set()
    for index, command in enumerate(commands):
        key = (command.get("type") or SLASH, command["name"])
        if key in seen:
            message = "Application command names must be unique"
            problems.add((index, "name"), "APPLICATION_COMMANDS_DUPLICATE_NAME", message)
        seen.add(key)
    problems.refuse()
