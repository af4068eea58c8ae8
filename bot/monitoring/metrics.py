"""Counts in Prometheus's format. Needs the extra `metrics` (prometheus-client).

Names and units follow Prometheus's own page on naming (prometheus.io/docs/practices/naming).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Info,
    ProcessCollector,
    generate_latest,
)

from bot.core.monitor import Operation, TextResult, Way

if TYPE_CHECKING:
    from bot.core.models import JobKind
    from bot.core.monitor import Asked, Health, JobResult, Outcome, Rendered

_ANSWER = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30)
"""Seconds. Discord waits 3 s for a first answer; a letter may take longer after that."""

_WORK = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)
"""Seconds. A job may take 120."""


class Metrics:
    """A `Monitor` with a registry of its own."""

    def __init__(self, version: str) -> None:
        self._registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        Info("tern", "The version that runs.", registry=registry).info({"version": version})
        self._asked = Counter(
            "tern_interactions",
            "Interactions by how they were asked, what they asked for, and what came of it.",
            ("how", "what", "outcome"),
            registry=registry,
        )
        self._answer = Histogram(
            "tern_interaction_seconds",
            "From an interaction's arrival until it is answered whole.",
            ("how", "what"),
            buckets=_ANSWER,
            registry=registry,
        )
        self._jobs = Counter(
            "tern_jobs", "Jobs tried, by their result.", ("kind", "result"), registry=registry
        )
        self._job = Histogram(
            "tern_job_seconds",
            "How long a job took.",
            ("kind",),
            buckets=_WORK,
            registry=registry,
        )
        self._render = Histogram(
            "tern_render_seconds",
            "From asking for a file until it is made, waiting for its turn included.",
            ("what",),
            buckets=_WORK,
            registry=registry,
        )
        self._letters = Counter(
            "tern_letters_handed_over",
            "Letters, by the way they reached the person.",
            ("way",),
            registry=registry,
        )
        self._database_errors = Counter(
            "tern_database_errors",
            "What the database refused or could not do.",
            ("operation",),
            registry=registry,
        )
        self._texts = Counter(
            "tern_texts_read",
            "Looks of the watch at platforms' texts, by what came of them.",
            ("result",),
            registry=registry,
        )
        # A rate can be told from the first event on only where the count began at 0.
        for way in get_args(Way):
            self._letters.labels(way)
        for result in get_args(TextResult):
            self._texts.labels(result)
        for operation in get_args(Operation):
            self._database_errors.labels(operation)
        self._set_up_health(registry)

    def _set_up_health(self, registry: CollectorRegistry) -> None:
        self._up = Gauge(
            "tern_gateway_up", "1: this shard is connected.", ("shard",), registry=registry
        )
        self._latency = Gauge(
            "tern_gateway_latency_seconds",
            "Between a heartbeat and its answer.",
            ("shard",),
            registry=registry,
        )
        self._servers = Gauge(
            "tern_servers", "Servers that this process looks after.", registry=registry
        )
        self._database = Gauge("tern_database_up", "1: the database answers.", registry=registry)
        self._database_answer = Gauge(
            "tern_database_seconds", "How long the database took to answer.", registry=registry
        )
        self._delay = Gauge(
            "tern_job_delay_seconds",
            "How late the oldest job is that nobody has taken.",
            registry=registry,
        )

    def asked(self, how: Asked, what: str, outcome: Outcome, seconds: float) -> None:
        self._asked.labels(how, what, outcome).inc()
        self._answer.labels(how, what).observe(seconds)

    def worked(self, kind: JobKind, result: JobResult, seconds: float) -> None:
        self._jobs.labels(kind, result).inc()
        self._job.labels(kind).observe(seconds)

    def rendered(self, what: Rendered, seconds: float) -> None:
        self._render.labels(what).observe(seconds)

    def handed_over(self, way: Way) -> None:
        self._letters.labels(way).inc()

    def text_read(self, result: TextResult) -> None:
        self._texts.labels(result).inc()

    def database_failed(self, operation: Operation) -> None:
        self._database_errors.labels(operation).inc()

    def text(self, health: Health) -> bytes:
        nothing = float("nan")
        for number, shard in health.shards.items():
            self._up.labels(number).set(shard.connected)
            self._latency.labels(number).set(nothing if shard.latency is None else shard.latency)
        self._servers.set(health.servers)
        self._database.set(health.database is not None)
        self._database_answer.set(nothing if health.database is None else health.database)
        self._delay.set(nothing if health.job_delay is None else health.job_delay)
        return generate_latest(self._registry)
