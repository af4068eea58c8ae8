"""Settings that could not work passed: a shard range that runs backwards meant all shards, so every
command was answered twice, and an address without a host broke `/about`."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.config import Settings
from bot.errors import StartupError


@pytest.mark.parametrize("values", [
    {"TERN_SHARD_COUNT": "4", "TERN_SHARD_IDS": "3-1"},
    {"TERN_SHARD_COUNT": "4", "TERN_SHARD_IDS": "0-²"},
    {"TERN_PRIVACY_URL": "https://"},
    {"TERN_TERMS_URL": "https://example.org/our terms"},
])  # fmt: skip
def test_they_are_refused(tmp_path: Path, values: dict[str, str]) -> None:
    with pytest.raises(StartupError, match=list(values)[-1]):
        Settings.read(tmp_path, values)
