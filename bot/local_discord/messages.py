"""How a body that somebody sent becomes a message, or changes one."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from urllib.parse import quote

from .components import TEXT, fill, media_of, number, walk
from .errors import error
from .files import UPLOAD_LIMIT, Upload, attachment, safe_name
from .mentions import mentioned
from .posts import COMPONENTS_V2, EPHEMERAL, LOADING, Json, Post
from .validate.message import check_message, refuse_flag_removal
from .validate.shape import Invalid
from .world import World

SUPPRESS_EMBEDS, SILENT = 1 << 2, 1 << 12
SETTABLE = SUPPRESS_EMBEDS | SILENT | COMPONENTS_V2


class Writer:
    """Creates and edits messages in one world; `address` is where its files are served."""

    def __init__(self, world: World, address: str) -> None:
        self._world = world
        self._address = address

    def create(
        self,
        channel: Json,
        author: Json,
        body: Json,
        uploads: Sequence[Upload] = (),
        *,
        audience: str | None = None,
        extra: Json | None = None,
        locale: str | None = None,
    ) -> Post:
        """A new message. `audience` makes it ephemeral; `extra` are fields that the body lacks;
        `locale` is the language the bot was asked to speak.

        Raises `Invalid` (50035) or `ApiError` (50006 empty, 40005 file too large).
        """
        flags = _flags(body) & SETTABLE
        check_message(body, flags, [safe_name(u.name) for u in uploads])
        if audience:
            flags |= EPHEMERAL
        json = self._blank(channel, author, flags) | (extra or {})
        files = self._attach(json, body, uploads, [])
        self._fill(json, body, files)
        refuse_empty(json)
        if body.get("nonce") is not None:
            json["nonce"] = str(body["nonce"])
        post = Post(json, audience, files, locale=locale)
        self._world.add_post(post)
        return post

    def thinking(
        self,
        channel: Json,
        author: Json,
        audience: str | None,
        extra: Json,
        locale: str | None = None,
    ) -> Post:
        """The "is thinking…" message that stands for a deferred answer."""
        flags = LOADING | (EPHEMERAL if audience else 0)
        post = Post(self._blank(channel, author, flags) | extra, audience, locale=locale)
        self._world.add_post(post)
        return post

    def edit(
        self,
        post: Post,
        body: Json,
        uploads: Sequence[Upload] = (),
        *,
        locale: str | None = None,
    ) -> None:
        """Change what the body names, keep the rest. Raises as `create` does, changing nothing."""
        json = deepcopy(post.json)
        loading = bool(json["flags"] & LOADING)
        if body.get("flags") is not None:
            wanted = _flags(body) & SETTABLE
            if json["flags"] & COMPONENTS_V2 and not wanted & COMPONENTS_V2:
                refuse_flag_removal()
            json["flags"] = (json["flags"] & ~SETTABLE) | wanted
        json["flags"] &= ~LOADING
        kept = _kept(post.files, body, uploads)
        names = [a["filename"] for a in kept] + [safe_name(u.name) for u in uploads]
        check_message(_merged(json, body), json["flags"], names)
        files = self._attach(json, body, uploads, kept)
        self._fill(json, body, files)
        refuse_empty(json)
        if not loading:
            json["edited_timestamp"] = self._world.now()
        post.files = files
        post.locale = locale or post.locale
        post.json.update(json)
        self._world.update_post(post)

    def keep(self, channel_id: str, upload: Upload, description: str | None = None) -> Json:
        """Store one file and describe it. Raises 40005 when it is too large."""
        if len(upload.data) > UPLOAD_LIMIT:
            raise error(40005)
        file_id = self._world.ids.next()
        self._world.files[file_id] = upload.data
        named = Upload(safe_name(upload.name), upload.data)
        url = f"{self._address}/attachments/{channel_id}/{file_id}/{quote(named.name)}"
        return attachment(file_id, url, named, description)

    def _blank(self, channel: Json, author: Json, flags: int) -> Json:
        return {
            "id": self._world.ids.next(),
            "type": 0,
            "channel_id": channel["id"],
            "author": author,
            "content": "",
            "embeds": [],
            "components": [],
            "attachments": [],
            "mentions": [],
            "mention_roles": [],
            "mention_everyone": False,
            "pinned": False,
            "tts": False,
            "timestamp": self._world.now(),
            "edited_timestamp": None,
            "flags": flags,
        }

    def _attach(
        self, json: Json, body: Json, uploads: Sequence[Upload], kept: list[Json]
    ) -> list[Json]:
        described = {str(each["id"]): each for each in body.get("attachments") or []}
        known = {str(u.index) for u in uploads} | {each["id"] for each in kept}
        for index, each in enumerate(body.get("attachments") or []):
            if str(each["id"]) not in known:
                problem = {"code": "ATTACHMENT_NOT_FOUND", "message": "Unknown attachment"}
                raise Invalid({"attachments": {str(index): {"_errors": [problem]}}})
        return kept + [
            self.keep(json["channel_id"], u, described.get(str(u.index), {}).get("description"))
            for u in uploads
        ]

    def _fill(self, json: Json, body: Json, files: list[Json]) -> None:
        """Put the body's content, embeds and components in, with their media and mentions."""
        if "content" in body:
            json["content"] = (body["content"] or "").strip()
        by_name = {each["filename"]: each for each in files}
        if "embeds" in body:
            json["embeds"] = [_embed(each, by_name) for each in body["embeds"] or []]
        if "components" in body:
            json["components"] = deepcopy(body["components"] or [])
            number(json["components"])
            fill(json["components"])
            for component in walk(json["components"]):
                self._resolve_media(component, by_name)
        shown = _shown_in_parts(json)
        json["attachments"] = [each for each in files if each["id"] not in shown]
        if body.keys() & {"content", "components", "allowed_mentions"}:
            self._mention(json, body.get("allowed_mentions"))

    def _resolve_media(self, component: Json, by_name: dict[str, Json]) -> None:
        for media in media_of(component):
            found = _resolve(media, by_name)
            media |= {"id": self._world.ids.next(), "loading_state": 2}
            if "file" in component and found:
                component["name"], component["size"] = found["filename"], found["size"]

    def _mention(self, json: Json, allowed: Json | None) -> None:
        texts = [json["content"]]
        texts += [c["content"] for c in walk(json["components"]) if c["type"] == TEXT]
        channel = self._world.channels[json["channel_id"]]
        json.update(mentioned(self._world, channel, json["author"], "\n".join(texts), allowed))


def _kept(existing: list[Json], body: Json, uploads: Sequence[Upload]) -> list[Json]:
    """The files that stay: those that `attachments` names; without it all, unless new ones come
    (docs, editing message attachments: since v10 the list is the whole)."""
    if "attachments" not in body:
        return [] if uploads else existing
    named = body["attachments"] if isinstance(body["attachments"], list) else []
    listed = {str(each.get("id")) for each in named if isinstance(each, dict)}
    return [each for each in existing if each["id"] in listed]


def _shown_in_parts(json: Json) -> set[str]:
    """The ids of the files that components and embeds show."""
    parts = [media for c in walk(json["components"]) for media in media_of(c)]
    parts += [e[part] for e in json["embeds"] for part in ("image", "thumbnail") if part in e]
    return {part["attachment_id"] for part in parts if "attachment_id" in part}


def _merged(json: Json, body: Json) -> Json:
    """The body with what would stay beside it, so that old content is seen next to new V2 flags."""
    return {"content": json["content"], "embeds": json["embeds"], **body}


def _flags(body: Json) -> int:
    """The flags asked for; what is not a number is left to the check of the body."""
    flags = body.get("flags")
    return flags if isinstance(flags, int) else 0


def refuse_empty(json: Json) -> None:
    shown = (
        ("components",)
        if json["flags"] & COMPONENTS_V2
        else ("content", "embeds", "attachments", "components")
    )
    if not any(json[part] for part in shown):
        raise error(50006)


def _embed(embed: Json, by_name: dict[str, Json]) -> Json:
    embed = {"type": "rich", **{k: v for k, v in deepcopy(embed).items() if v is not None}}
    for field in embed.get("fields", []):
        field["inline"] = bool(field.get("inline"))
    for part in ("image", "thumbnail"):
        if part in embed:
            _resolve(embed[part], by_name)
    return embed


def _resolve(media: Json, by_name: dict[str, Json]) -> Json | None:
    """Turn `attachment://name` into the file's address, with what Discord tells of it."""
    found = by_name.get(media["url"].removeprefix("attachment://"))
    if found and media["url"].startswith("attachment://"):
        media["attachment_id"] = found["id"]
        media |= {k: found[k] for k in ("url", "content_type", "width", "height") if k in found}
    media["proxy_url"] = media["url"]
    return found
