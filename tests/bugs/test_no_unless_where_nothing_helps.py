"""People in the US read "used unless you act", and below it that no act of theirs helps."""

from __future__ import annotations

import gettext

from bot.core.policies import Policies
from bot.i18n import Language
from bot.views import policies as views
from tests.records import FixedClock
from tests.shipped import catalogue


def test_the_verdict_fits_the_region() -> None:
    policies = Policies(catalogue(), FixedClock())
    t = Language("en", gettext.NullTranslations())
    shown = {
        region: str(
            views.answer(
                policies.show(policies.platform("instagram"), policies.region(region)), [], t
            ).to_components()
        )
        for region in ("us-other", "eu-de")
    }
    assert "unless you act" not in shown["us-other"]
    assert "unless you act" in shown["eu-de"]
