"""Commands: what was last registered with Discord."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager

from bot.store.engine import OnEngine

_REGISTERED = "SELECT fingerprint FROM registered_commands WHERE application_id = ?1"

_REMEMBER = """
INSERT INTO registered_commands (application_id, fingerprint, registered_at) VALUES (?1, ?2, ?3)
ON CONFLICT (application_id) DO UPDATE
SET fingerprint = excluded.fingerprint, registered_at = excluded.registered_at
"""


class Commands(OnEngine):
    async def registered_commands(self, application: int) -> str | None:
        """The fingerprint of what was last registered with this application."""
        for (fingerprint,) in await self._engine.read(_REGISTERED, application):
            return str(fingerprint)
        return None

    def registering(self) -> AbstractAsyncContextManager[None]:
        """Inside, no other process registers commands."""
        return self._engine.alone("commands")

    async def forget_commands(self) -> None:
        """Whoever starts next registers them anew: a database that was restored knows what was
        registered when it was backed up."""
        await self._engine.write("DELETE FROM registered_commands")

    async def remember_commands(self, application: int, fingerprint: str, now: int) -> None:
        await self._engine.write(_REMEMBER, application, fingerprint, now)
