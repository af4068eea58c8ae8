"""One bad record per rule: what is changed, the line it is reported at, and the words."""

from __future__ import annotations

from dataclasses import dataclass

EASEL = "platforms/easel.yaml"
ANVIL = "platforms/anvil.yaml"
BURROW = "alternatives/burrow.yaml"
GERMANY = "regions/eu-de.yaml"
CANADA = "regions/ca.yaml"
UNION = "regions/eu.yaml"
VARNISH = "tools/varnish.yaml"
LACQUER = "tools/lacquer.yaml"
CASE = "topics/easel_case.yaml"
GOODBYE = "rumours/goodbye-easel.yaml"


@dataclass(frozen=True)
class Bad:
    """`old` becomes `new` (once); the problem is at the first line that holds `at`."""

    file: str
    old: str
    new: str
    at: str
    says: str


BAD = {
    "schema": Bad(EASEL, "default: on", "default: yes", "default: yes", "training.default: exp"),
    "missing key": Bad(EASEL, "home: https://easel.example/\n", "", "id: easel", "`home` is miss"),
    "unknown key": Bad(EASEL, "home:", "hom:", "hom:", "hom: this key does not exist. The nearest"),
    "file name": Bad(ANVIL, "id: anvil", "id: envil", "id: envil", "id: “envil” is not the file's"),
    "id pattern": Bad(ANVIL, "id: anvil", "id: An vil", "id: An", "id: “An vil” cannot be an id"),
    "id length": Bad(ANVIL, "id: anvil", f"id: {'a' * 33}", "id: aaa", "cannot be an id"),
    "kind": Bad(EASEL, "kind: platform", "kind: alternative", "kind: alt", "kind: a record under"),
    "source exists": Bad(
        EASEL,
        "sources: [help]\n    steps",
        "sources: [terms, halp]\n    steps",
        "halp",
        "opt_outs[0].answer.sources[1]: the record has no source “halp”. Add it",
    ),
    "statement sourced": Bad(
        ANVIL,
        "text: No statement was found.\n    sources: [terms]",
        "text: Nothing was found.\n    sources: []",
        "summary:",
        "training.summary: no source is named",
    ),
    "event sourced": Bad(
        EASEL,
        "text: The terms were changed.\n    sources: [terms]",
        "text: The terms were changed.\n    sources: []",
        "- date: 2025",
        "timeline[0]: no source is named",
    ),
    "use sourced": Bad(
        EASEL,
        "used: yes\n      sources: [terms]",
        "used: yes",
        "- of: public_posts",
        "training.uses[0]: no source is named",
    ),
    "operator sourced": Bad(
        EASEL,
        "email: privacy@easel.example\n    sources: [terms]",
        "email: privacy@easel.example\n    sources: []",
        "- regions: [everywhere]",
        "operators[0]: no source is named",
    ),
    "status sourced": Bad(
        EASEL,
        "state: active",
        "state: closed\n  text: It closed.",
        "status:",
        "status: no source is named",
    ),
    "right sourced": Bad(
        CANADA,
        "text: A person may have a copy.\n    sources: [act]",
        "text: A person may have a copy.",
        "access:",
        "rights.access: no source is named",
    ),
    "period sourced": Bad(
        UNION,
        "basis: Art. 12(3) GDPR\n    sources: [gdpr]",
        "basis: Art. 12(3) GDPR\n    sources: []",
        "objection:\n    length",
        "periods.objection: no source is named",
    ),
    "period of some length": Bad(
        UNION, "length: 1\n", "length: 0\n", "length: 0", "periods.objection.length: a time of 0"
    ),
    "period of a reminder": Bad(
        GERMANY,
        "follow_up: complaint",
        "follow_up: reminder",
        "follow-up:",
        "periods.follow-up: no law sets a time for the answer to a mere reminder",
    ),
    "window sourced": Bad(
        UNION,
        "basis: Art. 77 GDPR\n    sources: [gdpr]\ncounting",
        "basis: Art. 77 GDPR\n    sources: []\ncounting",
        "- after: answer",
        "windows[0]: no source is named",
    ),
    "counting sourced": Bad(
        UNION,
        "1182/71\n  sources: [gdpr]",
        "1182/71\n  sources: []",
        "counting:",
        "counting: no source is named",
    ),
    "counting by a rule": Bad(
        UNION,
        "  basis: Art. 3 Regulation 1182/71\n",
        "",
        "counting:",
        "counting: no rule of law is named",
    ),
    "counting somebody's holidays": Bad(
        UNION,
        "holidays: controller",
        "holidays: none",
        "rolls:",
        "counting.rolls: nobody's public holidays count",
    ),
    "counting the country's holidays": Bad(
        GERMANY,
        "territory: DE\n",
        "counting:\n  holidays: region\n  basis: § 193 BGB\n  sources: [bdsg]\n",
        "  holidays: region",
        "counting.holidays: the region has no country",
    ),
    "counting in countries": Bad(
        UNION, "[DE, IE]", "[DE, QQ]", "states:", "counting.states[1]: “QQ” is not a country"
    ),
    "closed from day to day": Bad(
        UNION,
        "12-25/01-15",
        "12-25",
        "closed:",
        "counting.closed[0]: “12-25” is not a stretch of the year",
    ),
    "closed on days that exist": Bad(
        UNION, "12-25/01-15", "12-25/02-30", "closed:", "counting.closed[0]: “12-25/02-30” is not"
    ),
    "timezone": Bad(
        GERMANY,
        "Europe/Berlin",
        "Europe/Bonn",
        "timezone:",
        "timezone: “Europe/Bonn” is not a time zone",
    ),
    "timezone named": Bad(
        CANADA,
        "timezone: America/Toronto\n",
        "",
        "id: ca",
        "timezone: the country has no time zone",
    ),
    "law sourced": Bad(
        UNION,
        "2016/679\n    sources: [gdpr]",
        "2016/679\n    sources: []",
        "- name: General",
        "laws[0]: no source is named",
    ),
    "authority sourced": Bad(
        GERMANY,
        "phone: 0228 99\n    sources: [bdsg]",
        "phone: 0228 99\n    sources: []",
        "- name: Die",
        "authorities[0]: no source is named",
    ),
    "source used": Bad(
        EASEL,
        "sources:\n  terms:",
        "sources:\n  spare:\n    url: https://easel.example/spare\n    title: Spare\n"
        "    kind: platform\n    read: 2026-09-01\n  terms:",
        "  spare:",
        "sources.spare: no statement names this source",
    ),
    "read after date": Bad(
        EASEL, "date: 2026-07-01", "date: 2026-09-02", "read: 2026-09-01", "before its own date"
    ),
    "read not to come": Bad(
        BURROW, "read: 2026-08-15", "read: 2026-11-21", "read: 2026-11-21", "still to come (today"
    ),
    "date possible": Bad(
        EASEL, "- date: 2025-12-01", "- date: 2025-13", "2025-13", "is not a date"
    ),
    "date written": Bad(EASEL, "as_of: 2026-07", "as_of: July", "as_of", "as_of: “July” is not a"),
    "date not to come": Bad(
        EASEL,
        "- date: 2025-12-01",
        "- date: 2026-12",
        "- date: 2026-12",
        "2026-12 is still to come",
    ),
    "as_of before checked": Bad(
        EASEL, "as_of: 2026-07", "as_of: 2026-10", "as_of", "as_of: the text of 2026-10 is newer"
    ),
    "timeline sorted": Bad(
        EASEL, "- date: 2025-12-01", "- date: 2024-12-01", "- date: 2024-12", "stands after 2025"
    ),
    "url scheme": Bad(
        EASEL, "url: https://easel.example/object", "url: ftp://a.b/", "ftp", "begin"
    ),
    "url host": Bad(EASEL, "home: https://easel.example/", "home: https://easel/", "home", "a dot"),
    "url space": Bad(EASEL, "easel.example/help", "easel.example/he lp", "he lp", "holds a space"),
    "url credentials": Bad(
        BURROW, "https://burrow.example/about", "https://a:b@c.d/", "a:b", "cred"
    ),
    "url broken": Bad(
        GERMANY, "https://authority.example/", "https://[a/", "website", "not an addr"
    ),
    "opt-out region": Bad(
        EASEL, "[us, everywhere]", "[usa, everywhere]", "[usa", "opt_outs[1].regions[0]: “usa” is"
    ),
    "opt-out once": Bad(
        EASEL,
        "[us, everywhere]",
        "[us, everywhere, eu]",
        "[us",
        "“eu” is already named in opt_outs[0]",
    ),
    "opt-out everywhere": Bad(
        EASEL, "[us, everywhere]", "[us]", "opt_outs:", "nothing is said for the rest of the world"
    ),
    "operator region": Bad(
        ANVIL, "[everywhere]\n    name", "[mars]\n    name", "[mars]", "“mars” is not a region"
    ),
    "operator regions": Bad(
        ANVIL, "[everywhere]\n    name", "[]\n    name", "- regions: []", "no region is named"
    ),
    "operator reachable": Bad(
        ANVIL,
        "    note: The terms give no address.\n",
        "",
        "- regions: [everywhere]\n    name",
        "no letter can reach",
    ),
    "profile pattern": Bad(EASEL, '"[a-z0-9_]{3,20}"', '"[a-z"', "pattern:", "not a regular expr"),
    "profile example": Bad(
        EASEL, "example: inkling_7", "example: '@x'", "pattern:", "does not match"
    ),
    "profile place": Bad(EASEL, "@{handle}", "@{name}", "url: https://easel.example/@", "no place"),
    "profile braces": Bad(
        EASEL, "@{handle}", "@{handle", "url: https://easel.example/@", "no place"
    ),
    "profile url": Bad(BURROW, "https://{server}/@", "ftp://{server}/@", "url: ftp", "begin with"),
    "right stated": Bad(
        CANADA,
        "  erasure:\n    available: unknown\n    text: Nothing was found.\n",
        "",
        "rights:",
        "nothing is said on the right “erasure”",
    ),
    "objection needs a right": Bad(
        UNION, "object:\n    available: yes", "object:\n    available: no", "family:", "family: the"
    ),
    "plain means no right": Bad(
        CANADA, "family: request", "family: plain", "family:", "family: the"
    ),
    "objection needs an authority": Bad(
        CANADA,
        "family: request",
        "family: objection",
        "id: ca",
        "no supervisory authority is named",
    ),
    "language": Bad(
        GERMANY, "    languages: [de]", "    languages: [xq]", "[xq]", "“xq” is not a lan"
    ),
    "operator language": Bad(
        EASEL, "name: Easel Limited", "name: Easel\n    language: xq", "xq", "operators[0].language"
    ),
    "territory": Bad(
        GERMANY, "territory: DE", "territory: QQ", "territory", "“QQ” is not a country"
    ),
    "operator territory": Bad(
        EASEL,
        "name: Easel Limited",
        "name: Easel\n    territory: QQ",
        "QQ",
        "operators[0].territory: “QQ” is not a country",
    ),
    "platform name": Bad(
        BURROW,
        "name: Burrow",
        "name: Burrow\naliases: [ANVIL]",
        "aliases",
        "anvil is called “ANVIL”",
    ),
    "same name, written otherwise": Bad(
        BURROW,
        "name: Burrow",
        "name: Burrow\naliases: [Easel-Arts]",
        "aliases",
        "easel is called “Easel-Arts” too",
    ),
    "region name": Bad(
        GERMANY, "name: Germany", "name: Canada", "name: Canada", "name: ca is called “Canada” too"
    ),
    "tool name": Bad(
        VARNISH, "[clear coat]", "[LACQUER]", "aliases", "aliases[0]: lacquer is called “LACQUER”"
    ),
    "tool sourced": Bad(
        VARNISH,
        "text: It blocks nothing.\n    sources: [paper]",
        "text: It blocks nothing.\n    sources: []",
        "- text: It blocks",
        "limits[0]: no source is named",
    ),
    "tool timeline sorted": Bad(
        VARNISH, "date: 2026-01", "date: 2024", "- date: 2024", "2024 stands after 2025-03"
    ),
    "tool link": Bad(
        VARNISH, "home: https://varnish.example/", "home: varnish", "home: varnish", "begin with"
    ),
    "topic sourced": Bad(
        CASE,
        "text: Painters sue Easel.\n  sources: [docket]",
        "text: Painters sue Easel.\n  sources: [dockets]",
        "sources: [dockets]",
        "summary.sources[0]: the record has no source “dockets”",
    ),
    "topic timeline sorted": Bad(
        CASE,
        "date: 2026-02\n",
        "date: 2025-04\n",
        "- date: 2025-04",
        "2025-04 stands after 2025-05",
    ),
    "topic platform": Bad(
        CASE,
        "[easel, burrow]",
        "[easel, warren]",
        "platforms: [",
        "platforms[1]: “warren” is not a platform. Use the id of a record under",
    ),
    "topic region": Bad(
        CASE, "[eu, us, us-ca]", "[eu, mars]", "regions: [", "regions[1]: “mars” is not a region"
    ),
    "rumour platform": Bad(
        GOODBYE, "[easel]", "[wesel]", "platforms: [", "platforms[0]: “wesel” is not a platform"
    ),
    "rumour sourced": Bad(
        GOODBYE,
        "changes nothing.\n    sources: [press]",
        "changes nothing.\n    sources: []",
        "- text: Such",
        "truth[0]: no source is named",
    ),
    "rumour worded": Bad(
        GOODBYE,
        "wordings:\n  - Goodbye Easel! I do not permit you to use my pictures.",
        "wordings: []",
        "wordings",
        "wordings: the rumour has no wording. Add a text in which it goes round",
    ),
    "rumour wording empty": Bad(
        GOODBYE,
        "- Goodbye Easel! I do not permit you to use my pictures.",
        "- ''",
        "- ''",
        "wordings[0]: expected text, found nothing",
    ),
    "rumour answered": Bad(
        GOODBYE,
        "truth:\n  - text: Such a text changes nothing.\n    sources: [press]",
        "truth: []",
        "truth",
        "truth: the rumour is not answered",
    ),
    "rumour verdict": Bad(
        GOODBYE,
        'verdict: "false"',
        "verdict: false",
        "verdict",
        "found false. Put the word in quotes",
    ),
    "unfinished": Bad(
        EASEL, "- Open the form", "- TODO open it", "TODO", "steps[0]: this holds TODO"
    ),
    "two spaces": Bad(EASEL, "- Open the form", "- Open  the form", "Open  the", "two spaces in a"),
    "white space": Bad(
        EASEL, "- Open the form", "- 'Open it '", "Open it ", "white space at an end"
    ),
    "full stop": Bad(
        EASEL, "The form was opened.", "The form was opened", "text: The form", "has no full stop"
    ),
    "id lost": Bad("ids.txt", "region us\n", "region uk\nregion us\n", "region uk", "and is gone"),
    "ids written": Bad("ids.txt", "region us\n", "region us\nuk\n", "uk", "not a kind and an id"),
}
