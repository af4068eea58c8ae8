"""Discord's own description of its API, and what in a request does not fit it."""

from __future__ import annotations

import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

_BESIDE = Path(__file__).parents[2] / "shared" / "discord" / "openapi.json"
_NAME = "urn:discord"


def specification_file() -> Path:
    """Where the document is: `DISCORD_OPENAPI`, else beside the checkout."""
    return Path(os.environ.get("DISCORD_OPENAPI", _BESIDE))


class Specification:
    """Validators of request bodies, by method and path."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._paths = [
            (re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(template))), template, operations)
            for template, operations in document["paths"].items()
        ]
        # discord.py sends ids as numbers, and Discord takes both; its description names strings.
        document["components"]["schemas"]["SnowflakeType"] = {"type": ["string", "integer"]}
        resource = Resource(contents=document, specification=DRAFT202012)
        self._registry: Registry[Any] = Registry().with_resource(_NAME, resource)
        self._validators: dict[tuple[str, str], Draft202012Validator | None] = {}

    def problem(self, method: str, path: str, body: Any) -> str | None:
        """One sentence on what does not fit, or None. `path` is without host, version and query."""
        template, operations = self._operations(path)
        if template is None:
            return f"{method} {path}: Discord has no such path"
        operation = operations.get(method.lower())
        if operation is None:
            return f"{method} {template}: Discord has no such method there"
        if body is None:
            return None
        validator = self._validator(method, template, operation)
        if validator is None:
            return f"{method} {template}: Discord takes no body there"
        error = best_match(validator.iter_errors(body))
        return f"{method} {template}: {error.json_path}: {error.message}" if error else None

    def _operations(self, path: str) -> tuple[str | None, dict[str, Any]]:
        found = [entry for entry in self._paths if entry[0].fullmatch(path)]
        # The literal path wins over one with a parameter: /users/@me over /users/{user_id}.
        found.sort(key=lambda entry: entry[1].count("{"))
        return (found[0][1], found[0][2]) if found else (None, {})

    def _validator(
        self, method: str, template: str, operation: dict[str, Any]
    ) -> Draft202012Validator | None:
        key = (method, template)
        if key not in self._validators:
            content = operation.get("requestBody", {}).get("content", {}).get("application/json")
            schema = _absolute(content["schema"]) if content else None
            self._validators[key] = (
                Draft202012Validator(schema, registry=self._registry) if schema else None
            )
        return self._validators[key]


def _absolute(schema: Any) -> Any:
    """The same schema with its references pointing into the registered document."""
    if isinstance(schema, dict):
        return {
            key: _NAME + value if key == "$ref" else _absolute(value)
            for key, value in schema.items()
        }
    if isinstance(schema, list):
        return [_absolute(item) for item in schema]
    return schema


@cache
def specification() -> Specification:
    """The document, read once."""
    return Specification(json.loads(specification_file().read_text()))
