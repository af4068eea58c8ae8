"""What hatchling does for a wheel besides packing: it compiles the records and their
translations, for a quick start."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileRecords(BuildHookInterface):  # type: ignore[type-arg]
    """Puts what was compiled beside the YAML files that the wheel carries."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Raises `StartupError` for broken records: those must not be published."""
        sys.path.insert(0, self.root)
        from bot.catalogue import load, load_sentences

        data, build = Path(self.root, "data"), Path(self.root, "build")
        build.mkdir(exist_ok=True)
        catalogue = load(data, build / "catalogue.msgpack", datetime.now(UTC).date())
        load_sentences(catalogue, data, build / "translations.msgpack")
        for name in ("catalogue.msgpack", "translations.msgpack"):
            build_data["force_include"][str(build / name)] = f"bot/_shipped/data/{name}"
