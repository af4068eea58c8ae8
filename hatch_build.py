"""What hatchling does for a wheel besides packing: it compiles the records, for a quick start."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileRecords(BuildHookInterface):  # type: ignore[type-arg]
    """Puts the compiled records beside the YAML ones that the wheel carries."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Raises `StartupError` for broken records: those must not be published."""
        sys.path.insert(0, self.root)
        from bot.catalogue import load

        compiled = Path(self.root, "build", "catalogue.msgpack")
        compiled.parent.mkdir(exist_ok=True)
        load(Path(self.root, "data"), compiled, datetime.now(UTC).date())
        build_data["force_include"][str(compiled)] = "bot/_shipped/data/catalogue.msgpack"
