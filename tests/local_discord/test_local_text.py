"""Plain text of messages and forms."""

from typing import Any

from bot.local_discord.text import render_message, render_modal


def message(**parts: Any) -> str:
    blank = {"content": "", "embeds": [], "components": [], "attachments": [], "flags": 0}
    return render_message({**blank, "author": {"username": "Tern"}, **parts})


def test_markdown_stays_but_links_and_times_are_spelled_out() -> None:
    text = "**Bold** [the terms](<https://x.org/a?b=c>) [more](https://x.org) <t:0:D> <t:0:t> <t:0>"
    assert message(content=text) == (
        "**Bold** the terms <https://x.org/a?b=c> more <https://x.org>"
        " 1970-01-01 00:00 UTC 1970-01-01 00:00 UTC"
    )


def test_an_embed_reads_top_to_bottom() -> None:
    embed = {
        "author": {"name": "Author"},
        "title": "Title",
        "url": "https://x.org",
        "description": "Words",
        "fields": [{"name": "Field", "value": "Value"}],
        "image": {"url": "https://x.org/a.png"},
        "footer": {"text": "Footer"},
    }
    lines = ["Author", "Title <https://x.org>", "Words", "Field", "Value", "(image)", "Footer"]
    assert message(embeds=[embed]).splitlines() == lines


def test_components_old_and_new() -> None:
    option = {"label": "A", "value": "a"}
    select = {"type": 3, "custom_id": "s", "options": [option, {**option, "label": "B"}]}
    rows = [
        {
            "type": 1,
            "components": [{"type": 2, "label": "Yes"}, {"type": 2, "emoji": {"name": "🙂"}}],
        },
        {"type": 1, "components": [select]},
        {"type": 1, "components": [{"type": 5, "custom_id": "u", "placeholder": "Who"}]},
    ]
    chosen = {**select, "options": [{**option, "default": True}]}
    container = {
        "type": 17,
        "components": [
            {"type": 10, "content": "Top"},
            {"type": 14},
            {
                "type": 9,
                "components": [{"type": 10, "content": "Side"}],
                "accessory": {"type": 11, "media": {"url": "https://x.org/art.png"}},
            },
            {"type": 1, "components": [chosen]},
        ],
    }
    assert message(components=[*rows, container]).splitlines() == [
        "[Yes] [🙂]",
        "[Make a selection ▾: A, B]",
        "[Who ▾]",
        "Top",
        "",
        "Side",
        "(image: art.png)",
        "[A ▾: A]",
    ]


def test_sizes_are_readable() -> None:
    sizes = {0: "0 bytes", 999: "999 bytes", 23_400: "23 kB", 1_260_000: "1.3 MB"}
    for size, words in sizes.items():
        file = {"filename": "a.pdf", "size": size, "url": "u"}
        assert message(attachments=[file]) == f"(file: a.pdf, {words})"


def test_a_form_shows_its_fields() -> None:
    def label(text: str, component: Any) -> dict[str, Any]:
        return {"type": 18, "label": text, "component": component}

    options = [
        {"label": "One", "value": "1", "default": True},
        {"label": "Two", "value": "2", "description": "why"},
    ]
    form = {
        "title": "Letter",
        "components": [
            label("Name", {"type": 4, "custom_id": "n", "placeholder": "as on the account"}),
            label("Tone", {"type": 21, "custom_id": "t", "options": options}),
            label("Grounds", {"type": 22, "custom_id": "g", "options": options}),
            label("Sure", {"type": 23, "custom_id": "s"}),
            label("Proof", {"type": 19, "custom_id": "p"}),
            {
                "type": 1,
                "components": [{"type": 4, "label": "Old", "custom_id": "o", "value": "x"}],
            },
        ],
    }
    assert render_modal(form).splitlines() == [
        "Letter",
        "",
        "Name",
        "[as on the account]",
        "Tone",
        "(•) One",
        "( ) Two – why",
        "Grounds",
        "[x] One",
        "[ ] Two – why",
        "Sure",
        "[ ]",
        "Proof",
        "[choose files]",
        "Old",
        "[x]",
    ]


def test_signs_kept_from_being_markdown_read_as_signs() -> None:
    shown = {"type": 10, "content": r"ada\_paints \*not bold\* C:\new [a](https://b.example/x_y)"}
    message = {"flags": 1 << 15, "content": "", "embeds": [], "components": [shown]}
    assert render_message(message | {"attachments": []}) == (
        "ada_paints *not bold* C:\\new a <https://b.example/x_y>"
    )
