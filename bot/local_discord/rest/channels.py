"""Channels and the messages in them, as far as the bot's permissions go."""

from __future__ import annotations

from .. import permissions
from ..errors import error, invalid
from ..posts import Json, Post
from ..validate.shape import Problems, number
from ..world import DM_CHANNEL
from .api import Api, Call, Route

REPLY = 19
MAX_LISTED = 100
NONCE_WINDOW = 300.0
"""Seconds; the docs say "the past few minutes"."""
_ANCHORS = ("before", "after", "around")


class Channels:
    def __init__(self, api: Api) -> None:
        self._world = api.world
        self._writer = api.writer
        self._faults = api.faults

    def routes(self) -> list[Route]:
        messages = "/channels/{channel_id}/messages"
        return [
            ("GET", "/channels/{channel_id}", self.channel),
            ("GET", messages, self.listed),
            ("POST", messages, self.send),
            ("GET", f"{messages}/{{message_id}}", self.message),
            ("PATCH", f"{messages}/{{message_id}}", self.edit),
            ("DELETE", f"{messages}/{{message_id}}", self.delete),
        ]

    def channel(self, call: Call) -> Json:
        return self._find(call)

    def listed(self, call: Call) -> list[Json]:
        """Newest first; `before`, `after`, `around` and `limit` (50, up to 100) narrow it."""
        channel = self._find(call)
        if not self._may(channel, permissions.READ_MESSAGE_HISTORY):
            return []
        problems = Problems()
        for name, most in (("limit", MAX_LISTED), *((each, 2**63) for each in _ANCHORS)):
            number(1, most)(call.query.get(name, 1), (name,), problems)
        problems.refuse()
        limit = int(call.query.get("limit", 50))
        posts = [p.json for p in self._world.posts[channel["id"]].values() if not p.audience]
        return _window(posts, call.query, limit)

    def message(self, call: Call) -> Json:
        return self._post(call).json

    def send(self, call: Call) -> Json:
        """Raises 50007/50278 for closed DMs, 50013 for what the bot may not do here."""
        channel, body = self._find(call), call.json
        self._may_send(channel, body, bool(call.uploads))
        before = self._of_nonce(body)
        if before is not None:
            return before.json
        extra = self._reference(channel, body.get("message_reference"))
        post = self._writer.create(
            channel,
            self._world.bot,
            body,
            call.uploads,
            extra=extra,
            locale=self._world.spoken_in(channel),
        )
        if body.get("nonce") is not None:
            self._world.nonces[str(body["nonce"])] = self._world.clock(), post
        return post.json

    def edit(self, call: Call) -> Json:
        post = self._post(call)
        if post.json["author"]["id"] != self._world.bot["id"]:
            raise error(50005)
        self._writer.edit(post, call.json, call.uploads)
        return post.json

    def delete(self, call: Call) -> None:
        post = self._post(call)
        if post.json["author"]["id"] != self._world.bot["id"]:
            channel = self._world.channels[post.channel_id]
            if channel["type"] == DM_CHANNEL:
                raise error(50003)
            if not self._may(channel, permissions.MANAGE_MESSAGES):
                raise error(50013)
        self._world.delete_post(post)

    def _of_nonce(self, body: Json) -> Post | None:
        """What the bot sent in the last minutes with this nonce, in whichever channel (docs, create
        message: `enforce_nonce`)."""
        when, post = self._world.nonces.get(str(body.get("nonce")), (0.0, None))
        recent = self._world.clock() - when <= NONCE_WINDOW
        return post if body.get("enforce_nonce") and recent else None

    def _find(self, call: Call) -> Json:
        channel = self._world.channels.get(call.at["channel_id"])
        if channel is None:
            raise error(10003)
        if not self._may(channel, permissions.VIEW_CHANNEL):
            raise error(50001)
        return channel

    def _post(self, call: Call) -> Post:
        """Ephemeral messages are out of reach here, as on Discord."""
        post = self._world.posts[self._find(call)["id"]].get(call.at["message_id"])
        if post is None or post.audience:
            raise error(10008)
        return post

    def _may(self, channel: Json, right: int) -> bool:
        return bool(self._world.permissions(self._world.bot["id"], channel) & right)

    def _may_send(self, channel: Json, body: Json, with_files: bool) -> None:
        if channel["type"] == DM_CHANNEL:
            person = channel["recipients"][0]["id"]
            if person in self._faults.closed_dms:
                raise error(self._faults.closed_dms[person])
            if not self._world.shares_guild(person) and person not in self._world.user_installs:
                raise error(50278)
            return
        needed = permissions.SEND_MESSAGES
        needed |= permissions.ATTACH_FILES if with_files else 0
        needed |= permissions.EMBED_LINKS if body.get("embeds") else 0
        if self._world.permissions(self._world.bot["id"], channel) & needed != needed:
            raise error(50013)

    def _reference(self, channel: Json, reference: Json | None) -> Json:
        if not reference:
            return {}
        message_id = str(reference.get("message_id"))
        target = self._world.posts[channel["id"]].get(message_id)
        if target is None and reference.get("fail_if_not_exists", True):
            problem = {"code": "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "message": "Unknown message"}
            raise invalid({"message_reference": {"_errors": [problem]}})
        place = {"channel_id": channel["id"], "message_id": message_id}
        answered = target.json if target else None
        return {"type": REPLY, "message_reference": place, "referenced_message": answered}


def _window(posts: list[Json], query: dict[str, str], limit: int) -> list[Json]:
    if "before" in query:
        posts = [p for p in posts if int(p["id"]) < int(query["before"])]
    elif "after" in query:
        posts = [p for p in posts if int(p["id"]) > int(query["after"])][:limit]
    elif "around" in query:
        earlier = sum(int(p["id"]) < int(query["around"]) for p in posts)
        posts = posts[max(0, earlier - limit // 2) :][:limit]
    return posts[-limit:][::-1]
