"""How a letter gets to where it belongs: the ways there are, the quickest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.views.card import link

if TYPE_CHECKING:
    from discord import ui

    from bot.core.records import Authority
    from bot.i18n import Language
    from bot.views.letters import Parcel

_DRAFT = ".eml"


def authority_unread(parcel: Parcel) -> bool:
    """Whether it is a complaint and no record names the authority: then no way is known, and none
    of the company's may be named in its place."""
    return parcel.letter.choice.kind == "complaint" and parcel.door.authority is None


def form_page(parcel: Parcel) -> str | None:
    """Where the letter's text can be pasted into a form."""
    if parcel.door.authority:
        return parcel.door.authority.form
    if authority_unread(parcel):
        return None
    own = parcel.door.opt_out
    if own and own.url and own.method == "form":
        return own.url
    return parcel.door.recipient.form if parcel.door.recipient else None


def open_page(parcel: Parcel, t: Language) -> ui.Button[ui.LayoutView] | None:
    """A button to the page that matters most: the platform's own for this, or where to write."""
    own, authority = parcel.door.opt_out, parcel.door.authority
    page = own.url if own and own.url and not authority_unread(parcel) else form_page(parcel)
    if authority and not page:
        return link(t("Open the authority's page"), authority.website)
    return link(t("Open the page for this"), page) if page else None


def ways(parcel: Parcel, t: Language) -> list[str]:
    """A line for each way, the quickest first, one that is known to fail last."""
    door = parcel.door
    if door.authority:
        return _to_authority(parcel, door.authority, t)
    if authority_unread(parcel):
        return []
    found = []
    own, recipient = door.opt_out, door.recipient
    if own and own.url and own.method == "form":
        found.append(
            t("Their form for this (the button opens it). Press “Text for the form” and paste it.")
        )
    if recipient is None:
        return found
    if recipient.form and recipient.form != (own.url if own else None):
        found.append(t("Their contact form: {address}", address=f"<{recipient.form}>"))
    by_email = [_by_email(parcel, recipient.email, t)] if recipient.email else []
    by_post = [t("Post: print the PDF, the address stands on it.")] if recipient.address else []
    return found + (by_post + by_email if parcel.bounced else by_email + by_post)


def beside(parcel: Parcel, t: Language) -> str | None:
    """What the platform has besides, and which no letter can be sent by."""
    own = parcel.door.opt_out
    if own is None or own.url is None or own.method != "setting":
        return None
    return t(
        "{platform} also has a setting for this; the button opens its page. Use it as well: the "
        "letter does not replace it.",
        platform=parcel.platform.name,
    )


def _to_authority(parcel: Parcel, authority: Authority, t: Language) -> list[str]:
    found = []
    if authority.form:
        found.append(t("The authority's form (the button opens it); attach the PDF or paste the "
                       "text."))  # fmt: skip
    if authority.email:
        found.append(_by_email(parcel, authority.email, t))
    if authority.address:
        place = ", ".join((authority.name, *authority.address))
        found.append(t("Post: print the PDF. {address}", address=place))
    if not found:
        found.append(t("The authority's website says how: {address}",
                       address=f"<{authority.website}>"))  # fmt: skip
    return found


def _by_email(parcel: Parcel, address: str, t: Language) -> str:
    shown = f"`{address}`"
    if parcel.bounced:
        return t(
            "E-mail to {address}, but only if nothing else works: three people found that it did "
            "not arrive there.",
            address=shown,
        )
    if any(file.name.endswith(_DRAFT) for file in parcel.files):
        return t(
            "E-mail to {address}: the .eml file opens as a draft in most e-mail programs; you "
            "press Send there.",
            address=shown,
        )
    return t("E-mail to {address}, with the PDF attached.", address=shown)
