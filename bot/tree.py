"""The command tree: where commands may be used, one path for errors, registration on change."""

from __future__ import annotations

import asyncio
import hashlib
import json
from typing import TYPE_CHECKING, TypeAlias

import discord
from discord import app_commands

from bot.logs import log_failure
from bot.replies import being_restarted, cut_off, language_of, report, uploads
from bot.tracing import until_task_ends
from bot.views import cases as views
from bot.views import follows
from bot.views.posting_settings import stopped
from bot.views.words import platform_name

if TYPE_CHECKING:
    from bot.client import TernClient
    from bot.i18n import Languages

_Of: TypeAlias = app_commands.TranslationContextLocation

_HELD_AT_ONCE = 3
"""How many held reminders follow one command. Discord takes at most five follow-ups from an app
that only the person has installed (docs, interactions: followup messages)."""


class TernTree(app_commands.CommandTree["TernClient"]):
    """By default a command works everywhere: in servers, in direct messages, installed by a server
    or by a person. Groups that need a server say so themselves."""

    def __init__(self, client: TernClient) -> None:
        super().__init__(
            client,
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
        )

    async def interaction_check(self, interaction: discord.Interaction[TernClient], /) -> bool:
        """The first thing that discord.py does with a command or a completion."""
        until_task_ends(interaction)
        if not self.client.is_stopping:
            return True
        if interaction.type is not discord.InteractionType.autocomplete:
            await report(interaction, being_restarted())
        return False

    async def _call(self, interaction: discord.Interaction[TernClient]) -> None:
        """As discord.py's, which has no hook for a command that is cancelled."""
        try:
            await super()._call(interaction)
        except asyncio.CancelledError:
            await cut_off(interaction)
            raise

    async def on_error(
        self,
        interaction: discord.Interaction[TernClient],
        error: app_commands.AppCommandError,
    ) -> None:
        await report(interaction, error)

    async def show_held(self, interaction: discord.Interaction[TernClient]) -> None:
        """After a command or a form was answered: what could not be said by direct message, for the
        person alone. A failure is logged; they have their answer already.

        Nothing can follow a form that was opened; it follows when the form comes back.
        """
        response = interaction.response
        if not response.is_done() or response.type is discord.InteractionResponseType.modal:
            return
        services, user = interaction.client.services, interaction.user.id
        t = language_of(interaction)
        try:
            reminders = (await services.cases.held(user))[:_HELD_AT_ONCE]
            for held in reminders:
                card = views.reminder(held, t, mark=str(held.job.id), held=True)
                await interaction.followup.send(view=card, ephemeral=True)
                await services.cases.told(held.job)
            left = _HELD_AT_ONCE - len(reminders)
            for said in await services.follows.held(user, left):
                mark = str(said.job.id)
                card = follows.notice(said, services.catalogue, t, mark=mark, held=True)
                platform = platform_name(said.change.platform, services.catalogue)
                file = services.change_files.write(said.change, platform, t)
                await interaction.followup.send(view=card, files=uploads([file]), ephemeral=True)
                await services.follows.told(said.job)
        except Exception as error:  # noqa: BLE001 - what is held waits for the next command
            log_failure(error, "held reminders")

    async def show_stopped(self, interaction: discord.Interaction[TernClient]) -> None:
        """After a command of somebody who may manage the server: what Tern stopped posting there,
        once, for that person alone."""
        response, guild = interaction.response, interaction.guild_id
        if guild is None or not interaction.permissions.manage_guild or not response.is_done():
            return
        if response.type is discord.InteractionResponseType.modal:
            return
        services = interaction.client.services
        try:
            if found := await services.postings.untold(guild):
                card = stopped(found, services.catalogue, language_of(interaction))
                await interaction.followup.send(view=card, ephemeral=True)
                for posting in found:
                    await services.postings.told(posting)
        except Exception as error:  # noqa: BLE001 - it is shown at the next command
            log_failure(error, "stopped posts")

    async def fingerprint(self) -> str:
        """A hash of everything that would be registered, translations included."""
        translator = self.translator
        commands = [
            await command.get_translated_payload(self, translator)
            if translator
            else command.to_dict(self)
            for command in self.get_commands()
        ]
        commands.sort(key=lambda command: (command["type"], command["name"]))
        return hashlib.sha256(json.dumps(commands, sort_keys=True).encode()).hexdigest()

    async def register(self, *, always: bool = False) -> bool:
        """Registers all commands with Discord if they differ from what was last registered.

        Returns whether it did. Raises `app_commands.CommandSyncFailure` when Discord refuses them.
        """
        client = self.client
        services = client.services
        application = client.application_id
        if application is None:
            raise RuntimeError("commands are registered after login")
        fingerprint = await self.fingerprint()
        if not always and await services.store.registered_commands(application) == fingerprint:
            return False
        async with services.store.registering():
            # While this process waited, another may have done it.
            if not always and await services.store.registered_commands(application) == fingerprint:
                return False
            await self.sync()
            now = int(services.clock.now().timestamp())
            await services.store.remember_commands(application, fingerprint, now)
        return True


class Translator(app_commands.Translator):
    """Names and descriptions of commands in every language Tern speaks."""

    def __init__(self, languages: Languages) -> None:
        self._languages = languages

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """None where there is no translation; Discord shows the English then."""
        t = self._languages.of(locale.value)
        match context.location, context.data:
            case (_Of.parameter_name, app_commands.Parameter() as option):
                command = option.command.qualified_name
                translated = t.commands.option(string.message, of=command)
            case (
                (_Of.group_name | _Of.command_name),
                (app_commands.Group() | app_commands.Command()) as command,
            ):
                translated = t.commands.name(command.qualified_name)
            case _:
                translated = t(string.message)
        return translated if translated != string.message else None
