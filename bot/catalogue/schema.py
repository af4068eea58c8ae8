"""The record types as JSON Schema, for editors that help while one types."""

from __future__ import annotations

from inspect import cleandoc
from typing import Any

import msgspec

from bot.catalogue.collection import folders

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_INHERITABLE = "Region"


def schema() -> dict[str, Any]:
    """One schema for every file under `data/`; each record type is one of its `$defs`.

    Stricter than msgspec's in one point and laxer in another: unknown keys are errors, and what a
    region must have may also come from its base.
    """
    types = list(dict.fromkeys(folders().values()))
    choices, definitions = msgspec.json.schema_components(types)
    for name, definition in definitions.items():
        if "properties" in definition:
            definition["additionalProperties"] = False
        if "description" in definition:
            definition["description"] = cleandoc(definition["description"])
        if name == _INHERITABLE:
            definition["required"] = ["id", "name"]
    return {
        "$schema": _DIALECT,
        "title": "A record of Tern's catalogue",
        "anyOf": list(choices),
        "$defs": definitions,
    }
