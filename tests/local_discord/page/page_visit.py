"""How the tests get at the page: as somebody, in a real browser."""

from __future__ import annotations

from typing import Protocol

from playwright.async_api import Page


class Visit(Protocol):
    """Opens the page as someone, in a window of this size in pixels."""

    async def __call__(self, name: str, *, width: int = 1280, height: int = 800) -> Page: ...
