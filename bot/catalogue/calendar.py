"""Public holidays, from the `holidays` library."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from dateutil.easter import easter

_SPOKEN = ("en_GB", "en_CA", "en_US")
"""The names to have, the first that the library has for a country; else it chooses."""

_NONE: Mapping[date, str] = MappingProxyType({})


class Calendar:
    """Holidays by country and year, each worked out once; implements `bot.core.ports.Calendar`.

    The library is imported by the first question or by `load`. It knows no single country without
    all others: 0.2 seconds and 20 MB.
    """

    def __init__(self) -> None:
        self._years: dict[tuple[str, int], Mapping[date, str]] = {}

    def load(self) -> None:
        """Imports the library, so that no question has to wait for that. Any thread may do it."""
        _nationwide("IE", 2026)

    def holiday(self, territory: str, day: date) -> str | None:
        """The name of the public holiday that this day is in the whole of a country (ISO 3166-1),
        in English where known; None on every other day and for a country that is not known."""
        key = territory, day.year
        if key not in self._years:
            self._years[key] = _canadian(day.year) if territory == "CA" else _nationwide(*key)
        return self._years[key].get(day)


def _nationwide(
    territory: str, year: int, categories: tuple[str, ...] = ("public",)
) -> Mapping[date, str]:
    import holidays

    try:
        country = holidays.country_holidays(territory)
    except NotImplementedError:
        return _NONE
    spoken = next((name for name in _SPOKEN if name in country.supported_languages), None)
    found = holidays.country_holidays(
        territory, years=year, language=spoken, categories=categories, expand=False
    )
    return dict(found.items())


def _canadian(year: int) -> Mapping[date, str]:
    """The holidays of the Interpretation Act, R.S.C. 1985, c. I-21, s. 35(1).

    The library lists two of its days as public and most others as the government's, among them
    Boxing Day, which the act does not have; it lacks Easter Monday, which the act has. Where a day
    is celebrated later because it fell on a weekend, that makes no other holiday of the act.
    """
    found = _nationwide("CA", year, ("government", "public")).items()
    kept = {day: name for day, name in found if "Boxing" not in name and "observed" not in name}
    return kept | {easter(year) + timedelta(days=1): "Easter Monday"}
