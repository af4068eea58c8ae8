"""The web page of the local Discord: what a member would see, at the address the server prints."""

from .routes import add_page

__all__ = ["add_page"]
