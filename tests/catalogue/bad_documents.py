"""One bad document of a platform per rule, like `bad_records`."""

from __future__ import annotations

from tests.catalogue.bad_records import EASEL, Bad

DOCUMENT = "documents:\n  - title: Terms\n    url: https://easel.example/terms"
ARCHIVE = "\n    archive: {collection: pga, service: Easel, terms: Terms of Service}"


BAD_DOCUMENTS = {
    "document twice": Bad(
        EASEL,
        DOCUMENT,
        f"{DOCUMENT}\n  - title: Again\n    url: 'https://easel.example/terms'",
        "url: 'https",
        "documents[1].url: this text is already documents[0]",
    ),
    "archived twice": Bad(
        EASEL,
        DOCUMENT,
        f"{DOCUMENT}{ARCHIVE}\n  - title: More\n    url: https://easel.example/more"
        + ARCHIVE.replace("{collection: pga, service: Easel", "{service: Easel, collection: pga"),
        "archive: {service",
        "documents[1].archive: this text is already documents[0]",
    ),
    "document by http": Bad(
        EASEL,
        DOCUMENT,
        DOCUMENT.replace("https", "http"),
        "url: http://",
        "documents[0].url: what is watched is read by https only",
    ),
    "document language": Bad(
        EASEL,
        DOCUMENT,
        f"{DOCUMENT}\n    language: English",
        "language: Eng",
        "“English” is not a language",
    ),
    "document selector": Bad(
        EASEL,
        DOCUMENT,
        f"{DOCUMENT}\n    selector: 'div['",
        "selector:",
        "“div[” is not a CSS selector",
    ),
    "document collection": Bad(
        EASEL,
        DOCUMENT,
        f"{DOCUMENT}{ARCHIVE}".replace("pga", "PGA"),
        "collection:",
        "“PGA” is not the id of a collection",
    ),
    "document not watched": Bad(
        EASEL,
        DOCUMENT,
        f"{DOCUMENT}\n    selector: main\n    watched: false",
        "- title: Terms",
        "`selector` and `archive` are for what is watched",
    ),
}
