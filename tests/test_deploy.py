"""What is in `deploy/` starts Tern as it is: its words, settings, files and requirements exist."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.__main__ import parser
from bot.config import KNOWN, Settings

ROOT = Path(__file__).parent.parent
UNITS = ("tern.service", "tern@.service")
FOR_OTHERS = {"HOME", "PATH", "PYTHON", "POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD"}


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(text("deploy/compose.yaml"))
    return loaded


@pytest.fixture(scope="module")
def terns(compose: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in compose["services"].values() if "build" in one]


def unit(name: str) -> dict[str, list[str]]:
    """The lines of the section [Service], by their names."""
    lines: dict[str, list[str]] = {}
    for line in (
        text(f"deploy/{name}").partition("[Service]")[2].partition("[Install]")[0].split("\n")
    ):
        if "=" in line and not line.startswith("#"):
            key, _, value = line.partition("=")
            lines.setdefault(key, []).append(value)
    return lines


def test_every_setting_that_is_named_is_one() -> None:
    for file in ("Containerfile", "compose.yaml", *UNITS):
        named = set(re.findall(r"\b[A-Z]{2,}(?:_[A-Z]+)*(?=[=:] ?\S)", text(f"deploy/{file}")))
        assert named & KNOWN, file
        own = {name for name in named if name.startswith(("TERN", "DISCORD", "DATABASE"))}
        assert own <= KNOWN, file
        assert named <= KNOWN | FOR_OTHERS, file


def test_every_word_that_is_given_is_one() -> None:
    for name in UNITS:
        (start,) = unit(name)["ExecStart"]
        assert start.startswith("/opt/tern/.venv/bin/python -m bot ")
        assert parser().parse_args(start.partition(" -m bot ")[2].split()).word == "run"
    entry = re.search(r"^ENTRYPOINT (\[.*\])\nCMD (\[.*\])$", text("deploy/Containerfile"), re.M)
    assert entry is not None
    assert yaml.safe_load(entry[1]) == ["python", "-m", "bot"]
    assert parser().parse_args(yaml.safe_load(entry[2])).word == "run"


# ---------------------------------------------------------------- the image


def test_the_image_installs_what_was_tested_and_by_hash() -> None:
    installs = re.findall(r"pip install(.*?)\n\n", text("deploy/Containerfile"), re.DOTALL)
    assert len(installs) == 1
    assert "--require-hashes" in installs[0]
    assert "COPY requirements/server.txt /requirements.txt" in text("deploy/Containerfile")
    assert "--requirement /requirements.txt" in installs[0]


def test_the_image_runs_as_nobody_who_matters() -> None:
    users = re.findall(r"^USER (.*)$", text("deploy/Containerfile"), re.MULTILINE)
    assert users == ["10001:10001"]
    assert "--uid 10001" in text("deploy/Containerfile")


def test_the_image_is_made_of_files_that_reach_it() -> None:
    """Nothing else does: no settings, no database."""
    copied = set()
    for line in re.findall(r"^COPY (?!--from)(.*)$", text("deploy/Containerfile"), re.MULTILINE):
        copied |= set(line.split()[:-1])
    lines = [line for line in text(".dockerignore").splitlines() if not line.startswith("#")]
    assert lines[0] == "*"
    assert copied == {line[1:] for line in lines if line.startswith("!")}
    assert all((ROOT / name).exists() for name in copied)


def test_the_image_compiles_records_that_it_will_find(tmp_path: Path) -> None:
    """By the very line of the file, in a copy of what it copies."""
    line = re.search(r'python -c "(.*?)"', text("deploy/Containerfile"), re.DOTALL)
    assert line is not None
    for name in ("bot", "data"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    code = line[1].replace("\\\n", "")
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, timeout=120)
    assert (tmp_path / "data" / "catalogue.msgpack").stat().st_size > 10_000


def test_the_image_asks_where_it_serves() -> None:
    port = re.search(r"TERN_HTTP=(\d+)", text("deploy/Containerfile"))
    assert port is not None
    assert f"http://127.0.0.1:{port[1]}/healthz" in text("deploy/Containerfile")
    assert '"/healthz"' in text("bot/monitoring/server.py")


# ---------------------------------------------------------------- compose


def test_every_compose_command_has_its_settings() -> None:
    """Without them compose refuses every word, and what it was to write is an empty file."""
    commands = [
        command
        for name in ("docs/operations.md", "deploy/compose.yaml")
        for command in re.findall(r"docker compose .*", text(name))
    ]
    assert len(commands) >= 2
    for command in commands:
        assert "--env-file .env --file deploy/compose.yaml " in command


def test_compose_gives_every_shard_one_process(terns: list[dict[str, Any]], tmp_path: Path) -> None:
    shares: list[int] = []
    for service in terns:
        environment = service["environment"] | {"DATABASE_URL": "postgresql://tern:x@database/tern"}
        settings = Settings.read(tmp_path, environment)
        assert settings.warnings == ()
        assert settings.shard_ids is not None
        shares += settings.shard_ids
    assert len(terns) == 2
    assert sorted(shares) == list(range(settings.shard_count or 0))


def test_compose_lets_tern_write_nowhere_but_where_it_must(terns: list[dict[str, Any]]) -> None:
    for service in terns:
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert "user" not in service
        assert (ROOT / "deploy" / service["build"]["context"]).resolve() == ROOT
        assert (ROOT / service["build"]["dockerfile"]).is_file()


def test_compose_opens_no_port_and_holds_no_secret(compose: dict[str, Any]) -> None:
    assert not any("ports" in service for service in compose["services"].values())
    assert compose["services"]["database"]["networks"] == ["inside"]
    assert compose["networks"]["inside"] == {"internal": True}
    for service in compose["services"].values():
        for name, value in service["environment"].items():
            if "PASSWORD" in name or name == "DATABASE_URL":
                assert "${POSTGRES_PASSWORD:?" in value
    assert "POSTGRES_PASSWORD=" in text("deploy/compose.yaml")


def test_compose_keeps_erasures_apart_from_the_database(compose: dict[str, Any]) -> None:
    kept = {
        mount.partition(":")[0]
        for service in compose["services"].values()
        for mount in service["volumes"]
    }
    assert kept == set(compose["volumes"]) == {"erasures", "database"}


# ---------------------------------------------------------------- systemd


def test_the_units_differ_in_shards_and_database_alone() -> None:
    one, many = (unit(name) for name in UNITS)
    differ = {key for key in one.keys() | many.keys() if one.get(key) != many.get(key)}
    assert differ == {"Environment", "EnvironmentFile"}
    assert "TERN_SHARD_IDS=%i" in many["Environment"]


def test_the_units_start_again_what_may_pass_and_nothing_else() -> None:
    from bot.errors import StartupError, UnreachableError

    for name in UNITS:
        assert unit(name)["RestartPreventExitStatus"] == [str(StartupError.exit_code)]
        assert UnreachableError.exit_code != StartupError.exit_code
        (seconds,) = unit(name)["RestartSec"]
        assert 24 * 3600 / int(seconds) < 1000


@pytest.mark.parametrize("name", UNITS)
def test_the_units_are_understood_by_systemd(name: str, tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("no systemd here")
    shutil.copy(ROOT / "deploy" / name, tmp_path)
    here = (tmp_path / name).read_text().replace("/opt/tern/.venv/bin/python", sys.executable)
    (tmp_path / name).write_text(here)
    checked = name.replace("@.", "@0-1.")
    if checked != name:
        (tmp_path / checked).symlink_to(tmp_path / name)
    done = subprocess.run(
        [program, "verify", "--man=no", str(tmp_path / checked)],
        capture_output=True,
        text=True,
        env={"PATH": os.defpath},
        timeout=60,
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_the_page_names_what_is_there() -> None:
    page = text("docs/operations.md")
    for name in ("Containerfile", "compose.yaml", *UNITS):
        assert f"](../deploy/{name})" in page
    assert "requirements/server.txt" in page
