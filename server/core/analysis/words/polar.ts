/**
 * Words with which customers praise and complain, for languages that have no sentiment lexicon and as a supplement for those whose
 * lexicon was made from books. A word that ends in `*` stands for all that begin with it. `unspaced` languages are searched
 * for the words anywhere in a run of letters.
 */
export interface PolarWords {
  good: string;
  bad: string;
  /** Words that turn round the polarity of what is near them. */
  not: string;
  unspaced?: true;
  /** Small words that are written onto the next one. */
  onto?: RegExp;
}

export const POLAR: Readonly<Record<string, PolarWords>> = {
  en: {
    good: 'congrats kudos props legend sorted yay woohoo stoked goat slay lifesaver flawless seamless hooray',
    bad: 'unacceptable unusable refund refunds outage scam scammed scammers ripoff cancelled canceled delayed crashing crashes stranded ghosted overcharged unhelpful smh wtf downgrade glitchy buggy laggy joke shambles ffs disgrace incompetent nope meh ugh worst boycott clueless',
    not: "not no never neither nor without hardly cannot cant dont doesnt didnt wont isnt arent wasnt werent couldnt shouldnt wouldnt aint havent hasnt hadnt n't",
  },
  es: {
    good: 'gracias genial excelente* encant* maravill* estupend* perfect* feliz* mejor* bueno buena bonit* increible enhorabuena amable* recomend* rapido viva gran guapo guapa amo adoro solucionado resuelto atent* eficiente*',
    bad: 'pesim* horrible* malo mala mal peor fatal asco asquer* vergüenza vergonz* estaf* robo mierda odio decepci* inutil* retras* averi* queja* reclam* triste* harto harta basura enojo ladrones jamas* problema* miedo puto puta lamentable* nefast* perdid* cancelad* esperando reembols* roto rota no_funciona lento cobrado duplicad* abandonad*',
    not: 'no nunca jamás ni sin nada tampoco',
  },
  fr: {
    good: 'merci bravo super genial* excellent* parfait* adore* magnifique* top meilleur* content* ravi* efficace* felicit* aime heureux heureuse sympa cool beau belle réactif* rapide* aimable* remercie',
    bad: 'honte* nul nulle nuls arnaque* panne pannes retard* problem* pire* scandal* inadmissible* inacceptable* deçu* horrible* merde mauvais* catastroph* lamentable* incompetent* marre galere* bug bugs bugue voleurs vol triste* deteste* insupportable* degoute* putain probleme* bloque* mort morts injoignable* annul* perdu* rembours* cassé* lent lente attend* toujours_pas réclamation* impossible surfactur*',
    not: 'ne pas jamais plus sans aucun aucune rien ni',
  },
  de: {
    good: 'danke* super toll* klasse prima gut gute guter gutes perfekt* genial* begeister* freu* freundlich* liebe lieben schöne* wunderschön empfehl* zufrieden* bravo geil* beste* lecker glück* gerne cool endlich wunderbar* gelöst kompetent* hilfsbereit* schnell',
    bad: 'schlecht* scheiss* mist katastroph* verspät* ausfall* ausgefallen fällt unfassbar unverschämt* frech* enttäusch* nervt nerven nervig* problem* kaputt* ärger* peinlich* schade abzocke* betrug* streik* chaos leider kacke beschiss* hass* lächerlich* stör* traurig* inkompetent* armutszeugnis unmöglich* schlimm* angst dumm* idiot* versag* tot tote verlor* storniert* warte warten gewartet erstattung* langsam* doppelt abgebucht unzuverlässig* erreichbar',
    not: 'nicht kein keine keinen keiner keinem nie niemals ohne nix nichts',
  },
  it: {
    good: 'grazie ottim* bell* bravo brava bravi perfett* fantastic* eccellent* bene buon* felic* miglior* complimenti adoro amo stupend* meravigli* consiglio gentil* super grande evviva risolto efficient* cortes* veloce',
    bad: 'schifo* vergogn* pessim* peggio* male truffa* ladri ritard* guast* problem* disservizio* delus* orribil* brutt* merda inutil* incompetent* odio scandal* cattiv* triste* rubat* assurd* purtroppo paura cazzo ridicol* morti perso persa smarrit* cancellat* attesa aspetto aspettando rimbors* rotto rotta lento addebitat*',
    not: 'non mai senza né nessun nessuno nessuna niente nemmeno',
  },
  pt: {
    good: 'obrigad* ótim* otim* excelente* adoro amo amei maravilh* perfeit* parabéns bom boa bons boas melhor* feliz* lind* incrível recomend* rápid* gostei legal massa top amor resolvid* atencios* eficient*',
    bad: 'péssim* pessim* horrível horrivel ruim pior* lixo vergonh* atras* problem* reclam* odeio ódio odio roubo ladrões golpe decepc* merda triste* absurdo descaso bosta chat* raiva porra infeliz* demora* caralho medo droga nojo perdid* perderam cancelad* esperando reembols* quebrad* lento cobrad* duplicad* abandonad*',
    not: 'não nao nunca jamais nem sem nada tampouco n',
  },
  nl: {
    good: 'bedankt dank dankjewel top mooi* goed goede super fijn* geweldig* leuk* blij perfect* lekker* tevreden prima prachtig* beste lief* aanrader complimenten netjes opgelost behulpzaam* snel',
    bad: 'slecht* kut waardeloos waardeloze schande* vertraging* vertraagd probleem problemen storing* kapot klacht* boos irritant* belachelijk* oplicht* teleurgesteld* teleurstell* verschrikkelijk* helaas triest* stom* kwijt erger* drama haat vreselijk* jammer slechte verlor* geannuleerd wacht wachten terugbetal* traag onbereikbaar dubbel',
    not: 'niet nooit niemand niets nee neen geen zonder',
  },
  ca: {
    good: 'gràcies genial* excel·lent* perfect* millor* bonic* encanta',
    bad: 'pèssim* horrible* vergony* pitjor* fàstic averi* retard* dolent* merda',
    not: 'no mai sense res',
  },
  gl: {
    good: 'grazas xenial* excelente* perfect* mellor* fermos* encanta',
    bad: 'pésim* horrible* vergoña* peor* noxo avari* atras* merda',
    not: 'non nunca sen nada',
  },
  eu: { good: 'eskerrik bikain* ederr* zorionak polit* onena', bad: 'txar* lotsa* okerr* izugarri* nazka* kexa*', not: 'ez inoiz gabe' },
  sv: {
    good: 'tack* bra bäst* fantastisk* underbar* härlig* älskar snygg* perfekt* nöjd* grym* kul trevlig* rekommender* glad* vacker* toppen suverän*',
    bad: 'dålig* skit* sämst* sämre fel försen* inställ* katastrof* besviken* besvik* skandal* usel* värdelös* arg hatar problem* trasig* lurad* bedrägeri* tyvärr pinsam* fruktansvärd* hemsk* oacceptabel* ledsen',
    not: 'inte ej aldrig ingen inget inga utan',
  },
  no: {
    good: 'takk* bra best* fantastisk* nydelig* elsker perfekt* fornøyd* kult hyggelig* anbefal* glad* flott* kjempebra herlig* utmerket*',
    bad: 'dårlig* dritt* verst* verre feil* forsink* innstilt* katastrofe* skuff* skandal* elendig* verdiløs* sint hater problem* ødelagt* svindel* dessverre pinlig* forferdelig* uakseptabel* ubrukelig*',
    not: 'ikke aldri ingen uten',
  },
  da: {
    good: 'tak* god* bedst* fantastisk* dejlig* elsker perfekt* tilfreds* fedt sød* anbefal* glad* flot* skøn* herlig* super',
    bad: 'dårlig* lort* værst* værre fejl* forsink* aflyst* katastrof* skuff* skandal* elendig* ubrugelig* vred hader problem* ødelagt* svindel* desværre pinlig* forfærdelig* uacceptabel* ringe',
    not: 'ikke aldrig ingen uden',
  },
  fi: {
    good: 'kiitos kiitti hyvä* paras parhaa* mahtava* ihana* rakast* täydelli* loistava* upea* mukava* suositt* ilo* iloinen kaunis* hieno*',
    bad: 'huono* surkea* paska* pahin paha* vika* myöhäs* peruttu* katastrofi* petty* häpeä* kamala* vihaan vihainen ongelm* rikki huijau* valitettavasti nolo* järkyttä* kelvoton* hirveä*',
    not: 'ei en et emme ette eivät älä ilman',
  },
  pl: {
    good: 'dziękuj* dzięki super świetn* dobr* najlep* wspania* kocham uwielbiam polecam doskona* idealn* szczęśliw* pięk* miły miła brawo rewelacj* fajn* gratulac* rozwiązan* pomocn* szybk*',
    bad: 'zły zła źle gorsz* najgors* fataln* beznadziej* opóźni* odwołan* awari* problem* wstyd* skandal* dramat* oszust* oszuk* kłam* nienawidz* zepsut* niestety rozczarow* żenad* masakr* tragedi* okropn* gówn* smut* zgubi* czekam zwrot* nie_działa wolno dramat*',
    not: 'nie nigdy bez żaden żadna',
  },
  ru: {
    good: 'спасибо супер отличн* хорош* лучш* прекрасн* люблю обожаю рекоменд* идеальн* счастл* красив* молодц* классн* круто крут* рад рада замечательн* доволен довольна удобн*',
    bad: 'плохо плох* ужас* худш* отврат* позор* задерж* отмен* кошмар* проблем* обман* мошенн* ненавиж* слом* сбой разочаров* хамств* бесит увы жаль безобраз* дерьм* врут вранье невозможно глюч* тупо тупы* грустн*',
    not: 'не ни нет никогда без',
  },
  tr: {
    good: 'teşekkür* sağol* güzel* harika* mükemmel* süper sevi* iyi en_iyi bayıl* tavsiye* mutlu* başarı* tebrik* memnun* hızlı muhteşem* kaliteli aşk* çözüldü yardımcı',
    bad: 'kötü* berbat* rezalet* rezil* iğrenç* gecik* iptal sorun* şikayet* mağdur* dolandır* nefret* bozuk* arıza* hayal_kırık* utanç* saçma* yazık maalesef skandal* çöp pişman* kızgın* üzgün* yalan* kayboldu bekliyorum iade çalışmıyor yavaş',
    not: 'değil yok hiç asla',
  },
  ar: {
    good: 'شكرا ممتاز* رائع* جميل* احب أحب الحمد افضل أفضل سعيد* حلو* مبروك جيد* عظيم* الف يسعد* مشكور* تسلم* بطل راقي* سهل*',
    bad: 'سيء* سيئ* سيئة زفت فاشل* فشل اسوأ أسوأ مشكلة مشاكل تأخير تاخير متأخر* نصب نصاب* سرقة كذب* كذاب* حرام عطل عطلان* للأسف فضيحة مقرف* غضب اكره أكره حزين* زعلان* احتيال حسبي تعبان* ظلم قتل',
    not: 'لا ليس ما مو مش لم لن غير بدون',
    onto: /^(?:[وبفك]?ال|لل|[وبفل])(?=\p{L}{3})/u,
  },
  he: {
    good: 'תודה מעולה* נהדר* אוהב* מצוי* יפה* מושלם* הטוב* טוב* מרוצה* כיף ממליץ* ממליצה שמח* מדהים* אדיב* מהיר* תותח* אלופים בהצלחה',
    bad: 'גרוע* רע נורא* איום* בושה* עיכוב* מאחר* מבוטל* תקלה תקלות בעיה בעיות שונא* אכזב* מאכזב* גנב* רמאו* הונאה שקר* מגעיל* חבל לצערי זוועה* כועס* שערורי* מתסכל* חרא דפוק*',
    not: 'לא אין בלי אף אל',
    onto: /^[והבלשמכ](?=\p{L}{3})/u,
  },
  hi: {
    good: 'धन्यवाद शुक्रिया अच्छा अच्छी अच्छे बढ़िया शानदार बेहतरीन सुंदर प्यार खुश मज़ा उत्तम बधाई कमाल पसंद achha accha acha badhiya pyar khush mast shukriya dhanyavad zabardast',
    bad: 'खराब बुरा बुरी बुरे घटिया बेकार समस्या धोखा झूठ देरी शर्म दुखी गुस्सा नफरत परेशान चोर बकवास शिकायत bura kharab ghatiya bekar bakwas dhokha jhoot sharam gussa pareshan chor dukhi',
    not: 'नहीं मत न ना nahi nahin mat',
  },
  ja: {
    good: 'ありがと 最高 好き 素晴らし すばらし 嬉し うれし 楽し 良い 良かった よかった 便利 おすすめ 美味し おいし 感謝 神対応 かわいい 可愛い 助か 満足 完璧 快適 すごい おめでと 親切',
    bad: '最悪 ひどい 酷い 嫌い 嫌だ 遅い 遅延 不便 残念 困る 困った 困って 怒 ムカつく むかつく 故障 壊れ 詐欺 失望 がっかり 使えない 不満 クソ 障害 つながらない 繋がらない 対応悪 腹立 最低 バグ 落ちる 不具合 つらい 悲し だめ ダメ',
    not: 'ない なかった ません',
    unspaced: true,
  },
  zh: {
    good: '谢谢 感谢 很好 太好 真好 喜欢 爱 棒 赞 优秀 完美 开心 高兴 满意 推荐 方便 好吃 漂亮 美丽 厉害 給力 给力 謝謝 感謝 喜歡 愛 讚 優秀 開心 滿意 推薦 貼心 贴心',
    bad: '垃圾 太差 很差 差劲 差评 糟糕 讨厌 恶心 骗 坑 失望 生气 愤怒 投诉 延误 故障 崩溃 后悔 无语 难吃 难用 太慢 坏了 问题 欺诈 最差 可怕 伤心 討厭 噁心 騙 失望 生氣 憤怒 投訴 延誤 崩潰 後悔 無語 難用 壞了 問題 爛 烂',
    not: '不 没 沒 别 無 无',
    unspaced: true,
  },
  ko: {
    good: '감사* 고마* 고맙* 최고* 좋아* 좋은* 좋았* 좋네* 좋다* 사랑* 추천* 만족* 완벽* 행복* 예쁘* 멋지* 멋있* 맛있* 친절* 편리* 대박* 재밌* 즐거* 훌륭* 축하* 기쁘*',
    bad: '최악* 별로* 나쁘* 나쁜* 싫어* 싫다* 짜증* 실망* 불편* 느려* 느리* 고장* 오류* 사기* 환불* 화나* 화가* 쓰레기* 답답* 불만* 지연* 먹통* 불친절* 끔찍* 슬프* 구리* 문제* 망했* 버그* 엉망*',
    not: '안 못 않* 없*',
  },
  th: {
    good: 'ขอบคุณ ดีมาก ดีใจ ชอบ รัก เยี่ยม สุดยอด ประทับใจ สวย อร่อย สะดวก แนะนำ พอใจ ยินดี น่ารัก',
    bad: 'แย่ ห่วย เลว โกง ช้ามาก เสียใจ ผิดหวัง โกรธ เกลียด พัง ปัญหา ล่าช้า หลอกลวง น่าเกลียด รำคาญ ล่ม เซ็ง กาก',
    not: 'ไม่ ไม่ได้',
    unspaced: true,
  },
  id: {
    good: 'terima_kasih makasih bagus mantap keren suka cinta senang puas terbaik hebat indah ramah cepat rekomend* sempurna',
    bad: 'buruk jelek parah kecewa* lambat lemot rusak benci marah penipu* tipu bohong masalah gangguan payah telat susah sampah gagal nyesel',
    not: 'tidak tak bukan jangan gak ga nggak enggak belum',
  },
  uk: {
    good: 'дякую супер чудов* добр* найкращ* прекрасн* люблю рекоменд* ідеальн* щаслив* гарн* молодц* класн* круто вдячн*',
    bad: 'погано поган* жах* гірш* найгірш* огидн* ганьб* затрим* скасов* проблем* обман* шахра* ненавид* злам* збій розчаров* хамств* шкода брех* сумн*',
    not: 'не ні немає ніколи без',
  },
  fa: {
    good: 'ممنون مرسی عالی خوب خوشحال قشنگ بهترین سپاس دوست_داشتنی محشر',
    bad: 'بد افتضاح مزخرف متاسفانه مشکل خراب دروغ تاخیر بدترین شکایت کلاهبردار* گند',
    not: 'نه نیست نیستم ندارد نمی بدون هیچ هرگز',
  },
  cs: {
    good: 'děkuj* díky super skvěl* výborn* krásn* miluj* doporuč* spokojen* nejlep* dobr*',
    bad: 'hrozn* špatn* strašn* ostuda problém* zpožd* zrušen* podvod* katastrof* nefunguje zklam* nejhor* bohužel hnus*',
    not: 'ne není nejsou nikdy žádný žádná bez ani',
  },
  sk: {
    good: 'ďakuj* super skvel* výborn* krásn* milujem odporúč* spokojn* najlep* dobr*',
    bad: 'hrozn* zlé zlý strašn* hanba problém* meška* zrušen* podvod* katastrof* nefunguje sklam* najhor* bohužiaľ',
    not: 'nie nikdy žiadny žiadna bez ani',
  },
  ro: {
    good: 'mulțum* super excelent* frumos frumoas* minunat* recomand* bun bună bine perfect* iubesc',
    bad: 'prost proast* groaznic* oribil* rușine problem* întârzi* anulat* țeapă dezamăgi* cel_mai_rău rău nasol mizeri*',
    not: 'nu niciodată fără nici nimic',
  },
  hu: {
    good: 'köszön* szuper remek kiváló gyönyörű* imád* ajánl* elégedett* legjobb jó',
    bad: 'rossz borzalm* szörny* szégyen* problém* kés* töröl* átver* katasztróf* csalód* legrosszabb sajnos botrány*',
    not: 'nem ne nincs soha sem nélkül',
  },
  el: {
    good: 'ευχαριστ* τέλει* υπέροχ* καλ* αγαπ* συγχαρητήρια μπράβο όμορφ* άψογ*',
    bad: 'απαράδεκτ* χάλια άθλι* ντροπή πρόβλημα προβλήματα καθυστέρ* ακύρωσ* απάτη χειρότερ* κακ* δυστυχώς αίσχος',
    not: 'δεν δε μην μη όχι ποτέ χωρίς ούτε',
  },
  vi: {
    good: 'cảm_ơn tuyệt tốt thích yêu đẹp hay vui',
    bad: 'tệ kém chán ghét lừa hỏng chậm thất_vọng tức dở',
    not: 'không chẳng chưa đừng',
  },
  ms: {
    good: 'terima_kasih bagus hebat suka cantik terbaik puas mantap',
    bad: 'teruk buruk kecewa* lambat rosak benci marah penipu* bohong masalah lembap',
    not: 'tidak tak bukan jangan',
  },
  bn: {
    good: 'ধন্যবাদ ভালো দারুণ সুন্দর চমৎকার খুশি অসাধারণ ভালোবাসি',
    bad: 'খারাপ বাজে জঘন্য সমস্যা প্রতারণা দেরি হতাশ মিথ্যা দুঃখ',
    not: 'না নেই নয় নি',
  },
  bg: {
    good: 'благодаря супер страхотн* отличн* хубав* обичам препоръч* доволен* най-добр*',
    bad: 'ужас* лош* кошмар* срам проблем* закъсн* отмен* измам* разочаров* отврат*',
    not: 'не няма никога без',
  },
  hr: {
    good: 'hvala super odličn* lijep* volim preporuč* zadovolj* najbolj* dobr*',
    bad: 'užas* loš* grozn* sramot* problem* kašnj* otkaz* prevar* katastrof* razočar* najgor* nažalost',
    not: 'ne nije nisu nikad bez ni',
  },
};
