"""Who the bot is: users, the application, where the gateway is, direct message channels."""

from __future__ import annotations

from ..errors import error, invalid
from ..gateway.payloads import application_flags, own_user
from ..posts import Json
from .api import Api, Call, Route

OWNER: Json = {
    "id": "1",
    "username": "owner",
    "global_name": None,
    "discriminator": "0",
    "avatar": None,
    "public_flags": 0,
    "flags": 0,
    "primary_guild": None,
}


class Account:
    def __init__(self, api: Api) -> None:
        self._api = api
        self._world = api.world

    def routes(self) -> list[Route]:
        return [
            ("GET", "/gateway", self.gateway),
            ("GET", "/gateway/bot", self.gateway_bot),
            ("GET", "/users/@me", self.me),
            ("POST", "/users/@me/channels", self.open_dm),
            ("GET", "/users/{user_id}", self.user),
            ("GET", "/oauth2/applications/@me", self.application),
            ("GET", "/applications/@me", self.application),
        ]

    def gateway(self, _call: Call) -> Json:
        return {"url": self._api.gateway.url}

    def gateway_bot(self, _call: Call) -> Json:
        limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
        return {
            "url": self._api.gateway.url,
            "shards": self._api.shards,
            "session_start_limit": limit,
        }

    def me(self, _call: Call) -> Json:
        return own_user(self._world)

    def user(self, call: Call) -> Json:
        user = self._world.users.get(call.at["user_id"])
        if user is None:
            raise error(10013)
        return user

    def open_dm(self, call: Call) -> Json:
        recipient = str(call.json.get("recipient_id") or "")
        if not recipient:
            problem = {"code": "BASE_TYPE_REQUIRED", "message": "This field is required"}
            raise invalid({"recipient_id": {"_errors": [problem]}})
        user = self._world.users.get(recipient)
        if user is None:
            raise error(10013)
        if user["bot"]:
            raise error(50007)
        return self._world.dm_channel(recipient)

    def application(self, _call: Call) -> Json:
        world = self._world
        return {
            "id": world.application_id,
            "name": world.bot["username"],
            "icon": None,
            "description": "",
            "type": None,
            "bot_public": True,
            "bot_require_code_grant": False,
            "verify_key": "0" * 64,
            "flags": application_flags(world),
            "flags_new": str(application_flags(world)),
            "owner": OWNER,
            "team": None,
            "bot": world.bot,
            "redirect_uris": [],
            "interactions_endpoint_url": None,
            "role_connections_verification_url": None,
            "explicit_content_filter": 0,
            "eligible_oauth2_scopes": [],
            "approximate_user_authorization_count": 0,
            "approximate_guild_count": len(world.guilds),
            "approximate_user_install_count": len(world.user_installs),
        }
