"""All that is measured, table by table: `make bench`. Half an hour on two cores."""

from __future__ import annotations

import asyncio
import importlib
import inspect

TABLES = {
    "commands": "Commands, beside a bare discord.py bot",
    "load": "Waiting under load",
    "servers": "Memory with many servers",
    "languages": "Replies in each language",
    "catalogue": "Loading the catalogue, completing options",
    "letters": "Letters",
    "stats": "Statistics and charts",
    "moves": "Forwarding cards",
    "jobs": "Reminders",
    "watch": "The watch: changes and noise",
    "watch_rounds": "The watch: a round",
}
"""By module of `benchmarks`; each runs alone as well."""


def main() -> None:
    """Prints all tables."""
    for name, title in TABLES.items():
        print(f"\n## {title}\n", flush=True)
        measuring = importlib.import_module(f"benchmarks.{name}").main()
        if inspect.iscoroutine(measuring):
            asyncio.run(measuring)


if __name__ == "__main__":
    main()
