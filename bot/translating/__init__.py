"""For translators: files to fill in, what is still missing, what differs from the English."""

from bot.translating.command import check_translations, translate

__all__ = ["check_translations", "translate"]
