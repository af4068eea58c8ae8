"""Answers to interactions: the callback, and the messages reached through its token."""

from __future__ import annotations

from ..components import number
from ..errors import error, invalid
from ..interactions import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL_SUBMIT, Interaction, Step
from ..posts import EPHEMERAL, LOADING, Json, Post
from ..validate.message import check_choices
from ..validate.modal import check_modal
from ..validate.shape import Invalid
from .api import Api, Call, Route

MESSAGE, DEFER, DEFER_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
ALLOWED = {
    COMMAND: (MESSAGE, DEFER, MODAL),
    COMPONENT: (MESSAGE, DEFER, DEFER_UPDATE, UPDATE, MODAL),
    AUTOCOMPLETE: (CHOICES,),
    MODAL_SUBMIT: (MESSAGE, DEFER),
}
FROM_SLASH, FROM_MENU, REPLY = 20, 23, 19
MAX_USER_INSTALL_FOLLOWUPS = 5


class Answers:
    def __init__(self, api: Api) -> None:
        self._api = api
        self._world = api.world
        self._writer = api.writer

    def routes(self) -> list[Route]:
        hook = "/webhooks/{webhook_id}/{webhook_token}"
        routes: list[Route] = [
            ("POST", "/interactions/{interaction_id}/{interaction_token}/callback", self.callback),
            ("POST", hook, self.follow_up),
        ]
        for message in ("@original", "{message_id}"):
            path = f"{hook}/messages/{message}"
            routes += [
                ("GET", path, self.get),
                ("PATCH", path, self.edit),
                ("DELETE", path, self.delete),
            ]
        return routes

    # --- the first answer ---------------------------------------------------------------------

    def callback(self, call: Call) -> Json | None:
        """One answer, in time, of a type that fits. Raises 10062, 40060 or 50035."""
        interaction = self._world.interactions.get(call.at["interaction_id"])
        if interaction is None or interaction.token != call.at["interaction_token"]:
            raise error(10062)
        if interaction.answered:
            raise error(40060)
        if interaction.failed or self._age(interaction) > self._api.answer_within:
            interaction.add(Step("failed"))
            raise error(10062)
        kind, data = call.json.get("type"), call.json.get("data")
        data = data if isinstance(data, dict) else {}
        allowed = ALLOWED[interaction.kind]
        if interaction.kind == MODAL_SUBMIT and interaction.source:
            allowed += (DEFER_UPDATE, UPDATE)
        if kind not in allowed:
            names = ", ".join(map(str, allowed))
            problem = {"code": "BASE_TYPE_CHOICES", "message": f"Value must be one of {{{names}}}."}
            raise invalid({"type": {"_errors": [problem]}})
        try:
            self._answer(interaction, kind, data, call)
        except Invalid as refusal:
            nested = refusal.errors if "data" in refusal.errors else {"data": refusal.errors}
            raise Invalid(nested) from None
        interaction.answered = True
        if call.query.get("with_response") in ("1", "true", "True"):
            return _described(interaction, kind)
        return None

    def _answer(self, interaction: Interaction, kind: int, data: Json, call: Call) -> None:
        if kind == CHOICES:
            check_choices(data, _focused_type(interaction.payload["data"].get("options", [])))
            interaction.choices = data["choices"]
            interaction.add(Step("choices"))
        elif kind == MODAL:
            check_modal(data)
            number(data["components"])
            interaction.modal = data
            interaction.add(Step("modal"))
            opened = {"interaction_id": interaction.id, "user_id": interaction.user_id}
            self._world.tell({"type": "modal", "modal": data, **opened})
        elif kind == DEFER_UPDATE:
            interaction.original = interaction.source
            interaction.add(Step("acknowledged"))
        elif kind == UPDATE and interaction.source:
            self._writer.edit(interaction.source, data, call.uploads, locale=interaction.locale)
            interaction.original = interaction.source
            interaction.add(Step("edit", interaction.source))
        else:
            self._first_message(interaction, kind, data, call)

    def _first_message(self, interaction: Interaction, kind: int, data: Json, call: Call) -> None:
        channel = self._world.channels[interaction.channel_id]
        extra = self._extra(interaction, interaction.source)
        if kind == DEFER:
            audience = _audience(interaction, data)
            post = self._writer.thinking(
                channel, self._world.bot, audience, extra, interaction.locale
            )
            interaction.original = post
            interaction.add(Step("thinking", post))
        else:
            post = self._create(interaction, data, call, extra)
            interaction.original = post
            interaction.add(Step("message", post))

    # --- later --------------------------------------------------------------------------------

    def follow_up(self, call: Call) -> Json:
        """After "thinking…" the first follow-up takes its place; else it is a new message."""
        interaction = self._by_token(call)
        first = interaction.original
        if first and first.loading:
            return self._change(interaction, first, call)
        sent = len(interaction.followups)
        if interaction.by_user_install and sent >= MAX_USER_INSTALL_FOLLOWUPS:
            raise error(40094)
        post = self._create(interaction, call.json, call, self._extra(interaction, first))
        interaction.followups.append(post)
        interaction.add(Step("message", post))
        return post.json

    def get(self, call: Call) -> Json:
        return self._post(call)[1].json

    def edit(self, call: Call) -> Json:
        interaction, post = self._post(call)
        return self._change(interaction, post, call)

    def delete(self, call: Call) -> None:
        interaction, post = self._post(call)
        self._world.delete_post(post)
        interaction.add(Step("delete", post))

    def _change(self, interaction: Interaction, post: Post, call: Call) -> Json:
        step = Step("message" if post.loading else "edit", post)
        self._writer.edit(post, call.json, call.uploads, locale=interaction.locale)
        interaction.add(step)
        return post.json

    def _create(self, interaction: Interaction, data: Json, call: Call, extra: Json) -> Post:
        channel = self._world.channels[interaction.channel_id]
        audience = _audience(interaction, data)
        return self._writer.create(
            channel,
            self._world.bot,
            data,
            call.uploads,
            audience=audience,
            extra=extra,
            locale=interaction.locale,
        )

    def _post(self, call: Call) -> tuple[Interaction, Post]:
        interaction = self._by_token(call)
        post = interaction.post(call.at.get("message_id", "@original"))
        if post is None:
            raise error(10008)
        return interaction, post

    def _by_token(self, call: Call) -> Interaction:
        """Raises 10015 for an unknown or unanswered interaction, 50027 past its 15 min."""
        interaction = self._world.tokens.get(call.at["webhook_token"])
        if (
            interaction is None
            or call.at["webhook_id"] != self._world.application_id
            or not interaction.answered
        ):
            raise error(10015)
        if self._age(interaction) > self._api.token_lifetime:
            raise error(50027)
        return interaction

    def _age(self, interaction: Interaction) -> float:
        return self._world.clock() - interaction.opened_at

    def _extra(self, interaction: Interaction, answers: Post | None) -> Json:
        """The fields that tell where an interaction's message comes from."""
        payload = interaction.payload
        user = self._world.users[interaction.user_id]
        extra: Json = {
            "webhook_id": self._world.application_id,
            "application_id": self._world.application_id,
            "interaction_metadata": {
                "id": interaction.id,
                "type": interaction.kind,
                "user": user,
                "authorizing_integration_owners": payload["authorizing_integration_owners"],
            },
        }
        if interaction.kind == COMMAND and not answers:
            extra["type"] = FROM_SLASH if payload["data"]["type"] == 1 else FROM_MENU
            extra["interaction_metadata"]["name"] = payload["data"]["name"]
        elif answers:
            place = {"channel_id": answers.channel_id, "message_id": answers.id}
            extra |= {"type": REPLY, "message_reference": place}
        return extra


def _audience(interaction: Interaction, data: Json) -> str | None:
    return interaction.user_id if int(data.get("flags") or 0) & EPHEMERAL else None


def _focused_type(options: list[Json]) -> int:
    for option in options:
        if option.get("focused"):
            return int(option["type"])
        if "options" in option:
            return _focused_type(option["options"])
    return 0


def _described(interaction: Interaction, kind: int) -> Json:
    """What `with_response` gives (docs: Interaction Callback Response)."""
    about: Json = {"id": interaction.id, "type": interaction.kind}
    answer: Json = {"interaction": about}
    post = interaction.original
    if post and kind not in (CHOICES, MODAL):
        about |= {
            "response_message_id": post.id,
            "response_message_loading": bool(post.flags & LOADING),
            "response_message_ephemeral": bool(post.flags & EPHEMERAL),
        }
        if kind != DEFER_UPDATE:
            answer["resource"] = {"type": kind, "message": post.json}
    return answer
