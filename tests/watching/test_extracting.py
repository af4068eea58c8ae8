"""What of a page is its text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.watching.extracting import extract, plain_lines
from bot.watching.page import TooLargeError
from tests.watching.shaped import long_page, page, sentence


def text(name: str, selector: str | None = None) -> str:
    return "\n".join(extract(page(name), selector).lines)


def test_a_policy_is_read_line_by_line() -> None:
    lines = extract(page("policy")).lines
    assert lines[:8] == (
        "Privacy Policy",
        "Effective: September 1, 2026",
        "1. What we collect",
        "You give us your account details, the works that you upload, and what you write about"
        ' them. We don\'t sell "personal information".',
        "Your name & e-mail address",
        "Pictures, with their data:",
        "Camera and lens",
        "Place, where you left itin",
    )
    assert lines[-4:] == (
        "Whom we give it to",
        "Who | What | Why",
        "Hosting companies | All of it | To keep it for us",
        "Partners in research | Public pictures | To study them",
    )


@pytest.mark.parametrize(
    "words",
    [
        "cookies",
        "Skip to",
        "Explore",
        "Nested heading",
        "Log in",
        "On this page",
        "Did you know",
        "Copied",
        "Share this",
        "Print",
        "build",
        "never",
        "after",
    ],
)
def test_what_stands_around_it_is_left_out(words: str) -> None:
    assert words not in text("policy")


def test_folded_sections_stay() -> None:
    assert "machine learning models among them" in text("policy")


def test_what_a_page_says_of_itself() -> None:
    found = extract(page("policy"))
    assert (found.title, found.language) == ("Privacy Policy | Picturely", "en")
    assert (found.scripts, found.asks_password) == (2, False)
    assert extract(page("login_form")).asks_password


def test_a_page_without_main_is_read_by_its_article() -> None:
    lines = extract(page("help_centre")).lines
    assert lines[0].startswith("By posting a work you give us a licence")
    assert "This site uses cookies" not in "\n".join(lines)
    assert lines[2].startswith("Cookies are small files"), "a section about cookies is no banner"


def test_a_short_main_is_not_taken_for_the_whole() -> None:
    html = f"<main>Loading</main><div><p>{sentence(1)}</p><p>{sentence(2)}</p></div>"
    assert extract(html).lines == ("Loading", sentence(1), sentence(2))


def test_a_page_that_stands_in_its_header_whole_stays() -> None:
    html = f"<header><nav>Home</nav><p>{sentence(1)}</p><p>{sentence(2)}</p></header>"
    assert extract(html).lines == (sentence(1), sentence(2))


def test_old_pages_are_read_too() -> None:
    assert extract(page("old_style")).lines == (
        "Home",
        "Art | Terms of use",
        "Everything that you put on this site stays yours. You let us show it here, and nowhere"
        " else.",
        "Do not put here what is not yours",
        "We may take down works for which somebody else shows that they are theirs. Write to us if"
        " we were wrong, and we will look at it again within two weeks",
        "No bulk downloads",
        "No training of models on other people's works",
        "1. If a work is taken down, you are told why.",
        "2. If you disagree, you may answer within 30 days.",
    )


def test_a_selector_names_the_part() -> None:
    found = extract(page("policy"), "#a ul")
    assert found.selected
    assert found.lines[0] == "Your name & e-mail address"
    assert len(found.lines) == 4, "a list in the list is not read twice"


def test_a_selected_header_is_read() -> None:
    assert text("help_centre", "article > header") == "Terms of Service"


@pytest.mark.parametrize("selector", ["#gone", "main:::[", "", "p >"])
def test_where_the_selector_finds_nothing_the_usual_parts_are_read(selector: str) -> None:
    found = extract(page("policy"), selector)
    assert not found.selected
    assert found.lines == extract(page("policy")).lines


@pytest.mark.parametrize("name", ["policy_ar", "policy_he"])
def test_right_to_left_text_has_no_marks_of_direction(name: str) -> None:
    found = extract(page(name))
    assert len(found.lines) == 5
    assert not set("\u200e\u200f\u202a\u202b\u202c\u2066\u2069") & set("".join(found.lines))


def test_three_thousand_paragraphs_are_read_to_the_last() -> None:
    lines = extract(long_page(3_000)).lines
    assert len(lines) == 1 + 300 + 3_000
    assert lines[-1] == f"{sentence(5_998)} {sentence(5_999)}"


def test_words_do_not_grow_together() -> None:
    html = "<p>one<br>Two<wbr>three<x-note>four</x-note></p><p>five<!-- no --> six<hr>seven"
    assert extract(html).lines == ("one", "Twothree four", "five six", "seven")


def test_markup_in_words_and_values_is_no_markup() -> None:
    html = '<p title="<!-- > </p>">a &lt;b&gt; &amp;amp; <i data-x="</i>">c</i></p><p>d</p>'
    assert extract(html).lines == ("a <b> &amp; c", "d")


def test_what_is_longer_than_any_terms_is_refused() -> None:
    with pytest.raises(TooLargeError):
        extract("<p>" + "words " * 200_000)
    with pytest.raises(TooLargeError):
        plain_lines("words " * 200_000)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 400_000,
        "<div></p>" * 40_000,
        "<br>" * 200_000,
        f"<p {' '.join(f'a{n}' for n in range(100_000))}>text",
        "<p " + "".join(f"a{n}='>'" for n in range(100_000)),
        "".join(f"<p><font id={n}>" for n in range(1_500)).replace("font", "b"),
        "".join(f"<b id={n}>" for n in range(3_000)) + "<p>" * 100_000,
    ],
)
def test_a_page_that_is_made_to_do_harm_is_not_parsed(html: str) -> None:
    with pytest.raises(TooLargeError):
        extract(html)


def test_deeply_nested_pages_are_read() -> None:
    html = "<div><section>" * 400 + f"<p>{sentence(1)}</p>" + "</section></div>" * 400
    assert extract(html).lines == (sentence(1),)


def test_scripts_full_of_comparisons_do_not_make_a_page_nested() -> None:
    script = "for(i=0;i<b&&i<n;i++){s+='<div class=x><b>'+n+'</b></div>'}" * 5_000
    assert extract(f"<script>{script}</script><p>text</p>").lines == ("text",)


@pytest.mark.parametrize("name", ["policy", "help_centre", "old_style", "policy_ja"])
def test_the_same_page_gives_the_same_text(name: str) -> None:
    once = page(name)
    assert extract(once).lines == extract(once).lines
    around = once.replace("4f2a91", "5a01bc").replace("843 partners", "12 partners")
    assert extract(around).lines == extract(once).lines


@given(st.text(alphabet=st.sampled_from("<>/!-\"'=& abp\x00\ufffd\n;#td").filter(bool)))
def test_no_letters_break_it(html: str) -> None:
    for selector in (None, "p, td", "b b"):
        for line in extract(html, selector).lines:
            assert line == " ".join(line.split())


@given(st.text())
def test_plain_text_keeps_its_words(words: str) -> None:
    assert all(line == " ".join(line.split()) for line in plain_lines(words))
