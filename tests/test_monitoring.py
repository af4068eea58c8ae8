"""What is counted is bounded, and what is to be drawn and alarmed of is counted."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from bot.app import monitor_for
from bot.config import Settings
from bot.core.models import JobKind
from bot.core.monitor import (
    LATE_SECONDS,
    Asked,
    Health,
    JobResult,
    Monitor,
    Operation,
    Outcome,
    Rendered,
    Shard,
    TextResult,
    Unmonitored,
    Way,
)
from bot.errors import StartupError
from bot.monitoring.server import as_json

ROOT = Path(__file__).parent.parent
GOOD = Health(shards={0: Shard(True, 0.0412)}, servers=3, database=0.001, job_delay=0)
SETTINGS = Settings(http=("127.0.0.1", 9090))


def counted() -> Monitor:
    """A monitor that has counted one of everything."""
    monitor = monitor_for(SETTINGS)
    for outcome in get_args(Outcome):
        for how in get_args(Asked):
            monitor.asked(how, "policy show", outcome, 0.1)
    for kind in get_args(JobKind):
        for result in get_args(JobResult):
            monitor.worked(kind, result, 0.1)
    for what in get_args(Rendered):
        monitor.rendered(what, 0.1)
    for way in get_args(Way):
        monitor.handed_over(way)
    for read in get_args(TextResult):
        monitor.text_read(read)
    for operation in get_args(Operation):
        monitor.database_failed(operation)
    return monitor


def samples(
    monitor: Monitor, health: Health = GOOD
) -> dict[str, list[tuple[dict[str, str], float]]]:
    """Labels and value of every sample, by its name."""
    text = monitor.text(health)
    assert text is not None
    found: dict[str, list[tuple[dict[str, str], float]]] = {}
    for family in text_string_to_metric_families(text.decode()):
        for sample in family.samples:
            found.setdefault(sample.name, []).append((sample.labels, sample.value))
    return found


def value(monitor: Monitor, name: str, **labels: str) -> float:
    (found,) = (number for known, number in samples(monitor)[name] if known == labels)
    return found


# ---------------------------------------------------------------- settings


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("9090", ("127.0.0.1", 9090)),
        (":9090", ("127.0.0.1", 9090)),
        ("0.0.0.0:80", ("0.0.0.0", 80)),
        ("tern-1.example.org:9090", ("tern-1.example.org", 9090)),
        ("[::1]:9090", ("::1", 9090)),
    ],
)
def test_a_port_alone_is_for_this_machine_only(
    tmp_path: Path, typed: str, place: tuple[str, int]
) -> None:
    assert Settings.read(tmp_path, {"TERN_HTTP": typed}).http == place


@pytest.mark.parametrize("typed", ["0", "65536", "localhost", "::1:9090", "http://x:1", "a b:1"])
def test_what_is_no_port_stops_the_start(tmp_path: Path, typed: str) -> None:
    with pytest.raises(StartupError, match="TERN_HTTP must be a port or host:port"):
        Settings.read(tmp_path, {"TERN_HTTP": typed})


def test_nothing_is_served_or_counted_by_default(tmp_path: Path) -> None:
    settings = Settings.read(tmp_path, {})
    assert settings.http is None
    assert isinstance(monitor_for(settings), Unmonitored)


def test_without_prometheus_client_nothing_is_counted(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.delitem(sys.modules, "bot.monitoring.metrics", raising=False)
    monkeypatch.setitem(sys.modules, "prometheus_client", None)
    assert monitor_for(SETTINGS).text(GOOD) is None
    assert "tern-bot[metrics]" in caplog.text


# ---------------------------------------------------------------- health


@pytest.mark.parametrize(
    "changes",
    [
        {"shards": {0: Shard(True), 1: Shard(False)}},
        {"database": None},
        {"job_delay": None},
        {"job_delay": LATE_SECONDS + 1},
    ],
)
def test_one_thing_that_is_wrong_is_enough(changes: dict[str, Any]) -> None:
    assert GOOD.is_good
    assert not replace(GOOD, **changes).is_good
    assert as_json(replace(GOOD, **changes))["healthy"] is False


def test_health_is_told_in_whole_milliseconds() -> None:
    assert json.loads(json.dumps(as_json(GOOD))) == {
        "healthy": True,
        "gateway": {"0": {"connected": True, "latency_ms": 41}},
        "database": {"answers": True, "ms": 1},
        "jobs": {"delay_seconds": 0},
    }


# ---------------------------------------------------------------- metrics


def test_two_processes_count_apart() -> None:
    one, other = monitor_for(SETTINGS), monitor_for(SETTINGS)
    one.handed_over("lost")
    assert value(one, "tern_letters_handed_over_total", way="lost") == 1
    assert value(other, "tern_letters_handed_over_total", way="lost") == 0


def test_what_is_not_known_is_no_number() -> None:
    away = Health(shards={0: Shard(False)}, servers=0, database=None, job_delay=None)
    found = samples(counted(), away)
    for name in ("tern_gateway_latency_seconds", "tern_database_seconds", "tern_job_delay_seconds"):
        assert found[name][0][1] != found[name][0][1], name
    assert found["tern_gateway_up"] == [({"shard": "0"}, 0)]
    assert found["tern_database_up"] == [({}, 0)]


# ---------------------------------------------------------------- what is drawn and alarmed of

_BY_PROMETHEUS = {"up": {"job", "instance"}}
"""What Prometheus knows of every target by itself."""


def known() -> dict[str, dict[str, set[str]]]:
    """Every metric with its labels and their values."""
    found: dict[str, dict[str, set[str]]] = {}
    for name, all_of_it in samples(counted()).items():
        labels = found.setdefault(name, {})
        for known_labels, _ in all_of_it:
            for label, said in known_labels.items():
                labels.setdefault(label, set()).add(said)
    return found


def drawn() -> Iterator[str]:
    board = json.loads((ROOT / "deploy/grafana.json").read_text("utf-8"))
    for panel in board["panels"]:
        yield from (target["expr"] for target in panel["targets"])


def alarmed() -> Iterator[str]:
    rules = yaml.safe_load((ROOT / "deploy/alerts.yaml").read_text("utf-8"))
    for group in rules["groups"]:
        yield from (rule["expr"] for rule in group["rules"])


EXPRESSIONS = [*drawn(), *alarmed()]


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_expressions_name_only_what_there_is(expression: str) -> None:
    metrics = known()
    named = re.findall(r"\b((?:tern|process)_\w+|up)(?=[{\[)])(?:\{([^}]*)\})?", expression)
    assert named
    assert {name for name, _ in named} == set(
        re.findall(r"\b(?:(?:tern|process)_\w+|up)\b", re.sub(r'"[^"]*"', "", expression))
    )
    for name, selectors in named:
        labels = metrics.get(name)
        assert labels is not None or name in _BY_PROMETHEUS, f"there is no {name}"
        for label, sign, wanted in re.findall(r'(\w+)(=~|!=|=)"([^"]*)"', selectors):
            if label in {"job", "instance"}:
                continue
            for one in wanted.split("|") if sign == "=~" else [wanted]:
                assert one in (labels or {})[label], f"{name} has no {label} {one}"


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_sums_keep_labels_that_there_are(expression: str) -> None:
    everywhere = {"job", "instance", "le"} | {label for all_ in known().values() for label in all_}
    for kept in re.findall(r"\bby \(([^)]*)\)", expression):
        assert {label.strip() for label in kept.split(",")} <= everywhere
    assert expression.count("(") == expression.count(")")


def test_every_metric_of_terns_is_drawn_and_explained() -> None:
    page = (ROOT / "docs/operations.md").read_text("utf-8")
    families = {
        re.sub(r"_(bucket|count|sum|created)$", "", name)
        for name in known()
        if name.startswith("tern_") and not name.endswith("_created")
    }
    assert {name for name in families if not any(name in text for text in drawn())} == set()
    assert {name for name in families if f"`{name}`" not in page} == set()


def test_the_alerts_are_explained_and_say_how_bad_it_is() -> None:
    page = (ROOT / "docs/operations.md").read_text("utf-8")
    rules = yaml.safe_load((ROOT / "deploy/alerts.yaml").read_text("utf-8"))["groups"][0]["rules"]
    assert len(rules) == 3
    for rule in rules:
        assert f"`{rule['alert']}`" in page
        assert rule["labels"]["severity"] in {"warning", "critical"}
        assert {"summary", "description"} <= rule["annotations"].keys()
        assert re.fullmatch(r"\d+m", rule["for"])


def test_an_alert_and_the_health_page_agree_on_what_is_late() -> None:
    late = next(rule for rule in alarmed() if "tern_job_delay_seconds" in rule)
    assert f"> {LATE_SECONDS}" in late


def test_panels_do_not_cover_each_other() -> None:
    board = json.loads((ROOT / "deploy/grafana.json").read_text("utf-8"))
    taken = [
        (x, y)
        for panel in board["panels"]
        for at in [panel["gridPos"]]
        for x in range(at["x"], at["x"] + at["w"])
        for y in range(at["y"], at["y"] + at["h"])
    ]
    assert len(taken) == len(set(taken))
    assert max(x for x, _ in taken) < 24
    assert len({panel["id"] for panel in board["panels"]}) == len(board["panels"])
