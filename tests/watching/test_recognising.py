"""Pages that stand in a text's place are told from the text."""

from __future__ import annotations

import pytest

from bot.watching.extracting import extract
from bot.watching.recognising import is_other_page, is_same_page, problem_of, problem_of_copy
from tests.watching.shaped import LANGUAGES, long_page, page, sentence

URL = "https://picturely.example/legal/privacy"

NEVER = ("policy", "help_centre", "old_style")


def found(html: str, language: str = "en", answered: str = URL) -> str | None:
    return problem_of(extract(html), language, asked=URL, answered=answered)


@pytest.mark.parametrize("name", NEVER)
def test_a_text_is_a_text(name: str) -> None:
    assert found(page(name)) is None


@pytest.mark.parametrize(("name", "language"), LANGUAGES.items())
def test_a_text_in_its_language_is_one_too(name: str, language: str) -> None:
    assert found(page(name), language) is None


@pytest.mark.parametrize(
    ("name", "language", "problem"),
    [
        ("login_form", "en", "login"),
        ("login_wall", "en", "login"),
        ("login_de", "de", "login"),
        ("login_de", "en", "login"),
        ("soft_404", "en", "error-page"),
        ("soft_404_untitled", "en", "error-page"),
        ("soft_404_ja", "ja", "error-page"),
        ("challenge", "en", "error-page"),
        ("shell", "en", "script-only"),
        ("shell_with_words", "en", "script-only"),
        ("empty", "en", "empty"),
    ],
)
def test_what_stands_in_its_place_is_named(name: str, language: str, problem: str) -> None:
    assert found(page(name), language) == problem


@pytest.mark.parametrize("name", [*LANGUAGES, *NEVER])
@pytest.mark.parametrize("language", ["en", "de", "ja", "ar", "fr", "pl"])
def test_another_language_is_told(name: str, language: str) -> None:
    is_own = LANGUAGES.get(name, "en") == language
    assert found(page(name), language) == (None if is_own else "other-language")


_TEXTS = {
    "en": "We may share your information with the companies that work for us, and you can object"
    " to this at any time in your settings. The works that you upload are yours.",
    "de": "Wir können Ihre Daten an die Firmen geben, die für uns arbeiten, und Sie können dem"
    " jederzeit in den Einstellungen widersprechen. Die Werke, die Sie hochladen, gehören Ihnen.",
    "fr": "Nous pouvons partager vos données avec les entreprises qui travaillent pour nous, et"
    " vous pouvez vous y opposer dans les paramètres. Les œuvres que vous publiez sont à vous.",
    "es": "Podemos compartir su información con las empresas que trabajan para nosotros, y usted"
    " puede oponerse en los ajustes de la cuenta. Las obras que usted sube son suyas.",
    "it": "Possiamo condividere le informazioni dell'utente con le società che lavorano per noi, e"
    " l'utente può opporsi nelle impostazioni del profilo. Le opere che carica sono sue.",
    "nl": "Wij kunnen uw gegevens delen met de bedrijven die voor ons werken, en u kunt hiertegen"
    " bezwaar maken in de instellingen van het account. De werken die u plaatst zijn van u.",
    "pl": "Możemy przekazywać dane użytkownika firmom, które dla nas pracują, i można się temu"
    " sprzeciwić w ustawieniach. Prace, które są przesyłane do serwisu, należą do użytkownika.",
    "pt": "Podemos compartilhar as suas informações com as empresas que trabalham para nós, e você"
    " pode se opor a isso nas configurações da conta. As obras que você envia são suas.",
    "ja": "当社は、利用者の情報を、当社のために業務を行う会社に提供することがあります。利用者は、"
    "設定からいつでもこれに異議を述べることができます。投稿した作品は利用者のものです。" * 2,
    "zh": "我们可能会与为我们工作的公司分享您的信息。您可以随时在设置中提出反对。" * 6,
    "ko": "당사는 당사를 위해 일하는 회사와 귀하의 정보를 공유할 수 있습니다. 귀하는"
    " 설정에서 언제든지 이의를 제기할 수 있습니다. 업로드한 작품은 귀하의 것입니다." * 2,
    "ru": "Мы можем передавать ваши данные компаниям, которые на нас работают, и вы можете в любое"
    " время возразить против этого в настройках. Работы, которые вы загружаете, принадлежат вам.",
}


@pytest.mark.parametrize("written", _TEXTS)
@pytest.mark.parametrize("language", _TEXTS)
@pytest.mark.parametrize("says", ["right", "wrong", "nothing"])
def test_every_pair_of_languages_is_told_apart(written: str, language: str, says: str) -> None:
    """Whatever the page says of its own language."""
    lang = {"right": written, "wrong": language, "nothing": ""}[says]
    html = f'<html lang="{lang}"><p>{_TEXTS[written]}</p><p>{_TEXTS[written]}</p>'
    assert found(html, language) == (None if written == language else "other-language")


def test_a_language_without_words_of_its_own_is_not_doubted() -> None:
    swedish = (
        "Vi kan dela din information med de företag som arbetar för oss, och du kan när som helst"
        " invända mot detta i inställningarna. Verken som du laddar upp är dina och ingen annans. "
    )
    assert found(f'<html lang="sv"><p>{swedish * 2}</p>', "sv") is None


@pytest.mark.parametrize(
    ("answered", "problem"),
    [
        ("https://picturely.example/", "error-page"),
        ("https://picturely.example/en-us/", "error-page"),
        ("https://picturely.example/legal/privacy/", None),
        ("https://picturely.example/en/legal/privacy", None),
        ("https://picturely.example/?p=privacy", None),
    ],
)
def test_a_start_page_in_its_place_is_an_error(answered: str, problem: str | None) -> None:
    assert found(page("policy"), answered=answered) == problem


def test_a_redirect_to_the_login_is_a_login_wall() -> None:
    html = "<p>Picturely is for members. Log in or create an account to go on with reading.</p>"
    assert found(html, answered="https://picturely.example/accounts/login/?next=/legal") == "login"


@pytest.mark.parametrize(
    "words",
    [
        "If you sign in with another service, you log in under their terms.",
        "We do not promise that a page you requested does not exist twice, or that an error 404 is"
        " never shown; the service may be temporarily unavailable or under maintenance.",
        "If JavaScript is disabled, some parts of the service do not work.",
        "Access denied to others is not access denied to you.",
    ],
)
def test_terms_that_speak_of_logins_and_errors_are_terms(words: str) -> None:
    around = f"<p>{words}</p><p>{words}</p>"
    assert found(long_page(40).replace("</h1>", f"</h1>{around}")) is None


def test_a_banner_that_waits_for_an_error_does_not_matter() -> None:
    banner = '<div class="alert">Something went wrong. Try again.</div>'
    assert found(long_page(60, chrome=banner).replace("main", "div")) is None


def test_a_login_form_beside_a_whole_text_does_not_matter() -> None:
    form = '<form>Log in <input type="password"></form>'
    assert found(long_page(60, chrome=form)) is None


def test_copies_are_looked_at_too() -> None:
    english = [sentence(number) for number in range(20)]
    assert problem_of_copy(english, "en") is None
    assert problem_of_copy(english, "de") == "other-language"
    assert problem_of_copy(["Loading"], "en") == "empty"


# ---------------------------------------------------------------- other pages

OLD = [sentence(number) for number in range(200)]


def test_the_same_page_with_edits_is_the_same_page() -> None:
    assert not is_other_page(OLD, OLD)
    assert not is_other_page(OLD, OLD[:80])
    assert not is_other_page(OLD, OLD * 3)
    assert not is_other_page(OLD, [sentence(number) for number in range(150, 400)])
    assert not is_other_page(OLD, OLD[::-1])


def test_who_has_half_of_the_former_text_is_the_same_page() -> None:
    assert is_same_page(OLD, OLD)
    assert is_same_page(OLD, ["New.", *OLD[60:], "Newer."])
    assert not is_same_page(OLD, OLD[:60])
    assert not is_same_page([], OLD)


def test_a_text_that_was_written_anew_keeps_its_phrases() -> None:
    anew = [f"As you know, {words.lower()[:-1]}, as before." for words in OLD]
    assert not is_other_page(OLD, anew)


def test_another_page_is_told() -> None:
    about = [
        f"Artist number {number} draws horses in chapter {number} of her long book on the sea"
        for number in range(200)
    ]
    assert is_other_page(OLD, about)
    assert is_other_page(about, OLD)


def test_a_beginning_behind_which_a_wall_stands_is_told() -> None:
    assert is_other_page(OLD, OLD[:40])


def test_nothing_is_another_page_than_something() -> None:
    assert is_other_page(OLD, [])
    assert not is_other_page([], OLD)


def test_japanese_sentences_are_compared_too() -> None:
    old = [
        f"第{n}条の規定により当社は利用者の情報を第{n}号に掲げる目的で利用します。"
        for n in "一二三四五六"
    ]
    assert not is_other_page(old, [*old[:3], "新しい規定を追加します。"])
    assert is_other_page(old, ["ゲームの遊び方を説明します。まず画面を開いてください。" * 4])
