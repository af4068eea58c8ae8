"""Which words mean the same, in the languages that rumours go round in: see bot/core/claims.py.

A concept and its words, folded: small letters without accents. `trainier*` is a beginning of words,
`opt_out` are words in a row, 学習 is looked for anywhere, and `=train` stands for all words of
`train`. A word may serve several concepts.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CONCEPTS: Mapping[str, str] = MappingProxyType(
    {
        # ------------------------------------------------ how it is said
        "not": """not no dont doesnt didnt cant cannot couldnt wont wouldnt isnt arent wasnt
            aint never neither nothing nicht kein* nie niemals nichts pas jamais aucun* rien
            nunca jamas ningun* nada nao nenhum* non nessun* niente ない ません なし""",
        "aside": """no_matter no_exception no_exceptions no_question no_questions no_need
            no_reason no_reasons no_doubt dont_listen dont_share do_not_share dont_post
            not_only not_a_joke not_a_hoax not_fake no_hoax no_fake isnt_a_hoax no_joke
            no_choice keine_wahl without_showing doesnt_show_up dont_show_up nicht_nur
            nicht_vergessen nicht_teilen kein_fake kein_scherz kein_witz pas_besoin
            ne_partagez_pas pas_un_canular no_hace_falta no_hay_que_hacer no_es_broma
            no_compartas no_compartan sin_que_se_vea non_e_una_bufala nao_e_boato nada_mas
            gar_nichts nichts_weiter anything_else nothing_you_can_do nao_partilhem
            ohne_wenn_und_aber whether_or_not if_you_do_not if_you_dont if_not wenn_ihr_nicht
            wenn_du_nicht falls_ihr_nicht si_no se_nao se_non si_vous_ne no_x no_discord
            no_whatsapp no_bluesky no_brasil no_instagram no_facebook no_photoshop no_gmail
            no_perfil no_modelo no_twitter no_cara かもしれない 間違いない""",
        "debunk": """hoax hoaxes myth myths debunk* untrue misinformation misinfo rumour*
            rumor rumors copypasta fact_check fact_checks fact_checked fact_checkers
            factcheck* not_true isnt_true not_the_case doesnt_work does_not_work
            do_not_work does_nothing no_effect no_legal not_legally chain_post chain_posts
            chain_letter chain_letters stop_sharing falsch* gerucht* stimmt_nicht
            wirkungslos quatsch unsinn bringt_nichts mythos kettenbrief* canular intox
            rumeur* mythe aucun_effet ne_sert_a_rien bulo bulos mito mentira no_sirve
            no_es_verdad no_es_cierto boato boatos nao_funciona nao_e_verdade
            nao_muda_nada bufala bufale non_serve_a_niente non_e_vero テマ 嘘 ウソ 誤情報
            誤解 意味かない 意味ない 意味はない 効果はありません 効果はない 効果かない
            効力はない 事実てはない""",
        "doubt": """fake false wrong no_such isnt_enough not_enough wont_help doesnt_help
            only_a_request just_a_request reicht_nicht faux fausse ne_suffit_pas falso falsa
            falsas no_basta corrente non_basta catena denied denies corrected_its
            corrected_itself""",
        "ask": """whether is_it_true is_this_true is_this_real is_that_true anyone_know
            does_anyone do_i_have_to can_someone_tell has_anyone somebody_said someone_said
            wondering_if not_sure_if people_think people_say people_believe friend_says
            friend_said someone_says some_say some_posts many_think i_told leute_glauben
            manche_sagen la_gente_cree on_dit_que weiss_jemand stimmt_es stimmt_das
            ist_das_wahr ist_es_wahr
            frage_mich est_ce_que est_ce_vrai quelqu_un_sait qualcuno_sa e_vero_che
            alguien_sabe es_verdad_que es_cierto_que e_verdade_que alguem_sabe 本当てすか
            本当に てしょうか ますか てすか""",
        "know": "did_you_know wusstet wusstest sabias sabian saviez_vous sapevi sabiam voce_sabia",
        "report": """confirmation confirmed they_confirm they_confirmed they_accepted
            accepted_it accepted_my refused_it must_prove bestatigung bestatigt
            reponse_positive confirmacion confirmaron confirmacao conferma i_filed i_submitted
            complaint_number 確認メール 受理""",
        "shared": """share_with shares_with shared_with you_share shares_it chats_with_meta
            chat_with_meta chats_with_its chats_mit_meta mention mentions tag_meta asks_meta
            ask_meta ads anuncios werbung pubs""",
        "course": """course courses kurs kurse curso cursos cours corso workshop* webinar*
            newsletter*""",
        "gemini": "gemini",
        "lifted": """lift* revok* revers* resum* restart* ended aufgehoben wieder_erlaubt
            levant* leve levee levou suspendeu_a_proibicao revocat* revogou revogad*
            allowed_again not_banned isnt_banned wasnt_banned not_prohibited not_forbidden
            not_illegal no_longer_banned no_longer_prohibited no_longer_forbidden
            nicht_mehr_verboten plus_interdit ya_no_esta_prohibido nao_e_mais_proibido
            non_e_piu_vietato""",
        "promise": """cara_does_not_train cara_does_not_use cara_doesnt_train cara_doesnt_use
            cara_never_used cara_never_uses cara_never_trained cara_never_trains
            cara_has_never cara_will_never cara_will_not_train cara_will_not_use
            cara_wont_train cara_wont_use cara_did_not_use cara_didnt_use cara_did_not_train
            cara_didnt_train cara_itself cara_promised cara_promises cara_trainiert cara_nutzt
            cara_verwendet cara_n_utilise cara_n_entraine cara_no_usa cara_no_entrena
            cara_nao_usa cara_nao_treina cara_non_usa cara_non_addestra""",
        "powerless": """only_asks just_asks merely_asks asks_only stops_no stop_no
            only_a_request just_a_request""",
        "notlate": """not_too_late not_late nicht_zu_spat pas_trop_tard no_es_tarde
            no_es_demasiado nao_e_tarde nao_e_tarde_demais non_e_troppo_tardi at_any_time
            jederzeit""",
        "only": "only nur seulement uniquement solo solamente apenas soltanto",
        "self": "itself selbst lui_meme elle_meme misma mismo propria proprio stessa stesso",
        "mine": """my_objection my_request my_form i_objected i_sent i_read we_read read_my
            i_check i_block we_did we_all our_group meine_anfrage meinen_widerspruch ich_lese
            wir_haben mi_solicitud ma_demande""",
        "iuse": """i_use i_used i_send i_sent we_use we_send i_still_use ich_nutze ich_benutze
            ich_verwende ich_schicke j_utilise uso_photoshop yo_uso eu_uso""",
        "wish": """want wants wish ask asked request mochte wunsch* quiero quisiera voudrais
            vorrei gostaria""",
        "slow": "takes_forever taking_forever took_forever take_forever dauert_ewig hours render*",
        "aiart": """ai_art ai_pictures ai_images ai_picture ai_image ai_generated ki_kunst
            ki_bilder arte_ia imagenes_de_ia images_ia detect*""",
        "moderation": "moderator* mods filter* spam moderier*",
        "once": """once at_once one_click one_form one_registry one_entry a_single one_single
            einmal un_clic un_solo una_sola um_clique""",
        # ------------------------------------------------ who
        "ai": """=gemini ai ais ia ias ki kis llm llms firefly midjourney openai chatgpt
            artificial_intelligence kunstliche* intelligence_artificielle
            inteligencia_artificial intelligenza_artificiale metas_ki meta_s_ai ki_training
            no_ai keine_ki jede_ki 人工知能""",
        "meta": """meta metas facebook* fb insta instagram instas threads zuckerberg zuck
            messenger メタ インスタ フェイスフック""",
        "whatsapp": "whatsapp* whats_app ワッツアッフ",
        "discord": "discord* ティスコート",
        "domo": "domoai domo domoais viggle glif picsi 1153984868804468756",
        "bluesky": "bluesky bsky blue_sky フルースカイ フルスカ",
        "cara": "cara caras cara_app",
        "glaze": "glaz* geglaz* nightshad* クレイス ナイトシェイト",
        "noai": "noai noimageai no_ai_tag no_ai_tags no_ai_hashtag anti_ai_tag",
        "aiforbidden": """no_ai_training no_permission_for_ai ai_training_forbidden
            ki_training_verboten keine_ki prohibido_entrenar prohibiendo_la_ia interdit_a_l_ia
            refusez_l vietat* contro_l_ia ai_may_not ai学習禁止 無断学習禁止 学習禁止""",
        "adobe": "adobe adobes photoshop* creative_cloud lightroom アトヒ フォトショ",
        "gmail": "gmail* google_mail",
        "wetransfer": "wetransfer* we_transfer",
        "x": "x twitter* grok* ツイッター",
        "hibt": "have_i_been_trained haveibeentrained* spawning spawnings do_not_train_registry",
        "brazil": "brazil* brasil* bresil* anpd フラシル",
        "ireland": "irish ireland irland* irisch* dpc アイルラント",
        "europe": "europe* eu europa* ヨーロッハ 欧州",
        "us": """usa usas americans american america us_users us_folks us_artists us_people
            us_residents us_citizens in_the_us the_us_too us_too the_us united_states amerikan*
            den_usa estados_unidos estadounidens* etats_unis americain* stati_uniti americani
            アメリカ 米国""",
        "anycountry": """any_country every_country which_country whatever_country
            where_you_live wherever_you_live worldwide weltweit in_jedem_land
            dans_tous_les_pays cualquier_pais todo_el_mundo qualquer_pais toda_a_gente
            tout_le_monde in_tutto_il_mondo 世界中""",
        "everyone": """everyone everybody anyone anybody all_of_us jeder jede jeden alle allen
            tous toutes todos todas tutti tutte everyones todo_el_mundo toda_a_gente
            tout_le_monde 誰ても 全員 whole_world fur_alle""",
        "nobody": """nobody no_one noone niemand keiner personne nadie ninguem nessuno
            aucune_ia ninguna_ia nenhuma_ia nessuna_ia no_ai keine_ki no_model no_scraper
            no_scrapers no_company no_ai_company aucune_entreprise ninguna_empresa 誰にも 誰も""",
        "company": """compan* firma firmen ki_firma ki_firmen entreprise* empresa* aziend*
            societe* makers 企業 会社 業者""",
        "regulator": """regulator* authority authorities watchdog* dpc ico edpb behorde*
            aufsicht* autorite* cnil autoridad* garante regulador* 当局 irish_dpc""",
        "court": """court courts judge* ruling ruled gericht* olg tribunal* juge* justice juez*
            giudic* 裁判所 判決""",
        "lawyer": "lawyer* attorney* anwalt* avocat* abogad* advogad* avvocat* 弁護士",
        # ------------------------------------------------ what is done
        "train": """=feed train trains trained training trainier* entren* entrain* addestr*
            allenar* trein* learn learns learned learnt lernt gelernt anlernen aprend* apprend*
            appris 学習""",
        "take": """=train =scrape =steal use uses used using usable nutz* benutz* verwend*
            utilis* usar usa usan usam usada* usado* usen utiliz* usare usano usati take takes
            taking touch get_in get_at stehl* copy_your get_anything bekommt prend prendre
            recuper* 使 盗""",
        "scrape": "scrap* crawl* harvest* aspir* grab* テータ収集",
        "read": """read reads reading scan* access* zugriff* lesen liest mitlesen lies lire lit
            lisent leer lee leen leyend* ler le lera leem legge leggera leggere leggono see_our
            open_group 読""",
        "feed": "feed feeds fed feeding futter* nourri* aliment* meat_grinder",
        "sell": "sell sells selling sold verkauf* vend* vent 売",
        "steal": "steal* stole* klau* vol* rob* roub* rub*",
        "record": """record recording records aufnehm* aufzeichn* enregistr* grab* grav*
            registr* 録音""",
        "object": """opt_out opts_out opting_out opted_out opt_outs opt_you_out optout*
            opts_you_out opts_everyone_out opted_out_of out_of_all out_of_meta object objects
            objected objecting objection* oppos* oppon* oppor* opor opoe opus* opuest* oposi*
            widersprech* widersprich* widerspruch* widersproch* bist_du_bei_meta_ai_raus raus
            ist_raus refuse_training refuse_grok refuse_that refuser rifiutare rechazar recusar
            s_opposer opon* fuera_de_todas ficam_fora out_of_all_the お断り オフトアウト 拒否
            異議""",
        "reject": """reject* refus* deny denied denies say_no ablehn* zuruckweis* rejet*
            rechaz* recus* rifiut* respingere 却下""",
        "form": "form forms formular* formulaire* modulo moduli フォーム 申請書",
        "registry": "registry registre registro do_not_train register registering eintrag*",
        "approve": """approv* green_light greenlit cleared allowed its_legal it_s_legal
            all_legal is_legal genehmig* erlaub* freigegeben gebilligt zulassig* autoris*
            approuv* feu_vert valid* aprob* visto_bueno autoriz* aprov* liberou via_libera 承認
            許可""",
        "prohibit": """ban bans banned banning forbid* forbade outlaw* isnt_allowed not_allowed
            verbot* verbiet* untersag* prohib* proib* interdi* viet* blocked stopped 禁止
            suspend* gestoppt""",
        "illegal": "illegal* ilegal* 違法",
        "ban": "ban bans bann* banea* baneen banir ハン",
        "partner": """partner* teamed_up arbeitet_jetzt zusammenarbeit* arbeitet kooper*
            partenari* asocia* parceri* collabor* 提携""",
        "hidden": """hidden hide* hiding sneak* secret* invisible* versteckt* heimlich*
            unsichtbar* cache* escondid* oculto* nascost* doesnt_show_up dont_show_up
            sin_que_se_vea 隠れ こっそり""",
        "delete": """delet* remov* eras* wipe* purge* geloscht losch* entfern* supprim* effac*
            retir* borra* borren elimin* apaga* cancell* rimuov* 削除 消去""",
        "forget": "=untrain forget* vergiss* vergess* oubli* olvid* esquec* dimentic* 忘れ",
        "untrain": "untrain* unlearn*",
        "retroactive": "retroactiv* retroativ* retroattiv* ruckwirk* さかのほ",
        "past": """already past previous* bereits schon ruckwirk* deja ya anterior* antigos ja
            gia passato passe 過去 既に すてに""",
        "model": "model models modell* modele* modelo* training_data dataset* モテル",
        "answer": """answer* reply replies respond* response antwort* geantwortet repond*
            reponse* contest* risponde* rispost* 返信 回答""",
        "copy": """copy_and_paste copy_paste copied copypaste copy_this repost_this kopier*
            einfugen copiez copier_coller copiez_collez copia_y_pega copia copie_e_cole copie
            copiate copia_e_incolla fate_copia copiato コヒヘ""",
        "post": """post posts postet posten publish* publier publiez publica* pubblica* mettere
            colocar poner statement declaration declaracion declaracao dichiarazione erklarung
            notiz note notice posting""",
        "sue": """sue sues sueing suing klag* verklag* demandar demandais poursuiv* process*
            denunci* 訴え""",
        "stop": """stop stops block blocks blocked blocking prevent* verhinder* stopp*
            blockier* schutz* geschutz* empech* bloqu* arret* impid* imped* blocca* ferm*
            protect* proteg* protez* keep_out 防 フロック""",
        "destroy": """destroy* poison* zerstor* vergift* detrui* empoison* destru* envenen*
            distrugg*""",
        # ------------------------------------------------ how it is judged
        "safe": """safe safer safely secure protect* sicher geschutzt* schutzt schutz securite
            a_salvo segur* proteg* sicuro sicura al_sicuro surs 安全 安心 大丈夫 守""",
        "anything": """anything nothing everything nichts rien nada niente no_need alles tout
            todo tudo tutto 何も 全く""",
        "every": """every all each any jede* alle allen saemtliche chaque tous toutes cada
            todos todas ogni tutti tutte 全 すへて 全て ninguna aucune""",
        "absolute": """absolut* unconditional* bedingungslos* incondition* incondicional*
            incondizionat* no_questions_asked no_exceptions 絶対 無条件 without_exception""",
        "always": "always immer toujours siempre sempre full_stop si_o_si no_matter_what 必す",
        "must": """have_72 got_72 haben_72 ont_72 tienen_72 tem_72 hanno_72 must have_to has_to
            required forced oblig* muss mussen musst doit doivent dois tien* que_parar tem_que
            deve devono debe* need_to needs_to verpflicht* sous_peine sind_verpflichtet 義務
            なけれは because_the_law""",
        "obey": """obey* comply complies accept* honour* honor* respect* akzeptier* aufhor*
            arreter parar fermarsi accett* aceit* acept* leave_your leave_it stop_training 従""",
        "noreason": """no_reason no_reasons need_a_reason need_no_reason ohne_begrundung
            ohne_grund sans_motif sin_motivo sem_motivo senza_motivo 理由なく""",
        "can": """can could able may kann konnen koennen peut peuvent puede* pode podem puo
            possono actually works_in_the_us works gilt valid sirve funciona vale いける てきる""",
        "legal": """=binding legal legally lawful* enforceable rechtlich* rechtsverbind*
            rechtsgult* gultig* gesetz* jurid* giurid* legale legalmente law punished
            consequences folgen consecuencias consequences_juridiques valeur_legale 法的 違法
            有効""",
        "binding": "binding verbindlich* bindend* contraignant* vinculant* vincolant*",
        "enough": """enough suffices all_you_need reicht genugt suffit basta just_put
            all_it_takes 十分 たけて""",
        "useless": """useless pointless no_point no_use zwecklos sinnlos nutzlos
            bringt_also_nichts bringt_nichts_mehr inutile inutil ya_no_sirve no_sirve_de
            ne_sert_plus non_serve_piu dont_count doesnt_count no_longer_count 無駄 不要""",
        "invalid": """invalid void expired dont_count doesnt_count no_longer_valid
            not_valid_any ungultig* zahlen_nicht verfallen caduc* ya_no_vale ya_no_son_validas
            ya_no_son_validos plus_valable ne_comptent_plus nao_vale ja_nao_vale
            non_e_piu_valida non_e_piu_valido non_valgono thrown_out threw_them thrown_away
            無効 dont_count_any""",
        "late": """too_late deadline window_closed closed missed zu_spat frist* abgelaufen
            vorbei trop_tard delai date_limite depassee tarde demasiado_tarde plazo
            tarde_demais prazo troppo_tardi scadenza scadut* termine 手遅れ 期限 締め切り 締切
            間に合わ""",
        "gone": """any_more anymore any_longer no_longer removed_the gone nicht_mehr ne_plus
            peut_plus ya_no mais_possivel ja_nao non_piu no_way_to no_hay_forma
            non_e_piu_possibile nao_da_para impossible desormais てきなくな なくなる
            なくなります ya_no_hay ya_no_se on_ne_peut_plus no_opt_out""",
        "impossible": "impossible unmoglich imposible impossivel impossibile 不可能",
        "forever": """forever for_ever permanent* dauerhaft* ewig fur_immer pour_toujours
            definitiv* para_siempre para_sempre per_sempre unbreakable cant_be_broken
            cant_be_removed never_be_able 永久 永遠 一生 すっと""",
        "unusable": """unusable unbrauchbar* inutilisab* inservib* inutilizav* inutilizzabil*
            useless 使えない 使えなく""",
        "auto": "automatic* automatisch* automatique* 自動",
        "again": """again redo repeat resubmit all_over once_more erneut nochmal* noch_einmal
            refaire recommencer nouveau otra_vez de_nuevo volver_a nuevo novamente de_novo
            tudo_de_novo rifar* di_nuovo nuovamente もう一度 再度 再ひ やり直""",
        # ------------------------------------------------ what about
        "dm": """=privmsg messages chats conversations privatchats nachrichten unterhaltungen
            mensajes conversaciones mensagens conversas messaggi conversazioni メッセーシ 会話""",
        "privmsg": """dm dms private_message private_messages direct_message direct_messages
            private_chat private_chats private_conversation private_conversations
            privaten_nachrichten private_nachrichten privaten_chats privatnachrichten
            messages_prives conversations_privees mensajes_privados mensagens_privadas
            conversas_privadas messaggi_privati""",
        "chat": """chat chats messages message groups group conversations conversas conversa
            gruppen gruppe groupes grupos gruppi nachrichten mensajes mensagens messaggi
            discussion* チャット クルーフ""",
        "group": "group groups grupp* groupe* grupo* admins admin administrators クルーフ",
        "phone": "phone phones telefon* telephone* numbers numeri 電話",
        "advancedprivacy": """advanced_chat_privacy advanced_privacy erweiterten_chat
            erweiterte_chat erweiterten_datenschutz erweiterter_datenschutz erweiterter_chat
            privacidad_avanzada confidentialite_avancee privacidade_avancada privacy_avanzata
            高度なチャット""",
        "voice": "voice calls sprach* voix vocal* voz vocais voci 音声 通話",
        "private": """privates_profil prive privee privado privada privat* locked
            my_account_is_private 鍵 非公開""",
        "account": """account accounts insta instagram profile konto konten profil compte
            cuenta conta contas perfil アカ 垢 it my_account""",
        "photo": "photo* pic pics picture* image* foto* bild* immagin* art drawings 写真 画像",
        "art": """art arts artwork* drawing* drawn draw illustration* picture* image* pics
            kunst bild* zeichnung* dessin* oeuvre* dibuj* ilustracion* obra* arte artes
            desenho* opere disegn* immagin* upload* our_stuff イラスト 絵 作品""",
        "file": """file files psd datei* fichier* archivo* arquivo* ficheiro* projekt* project*
            projet* everything work ファイル tudo_o_que lo_que_envias files_straight portfolios""",
        "mail": """mail mails email* e_mail e_mails attachment* anhang* correo* courriel*
            allegat* メール""",
        "bio": """bio bios profile caption captions profil perfil profilo leyenda description
            フロフィール フロフ フロフ欄""",
        "sentence": """sentence line statement disclaimer notice write writing wrote written
            put schreib* satz vermerk* hinweis ecri* phrase mention escrib* frase poned poner
            pon escrev* scriv* 書""",
        "permission": """consent authori* erlaubnis gestatt* autoris* autoriz* permis* permess*
            concedo 許可 承諾 同意""",
        "entity": """public_entity offentliche_einrichtung entite_publique entidad_publica
            entidade_publica ente_pubblico istituzione_pubblica 公的""",
        "rome": """rome_statute statut_von_rom statut_de_rome estatuto_de_roma statuto_di_roma
            ucc ucc_1""",
        "future": "futur* zukunft 将来",
        "advised": """advised advises recommended recommends told_us geraten rat_eines conseil*
            aconsej* aconselh* consigli* recomend* orientou empfohlen empfiehlt""",
        "noway": "no_way_to no_way there_s_no_way no_hay_forma no_hay_manera kein_weg",
        "reset": "reset zuruckgesetzt thrown_out thrown_away geloscht reiniciad*",
        "meatgrinder": "meat_grinder",
        "trained": """trained learned learnt gelernt entrenad* aprendi* appris apprise usaron
            usati treinad* addestrat* entraine already_used 学習した 学習された 学習済""",
        "newrule": """new_rule new_facebook_rule neue_facebook_regel neue_regel nueva_regla
            nova_regra nuova_regola nouvelle_regle new_terms new_x_terms new_tos
            nouvelles_conditions nuevos_terminos neuen_nutzungsbedingungen nuovi_termini
            novos_termos 規約改定 新規約""",
        "goodbye": """goodbye good_bye bye_bye bye tschuss auf_wiedersehen adieu au_revoir
            adios adeus addio ciao さようなら さよなら""",
        "server": "server servers servern servidor* serveur* サーハ",
        "id": "id ids user_id app_id kennung",
        "right": "right recht droit derecho direito diritto 権利",
        "y2024": """2024 last_year letztes_jahr letzten_jahr annee_derniere ano_pasado
            ano_passado anno_scorso 去年 昨年""",
        "old": "old alte alten ancienne* anciens antiguas antigo vecchi* antigos 古い 以前",
        "may27": """may_26 may_27 may_2025 26_mai 27_mai 26_may 27_may 27_de_mayo 26_maggio
            27_maggio""",
        "december16": """december_16 dec_16 december_16th 16_december 16_dezember 16_decembre
            16_de_diciembre 16_de_dezembro 16_dicembre 12月16日""",
        "gdpr": "gdpr dsgvo rgpd",
        "h72": "72_hours 72h 72hrs 72_hrs 72_stunden 72_heures 72_horas 72_ore 72時間",
        "fine": """fine fined fines fining pay_millions strafe bussgeld* amende* multa multas
            sanzion* 罰金""",
        "breach": """breach* datenpanne* leak* violation violations brecha* fuite* incidente*
            violazione deadline 漏えい""",
        "stock": "adobe_stock stock public_domain licensed",
        "smartfeatures": """smart_feature smart_features smarten_funktionen smarte_funktionen
            funciones_inteligentes fonctionnalites_intelligentes recursos_inteligentes
            funzioni_intelligenti""",
    }
)
