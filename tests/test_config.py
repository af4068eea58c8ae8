"""Settings: read once, every problem named at once, secrets never shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.config import Settings
from bot.errors import StartupError


def read(tmp_path: Path, **values: str) -> Settings:
    return Settings.read(tmp_path, values)


def test_defaults_need_nothing(tmp_path: Path) -> None:
    settings = read(tmp_path)
    assert settings.token is None
    assert settings.database_url == "sqlite:///tern.db"
    assert settings.api_url == "https://discord.com/api/v10"


def test_environment_wins_over_dotenv(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DISCORD_TOKEN=from-file\nTERN_OPERATOR=File\n")
    settings = read(tmp_path, DISCORD_TOKEN="from-environment")
    assert (settings.token, settings.operator) == ("from-environment", "File")


def test_all_problems_come_in_one_message(tmp_path: Path) -> None:
    with pytest.raises(StartupError) as caught:
        read(
            tmp_path,
            TERN_SHARD_COUNT="none",
            TERN_LOG="xml",
            DISCORD_API_URL="discord.com",
            DATABASE_URL="mysql://me:hunter2@db",
            TERN_DATA="/no/such/folder",
        )
    message = str(caught.value)
    for name in ("TERN_SHARD_COUNT", "TERN_LOG", "DISCORD_API_URL", "DATABASE_URL", "TERN_DATA"):
        assert name in message
    assert "hunter2" not in message


@pytest.mark.parametrize(
    ("typed", "shards"), [("0", (0,)), ("0,2", (0, 2)), ("0-2", (0, 1, 2)), ("3, 0-1", (0, 1, 3))]
)
def test_shard_ids(tmp_path: Path, typed: str, shards: tuple[int, ...]) -> None:
    assert read(tmp_path, TERN_SHARD_COUNT="4", TERN_SHARD_IDS=typed).shard_ids == shards


@pytest.mark.parametrize("values", [
    {"TERN_SHARD_IDS": "0"},
    {"TERN_SHARD_IDS": "4", "TERN_SHARD_COUNT": "4"},
    {"TERN_SHARD_IDS": "a-b", "TERN_SHARD_COUNT": "4"},
])  # fmt: skip
def test_impossible_shards_are_refused(tmp_path: Path, values: dict[str, str]) -> None:
    with pytest.raises(StartupError, match="TERN_SHARD_IDS"):
        read(tmp_path, **values)


def test_unknown_names_are_warned_about(tmp_path: Path) -> None:
    settings = read(tmp_path, TERN_LOGS="text")
    assert settings.warnings == ("TERN_LOGS is not a setting of Tern and is ignored.",)


def test_repr_shows_neither_token_nor_password(tmp_path: Path) -> None:
    settings = read(tmp_path, DISCORD_TOKEN="sesame", DATABASE_URL="postgresql://me:hunter2@db/x")
    assert "sesame" not in repr(settings)
    assert "hunter2" not in repr(settings)
