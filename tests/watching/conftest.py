from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.watching.served import Platform


@pytest_asyncio.fixture
async def platform() -> AsyncIterator[Platform]:
    """A platform's server that answers."""
    made = Platform()
    await made.server.start_server()
    yield made
    await made.server.close()
