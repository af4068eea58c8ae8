"""Platforms: who can opt out and how, whom a letter goes to, what a handle looks like."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Sequence
from datetime import date

from bot.catalogue.checks.links import what_is_wrong
from bot.catalogue.checks.mentions import EVERYWHERE
from bot.catalogue.collection import Collection, Entry
from bot.catalogue.problems import Problem
from bot.core.records import Operator, OptOut, Platform, Profile


def check_opt_outs(collection: Collection, _today: date) -> Iterator[Problem]:
    for entry, platform in collection.of(Platform):
        if platform.kind != entry.folder.removesuffix("s"):
            message = f"a record under {entry.folder}/ is not of the kind “{platform.kind}”"
            yield entry.problem(("kind",), message, "Move the file or correct `kind`")
        yield from _check_regions(entry, "opt_outs", platform.opt_outs)
        stated = {region for opt_out in platform.opt_outs for region in opt_out.regions}
        if platform.kind == "platform" and EVERYWHERE not in stated:
            hint = f"Say under `opt_outs:` what holds for `regions: [{EVERYWHERE}]`"
            yield entry.problem(("opt_outs",), "nothing is said for the rest of the world", hint)


def check_operators(collection: Collection, _today: date) -> Iterator[Problem]:
    for entry, platform in collection.of(Platform):
        yield from _check_regions(entry, "operators", platform.operators)
        for n, operator in enumerate(platform.operators):
            if not (operator.address or operator.email or operator.form or operator.note):
                hint = "Add `address`, `email` or `form`, or say in `note` why there is none"
                yield entry.problem(("operators", n), "no letter can reach this operator", hint)


def _check_regions(
    entry: Entry, field: str, parts: Sequence[OptOut | Operator]
) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for n, part in enumerate(parts):
        if not part.regions:
            yield entry.problem((field, n), "no region is named", f"Name one, or `{EVERYWHERE}`")
        for m, region in enumerate(part.regions):
            if region in first:
                message = f"“{region}” is already named in {field}[{first[region]}]"
                hint = "Let one entry speak for each region"
                yield entry.problem((field, n, "regions", m), message, hint)
            first.setdefault(region, n)


def check_profiles(collection: Collection, _today: date) -> Iterator[Problem]:
    for entry, platform in collection.of(Platform):
        if platform.profile:
            yield from _check_profile(entry, platform.profile)


def _check_profile(entry: Entry, profile: Profile) -> Iterator[Problem]:
    try:
        if not re.fullmatch(profile.pattern, profile.example):
            message = f"the pattern does not match the example “{profile.example}”"
            hint = "The whole handle has to match, as people would type it"
            yield entry.problem(("profile", "pattern"), message, hint)
    except re.error as error:
        message = f"this is not a regular expression: {error}"
        yield entry.problem(("profile", "pattern"), message, "Try it in Python's `re` module")
    yield from _check_address(entry, ("profile", "url"), profile.url)
    for n, address in enumerate(profile.also):
        yield from _check_address(entry, ("profile", "also", n), address)
    if profile.feed:
        yield from _check_address(entry, ("profile", "feed"), profile.feed)


def _check_address(entry: Entry, steps: tuple[str | int, ...], address: str) -> Iterator[Problem]:
    try:
        holes = {hole for _, hole, _, _ in string.Formatter().parse(address) if hole is not None}
    except ValueError:
        holes = set()
    if holes not in ({"handle"}, {"user", "server"}):
        hint = "Put `{handle}` where the handle goes, or `{user}` and `{server}`"
        yield entry.problem(steps, "the handle has no place in the address", hint)
    elif wrong := what_is_wrong(address.format(handle="a", user="a", server="a.example")):
        yield entry.problem(steps, f"“{address}” {wrong}", "Correct it")
