"""Settings: the only reader of the environment and of `.env`."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dotenv import dotenv_values

from bot.errors import StartupError

KNOWN = frozenset(
    {
        "DISCORD_TOKEN",
        "DISCORD_API_URL",
        "DATABASE_URL",
        "TERN_ERASURES",
        "TERN_SHARD_COUNT",
        "TERN_SHARD_IDS",
        "TERN_LOG",
        "TERN_LOG_LEVEL",
        "TERN_HTTP",
        "TERN_DATA",
        "TERN_TEMPLATES",
        "TERN_WATCH",
        "TERN_OPERATOR",
        "TERN_CONTACT",
        "TERN_PRIVACY_URL",
        "TERN_TERMS_URL",
    }
)
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """How this process runs. The token is not in its repr."""

    token: str | None = field(default=None, repr=False)
    api_url: str = "https://discord.com/api/v10"
    database_url: str = field(default="sqlite:///tern.db", repr=False)
    erasures_file: Path | None = None
    shard_count: int | None = None
    shard_ids: tuple[int, ...] | None = None
    log: str = "text"
    log_level: str = "INFO"
    http: tuple[str, int] | None = None
    data: Path | None = None
    templates: Path | None = None
    watch: bool = False
    operator: str | None = None
    contact: str | None = None
    privacy_url: str | None = None
    terms_url: str | None = None
    warnings: tuple[str, ...] = ()

    @classmethod
    def read(cls, folder: Path, environ: Mapping[str, str] | None = None) -> Settings:
        """From `folder/.env` and the environment, which wins.

        Raises `StartupError` with one message that names every bad value (never the value of a
        secret). Unknown `TERN_*` names become `warnings`.
        """
        dotenv = {k: v for k, v in dotenv_values(folder / ".env").items() if v is not None}
        values = {**dotenv, **(os.environ if environ is None else environ)}
        reader = _Reader({k: v.strip() for k, v in values.items() if v.strip()})
        settings = cls(
            token=reader.text("DISCORD_TOKEN"),
            api_url=reader.url("DISCORD_API_URL") or cls.api_url,
            database_url=reader.database() or cls.database_url,
            erasures_file=reader.file("TERN_ERASURES"),
            shard_count=reader.whole("TERN_SHARD_COUNT"),
            shard_ids=reader.shards("TERN_SHARD_IDS"),
            log=reader.one_of("TERN_LOG", ("text", "json")) or cls.log,
            log_level=reader.one_of("TERN_LOG_LEVEL", _LEVELS) or cls.log_level,
            http=reader.listen("TERN_HTTP"),
            data=reader.folder("TERN_DATA"),
            templates=reader.folder("TERN_TEMPLATES"),
            watch=reader.one_of("TERN_WATCH", ("on", "off")) == "on",
            operator=reader.text("TERN_OPERATOR"),
            contact=reader.text("TERN_CONTACT"),
            privacy_url=reader.url("TERN_PRIVACY_URL"),
            terms_url=reader.url("TERN_TERMS_URL"),
            warnings=reader.unknown(),
        )
        reader.compare_shards(settings)
        reader.finish()
        return settings

    @property
    def erasures(self) -> Path:
        """The list of erasures: the file that was named, or one that is called like the database:
        beside a SQLite file, in this folder for PostgreSQL."""
        if self.erasures_file is not None:
            return self.erasures_file
        return Path(f"{self.database_name}.erasures")

    @property
    def database_name(self) -> str:
        """What files that go with the database are called by: the path of a SQLite file, the name
        of a PostgreSQL database."""
        scheme, _, path = self.database_url.partition(":///")
        if scheme == "sqlite":
            return path
        name = re.search(r"/(\w+)(?:\?.*)?$", self.database_url)
        return name[1] if name else "tern"


def child_environment() -> Mapping[str, str]:
    """What a program that Tern starts may know: the environment without Tern's own settings."""
    return {name: value for name, value in os.environ.items() if name not in KNOWN}


_HOST = re.compile(r"[\w.-]*|\[[0-9A-Fa-f:.]+\]", re.ASCII)
_URL = re.compile(r"https?://[^\s/:@]+(:\d+)?(/\S*)?")


def _is_whole(text: str) -> bool:
    return text.isascii() and text.isdigit()


class _Reader:
    """Reads values one by one and remembers everything that is wrong with them."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values
        self._problems: list[str] = []

    def text(self, name: str) -> str | None:
        return self._values.get(name)

    def one_of(self, name: str, allowed: tuple[str, ...]) -> str | None:
        value = self.text(name)
        for candidate in allowed:
            if value is not None and value.casefold() == candidate.casefold():
                return candidate
        if value is not None:
            self._problems.append(f"{name} must be one of {', '.join(allowed)}, not {value!r}.")
        return None

    def whole(self, name: str) -> int | None:
        value = self.text(name)
        if value is None:
            return None
        if _is_whole(value) and int(value) > 0:
            return int(value)
        self._problems.append(f"{name} must be a whole number above 0, not {value!r}.")
        return None

    def shards(self, name: str) -> tuple[int, ...] | None:
        """`0,1,2` or `0-2` or both."""
        value = self.text(name)
        if value is None:
            return None
        ids: set[int] = set()
        for part in value.split(","):
            first, _, last = (piece.strip() for piece in part.partition("-"))
            last = last or first
            if not (_is_whole(first) and _is_whole(last) and int(first) <= int(last)):
                self._problems.append(f"{name} must look like 0,1,2 or 0-3, not {value!r}.")
                return None
            ids.update(range(int(first), int(last) + 1))
        return tuple(sorted(ids))

    def compare_shards(self, settings: Settings) -> None:
        if settings.shard_ids is None:
            return
        if settings.shard_count is None:
            self._problems.append("TERN_SHARD_IDS needs TERN_SHARD_COUNT beside it.")
        elif any(shard >= settings.shard_count for shard in settings.shard_ids):
            self._problems.append(
                f"TERN_SHARD_IDS must be below TERN_SHARD_COUNT ({settings.shard_count})."
            )

    def listen(self, name: str) -> tuple[str, int] | None:
        """`9090`, which only this machine can reach, or `host:port`; `[::1]:9090` for IPv6."""
        value = self.text(name)
        if value is None:
            return None
        host, _, port = value.rpartition(":")
        if _is_whole(port) and 0 < int(port) < 2**16 and _HOST.fullmatch(host):
            return host.strip("[]") or "127.0.0.1", int(port)
        self._problems.append(f"{name} must be a port or host:port, not {value!r}.")
        return None

    def url(self, name: str) -> str | None:
        value = self.text(name)
        if value is not None and not _URL.fullmatch(value):
            self._problems.append(f"{name} must be an address with https:// or http://.")
        return value.rstrip("/") if value is not None else None

    def database(self) -> str | None:
        value = self.text("DATABASE_URL")
        if value is not None and not value.startswith(
            ("sqlite:///", "postgresql://", "postgres://")
        ):
            self._problems.append(
                "DATABASE_URL must begin with sqlite:/// or postgresql:// (its value is not shown, "
                "because it may hold a password)."
            )
        return value

    def folder(self, name: str) -> Path | None:
        value = self.text(name)
        if value is None:
            return None
        if not Path(value).is_dir():
            self._problems.append(f"{name} must be a folder; there is none at {value!r}.")
        return Path(value)

    def file(self, name: str) -> Path | None:
        value = self.text(name)
        if value is None:
            return None
        if not Path(value).parent.is_dir() or Path(value).is_dir():
            self._problems.append(f"{name} must be a file in a folder that exists, not {value!r}.")
        return Path(value)

    def unknown(self) -> tuple[str, ...]:
        return tuple(
            f"{name} is not a setting of Tern and is ignored."
            for name in sorted(self._values)
            if name.startswith("TERN_") and name not in KNOWN
        )

    def finish(self) -> None:
        if self._problems:
            raise StartupError("Settings:\n" + "\n".join(f"- {p}" for p in self._problems))
