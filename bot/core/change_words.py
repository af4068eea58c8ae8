"""Which words say what a change of terms touches, by language and topic.

`delet*` is a beginning of words, `opt_out` are words in a row, `a/b+c/d` wants one of the first and
one of the second in the same sentence. Accents and large letters do not matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.core.changes import Topic

WORDS: Mapping[str, Mapping[Topic, str]] = MappingProxyType(
    {
        "en": {
            "training": """ai artificial_intelligence machine_learning deep_learning llm llms gpt
                language_model* foundation_model* neural_network* generative chatbot* gemini grok
                copilot firefly data_mining text_and_data midjourney openai
                train*/fine_tun*/finetun*/teach*/improv*/develop*+model*/algorithm*/classifier*
                train*+content/works/artwork*/images/photos/posts/drawings/videos/dataset*
                train*+systems/technolog*/data""",
            "licence": """sublicen* royalty_free derivative_work* moral_right* perpetual irrevocable
                licen*+grant*/your/content/works/artwork*/images/photos/posts/uploads/submissions
                grant*+right*/permission own*/ownership+content/works/artwork*/rights/creations
                retain*+rights/ownership/copyright assign*+rights/copyright/title
                modify/adapt/reproduce/display/commercial*+content/works/artwork*/creations/posts
                """,
            "sharing": """third_part* data_broker* data_partner* service_provider* subprocessor*
                law_enforcement sublicensee* subsidiar* business_partner* advertising_partner*
                research_partner* our_partners advertisers affiliates
                shar*/sell*/sold/disclos*/transfer/transferred/provid*+partner*/affiliate*/advertis*/compan*
                shar*/sell*/sold/disclos*/transfer/transferred+information/data/personal/outside
                vendor*/recipient*/contractor*+information/data/content""",
            "opt-out": """opt_out opt_in opts_out opting_out opted_out opted_in opt_outs optout
                object_to right_to_object objection* unsubscrib* do_not_sell_my
                withdraw*
                consent* global_privacy_control noai robots_txt without_your_permission
                turn*/switch*/toggl*/disabl*+off/setting*/feature*/default
                choose/choice*/refus*/declin*+not/setting*/whether/train*/data/out
                decline/refuse+to/the/this""",
            "deletion": """delet* eras* retention right_to_be_forgotten purg* unlearn*
                retain*/keep/keeps/kept/stor*+days/months/years/long/longer/backup*/period
                retain*+data/information/copies remov*+content/account/data/posts/copies/models
                backup*+copies/account/days""",
        },
        "de": {
            "training": """ki kis ai kunstlich*_intelligenz* maschinelle*_lernen* sprachmodell*
                generativ* chatbot* machine_learning llm llms data_mining ki_modell* trainingsdat*
                trainier*/train/training*/lern*/verbesser*/entwickel*+modell*/algorithm*
                trainier*+inhalt*/werk*/bild*/dat*/beitrag* gemini grok copilot openai""",
            "licence": """lizenz* unterlizenz* nutzungsrecht* urheberrecht* urheberpersonlichkeit*
                unwiderruflich* gebuhrenfrei* abgeleitet*_werk* bearbeitungsrecht* unentgeltlich*
                rechte*+einraum*/raumen/raumst/ubertrag*/eingeraumt/abtret*/behalt*/inhalt*
                bearbeit*/vervielfaltig*/veroffentlich*+inhalt*/werk*/bilder*""",
            "sharing": """dritt* drittanbiet* dienstleister* auftragsverarbeiter* datenhandler*
                strafverfolgung* werbepartner* geschaftspartner* konzern* tochtergesellschaft*
                partner*/unternehmen*/werbe*+weitergeb*/weitergegeb*/teil*/ubermittel*/gibt/geben
                weitergeb*/weitergab*/weitergegeb*/offenleg*/ubermittel*/verkauf*+dat*/inhalt*/information*
                empfanger*+dat*""",
            "opt-out": """widerspruch* widersprech* widersprich* widersprochen einwillig* opt_out
                opt_in widerruf* abmeld* abbestell* ablehn* abschalt* ausschalt* deaktivier*
                zustimm* wahlmoglichkeit* zustimmung*""",
            "deletion": """losch* geloscht* aufbewahr* speicherdauer speicherfrist* vergessenwerden
                entfern*+inhalt*/konto/dat*/werk* speicher*+tage*/monat*/jahr*/lange*/frist*
                sicherungskopie*""",
        },
        "fr": {
            "training": """ia intelligence_artificielle apprentissage_automatique modele*_de_langage
                machine_learning generati* chatbot* fouille_de_textes gemini grok openai mistral
                entrain*/apprentissage/amelior*/develop*+modele*/algorithme*
                entrain*+contenu*/oeuvre*/image*/donnee*/photo*/publication*""",
            "licence": """licenc* sous_licenc* droits_d_auteur droit_d_auteur droit_moral
                droits_moraux perpetuel* irrevocable* oeuvre*_derivee* redevance*
                droits/droit+conced*/accord*/cess*/ced*/octroy*/conserv*/auteur
                adapter/reproduire/modifier/diffuser/commercial*+contenu*/oeuvre*""",
            "sharing": """tiers tierce* sous_traitant* prestataire* partenaire* courtier*
                filiale* annonceur* destinataire* forces_de_l_ordre
                partag*/vend*/vent*/communiqu*/transm*/divulg*+donnee*/information*/contenu*""",
            "opt-out": """oppos* opt_out opt_in consent* retir*_votre_consentement desactiv*
                refus* desinscri* desabonn* retrait_du_consentement
                choix/choisir+ne/donnee*/parametre*""",
            "deletion": """supprim* suppression effac* conservation droit_a_l_oubli
                conserv*+jours/mois/ans/annees/donnee*/duree/copies sauvegarde*+copie*/jours/mois
                retir*+contenu*/compte""",
        },
        "es": {
            "training": """ia inteligencia_artificial aprendizaje_automatico modelo*_de_lenguaje
                machine_learning generativ* chatbot* mineria_de_* gemini grok openai
                entren*/aprend*/mejor*/desarroll*+modelo*/algoritmo*
                entren*+contenido*/obra*/imagen*/dato*/foto*/publicacion*""",
            "licence": """licencia* sublicenc* derechos_de_autor derechos_morales irrevocable*
                perpetu* obra*_derivada* regalias
                derecho*+conced*/otorg*/ced*/conserv*/cesion/titular*
                adaptar/reproducir/modificar/explotar/comercial*+contenido*/obra*""",
            "sharing": """tercero* terceras_partes socio* proveedor*_de_servicios encargado*
                filial* anunciante* intermediario*_de_datos destinatario* autoridades
                compart*/vend*/ceder/cedemos/divulg*/transferir/transferimos/transfier*/comunic*+dato*/informacion/contenido*""",
            "opt-out": """opon* oposicion opt_out opt_in consentim* consient* desactiv* rechaz*
                darse_de_baja exclu*_voluntaria* negarse revocar/retirar+consentimiento/permiso
                excluir/elegir/optar+no/dato*/contenido*""",
            "deletion": """elimin* borr* supresion suprim* conservacion derecho_al_olvido
                conserv*/almacen*/guard*+dias/meses/anos/datos/plazo/copias
                copia*_de_seguridad retirar+contenido*/cuenta""",
        },
        "it": {
            "training": """ia intelligenza_artificiale apprendimento_automatico
                machine_learning generativ* chatbot* modell*_linguistic* data_mining gemini grok
                addestr*/allen*/migliora*/sviluppa*+modell*/algoritm* openai
                addestra*+contenut*/oper*/immagin*/dat*/foto sistemi_di_ai modelli_di_ai
                strumenti_di_ai""",
            "licence": """licenza licenze sublicenz* diritto_d_autore diritti_d_autore
                diritti_morali irrevocabil* perpetu* opere_derivate royalty
                diritt*+conced*/concess*/ced*/cession*/mantien*/conserv*/titolar*
                adattare/riprodurre/modificare/sfruttare/commercial*+contenut*/oper*""",
            "sharing": """terz* partner fornitor* affiliat* inserzionist* responsabili_esterni
                societa_del_gruppo controllat* destinatar* forze_dell_ordine
                condivi*/vend*/comunic*/divulg*/trasferi/trasferiamo/trasferire/ceder*+dat*/informazion*/contenut*""",
            "opt-out": """oppor* opposizione opt_out opt_in consens* disattiv* rifiut* revoc*
                annulla*_l_iscrizione negare scegliere/scelta+non/dat*/impostazion*""",
            "deletion": """elimin* cancell* conservazione diritto_all_oblio rimozione
                conserv*+giorni/mesi/anni/dati/periodo copie_di_backup backup
                rimuov*+contenut*/account/dat*""",
        },
        "nl": {
            "training": """ai kunstmatige_intelligentie machine_learning machinaal_leren
                taalmodel* generatie* chatbot* datamining trainingsdata gemini grok openai
                train*/trainen/getraind/leren/verbeter*/ontwikkel*+model*/algoritm*
                train*/getraind+inhoud/werk*/afbeelding*/gegevens/foto*/berichten""",
            "licence": """licentie* sublicentie* auteursrecht* persoonlijkheidsrecht*
                onherroepelijk* eeuwigdurend* afgeleide_werken royaltyvrij* gebruiksrecht*
                recht*+verleen*/verlen*/geef*/geeft/overdra*/behoud*
                bewerken/verveelvoudigen/aanpassen/publiceren+inhoud/werk*""",
            "sharing": """derde derden derde_partij* partner* dienstverlener* verwerker*
                adverteerder* gelieerde dochteronderneming* ontvanger* datahandel* opsporing*
                deel*/delen/gedeeld/verkop*/verkocht/verstrek*/doorg*+gegevens/informatie/inhoud""",
            "opt-out": """bezwaar* opt_out opt_in toestemming* afmeld* uitschakel* weiger*
                intrek* uitzetten uit_te_zetten
                keuze/kiezen+niet/gegevens/instelling*""",
            "deletion": """verwijder* wis* gewist* bewaartermijn* bewaarperiode*
                recht_op_vergetelheid back_up* backup*
                bewaar*/bewaren/opgeslagen+dagen/maanden/jaar/gegevens/lang*""",
        },
        "pl": {
            "training": """ai sztuczn*_inteligencj* uczeni*_maszynow* modele_jezykow*
                model*_jezykow* generatywn* chatbot* machine_learning eksploracj* gemini grok openai
                trenow*/szkol*/uczen*/ulepsz*/rozwij*/wytrenow*+model*/algorytm*
                trenow*/szkolen*/wytrenow*+tresci*/utwor*/obraz*/danych/dane/zdjec*""",
            "licence": """licencj* sublicencj* praw*_autorsk* nieodwolaln* bezplatn* utwor*_zalezn*
                nieodplatn* wieczyst* prawa_osobiste
                praw*+udziel*/przenos*/przenies*/zachow*/przyslug*
                modyfikow*/zwielokrotn*/opracow*+tresci*/utwor*""",
            "sharing": """strony_trzeci* osob*_trzeci* stron*_trzeci* podmiot*_trzeci* partner*
                dostawc* reklamodawc* podmiot*_powiazan* odbiorc* organ*_scigania
                udostepn*/sprzeda*/przekaz*/ujawni*+dan*/informacj*/tresci*""",
            "opt-out": """sprzeciw* opt_out opt_in zgod* zgode wycof* rezygn* wylacz*
                odmow* odmaw* wypis*+sie""",
            "deletion": """usun* usuw* skasow* przechowywani* przechowuj* bycia_zapomnianym
                kopi*_zapasow* okres*+przechow* retencj*""",
        },
        "pt": {
            "training": """ia inteligencia_artificial aprendizado_de_maquina aprendizagem_automatica
                aprendizado_automatico machine_learning modelo*_de_linguagem generativ* chatbot*
                mineracao_de_* gemini grok openai
                trein*/aprend*/melhor*/desenvolv*/aprimor*+modelo*/algoritmo*
                trein*+conteudo*/obra*/imagens/imagem/dado*/foto*/publicac*/postagen*""",
            "licence": """licenc* sublicenc* direito*_autora* direitos_de_autor direitos_morais
                irrevogave* irrevogavel perpetu* obra*_derivada* royalties
                direito*+conced*/outorg*/ced*/cessao/mantem/titular*
                adaptar/reproduzir/modificar/explorar/comercial*+conteudo*/obra*""",
            "sharing": """terceiro* parceiro* prestador*_de_servic* fornecedor* anunciante*
                subsidiaria* afiliada* corretor*_de_dados destinatario* autoridades
                compartilh*/partilh*/vend*/divulg*/transferir/transferimos/comunic*+dado*/informac*/conteudo*""",
            "opt-out": """opor oposicao opoe oponh* opos* opt_out opt_in consentiment*
                consentir desativ* recus*
                cancelar_a_inscricao optar_por_nao revogar
                escolh*+nao/dado*/configurac*""",
            "deletion": """exclui* exclusao apag* elimin* retencao direito_ao_esquecimento
                conserv*/armazen*/guard*/retem/reter+dias/meses/anos/dados/prazo/periodo
                copia*_de_seguranca backup* remov*+conteudo*/conta""",
        },
        "ja": {
            "training": """AI 人工知能 機械学習 生成AI 学習データ 学習用 大規模言語モデル 言語モデル
                学習+モデル/コンテンツ/作品/画像/投稿/データ/イラスト 深層学習 チャットボット
                モデル+改善/開発/訓練 データマイニング Gemini Grok""",
            "licence": """ライセンス 許諾 使用権 利用権 著作権 著作者人格権 二次的著作物 翻案
                再許諾 サブライセンス 無償 取消不能 永久 知的財産権 譲渡+権利""",
            "sharing": """第三者 提携先 パートナー 委託先 広告主 関連会社 子会社 グループ会社
                提供+個人情報/データ/事業者 共有+情報/データ 開示 販売+データ/情報
                業務委託 共同利用""",
            "opt-out": """オプトアウト オプトイン 同意 拒否 異議 撤回 停止を請求 無効にする
                オフにする 利用停止 設定+変更/選択 除外""",
            "deletion": """削除 消去 保存期間 保持 抹消 忘れられる権利 バックアップ 退会
                保存+日/月/年/期間 保管""",
        },
    }
)
