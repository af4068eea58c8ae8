"""What the local Discord answers has the shape that Discord's own document states."""

import io
import json
from typing import Any

import aiohttp
import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from bot.local_discord.server import LocalDiscord
from tests.local_discord.conftest import Call
from tests.local_discord.tiny import PING, option
from tests.openapi import specification_file

pytestmark = [
    pytest.mark.asyncio,
    pytest.mark.skipif(
        not specification_file().exists(), reason="Discord's OpenAPI document is not here"
    ),
]
NAME = "urn:discord"
OLD = {
    "content": "words <@{mara}>",
    "embeds": [{"title": "x", "fields": [{"name": "a", "value": "b"}], "footer": {"text": "f"}}],
    "components": [
        {
            "type": 1,
            "components": [
                {"type": 2, "style": 1, "label": "x", "custom_id": "y"},
                {"type": 2, "style": 5, "label": "x", "url": "https://example.org"},
            ],
        },
        {
            "type": 1,
            "components": [
                {"type": 3, "custom_id": "s", "options": [{"label": "a", "value": "b"}]}
            ],
        },
        {"type": 1, "components": [{"type": 5, "custom_id": "u"}]},
    ],
}
NEW = {
    "flags": 1 << 15,
    "components": [
        {
            "type": 17,
            "components": [
                {"type": 10, "content": "x"},
                {"type": 14},
                {"type": 12, "items": [{"media": {"url": "attachment://a.png"}}]},
                {"type": 13, "file": {"url": "attachment://a.png"}},
                {
                    "type": 9,
                    "components": [{"type": 10, "content": "x"}],
                    "accessory": {"type": 11, "media": {"url": "https://example.org/a.png"}},
                },
            ],
        }
    ],
}


def absolute(schema: Any) -> Any:
    if isinstance(schema, dict):
        return {k: NAME + v if k == "$ref" else absolute(v) for k, v in schema.items()}
    return [absolute(each) for each in schema] if isinstance(schema, list) else schema


def problem(method: str, template: str, status: int, answer: Any) -> str | None:
    document = json.loads(specification_file().read_text())
    registry: Registry[Any] = Registry().with_resource(
        NAME, Resource(contents=document, specification=DRAFT202012)
    )
    responses = document["paths"][template][method.lower()]["responses"]
    schema = responses[str(status)]["content"]["application/json"]["schema"]
    validator = Draft202012Validator(absolute(schema), registry=registry)
    error = best_match(validator.iter_errors(answer))
    return f"{error.json_path}: {error.message[:500]}" if error else None


@pytest.mark.parametrize(
    ("method", "template", "body"),
    [
        ("GET", "/users/@me", None),
        ("GET", "/users/{user_id}", None),
        ("GET", "/oauth2/applications/@me", None),
        ("GET", "/applications/@me", None),
        ("GET", "/gateway", None),
        ("GET", "/gateway/bot", None),
        ("POST", "/users/@me/channels", {"recipient_id": "{mara}"}),
        ("GET", "/guilds/{guild_id}", None),
        ("GET", "/guilds/{guild_id}/channels", None),
        ("GET", "/guilds/{guild_id}/members/{user_id}", None),
        ("GET", "/channels/{channel_id}", None),
        ("POST", "/channels/{channel_id}/messages", OLD),
        ("POST", "/channels/{channel_id}/messages", NEW),
        ("GET", "/channels/{channel_id}/messages", None),
        (
            "PUT",
            "/applications/{application_id}/commands",
            [{**PING, "options": [option("a", autocomplete=True)]}, {"type": 2, "name": "Menu"}],
        ),
        ("POST", "/applications/{application_id}/guilds/{guild_id}/commands", PING),
    ],
)
async def test_answers_fit_the_document(
    local: LocalDiscord, call: Call, method: str, template: str, body: Any
) -> None:
    mara = local.person("Mara")
    general = mara.channel("general")
    await mara.say("general", "hello")
    at = {
        "user_id": mara.id,
        "guild_id": general["guild_id"],
        "channel_id": general["id"],
        "application_id": local.world.application_id,
    }
    payload = json.dumps(body).replace("{mara}", mara.id)
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("payload_json", payload, content_type="application/json")
    form.add_field("files[0]", io.BytesIO(b"image"), filename="a.png")
    sent = {"data": form} if body is NEW else {"json": json.loads(payload)}
    status, answer, _ = await call(method, template.format(**at), **sent)
    assert problem(method, template, status, answer) is None
