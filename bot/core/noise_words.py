"""Words of pages that are no part of their text: see `bot/core/noise.py`. Small letters without
accents, but for navigation, which keeps them."""

from __future__ import annotations

MONTHS = frozenset(
    word
    for words in (
        "january february march april may june july august september october november december",
        "jan feb mar apr jun jul aug sep sept oct nov dec januar februar marz mai juni juli",
        "oktober dezember mrz okt dez janvier fevrier mars avril juin juillet aout septembre",
        "octobre novembre decembre enero febrero marzo abril mayo junio julio agosto septiembre",
        "octubre noviembre diciembre gennaio febbraio aprile maggio giugno luglio settembre",
        "ottobre dicembre januari februari maart mei augustus stycznia lutego marca kwietnia",
        "maja czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia janeiro fevereiro",
        "marco maio junho julho setembro outubro novembro dezembro",
    )
    for word in words.split()
)

ANCHORS = frozenset(
    word
    for words in (
        "request ref rev updated update effect",
        "gelten gilt effet applicable vigente efectiva efectivo",
        "efficace efficaci kracht ingang zycie created originally",
        "effective revised revision modified published version build release",
        "commit generated rendered reviewed amended posted read comments comment likes views",
        "helpful stand aktualisiert aktualisierung gultig fassung inkrafttreten geandert",
        "anderung lesezeit veroffentlicht kraft mise jour modification modifiee actualisation",
        "vigueur revision lecture actualizacion actualizado actualizada vigencia vigor",
        "modificacion lectura aggiornamento aggiornato aggiornata modifica vigore versione",
        "lettura bijgewerkt gewijzigd wijziging ingangsdatum versie leestijd aktualizacja",
        "aktualizacji zaktualizowano wersja obowiazuje obowiazywania zmiana czytania",
        "atualizacao atualizado atualizada versao leitura",
    )
    for word in words.split()
)
"""Words of lines that say how old a page is, or how often it was read."""

FILLERS = frozenset(
    word
    for words in (
        "app go goes into take takes took",
        "became become agreement user users statement cookie cookies",
        "community guidelines standards dem bedingungen prennent entre entrent compter entran",
        "entrano treden treedt wchodza wchodzi entram",
        "entra politicas presente presenti questi estos estas",
        "last as of on from the these this our terms term policy privacy notice service",
        "services use date dates was were is are in force since and previous page at by utc gmt",
        "pm am edt pst pt est min minute minutes seconds s ms v id request ref server cached",
        "archived current people found out this monday tuesday wednesday thursday friday",
        "saturday sunday letzte letzter zuletzt am vom ab seit der die das dieser diese und zum",
        "minuten uhr in datum tritt nutzungsbedingungen datenschutzerklarung richtlinie",
        "derniere le la les du de des a en date conditions utilisation ces politique entree",
        "confidentialite depuis temps effet ultima fecha el desde los del condiciones politica",
        "privacidad tiempo entrada ultimo data il dal dell della di termini informativa privacy",
        "tempo laatst laatste op van de het per sinds voorwaarden privacybeleid ostatnia",
        "ostatnio z dnia od data regulamin dnia r czas wejscia w zycie ultima do da dos em os",
        "termos politica privacidade tempo desde",
    )
    for word in words.split()
)
"""What else such lines say."""

NAVIGATION = frozenset(
    phrase.strip()
    for phrases in (
        "yes no, ja nein, oui non, sí no, sì no, ja nee, tak nie, sim não, はい いいえ",
        "menu, search, home, back, next, previous, close, open, share, print, log in, login",
        "log out, sign in, sign up, register, skip to content, skip to main content",
        "back to top, top, contents, table of contents, on this page, in this article",
        "read more, show more, show less, see more, learn more, expand all, collapse all",
        "download pdf, download, help, help center, help centre, contact, contact us, support",
        "about, about us, careers, press, blog, cookie settings, cookie preferences",
        "manage cookies, accept all, accept all cookies, reject all, accept, decline",
        "was this helpful, was this article helpful, yes, no, send, submit, subscribe",
        "follow us, english, deutsch, français, español, italiano, nederlands, polski",
        "português, 日本語, english us, english uk, change language, select language",
        "language, loading, edit, copy link, related articles, you may also like, feedback",
        "give feedback, got it, ok, sitemap, status, privacy, terms, legal, cookies, explore",
        "products, pricing, community, developers, resources, get started, try for free",
        "app store, google play, view all, all articles, new, toggle navigation, dark mode",
        "light mode, suche, startseite, zurück, weiter, schließen, teilen, drucken, anmelden",
        "abmelden, registrieren, zum inhalt springen, zum inhalt, nach oben, inhalt",
        "inhaltsverzeichnis, mehr lesen, mehr anzeigen, mehr erfahren, hilfe, kontakt",
        "über uns, karriere, presse, cookie einstellungen, alle akzeptieren, alle ablehnen",
        "ja, nein, senden, abonnieren, sprache, impressum, datenschutz, war das hilfreich",
        "wird geladen, rechercher, recherche, accueil, retour, suivant, précédent, fermer",
        "partager, imprimer, se connecter, connexion, s inscrire, aller au contenu",
        "haut de page, retour en haut, sommaire, lire la suite, en savoir plus, afficher plus",
        "aide, nous contacter, à propos, paramètres des cookies, tout accepter, tout refuser",
        "oui, non, envoyer, langue, buscar, inicio, volver, siguiente, anterior, cerrar",
        "compartir, imprimir, iniciar sesión, registrarse, ir al contenido",
        "saltar al contenido, volver arriba, índice, leer más, más información, ver más",
        "ayuda, contacto, acerca de, configuración de cookies, aceptar todo, rechazar todo",
        "sí, enviar, idioma, cerca, indietro, avanti, chiudi, condividi, stampa, accedi",
        "registrati, vai al contenuto, torna su, indice, leggi di più, scopri di più",
        "mostra altro, aiuto, contatti, chi siamo, impostazioni cookie, accetta tutto",
        "rifiuta tutto, invia, lingua, zoeken, terug, volgende, vorige, sluiten, delen",
        "afdrukken, inloggen, registreren, naar inhoud, ga naar inhoud, naar boven, inhoud",
        "lees meer, meer weergeven, over ons, cookie instellingen, alles accepteren",
        "alles weigeren, ja, nee, versturen, taal, szukaj, strona główna, wstecz, dalej",
        "zamknij, udostępnij, drukuj, zaloguj się, zarejestruj się, przejdź do treści",
        "do góry, spis treści, czytaj więcej, pokaż więcej, pomoc, kontakt, o nas",
        "ustawienia plików cookie, zaakceptuj wszystkie, odrzuć wszystkie, tak, nie, wyślij",
        "język, pesquisar, início, voltar, próximo, fechar, compartilhar, partilhar, entrar",
        "cadastrar se, ir para o conteúdo, voltar ao topo, índice, leia mais, saiba mais",
        "ver mais, ajuda, contato, sobre, configurações de cookies, aceitar tudo",
        "rejeitar tudo, sim, não, メニュー, 検索, ホーム, 戻る, 次へ, 前へ, 閉じる, 共有",
        "印刷, ログイン, 新規登録, 会員登録, 本文へスキップ, ページトップへ, 目次, もっと見る",
        "続きを読む, ヘルプ, お問い合わせ, クッキー設定, すべて許可, すべて拒否, はい, いいえ",
        "言語, 送信",
    )
    for phrase in phrases.split(",")
)
