"""The watch: how readings went, versions of texts, and what changed between them."""

from __future__ import annotations

import asyncio
import json
import zlib
from collections.abc import Sequence

from bot.core.changes import Change, Edit
from bot.core.models import NewJob
from bot.core.watch_store import KEPT_VERSIONS, Reading, TextVersion
from bot.store.engine import OnEngine, Row, Run, random_id
from bot.store.jobs import put_jobs

_READINGS = """
SELECT text_id, platform, etag, modified, read_at, tried_at, next_at, failures, problem,
       problem_since
FROM readings
"""

_PUT_READING = """
INSERT INTO readings (text_id, platform, etag, modified, read_at, tried_at, next_at, failures,
                      problem, problem_since)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
ON CONFLICT (text_id) DO UPDATE
SET platform = excluded.platform, etag = excluded.etag, modified = excluded.modified,
    read_at = excluded.read_at, tried_at = excluded.tried_at, next_at = excluded.next_at,
    failures = excluded.failures, problem = excluded.problem,
    problem_since = excluded.problem_since
"""

_VERSIONS = """
SELECT read_at, seen_at, sentences FROM text_versions WHERE text_id = ?1 ORDER BY read_at DESC
"""

_NEWEST = f"{_VERSIONS} LIMIT 1"

# What was compared with another version than the newest was overtaken as well.
_OVERTAKEN = """
SELECT 1 FROM text_versions WHERE text_id = ?1 AND (read_at >= ?2 OR read_at > ?3) LIMIT 1
"""

_PUT_VERSION = """
INSERT INTO text_versions (text_id, read_at, seen_at, sentences) VALUES (?1, ?2, ?3, ?4)
"""

_DROP_OLDEST = """
DELETE FROM text_versions WHERE text_id = ?1 AND read_at NOT IN (
    SELECT read_at FROM text_versions WHERE text_id = ?1 ORDER BY read_at DESC LIMIT ?2
)
"""

_SEEN = """
UPDATE text_versions SET seen_at = ?2
WHERE text_id = ?1 AND seen_at < ?2
    AND read_at = (SELECT MAX(read_at) FROM text_versions WHERE text_id = ?1)
"""

_PUT_CHANGE = """
INSERT INTO changes (id, platform, title, url, language, seen_at, found_at, because, edits)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
"""

_CHANGE = """
SELECT id, platform, title, url, language, seen_at, found_at, because, checked_at, edits
FROM changes WHERE id = ?1
"""

_CHANGES = """
SELECT id, platform, title, url, language, seen_at, found_at, because, checked_at
FROM changes WHERE found_at >= ?1 ORDER BY found_at DESC, id LIMIT 500
"""

_CHECK = """
UPDATE changes SET checked_at = COALESCE(checked_at, ?2) WHERE id = ?1 RETURNING 1
"""

_PLAN = """
INSERT INTO jobs (id, kind, user_id, case_id, due_at, free_at, created_at)
VALUES (?1, 'watch-host', 0, ?2, ?3, ?3, ?4)
ON CONFLICT (case_id, kind) DO NOTHING
"""


class Watch(OnEngine):
    """The part of `bot.core.watch_store` that is about texts. Long ones are packed and unpacked on
    a thread: a policy is some hundred kilobytes."""

    async def readings(self) -> Sequence[Reading]:
        return [_reading(row) for row in await self._engine.read(_READINGS)]

    async def put_reading(self, reading: Reading) -> None:
        await self._engine.write(
            _PUT_READING,
            reading.text,
            reading.platform,
            reading.etag,
            reading.modified,
            reading.read_at,
            reading.tried_at,
            reading.next_at,
            reading.failures,
            reading.problem,
            reading.problem_since,
        )

    async def newest_version(self, text: int) -> TextVersion | None:
        for row in await self._engine.read(_NEWEST, text):
            return await asyncio.to_thread(_version, text, row)
        return None

    async def versions(self, text: int) -> Sequence[TextVersion]:
        rows = await self._engine.read(_VERSIONS, text)
        return [await asyncio.to_thread(_version, text, row) for row in rows]

    async def put_version(self, version: TextVersion, change: Change | None) -> bool:
        packed = await asyncio.to_thread(_pack, version.sentences)
        edits = await asyncio.to_thread(_pack_edits, change.edits) if change else b""
        base = version.read_at if change is None else change.seen_at
        async with self._engine.transaction() as run:
            # One at a time: two that read at once would each find the same change.
            await run(self._engine.lock_sql)
            if await run(_OVERTAKEN, version.text, version.read_at, base):
                return False
            await run(_PUT_VERSION, version.text, version.read_at, version.seen_at, packed)
            await run(_DROP_OLDEST, version.text, KEPT_VERSIONS)
            if change:
                await _put_change(run, change, edits)
        return True

    async def version_seen(self, text: int, at: int) -> None:
        await self._engine.write(_SEEN, text, at)

    async def forget_texts(self, texts: Sequence[int]) -> None:
        async with self._engine.transaction() as run:
            for text in texts:
                await run("DELETE FROM text_versions WHERE text_id = ?1", text)
                await run("DELETE FROM readings WHERE text_id = ?1", text)

    async def change(self, id_: int) -> Change | None:
        for *row, packed in await self._engine.read(_CHANGE, id_):
            return _change(tuple(row), await asyncio.to_thread(_unpack_edits, packed))
        return None

    async def changes(self, since: int = 0) -> Sequence[Change]:
        return [_change(row, ()) for row in await self._engine.read(_CHANGES, since)]

    async def check_change(self, id_: int, now: int) -> bool:
        return bool(await self._engine.write(_CHECK, id_, now))

    async def plan_watch(self, hosts: Sequence[tuple[int, int]], now: int) -> None:
        async with self._engine.transaction() as run:
            for host, at in sorted(hosts):  # two that plan at once never wait for each other
                await run(_PLAN, random_id(), host, at, now)


async def _put_change(run: Run, change: Change, edits: bytes) -> None:
    await run(
        _PUT_CHANGE,
        change.id,
        change.platform,
        change.title,
        change.url,
        change.language,
        change.seen_at,
        change.found_at,
        json.dumps({topic: list(words) for topic, words in change.because.items()}),
        edits,
    )
    job = NewJob(kind="change-found", user=0, case=change.id, at=change.found_at)
    await put_jobs(run, [job], change.found_at)


def _reading(row: Row) -> Reading:
    text, platform, etag, modified, read_at, tried_at, next_at, failures, problem, since = row
    return Reading(
        text=text,
        platform=platform,
        etag=etag,
        modified=modified,
        read_at=read_at,
        tried_at=tried_at,
        next_at=next_at,
        failures=failures,
        problem=problem,
        problem_since=since,
    )


def _version(text: int, row: Row) -> TextVersion:
    read_at, seen_at, packed = row
    return TextVersion(text=text, read_at=read_at, seen_at=seen_at, sentences=_unpack(packed))


def _change(row: Row, edits: tuple[Edit, ...]) -> Change:
    id_, platform, title, url, language, seen_at, found_at, because, checked_at = row
    return Change(
        id=id_,
        platform=platform,
        title=title,
        url=url,
        language=language,
        seen_at=seen_at,
        found_at=found_at,
        edits=edits,
        because={topic: tuple(words) for topic, words in json.loads(because).items()},
        checked_at=checked_at,
    )


def _pack(sentences: Sequence[str]) -> bytes:
    lines = (sentence.replace("\n", " ") for sentence in sentences)
    return zlib.compress("\n".join(lines).encode())


def _unpack(packed: bytes) -> tuple[str, ...]:
    text = zlib.decompress(packed).decode()
    return tuple(text.split("\n")) if text else ()


def _pack_edits(edits: Sequence[Edit]) -> bytes:
    rows = [(edit.old, edit.new, edit.before) for edit in edits]
    return zlib.compress(json.dumps(rows, ensure_ascii=False).encode())


def _unpack_edits(packed: bytes) -> tuple[Edit, ...]:
    return tuple(Edit(*row) for row in json.loads(zlib.decompress(packed)))
