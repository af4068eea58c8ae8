"""Letters, charts and files. The renderer and the fonts are loaded when first needed."""

from bot.documents.changes import ChangeWriter
from bot.documents.figures import FigureWriter
from bot.documents.follow import FollowWriter
from bot.documents.templates import Templates
from bot.documents.typesetter import Typesetter
from bot.documents.website import WebsiteFiles

__all__ = [
    "ChangeWriter",
    "FigureWriter",
    "FollowWriter",
    "Templates",
    "Typesetter",
    "WebsiteFiles",
]
