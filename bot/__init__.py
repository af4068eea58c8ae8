"""Tern, a Discord bot for artist communities."""

__version__ = "0.1.0"
