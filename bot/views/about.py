"""What Tern is, for whoever asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.views.card import Card, bullets, card, heading, link, row, rule, text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.i18n import Language
    from bot.services import About


def about(shown: About, data_date: date, languages: Sequence[str], t: Language) -> Card:
    """What it is, what it keeps, what passes through Discord, who runs it. `languages` are the
    codes of those it speaks; each is called as it calls itself, for those who read no other."""
    keeps = [
        t("Where you live, if you asked it to remember that."),
        t("Of a letter: platform, kind, region, language, dates, server and message."),
        t("Your forwarding cards: platform, name there, what you left, who may see it."),
        t("Never what you type into a letter: your name, address, works and reasons."),
    ]
    operator = shown.operator or t("not named; ask the moderators of this server")
    contact = f" ({shown.contact})" if shown.contact else ""
    return card(
        text(
            heading(t("Tern")),
            t(
                "Tern answers, with dated sources, what platforms do with people's work, writes "
                "the opt-out letter that your law gives you, and helps a community find each "
                "other again. It uses no generative AI, and it is not legal advice."
            ),
        ),
        text(
            bullets(
                [
                    t("`/policy show` tells what a platform does and what you can do about it."),
                    t("`/optout letter` writes your letter; you send it."),
                    t("`/migrate to` tells this server where you can be found now."),
                ]
            ),
            "-# "
            + t(
                "Tern answers in {languages}, as your Discord does; letters are in the "
                "recipient's language.",
                languages=t.enumerate([t.own_name(code) for code in languages]),
            ),
        ),
        rule(),
        text(heading(t("What it keeps"), 3), bullets(keeps)),
        text(
            heading(t("What passes through Discord"), 3),
            t(
                "What you type into a command or a form, a message you let it check, and the "
                "files Tern sends you pass through Discord and lie in your chat until you delete "
                "them. Tern sees no other messages and no list of members."
            ),
        ),
        rule(),
        text(
            t("Run by: {operator}", operator=operator + contact),
            "-# "
            + t(
                "Version {version} · facts compared up to {date}",
                version=shown.version,
                date=t.when(data_date),
            ),
        ),
        row(
            link(t("Privacy"), shown.privacy_url) if shown.privacy_url else None,
            link(t("Terms"), shown.terms_url) if shown.terms_url else None,
        ),
    )
