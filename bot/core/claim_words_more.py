"""More words of the concepts in bot/core/claim_words.py: Dutch and Polish, and what Italian,
Portuguese and Japanese say otherwise. Written and read in the same way."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

MORE: Mapping[str, str] = MappingProxyType(
    {
        # ------------------------------------------------ how it is said
        "not": """niet geen nooit niets niks nie nigdy zaden zadna zadne zadnej brak nic
            ません ないて せす てきない なら""",
        "aside": """niet_alleen niet_delen deel_dit_niet geen_grap geen_hoax geen_keuze
            niet_vergeten hoeven_niets hoef_niets geen_zin nie_tylko nie_udostepniaj
            nie_udostepniajcie
            to_nie_zart to_nie_zarty nie_zapomnijcie nie_ma_sensu nie_musimy nie_musicie nic_nie
            non_serve non_dobbiamo non_condividete nao_adianta nao_compartilhe 何もしなくて
            しないと しなけれは なけれは ないといけ 守らない シェアてはなく シェアしない
            tenzij zonder_dat jesli_nie""",
        "debunk": """nepnieuws nepbericht* broodje_aap klopt_niet niet_waar werkt_niet
            heeft_geen_effect doet_niets misverstand kettingbericht* onzin nieprawda nieprawda_ze
            to_mit falszyw* lancuszek lancuszk* fejk* plotka plotki nie_dziala nic_nie_daje
            bzdur* dezinformacj* fandoni* non_funziona e_falso catena_di e_una_bugia
            e_mentira falso_boato nao_serve_de_nada テマてす 事実てはあり 根拠のない""",
        "doubt": "nep vals falsz nieprawdziw* niewystarcz* niet_genoeg nie_wystarczy",
        "ask": """klopt_het is_het_waar is_dit_waar weet_iemand vraag_me_af ik_vraag_me
            sommigen_zeggen mensen_denken mensen_zeggen iemand_zei czy_to_prawda czy_ktos
            ktos_wie zastanawiam_sie ludzie_mowia niektorzy_mowia slyszalam_ze slyszalem_ze
            mi_chiedo si_dice_che alguem_me_disse sera_que 知っている人 本当なの 聞きました
            らしいけと""",
        "know": "wist_je wisten_jullie wiecie czy_wiecie wiedzieliscie 知っていますか",
        "report": """bevestiging bevestigd aanvaard potwierdz* przyjeli uznali 承認されました
            届きました mi_hanno_confermato ik_heb_bezwaar zlozylam_sprzeciw
            zlozylem_sprzeciw""",
        "shared": "deelt_met udostepniasz condividi_con compartilha_com reklam*",
        "course": "cursussen kurs_online kursow* warsztat* oficina_de 講座 教室",
        "lifted": """opgeheven weer_toegestaan niet_meer_verboden hervat wznowi* uchylon*
            cofniet* juz_nie_jest_zakazane non_e_piu_vietato 解除 再開""",
        "promise": """cara_traint_niet cara_gebruikt_niet cara_zelf cara_sama cara_nie_trenuje
            cara_non_addestra caraは学習しない caraは使わない""",
        "powerless": "vraagt_alleen tylko_prosi chiede_solo apenas_pede so_pede お願いたけ",
        "notlate": """niet_te_laat nog_steeds nie_jest_za_pozno nie_za_pozno nadal_mozna nog_altijd
            non_e_tardi ainda_da ainda_pode いつても""",
        "only": "alleen slechts tylko jedynie soltanto たけ のみ",
        "self": "zelf sama samo stessa proprio 自身 自体",
        "mine": """mijn_bezwaar mijn_verzoek ik_las ik_lees moj_sprzeciw mojego_sprzeciwu czytam
            napisalam_do la_mia_opposizione o_meu_pedido minha_oposicao 私の異議""",
        "iuse": "ik_gebruik ik_stuur uzywam wysylam io_uso eu_envio 使っています 送りました",
        "wish": "wil_graag gevraagd chce prosze_o chciala* vorrei 希望",
        "slow": "duurt_uren duurt_lang trwa_godzin* trwa_wieki 時間かかかる",
        "aiart": """ai_kunst ai_plaatjes ai_beelden obrazy_ai obrazow_ai grafik_ai sztuki_ai
            immagini_ai arte_de_ia ai絵 aiイラスト""",
        "moderation": "moderatie* moderacj* moderazion* moderacao モテレーション スハム",
        "once": """een_klik een_formulier een_keer jeden_formularz jednym_formularzem raz
            un_solo_modulo unico_formulario um_unico 一度 一回 ひとつ""",
        # ------------------------------------------------ who
        "ai": "sztuczn* kunstmatige_intelligentie si inteligencja 生成ai",
        "meta": """mety mecie mete facebooka facebooku instagrama instagramie instagramu
            インスタクラム""",
        "everyone": """iedereen wszyscy wszystkich wszystkim kazdy kazdemu みんな 誰てもか chiunque
            qualunque""",
        "whatsapp": "whatsappie whatsappa",
        "cara": "carze cary care_app",
        "us": """de_vs in_de_vs amerika* amerykan* stanach stany_zjednoczone verenigde_staten
            eua nos_eua negli_usa americani 米国""",
        "anycountry": "welk_land elk_land kazdy_kraj kazdym_kraju caly_swiat qualsiasi_paese",
        "nobody": """niemand geen_enkele geen_ai nikt nikogo zadna_ai zaden_model nessuna nessun
            nenhum""",
        "company": "bedrijf bedrijven firma firmy firm firme spolk* aziende",
        "regulator": """toezichthouder* autoriteit* waakhond organ organu urzad urzedu uodo
            regulator* anpd dpc 監督""",
        "court": "rechter rechtbank sad sadu sadow justica wyrok* vonnis",
        "lawyer": "advocaat jurist prawnik* prawnicz* adwokat* advogada",
        "brazil": "brazyl* braziliaan* brazilie",
        "ireland": "ierland ierse irlandi* irlandzk* irlanda irlandes*",
        "europe": "europie europy w_ue unii",
        # ------------------------------------------------ what is done
        "train": """traint trainen trening* treinan* trenow* trenuj* wytrenow* szkol* ucz* uczy
            nauczy nauka nauki leren leert geleerd imparare impara imparano aprende 訓練""",
        "take": """gebruik* gebruikt uzy* uzyw* wykorzyst* wykorzystuj* korzyst* zabra* bierze
            wziac pakt pakken neemt prende prendere prendono toccare chega stelen kradn* usano
            pegar pega dostep dostepu 利用""",
        "scrape": "scrapow* scrapuj* raspa* rasp* zbiera* verzamel* raccogl*",
        "read": """leest lezen gelezen meelezen toegang czyta* odczyt* dostep_do leggono
            ha_accesso 読まれ 閲覧""",
        "feed": "voert voeren gevoerd karmi* nakarm* pasto alimentando ga_naar",
        "sell": "verkoop* verkop* verkocht sprzeda* vende venden",
        "steal": "steelt stelen gestolen krad* ukradn* ruba",
        "record": "neemt_op opnemen opname* nagryw* nagra* registra",
        "object": """bezwaar bezwaren bezwaarschrift* afmeld* afgemeld* opt_out_doen weiger_ai
            sprzeciw* odmowic odmowa wypisa* wypisz* rezygn* opposizion* opponet* opor_se
            opuser* recusa_ia fuori_da_tutti sai_de_todas""",
        "reject": "weiger* afwijz* afgewezen odrzuc* odmow* respinge* negar negare 断れ 拒め",
        "form": "formulier* formularz* wniosek wniosku moduli_online 申請",
        "registry": """register registratie ingeschreven inschrijv* schrijf_je rejestr* zarejestr*
            登録""",
        "approve": """goedgekeurd goedkeur* toegestaan groen_licht gelijk_gegeven zatwierdz*
            zezwol* zgodzil* zaakceptow* dopuscil* legalne approva* permess* permet* 認めた
            認められ 合法""",
        "prohibit": """verboden verbied* verbiedt verbod stopgezet stilgelegd zakaza* zakaz*
            zabron* zabrani* wstrzyma* fermato parado bloccato proibiu 禁し 止めた""",
        "illegal": "illegaal nielegaln* illegal*",
        "ban": "bant verban blokkeer zbanuj* zbanowa* bana banam bannate",
        "partner": "werkt_nu samen partnerschap wspolprac* partnerstw* accordo collaborazion*",
        "hidden": """verborgen stiekem verstopt ukry* po_cichu potajemn* nascosto di_nascosto
            sem_aparecer nasconde""",
        "delete": """verwijder* gewist wissen usun* usuw* skasow* togliere tolgono tirar tiram
            取り除 消され""",
        "forget": "vergeet vergeten zapomn* zapomin* dimentica",
        "retroactive": "terugwerkende wstecz",
        "past": "vroeger* eerder* verleden al_getraind juz przeszl* precedent* passati 以前",
        "model": "modelu modelami modellen modeli modelli",
        "answer": "antwoord* beantwoord* odpowie* odpowiedz* rispondono 返事",
        "copy": "kopieer* kopieren plakken kopieren_en skopiuj* wklej* copia_incolla 貼り付け",
        "post": """plaats plaatsen geplaatst verklaring bericht opublikow* opublikuj* wstaw*
            wstawic oswiadczen* declaracao 声明 投稿""",
        "sue": "aanklag* aanklagen rechtszaak pozwac pozwij* pozew processar 訴える",
        "stop": """blokkeer* beschermt tegenhoud* blokuj* zablok* powstrzym* chron* zatrzym*
            blocca fermare 止め 遮断""",
        "destroy": "vernietig* vergiftig* zniszcz* zatruw* avvelen*",
        # ------------------------------------------------ how it is judged
        "safe": """veilig beschermd bescherm* bezpieczn* chroni* chronion* protett* seguro segura
            保護 無事""",
        "anything": "niets niks alles iets nic niczego wszystko niente nada 何か",
        "every": "elke ieder iedere al_je alle_ai wszystk* kazd* ogni todo すへての 全部",
        "absolute": "absoluut onvoorwaardelijk* bezwzgledn* bezwarunkow* assolut*",
        "always": "altijd zawsze per_forza 常に",
        "must": """moet moeten verplicht* musi musza musicie zmusza* obowiaz* dovete devi obriga*
            しないといけ 必要""",
        "obey": """accepteren stoppen gehoorzam* ophouden uwzgledn* przesta* zaakceptowac
            smettere aceitar rispettare""",
        "noreason": """zonder_reden zonder_dat_je_een_reden geen_reden bez_powodu
            nie_trzeba_podawac bez_uzasadnien* senza_dare_motivi sem_perguntar""",
        "can": """kunnen kun kan mag werkt geldt moze moga mozna dziala vale_per possono dla
            使えます 使える 拒否てき オフトアウトてき""",
        "legal": """juridisch* wettelijk* rechtsgeldig* prawn* moc_prawna validade valore_legale
            法律 効力""",
        "binding": "bindend* wiaz* wiazac*",
        "enough": "genoeg volstaat gewoon wystarczy wystarcza basta_scrivere e_so たけて済",
        "useless": """geen_zin zinloos nutteloos nie_ma_sensu nie_ma_juz_sensu bez_sensu
            na_nic daremn* nao_adianta inutile 意味かな""",
        "invalid": """ongeldig telt_niet tellen_niet vervallen niewazn* nie_licza nie_liczy
            juz_sie_nie anulou anulow* nie_obowiazuj* 取り消""",
        "late": """te_laat termijn deadline verlopen afgelopen za_pozno termin terminu minal
            uplynal skonczyl* scaduto 遅い 過きた 締切""",
        "gone": """niet_meer geen_opt_out geen_bezwaar_meer nie_mozna_juz nie_mozna juz_nie
            nie_ma_juz teraz_juz nao_existe_mais ja_nao_da non_c_e_piu もうてきま もう拒否""",
        "impossible": "onmogelijk niemozliw* nie_da_sie",
        "forever": "voor_altijd voorgoed na_zawsze na_stale 恒久",
        "unusable": "onbruikbaar bezuzyteczn* nie_nadaj*",
        "auto": "automatycznie automaticamente in_automatico automatisch",
        "again": "opnieuw nog_een_keer ponownie jeszcze_raz od_nowa outra_vez またやり もう一回",
        # ------------------------------------------------ what about
        "dm": "berichten gesprekken wiadomosci rozmow* messaggi",
        "privmsg": """privebericht* prive_bericht* privegesprek* prywatne_wiadomosci
            prywatnych_wiadomosci prywatna_rozmowe prywatne_rozmowy wiadomosci_prywatne dm_y
            dmy dm_ach messaggi_diretti dmか dmは dmを dmも""",
        "chat": "chats gesprek* berichten czat* czaty rozmow* wiadomosci chat_di",
        "group": "groep* beheerders grup* grupach administratorzy gruppo",
        "phone": "telefoonnummer* telefon* numery numerow",
        "advancedprivacy": """geavanceerde_chatprivacy geavanceerde_privacy
            zaawansowana_prywatnosc zaawansowanej_prywatnosci privacidade_avancada_da
            高度なフライハシー""",
        "voice": "spraakbericht* spraak gesprekken_op glosow* rozmowy_glosowe voce",
        "private": "prywatn* prive_account prywatnie priveprofiel privado privata",
        "account": "konto konta koncie kont profiel profil profilo アカウント",
        "photo": "foto_s zdjec* fotki immagini",
        "art": """kunst tekening* werk werken illustraties sztuk* rysunk* prac prace pracy
            pracach obraz* tworczosc* opere desenhos お絵描き""",
        "file": "bestand* plik* pliki plikach tutto_quello tudo_o tudo_que alles_wat wszystko",
        "mail": "mailach maile mailow bijlagen zalacznik* posta",
        "bio": "profiel profilu profilo opisie",
        "sentence": "zin zet schrijf schrijven zdanie wpis* wpisz* napis* escreva coloquem mettete",
        "permission": "toestemming udzielam zgod* pozwol* permesso autorizo",
        "entity": "openbare_entiteit publieke_entiteit podmiotem_publicznym podmiot_publiczny",
        "rome": "statuut_van_rome statut_rzymski statutu_rzymskiego ローマ規程",
        "future": "toekomst przyszl* 将来",
        "advised": "aangeraden adviseer* geadviseerd doradz* poradz* radzi consigliato 助言",
        "noway": "geen_manier nie_ma_sposobu non_c_e_modo nao_tem_como",
        "trained": """getraind wytrenow* nauczyl* usato_per gia_usato ja_treinado ja_usado
            addestrato""",
        "newrule": """nieuwe_regel nieuwe_facebook_regel nieuwe_voorwaarden nowym_regulamin*
            nowy_regulamin zmianie_regulaminu nowe_zasady novos_termos_do nuova_politica""",
        "goodbye": "vaarwel dag_meta tot_ziens zegnaj* do_widzenia pa_pa",
        "server": "servery serwer* serwerze serwerach",
        "id": "identyfikator*",
        "right": "recht rechten prawo prawa",
        "y2024": "vorig_jaar zeszlym_roku zeszlego_roku rok_temu l_anno_scorso",
        "old": "oude stare starych poprzedni* dotychczasow* eerdere antiga",
        "may27": "26_mei 27_mei 26_maja 27_maja 26_de_maio 27_de_maio 5月26日 5月27日",
        "december16": "16_grudnia",
        "gdpr": "avg rodo",
        "h72": "72_uur 72_godzin 72_godziny",
        "fine": "boete boetes kara kare kary grzywn* multar multada",
        "breach": "datalek* wyciek* naruszen*",
        "smartfeatures": """slimme_functies inteligentne_funkcje inteligentnych_funkcji
            funkcji_inteligentnych funzionalita_intelligenti スマート機能""",
        "aiforbidden": """geen_ai_training ai_training_verboden zakaz_trenowania
            zakaz_szkolenia proibido_treinar vietato_addestrare""",
        "reset": "anulou wyzerow* gewist_zijn",
    }
)
