"""Bugs that people met are tested the way they met them."""

from tests.e2e.conftest import discord, tern, world

__all__ = ["discord", "tern", "world"]
