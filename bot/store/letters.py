"""Letters: which ones were made and whether they arrived; never what is in them."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from bot.core.models import LetterCase, LetterChoice, LetterState
from bot.store.engine import OnEngine, Row

_OPEN = """
INSERT INTO letters
    (id, user_id, guild_id, platform, kind, region, language, state, created_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'delivering', ?8)
"""

_SETTLE = """
UPDATE letters SET state = ?2, delivered_at = ?3, dm_channel_id = ?4, dm_message_id = ?5
WHERE id = ?1 AND state = 'delivering'
"""

_OF_PERSON = """
SELECT id, user_id, guild_id, platform, kind, region, language, state, created_at, delivered_at,
       dm_channel_id, dm_message_id
FROM letters WHERE user_id = ?1 ORDER BY created_at DESC, id DESC
"""


class Letters(OnEngine):
    async def open_letter(self, user: int, guild: int, choice: LetterChoice, now: int) -> int:
        """Stores a case as `delivering` and returns its id: random, so that it tells nobody how
        many letters there are, from 1 to 2**63 - 1 (at most 19 digits)."""
        case = 1 + secrets.randbelow(2**63 - 1)
        await self._engine.write(
            _OPEN,
            case,
            user,
            guild,
            choice.platform,
            choice.kind,
            choice.region,
            choice.language,
            now,
        )
        return case

    async def settle_letter(
        self,
        case: int,
        state: LetterState,
        now: int,
        *,
        dm_channel: int | None = None,
        dm_message: int | None = None,
    ) -> None:
        """Records how delivery ended, once. Nothing happens to a case erased in the meantime."""
        delivered_at = now if state in ("delivered", "shown") else None
        await self._engine.write(_SETTLE, case, state, delivered_at, dm_channel, dm_message)

    async def letters_of(self, user: int) -> Sequence[LetterCase]:
        """The person's letters, newest first."""
        return [_case(row) for row in await self._engine.read(_OF_PERSON, user)]


def _case(row: Row) -> LetterCase:
    case, user, guild, platform, kind, region, language, state, created_at, *delivery = row
    delivered_at, dm_channel, dm_message = delivery
    return LetterCase(
        id=case,
        user=user,
        guild=guild,
        choice=LetterChoice(platform=platform, region=region, kind=kind, language=language),
        state=state,
        created_at=created_at,
        delivered_at=delivered_at,
        dm_channel=dm_channel,
        dm_message=dm_message,
    )
