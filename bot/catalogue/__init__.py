"""data/*.yaml read, checked, compiled and served from memory."""

from bot.catalogue.catalogue import Catalogue, load
from bot.catalogue.command import check_command
from bot.catalogue.facts import FactIndex
from bot.catalogue.schema import schema
from bot.catalogue.tongues import names_elsewhere
from bot.catalogue.translations import load_sentences

__all__ = [
    "Catalogue",
    "FactIndex",
    "check_command",
    "load",
    "load_sentences",
    "names_elsewhere",
    "schema",
]
