from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

RECORDS = Path(__file__).parent / "records"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of a small catalogue without problems, to be changed at will."""
    return Path(shutil.copytree(RECORDS, tmp_path / "data"))


@pytest.fixture
def today() -> date:
    """A day after everything in the records."""
    return date(2026, 11, 20)
