"""A real browser, and what axe-core finds in it.

https://github.com/dequelabs/axe-core/blob/develop/doc/rule-descriptions.md
"""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, async_playwright

ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Arrow keys in the message box scroll this list (aria-activedescendant). axe-core's rule accepts
# that of role=combobox alone, which HTML does not allow on a <textarea>.
_REACHED = ("scrollable-region-focusable", "#suggestions")


@asynccontextmanager
async def launched() -> AsyncIterator[Browser]:
    """Debian's chromium; without it the test is skipped, in CI it fails."""
    binary = shutil.which("chromium")
    if binary is None:
        if os.environ.get("CI"):
            pytest.fail("CI has to install chromium")
        pytest.skip("chromium is not installed")
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=binary, args=ARGUMENTS)
        yield started
        await started.close()


async def findings(page: Page) -> list[str]:
    """What axe-core holds against the page as it stands: the rule, where, and why."""
    found = await Axe().run(page)
    return [
        f"{rule['id']}: {node['target']} {node['html'][:120]} {node['failureSummary']}"
        for rule in found.response["violations"]
        for node in rule["nodes"]
        if not (rule["id"] == _REACHED[0] and node["target"][0].startswith(_REACHED[1]))
    ]
