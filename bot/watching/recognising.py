"""Whether what was read is the text at all, or stands in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from bot.watching.languages import is_other_language

if TYPE_CHECKING:
    from bot.core.watched import Problem
    from bot.watching.extracting import Extract

SHORTEST: Final = 250
"""Characters of the shortest terms; in languages that write a word in a letter or two, too."""

_SHORT = 1_800
"""Characters of the wordiest pages that only ask for a login or say that something failed."""

_LONGEST_ERROR = 12_000
"""Characters of an error page that offers other pages to read."""

_LONGEST_TITLE = 90


def problem_of(page: Extract, language: str, *, asked: str, answered: str) -> Problem | None:
    """Why this is not the text. `asked` and `answered` are the addresses before and after
    redirects, `language` is the document's (ISO 639)."""
    length = page.length
    if _is_login(page, length, answered):
        return "login"
    if _is_error(page, length) or _is_start(asked, answered):
        return "error-page"
    if length < SHORTEST:
        return "script-only" if page.scripts else "empty"
    if length < _SHORT and page.scripts and _says(_NEEDS_SCRIPT, page.lines):
        return "script-only"
    if is_other_language("\n".join(page.lines), language, page.language):
        return "other-language"
    return None


def problem_of_copy(lines: Sequence[str], language: str) -> Problem | None:
    """Why an archive's copy is not the text."""
    if sum(map(len, lines)) < SHORTEST:
        return "empty"
    return "other-language" if is_other_language("\n".join(lines), language) else None


# ---------------------------------------------------------------- login walls and error pages

_LOGIN_PATH = re.compile(
    r"/(?:log-?in|sign-?in|sign-?up|signon|sso|auth|oauth2?|checkpoint|challenge|captcha"
    r"|account/begin|i/flow)(?:[/.]|$)|/accounts?/(?:log-?in|sign-?in)",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    r"\b(?:log ?in|log on|sign ?in|sign up|join now|create (?:an |your )?account|einloggen"
    r"|anmelden|registrieren|se connecter|connectez-vous|connexion|s'inscrire|iniciar sesión"
    r"|inicia sesión|acceder|regístrate|accedi|effettua l'accesso|inloggen|aanmelden"
    r"|zaloguj(?: się)?|logowanie|entrar|fazer login|iniciar sessão|cadastre-se)\b"
    r"|ログイン|サインイン|登录|登入|로그인|войти|вход|تسجيل الدخول|התחבר",
    re.IGNORECASE,
)
_ERROR = re.compile(
    r"^(?:error[ :-]*)?(?:404|403|410|500|502|503)(?:\b|$)|\berror (?:404|403|500|502|503)\b"
    r"|\bpage (?:was |could )?not (?:be )?found\b|\bpage (?:isn't|is not|is no longer) available\b"
    r"|\b(?:page|content|link) (?:you (?:requested|followed|are looking for)|you're looking for)\b"
    r"|\bwe (?:can't|couldn't|could not) find (?:that|this|the) page\b|\bdoes(?:n't| not) exist\b"
    r"|\bsomething went wrong\b|\bwe'll be (?:right )?back\b|\b(?:under|scheduled) maintenance\b"
    r"|\btemporarily unavailable\b|\binternal server error\b|\bbad gateway\b"
    r"|\baccess denied\b|\bjust a moment\b|\bchecking your browser\b"
    r"|\bverif(?:y|ying) (?:that )?you are (?:a )?human\b"
    r"|\battention required\b|\bare you a robot\b|\bunusual (?:traffic|activity)\b"
    r"|\bunsupported browser\b|\bbrowser (?:is not|isn't) supported\b|\bupdate your browser\b"
    r"|\bnot available in your (?:country|region)\b"
    r"|seite (?:wurde )?(?:leider )?nicht gefunden|seite (?:ist )?nicht verfügbar"
    r"|page (?:est )?introuvable|page non trouvée|página no encontrada"
    r"|página no (?:está )?disponible"
    r"|pagina non trovata|pagina niet gevonden|nie znaleziono strony|strona nie istnieje"
    r"|página não encontrada|página (?:não está )?indisponível"
    r"|ページが見つかりません|お探しのページ|メンテナンス中|страница не найдена|页面不存在|找不到"
    r"|الصفحة غير موجودة|הדף לא נמצא",
    re.IGNORECASE,
)
_NEEDS_SCRIPT = re.compile(
    r"\b(?:enable|requires?|turn on|activate|activer|activez|aktivieren|activar|active|abilita"
    r"|schakel|włącz|habilite)\b.{0,40}\bjavascript\b|\bjavascript\b.{0,40}\b(?:disabled|required"
    r"|enabled|deaktiviert|aktivieren|désactivé|有効)|^loading\W*$|^読み込み中",
    re.IGNORECASE,
)


def _is_login(page: Extract, length: int, answered: str) -> bool:
    if length >= _SHORT:
        return False
    asks = _says(_LOGIN, [page.title, *page.lines[:12]])
    if page.asks_password or _LOGIN_PATH.search(urlsplit(answered).path):
        return asks or length < SHORTEST
    first = [page.title, *page.lines[:2]]
    return length < SHORTEST * 3 and _says(_LOGIN, [line for line in first if len(line) < 60])


def _is_error(page: Extract, length: int) -> bool:
    if length >= _LONGEST_ERROR:
        return False
    if page.title and len(page.title) <= _LONGEST_TITLE and _ERROR.search(page.title):
        return True
    return length < _SHORT and _says(_ERROR, [line for line in page.lines[:6] if len(line) <= 200])


def _says(words: re.Pattern[str], lines: Iterable[str]) -> bool:
    return any(map(words.search, lines))


_START = re.compile(r"/?(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?", re.IGNORECASE)
"""The path of a site's start page, in any language."""


def _is_start(asked: str, answered: str) -> bool:
    """Whether a site leads to its start page instead of saying that the page is gone."""
    there = urlsplit(answered)
    return (
        asked != answered
        and not there.query
        and _START.fullmatch(there.path) is not None
        and _START.fullmatch(urlsplit(asked).path) is None
    )


# ---------------------------------------------------------------- other pages

_KEPT = 0.5
"""Of the former text's characters: who has so many of them in sentences that are as they were needs
no further look."""

_IN_COMMON = 0.2
"""Of the sentences: who has so many in common is the same page."""

_SHINGLES_IN_COMMON = 0.08
"""Of runs of letters, where hardly a sentence stayed as it was: a text that was written anew keeps
many of its phrases, another text of the same house few."""

_SHRUNK = 0.3
"""Of the former text: less is a beginning behind which a wall stands, until it lasts."""

_RUN = 24
"""Letters of a run: about four words, in Japanese a clause."""


def is_same_page(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether at least half of what was read before is there, word for word."""
    before = set(old)
    kept = before.intersection(new)
    return bool(before) and sum(map(len, kept)) >= sum(map(len, before)) * _KEPT


def is_other_page(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether the sentences have next to nothing in common with those read before, or most of them
    are gone."""
    before, now = _folded(old), _folded(new)
    if sum(map(len, now)) < sum(map(len, before)) * _SHRUNK:
        return True
    small, large = sorted((set(before), set(now)), key=len)
    if not small or len(small & large) >= len(small) * _IN_COMMON:
        return False
    return _alike("".join(before), "".join(now)) < _SHINGLES_IN_COMMON


def _folded(sentences: Iterable[str]) -> list[str]:
    """Their letters alone; what is shorter than a sentence says nothing."""
    found = ("".join(re.findall(r"[^\W\d_]+", sentence.casefold())) for sentence in sentences)
    return [letters for letters in found if len(letters) >= 12]


def _alike(before: str, now: str) -> float:
    """The share of the shorter text's runs of letters that the other has too."""
    short, long = sorted((before, now), key=len)
    known = {long[i : i + _RUN] for i in range(len(long) - _RUN + 1)}
    runs = [short[i : i + _RUN] for i in range(0, len(short) - _RUN + 1, 4)]
    return sum(run in known for run in runs) / max(1, len(runs))
