"""Letters, charts and website files. The renderer and the fonts are loaded when first needed."""

from bot.documents.templates import Templates
from bot.documents.typesetter import Typesetter
from bot.documents.website import WebsiteFiles

__all__ = ["Templates", "Typesetter", "WebsiteFiles"]
