"""For every test: the settings of whoever runs them have no effect, and nothing is timed."""

from __future__ import annotations

import os

from hypothesis import settings

from bot.config import KNOWN

# Two shared cores are now and then slow; a deadline would fail tests for that alone.
settings.register_profile("tern", deadline=None, print_blob=True)
settings.load_profile("tern")

for name in [*os.environ]:
    if name.startswith("TERN_") or name in KNOWN:
        del os.environ[name]
