"""Letters and charts as files. The renderer and the fonts are loaded when first needed."""

from bot.documents.templates import Templates
from bot.documents.typesetter import Typesetter

__all__ = ["Templates", "Typesetter"]
