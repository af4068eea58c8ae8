"""A day to remember, as a calendar file: .ics, RFC 5545."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from bot.core.models import LetterFile

_AT_NINE = timedelta(hours=9)


def reminder(title: str, day: date, description: str, uid: str, now: datetime) -> LetterFile:
    """A whole day without a time zone, which rings at nine wherever its owner is (RFC 5545 3.3.4,
    3.8.6.3). An entry with the same `uid` replaces an older one; `now` is when it is made."""
    event = Event()
    event.add("uid", f"{uid}@tern")
    event.add("dtstamp", now)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", title)
    event.add("description", description)
    event.add("transp", "TRANSPARENT")
    event.add_component(_alarm(title))
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Tern//Letters//EN")
    calendar.add_component(event)
    return LetterFile(
        name=f"tern-reminder-{day}.ics",
        media_type="text/calendar; charset=utf-8",
        content=calendar.to_ical(),
    )


def _alarm(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", _AT_NINE)
    alarm.add("description", title)
    return alarm
