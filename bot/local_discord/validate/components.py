"""Message components: which may stand where, how many, how long (docs: Components Reference)."""

from __future__ import annotations

from collections import Counter
from typing import Any

from ..components import (
    BUTTON,
    CHANNEL_SELECT,
    CONTAINER,
    FILE,
    GALLERY,
    MENTIONABLE_SELECT,
    ROLE_SELECT,
    ROW,
    SECTION,
    SELECT,
    SELECTS,
    SEPARATOR,
    TEXT,
    THUMBNAIL,
    USER_SELECT,
    media_of,
    walk,
)
from ..posts import Json
from .shape import (
    Check,
    Path,
    Problems,
    address,
    both,
    flag,
    items,
    number,
    one_of,
    record,
    text,
    variant,
)

MAX_COMPONENTS, MAX_ROWS, MAX_TEXT = 40, 5, 4000
LINK, PREMIUM = 5, 6
ID = {"id": number(0, 2**31 - 1)}
CUSTOM_ID = text(1, 100)

EMOJI = record({"name": text(0, 32)}, {"id": number(0, 2**63)})
OPTION = record(
    {"label": text(1, 100), "value": text(1, 100)},
    {"description": text(0, 100), "default": flag, "emoji": EMOJI},
)


def _button_needs(value: Json, path: Path, problems: Problems) -> None:
    """A link button has a url and no custom_id; the others the reverse; each shows something."""
    wanted, barred = ("url", "custom_id") if value["style"] == LINK else ("custom_id", "url")
    if value["style"] == PREMIUM:
        wanted, barred = "sku_id", "custom_id"
    elif not value.get("label") and not value.get("emoji"):
        message = "A label or an emoji is required"
        problems.add(path, "BUTTON_COMPONENT_REQUIRES_LABEL_OR_EMOJI", message)
    if not value.get(wanted):
        message = f"A {wanted} is required for this button style"
        problems.add((*path, wanted), "BASE_TYPE_REQUIRED", message)
    if value.get(barred):
        message = "A custom id and url cannot both be specified"
        problems.add(path, "COMPONENT_CUSTOM_ID_URL_CONFLICT", message)


def options_agree(value: Json, path: Path, problems: Problems) -> None:
    """Values differ; the numbers to choose, and those chosen beforehand, fit the options."""
    options = value.get("options")
    low, high = value.get("min_values"), value.get("max_values") or 1
    if low is not None and low > high:
        message = f"min_values ({low}) is greater than max_values ({high})"
        problems.add((*path, "min_values"), "SELECT_COMPONENT_MIN_GREATER_THAN_MAX", message)
    if options is None:
        return
    for index, option in enumerate(options):
        if option["value"] in [before["value"] for before in options[:index]]:
            message = "The specified option value is already used"
            place = (*path, "options", index, "value")
            problems.add(place, "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", message)
    if high > len(options):
        message = f"max_values ({high}) is greater than the number of options ({len(options)})"
        problems.add((*path, "max_values"), "SELECT_COMPONENT_MAX_VALUES_TOO_LARGE", message)
    if sum(bool(option.get("default")) for option in options) > high:
        message = "More options are chosen by default than max_values allows"
        problems.add((*path, "options"), "SELECT_COMPONENT_TOO_MANY_DEFAULTS", message)


def _select(**more: Check) -> Check:
    required = {"custom_id": CUSTOM_ID}
    if "options" in more:
        required["options"] = more.pop("options")
    optional = {
        **ID,
        "placeholder": text(0, 150),
        "min_values": number(0, 25),
        "max_values": number(1, 25),
        "disabled": flag,
        "required": flag,
        **more,
    }
    return both(record(required, optional), options_agree)


_DEFAULTS = items(
    record({"id": number(0, 2**63), "type": one_of("user", "role", "channel")}), 0, 25
)
SELECT_CHECKS: dict[int, Check] = {
    SELECT: _select(options=items(OPTION, 1, 25)),
    USER_SELECT: _select(default_values=_DEFAULTS),
    ROLE_SELECT: _select(default_values=_DEFAULTS),
    MENTIONABLE_SELECT: _select(default_values=_DEFAULTS),
    CHANNEL_SELECT: _select(default_values=_DEFAULTS, channel_types=items(number(0, 16))),
}
BUTTON_CHECK = both(
    record(
        {"style": number(1, 6)},
        {
            **ID,
            "custom_id": CUSTOM_ID,
            "label": text(0, 80),
            "url": address(512, "http", "https", "discord"),
            "disabled": flag,
            "emoji": EMOJI,
            "sku_id": number(0, 2**63),
        },
    ),
    _button_needs,
)


def _row_fits(value: Json, path: Path, problems: Problems) -> None:
    """Up to five buttons, or one select alone."""
    selects = [c for c in value["components"] if c["type"] in SELECTS]
    if selects and len(value["components"]) > 1:
        message = "The specified component exceeds the maximum width"
        place = (*path, "components", 1)
        problems.add(place, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", message)


TEXT_CHECK = record({"content": text(1, MAX_TEXT)}, ID)
MEDIA = record({"url": address(2048, "http", "https", "attachment")})
MEDIA_TEXT: dict[str, Check] = {"description": text(1, 1024), "spoiler": flag}
THUMBNAIL_CHECK = record({"media": MEDIA}, {**ID, **MEDIA_TEXT})
ROW_CHECK = both(
    record({"components": items(variant({BUTTON: BUTTON_CHECK, **SELECT_CHECKS}), 1, 5)}, ID),
    _row_fits,
)
_LAYOUT: dict[int, Check] = {
    ROW: ROW_CHECK,
    SECTION: record(
        {
            "components": items(variant({TEXT: TEXT_CHECK}), 1, 3),
            "accessory": variant({BUTTON: BUTTON_CHECK, THUMBNAIL: THUMBNAIL_CHECK}),
        },
        ID,
    ),
    TEXT: TEXT_CHECK,
    GALLERY: record({"items": items(record({"media": MEDIA}, MEDIA_TEXT), 1, 10)}, ID),
    FILE: record({"file": MEDIA}, {**ID, "spoiler": flag}),
    SEPARATOR: record({}, {**ID, "divider": flag, "spacing": one_of(1, 2)}),
}
_CONTAINER = record(
    {"components": items(variant(_LAYOUT), 1, MAX_COMPONENTS)},
    {**ID, "accent_color": number(0, 0xFFFFFF), "spoiler": flag},
)
LEGACY = items(variant({ROW: ROW_CHECK}), 0, MAX_ROWS)
V2 = items(variant({**_LAYOUT, CONTAINER: _CONTAINER}), 0, MAX_COMPONENTS)


def check_components(value: Any, v2: bool, file_names: set[str], problems: Problems) -> None:
    """A message's components; `file_names` are those that `attachment://` may name."""
    found = Problems()
    (V2 if v2 else LEGACY)(value, ("components",), found)
    if found:
        problems.take(found)
        return
    check_unique(value, problems)
    everything = list(walk(value))
    if len(everything) > MAX_COMPONENTS:
        message = (
            f"The maximum number of components is {MAX_COMPONENTS}, but {len(everything)} came"
        )
        problems.add(("components",), "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", message)
    if sum(len(c["content"]) for c in everything if c["type"] == TEXT) > MAX_TEXT:
        message = f"The total length of all text must be {MAX_TEXT} or fewer."
        problems.add(("components",), "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", message)
    for component in everything:
        for media in media_of(component):
            _check_media(media["url"], component["type"] == FILE, file_names, problems)


def _check_media(url: str, must_be_upload: bool, file_names: set[str], problems: Problems) -> None:
    scheme, _, name = url.partition("://")
    if scheme == "attachment":
        if name not in file_names:
            code = "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND"
            problems.add(("components",), code, f'The referenced attachment "{name}" was not found')
    elif must_be_upload:
        code = "UNFURLED_MEDIA_ITEM_ATTACHMENT_REFERENCE_REQUIRED"
        problems.add(("components",), code, "A file component shows only attachment://<filename>")


def check_unique(components: list[Json], problems: Problems) -> None:
    """No custom_id and no id twice in one message or form."""
    everything = list(walk(components))
    custom_ids = Counter(c["custom_id"] for c in everything if c.get("custom_id"))
    ids = Counter(c["id"] for c in everything if c.get("id"))
    if any(count > 1 for count in custom_ids.values()):
        message = "Component custom id cannot be duplicated"
        problems.add(("components",), "COMPONENT_CUSTOM_ID_DUPLICATED", message)
    if any(count > 1 for count in ids.values()):
        problems.add(
            ("components",), "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated"
        )
