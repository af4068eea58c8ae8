"""What a running Tern offers to its commands, in one bundle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.core.alerts import Alerts
    from bot.core.arrivals import Arrivals
    from bot.core.campaigns import Campaigns
    from bot.core.cases import Cases
    from bot.core.copies import Copies
    from bot.core.digests import Digests, Zones
    from bot.core.erasures import Erasures
    from bot.core.follow import Following
    from bot.core.follows import Follows
    from bot.core.letters import Letters
    from bot.core.milestones import Milestones
    from bot.core.monitor import Monitor
    from bot.core.moves import Moves
    from bot.core.outcomes import Outcomes
    from bot.core.policies import Policies
    from bot.core.ports import (
        Catalogue,
        ChangeFiles,
        Clock,
        FigureFiles,
        Store,
        Typesetter,
        WebsiteFiles,
    )
    from bot.core.postings import Postings
    from bot.core.privacy import Privacy
    from bot.core.protection import Protection
    from bot.core.questions import Questions
    from bot.core.rates import Rates
    from bot.core.reports import Reports
    from bot.core.rumours import Rumours
    from bot.core.settings import Settings
    from bot.core.stats import Stats
    from bot.core.watch import Watch
    from bot.i18n import Languages


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Who runs this Tern, as its operator says it."""

    version: str
    operator: str | None
    contact: str | None
    privacy_url: str | None
    terms_url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """One noun each; commands reach them as `interaction.client.services`."""

    catalogue: Catalogue
    policies: Policies
    protection: Protection
    letters: Letters
    cases: Cases
    copies: Copies
    moves: Moves
    arrivals: Arrivals
    following: Following
    reports: Reports
    settings: Settings
    stats: Stats
    postings: Postings
    digests: Digests
    milestones: Milestones
    campaigns: Campaigns
    outcomes: Outcomes
    zones: Zones
    watch: Watch
    alerts: Alerts
    follows: Follows
    privacy: Privacy
    erasures: Erasures
    rates: Rates
    questions: Questions
    rumours: Rumours
    typesetter: Typesetter
    website_files: WebsiteFiles
    figure_files: FigureFiles
    change_files: ChangeFiles
    store: Store
    languages: Languages
    clock: Clock
    monitor: Monitor
    about: About
