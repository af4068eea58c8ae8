"""`python -m benchmarks.plain`: Tern on plain asyncio, even where the extra `speed` is there."""

from __future__ import annotations

import sys

from bot.__main__ import main

if __name__ == "__main__":
    sys.modules["uvloop"] = None  # type: ignore[assignment]  # what `import` takes for "not there"
    sys.exit(main(["run"]))
