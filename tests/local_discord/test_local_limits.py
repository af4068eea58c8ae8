"""Discord's limits: each is kept to the last character, and refused one past it."""

import io
from typing import Any

import aiohttp
import pytest

from bot.local_discord.server import LocalDiscord
from bot.local_discord.validate.modal import check_modal
from bot.local_discord.validate.shape import Invalid
from tests.local_discord.conftest import Call

V2 = 1 << 15


def button(n: int = 0, **changed: Any) -> dict[str, Any]:
    return {"type": 2, "style": 2, "label": "Press", "custom_id": f"b{n}", **changed}


def row(*inner: Any) -> dict[str, Any]:
    return {"type": 1, "components": list(inner)}


def select(n: int = 0, **changed: Any) -> dict[str, Any]:
    return {"type": 3, "custom_id": f"s{n}", "options": [{"label": "A", "value": "a"}], **changed}


def options(count: int) -> list[dict[str, str]]:
    return [{"label": str(n), "value": str(n)} for n in range(count)]


def text(content: str) -> dict[str, Any]:
    return {"type": 10, "content": content}


def v2(*components: Any) -> dict[str, Any]:
    return {"flags": V2, "components": list(components)}


def v1(*components: Any) -> dict[str, Any]:
    return {"content": "x", "components": list(components)}


def embed(**parts: Any) -> dict[str, Any]:
    return {"embeds": [{"title": "t", **parts}]}


PLAIN = (
    ({"content": "x" * 2000}, {"content": "x" * 2001}, "content"),
    ({"embeds": [{"title": "x"}] * 10}, {"embeds": [{"title": "x"}] * 11}, "embeds"),
    (embed(title="x" * 256), embed(title="x" * 257), "embeds.0.title"),
    (embed(description="x" * 4096), embed(description="x" * 4097), "embeds.0.description"),
    (
        embed(fields=[{"name": "n", "value": "v"}] * 25),
        embed(fields=[{"name": "n", "value": "v"}] * 26),
        "embeds.0.fields",
    ),
    (
        embed(fields=[{"name": "n" * 256, "value": "v" * 1024}]),
        embed(fields=[{"name": "n", "value": "v" * 1025}]),
        "embeds.0.fields.0.value",
    ),
    (
        embed(fields=[{"name": "n", "value": "v"}]),
        embed(fields=[{"name": "n", "value": ""}]),
        "embeds.0.fields.0.value",
    ),
    (
        embed(footer={"text": "x" * 2048}),
        embed(footer={"text": "x" * 2049}),
        "embeds.0.footer.text",
    ),
    (embed(author={"name": "x" * 256}), embed(author={"name": "x" * 257}), "embeds.0.author.name"),
    (embed(color=0xFFFFFF), embed(color=0x1000000), "embeds.0.color"),
    (
        {"embeds": [{"description": "x" * 3000}] * 2},
        {"embeds": [{"description": "x" * 3000}, {"description": "x" * 3001}]},
        "embeds",
    ),
    ({"embeds": [{"title": "x"}]}, {"content": "x", "embeds": [{}]}, "embeds.0"),
    (
        {"content": "x", "allowed_mentions": {"parse": ["users"]}},
        {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
        "allowed_mentions",
    ),
    (
        {"content": "x", "allowed_mentions": {"parse": []}},
        {"content": "x", "allowed_mentions": {"parse": ["all"]}},
        "allowed_mentions.parse.0",
    ),
    ({"content": "x", "nonce": "n" * 25}, {"content": "x", "nonce": "n" * 26}, "nonce"),
    ({"content": "x"}, {"content": 5}, "content"),
    ({"content": "x"}, {"content": "x", "flags": "many"}, "flags"),
    ({"content": "x"}, {"content": "x", "tts": "yes"}, "tts"),
    ({"content": "x"}, {"content": "x", "embeds": "no"}, "embeds"),
    ({"content": "x"}, {"content": "x", "embeds": ["no"]}, "embeds.0"),
    ({"content": "x"}, {"content": "x", "attachments": [{"id": 0}]}, "attachments.0"),
)
COMPONENTS = (
    (
        v1(*[row(button(n)) for n in range(5)]),
        v1(*[row(button(n)) for n in range(6)]),
        "components",
    ),
    (
        v1(row(*[button(n) for n in range(5)])),
        v1(row(*[button(n) for n in range(6)])),
        "components.0.components",
    ),
    (v1(row(button())), v1(row()), "components.0.components"),
    (v1(row(button())), v1(text("x")), "components.0.type"),
    (v1(row(button())), v1(button()), "components.0.type"),
    (v1(row(button())), v1({}), "components.0.type"),
    (
        v1(row(button(label="x" * 80))),
        v1(row(button(label="x" * 81))),
        "components.0.components.0.label",
    ),
    (
        v1(row(button(custom_id="x" * 100))),
        v1(row(button(custom_id="x" * 101))),
        "components.0.components.0.custom_id",
    ),
    (
        v1(row(button(label=None, emoji={"name": "🙂"}))),
        v1(row(button(label=None))),
        "components.0.components.0",
    ),
    (
        v1(row(button(style=5, url="https://x.org", custom_id=None))),
        v1(row(button(style=5, custom_id=None))),
        "components.0.components.0.url",
    ),
    (v1(row(button())), v1(row(button(url="https://x.org"))), "components.0.components.0"),
    (v1(row(button())), v1(row(button(custom_id=None))), "components.0.components.0.custom_id"),
    (v1(row(button(style=4))), v1(row(button(style=9))), "components.0.components.0.style"),
    (v1(row(button(1), button(2))), v1(row(button(1), button(1))), "components"),
    (v1(row(button(1, id=7))), v1(row(button(1, id=7), button(2, id=7))), "components"),
    (v1(row(select())), v1(row(select(), button())), "components.0.components.1"),
    (
        v1(row(select(options=options(25)))),
        v1(row(select(options=options(26)))),
        "components.0.components.0.options",
    ),
    (
        v1(row(select(options=options(3), max_values=3))),
        v1(row(select(options=options(3), max_values=4))),
        "components.0.components.0.max_values",
    ),
    (
        v1(row(select(options=options(3), min_values=2, max_values=2))),
        v1(row(select(options=options(3), min_values=2, max_values=1))),
        "components.0.components.0.min_values",
    ),
    (
        v1(row(select(options=options(2)))),
        v1(row(select(options=[*options(2), *options(1)]))),
        "components.0.components.0.options.2.value",
    ),
    (
        v1(row(select(placeholder="x" * 150))),
        v1(row(select(placeholder="x" * 151))),
        "components.0.components.0.placeholder",
    ),
    (
        v1(row(select(options=[{"label": "x" * 100, "value": "a"}]))),
        v1(row(select(options=[{"label": "x" * 101, "value": "a"}]))),
        "components.0.components.0.options.0.label",
    ),
    (
        v1(row(select(options=[{"label": "a", "value": "a", "description": "x" * 100}]))),
        v1(row(select(options=[{"label": "a", "value": "a", "description": "x" * 101}]))),
        "components.0.components.0.options.0.description",
    ),
    (v2(text("x" * 4000)), v2(text("x" * 2000), text("x" * 2001)), "components"),
    (v2(text("x")), v2(text("")), "components.0.content"),
    (v2(text("x")), {**v2(text("x")), "content": "y"}, "content"),
    (v2(text("x")), {**v2(text("x")), "embeds": [{"title": "y"}]}, "embeds"),
    (v2(*[text("x")] * 40), v2(*[text("x")] * 41), "components"),
    (
        v2({"type": 17, "components": [text("x")] * 39}),
        v2({"type": 17, "components": [text("x")] * 40}),
        "components",
    ),
    (
        v2({"type": 9, "components": [text("x")] * 3, "accessory": button()}),
        v2({"type": 9, "components": [text("x")] * 4, "accessory": button()}),
        "components.0.components",
    ),
    (
        v2({"type": 9, "components": [text("x")], "accessory": button()}),
        v2({"type": 9, "components": [text("x")]}),
        "components.0.accessory",
    ),
    (
        v2({"type": 12, "items": [{"media": {"url": "https://x.org/a.png"}}] * 10}),
        v2({"type": 12, "items": [{"media": {"url": "https://x.org/a.png"}}] * 11}),
        "components.0.items",
    ),
    (
        v2({"type": 12, "items": [{"media": {"url": "https://x.org/a.png"}}]}),
        v2({"type": 12, "items": [{"media": {"url": "attachment://a.png"}}]}),
        "components",
    ),
    (
        v2({"type": 12, "items": [{"media": {"url": "https://x.org/a.png"}}]}),
        v2({"type": 12, "items": [{"media": {"url": "file:///etc/passwd"}}]}),
        "components.0.items.0.media.url",
    ),
    (v2(text("x")), v2({"type": 13, "file": {"url": "https://x.org/a.png"}}), "components"),
    (
        v2({"type": 17, "components": [text("x")], "accent_color": 0xFFFFFF}),
        v2({"type": 17, "components": [text("x")], "accent_color": 0x1000000}),
        "components.0.accent_color",
    ),
    (
        v2({"type": 17, "components": [text("x")]}),
        v2({"type": 17, "components": [{"type": 17, "components": [text("x")]}]}),
        "components.0.components.0.type",
    ),
    (
        v2({"type": 14, "spacing": 2}, text("x")),
        v2({"type": 14, "spacing": 3}, text("x")),
        "components.0.spacing",
    ),
)


def errors_at(errors: Any, place: str) -> list[Any]:
    for part in place.split("."):
        errors = errors[part]
    found: list[Any] = errors["_errors"]
    return found


@pytest.mark.asyncio
@pytest.mark.parametrize(("fits", "too_much", "place"), [*PLAIN, *COMPONENTS])
async def test_messages_to_the_limit_and_past_it(
    local: LocalDiscord, call: Call, fits: Any, too_much: Any, place: str
) -> None:
    path = f"/channels/{local.person('Mara').channel('general')['id']}/messages"
    status, body, _ = await call("POST", path, fits)
    assert (status, body.get("errors")) == (200, None)
    status, body, _ = await call("POST", path, too_much)
    assert (status, body["code"]) == (400, 50035)
    (problem,) = errors_at(body["errors"], place)
    assert problem["code"].isupper()
    assert problem["message"]
    assert len(local.person("Mara").messages("general")) == 1


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "body",
    [{}, {"content": " \n "}, {"content": None}, {"flags": V2}, {"components": [], "flags": V2}],
)
async def test_an_empty_message_is_50006(local: LocalDiscord, call: Call, body: Any) -> None:
    path = f"/channels/{local.person('Mara').channel('general')['id']}/messages"
    status, answer, _ = await call("POST", path, body)
    assert (status, answer["code"]) == (400, 50006)


@pytest.mark.asyncio
async def test_files_to_the_limit_and_past_it(local: LocalDiscord, call: Call) -> None:
    path = f"/channels/{local.person('Mara').channel('general')['id']}/messages"

    async def send(count: int, size: int) -> tuple[int, Any]:
        form = aiohttp.FormData(quote_fields=False)
        form.add_field("payload_json", "{}", content_type="application/json")
        for n in range(count):
            form.add_field(f"files[{n}]", io.BytesIO(b"x" * size), filename=f"{n}.bin")
        status, body, _ = await call("POST", path, data=form)
        return status, body

    assert (await send(10, 1))[0] == 200
    status, body = await send(11, 1)
    assert (status, body["code"]) == (400, 50035)
    assert (await send(1, 10 * 1024 * 1024))[0] == 200
    status, body = await send(1, 10 * 1024 * 1024 + 1)
    assert (status, body["code"]) == (413, 40005)


def label(component: Any, **changed: Any) -> dict[str, Any]:
    return {"type": 18, "label": "Label", "component": component, **changed}


def entry(n: int = 0, **changed: Any) -> dict[str, Any]:
    return {"type": 4, "custom_id": f"t{n}", "style": 1, **changed}


def modal(*components: Any, **changed: Any) -> dict[str, Any]:
    return {"custom_id": "m", "title": "Title", "components": list(components), **changed}


def group(kind: int, count: int, **changed: Any) -> dict[str, Any]:
    return {"type": kind, "custom_id": "g", "options": options(count), **changed}


MODALS = (
    (modal(label(entry()), title="x" * 45), modal(label(entry()), title="x" * 46), "title"),
    (
        modal(label(entry()), custom_id="x" * 100),
        modal(label(entry()), custom_id="x" * 101),
        "custom_id",
    ),
    (
        modal(*[label(entry(n)) for n in range(5)]),
        modal(*[label(entry(n)) for n in range(6)]),
        "components",
    ),
    (modal(label(entry())), modal(), "components"),
    (modal(label(entry())), modal(entry()), "components.0.type"),
    (modal(label(entry(1)), label(entry(2))), modal(label(entry(1)), label(entry(1))), None),
    (
        modal(label(entry(), label="x" * 45)),
        modal(label(entry(), label="x" * 46)),
        "components.0.label",
    ),
    (
        modal(label(entry(), description="x" * 100)),
        modal(label(entry(), description="x" * 101)),
        "components.0.description",
    ),
    (
        modal(label(entry(max_length=4000))),
        modal(label(entry(max_length=4001))),
        "components.0.component.max_length",
    ),
    (
        modal(label(entry(min_length=2, max_length=2))),
        modal(label(entry(min_length=3, max_length=2))),
        "components.0.component.min_length",
    ),
    (
        modal(label(entry(max_length=3, value="abc"))),
        modal(label(entry(max_length=3, value="abcd"))),
        "components.0.component.value",
    ),
    (
        modal(label(entry(placeholder="x" * 100))),
        modal(label(entry(placeholder="x" * 101))),
        "components.0.component.placeholder",
    ),
    (modal(label(group(22, 10))), modal(label(group(22, 11))), "components.0.component.options"),
    (
        modal(label(group(22, 3, min_values=0, required=False))),
        modal(label(group(22, 3, min_values=0))),
        "components.0.component.min_values",
    ),
    (
        modal(label(group(22, 3, max_values=3))),
        modal(label(group(22, 3, max_values=4))),
        "components.0.component.max_values",
    ),
    (modal(label(group(21, 2))), modal(label(group(21, 1))), "components.0.component.options"),
    (modal(label(group(21, 10))), modal(label(group(21, 11))), "components.0.component.options"),
    (
        modal(label({"type": 19, "custom_id": "f", "max_values": 10})),
        modal(label({"type": 19, "custom_id": "f", "max_values": 11})),
        "components.0.component.max_values",
    ),
    (
        modal(label({"type": 23, "custom_id": "c"})),
        modal(label({"type": 23, "custom_id": ""})),
        "components.0.component.custom_id",
    ),
    (
        modal(label(select(required=False, min_values=0))),
        modal(label(select(disabled=True))),
        "components.0.component.disabled",
    ),
    (
        modal(row(entry(label="Old style"))),
        modal(row(entry())),
        "components.0.components.0.label",
    ),
)


@pytest.mark.parametrize(("fits", "too_much", "place"), MODALS)
def test_forms_to_the_limit_and_past_it(fits: Any, too_much: Any, place: str | None) -> None:
    check_modal(fits)
    with pytest.raises(Invalid) as refused:
        check_modal(too_much)
    if place is None:
        assert refused.value.errors["components"]["_errors"]
    else:
        assert errors_at(refused.value.errors, f"data.{place}")
