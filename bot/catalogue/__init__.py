"""data/*.yaml read, checked, compiled and served from memory."""

from bot.catalogue.catalogue import Catalogue, load
from bot.catalogue.command import check_command
from bot.catalogue.facts import FactIndex
from bot.catalogue.schema import schema

__all__ = ["Catalogue", "FactIndex", "check_command", "load", "schema"]
