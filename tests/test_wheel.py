"""A wheel carries data, templates and fonts, and runs by itself."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_a_wheel_runs_away_from_the_checkout(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(site)
    for compiled in ("catalogue", "translations"):
        assert (site / "bot" / "_shipped" / "data" / f"{compiled}.msgpack").is_file()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    said = subprocess.run(
        [sys.executable, "-m", "bot", "try"],
        cwd=elsewhere,
        env={"PATH": os.environ["PATH"], "HOME": str(elsewhere), "PYTHONPATH": str(site)},
        check=True,
        capture_output=True,
        text=True,
    )
    assert said.stderr == ""
    assert "Nothing has been sent" in said.stdout
    assert {path.suffix for path in (elsewhere / "try").iterdir()} >= {".pdf", ".txt", ".png"}
    assert not (elsewhere / ".cache").exists()
