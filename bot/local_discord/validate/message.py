"""A message as the bot sends it: content, embeds, components, attachments, mentions, flags."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from ..posts import COMPONENTS_V2, Json
from .components import check_components
from .embeds import check_embeds
from .shape import Invalid, Path, Problems, flag, items, number, one_of, record, text

MAX_CONTENT, MAX_FILES = 2000, 10
_MENTIONS = record(
    {},
    {
        "parse": items(one_of("users", "roles", "everyone")),
        "users": items(number(0, 2**63), 0, 100),
        "roles": items(number(0, 2**63), 0, 100),
        "replied_user": flag,
    },
)


def _nonce(value: Any, path: Path, problems: Problems) -> None:
    """A number or a short string."""
    if not isinstance(value, int):
        text(0, 25)(value, path, problems)


_BODY = record(
    {},
    {
        "content": text(0, MAX_CONTENT),
        "tts": flag,
        "flags": number(0, 2**31 - 1),
        "nonce": _nonce,
        "enforce_nonce": flag,
        "allowed_mentions": _MENTIONS,
        "attachments": items(
            record(
                {"id": number(0, 2**63)}, {"filename": text(1, 1024), "description": text(0, 1024)}
            ),
            0,
            MAX_FILES,
        ),
    },
)


def check_message(body: Json, flags: int, file_names: Collection[str]) -> None:
    """Raises `Invalid`. `flags` are those the message will have; `file_names` all it will show."""
    problems = Problems()
    _BODY(body, (), problems)
    v2 = bool(flags & COMPONENTS_V2)
    if v2:
        for name in ("content", "embeds", "stickers", "poll"):
            if body.get(name):
                code = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"
                message = (
                    f"The '{name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
                )
                problems.add((name,), code, message)
    elif body.get("embeds") is not None:
        check_embeds(body["embeds"], problems)
    if body.get("components") is not None:
        check_components(body["components"], v2, set(file_names), problems)
    if len(file_names) > MAX_FILES:
        message = f"Must be {MAX_FILES} or fewer in length."
        problems.add(("attachments",), "BASE_TYPE_MAX_LENGTH", message)
    problems.refuse()
    _check_exclusive(body.get("allowed_mentions") or {})


def _check_exclusive(mentions: Json) -> None:
    """Naming users and allowing all users at once is refused, and so for roles."""
    problems = Problems()
    for kind in ("users", "roles"):
        if mentions.get(kind) and kind in (mentions.get("parse") or []):
            code = "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE"
            message = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            problems.add(("allowed_mentions",), code, message)
    problems.refuse()


def refuse_flag_removal() -> None:
    """IS_COMPONENTS_V2 cannot be taken from a message that has it."""
    message = "The IS_COMPONENTS_V2 flag cannot be removed from a message"
    raise Invalid({"flags": {"_errors": [{"code": "MESSAGE_FLAGS_INVALID", "message": message}]}})


def check_choices(data: Any, option_type: int) -> None:
    """Autocomplete answers: up to 25 choices, names and string values up to 100 characters."""
    value = text(0, 100) if option_type == 3 else number(-(2**53), 2**53)
    choices = items(record({"name": text(1, 100), "value": value}), 0, 25)
    problems = Problems()
    record({"choices": choices})(data, ("data",), problems)
    problems.refuse()
