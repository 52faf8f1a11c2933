/**
 * Small and everyday words by hand, the most frequent first, for languages whose posts the packages with words do not know: Hindi in Latin
 * letters, Malay as against Indonesian, Filipino, Croatian as against Slovene, and how people write to each other.
 */
const LISTS: Readonly<Record<string, string>> = {
  hi: `hai nahi ki ka ke ko se me mein hi bhi ye yeh wo woh kya kyu kyun kaise kab kahan kaun kitna aur par pe to toh tha thi the ho hoga hogi
    hota hoti hote hain hun hoon raha rahi rahe kar karo karna karte karta karti kiya kiye karke karega karenge gaya gayi gaye jao jaa jana jata
    jate aap aapka aapke aapki tum tumhara tu tera teri tere mera meri mere mujhe mujhko hum hamara hamari hame humko unko usko uska uski uske
    iska iski iske isko sab sabhi kuch kuchh koi bahut bohot bahot accha acha achha acchi bura theek thik sahi galat abhi ab phir fir kal aaj din
    raat subah sham saal mahina paisa paise kaam kam jyada zyada thoda bilkul bekar bakwas bhai yaar dost didi ji jee haan han na mat wala wali
    wale log logo logon baat baatein batao bata bolo bol bola kaha dekho dekh dekha suno sun suna pata nhi nai kyunki lekin magar agar jab tab tak
    saath sath bina liye liya lena lo le diya dena do de dijiye kijiye chahiye chahte sakta sakte sakti milega mila milta milti laga lagta lagi
    pyaar pyar dil zindagi duniya desh ghar bharat hindustan sarkar neta janta shukriya dhanyawad namaste kripya maaf jaldi der ek teen char paanch
    das sau hazar lakh apna apni apne khud sirf bas itna itni utna aisa aise waisa jaisa jaise kisi kis jo jise jiska inka unka unke inke vo mai
    main maine humne tumne usne isne unhone aapne hua hui hue huye rakho rakha aana aaya aayi aaye aata ayega jayega jaega hoke jab bilkul
    samajh samjhe pehle baad andar bahar upar niche chal chalo chala raho ruk baje khana pani yaad intezar pareshan shikayat band chalu`,
  ms: `yang dan di saya tak ini itu ke untuk dengan nak ada boleh kita dah tu ni lah je awak pun apa macam kalau kat dia orang dari daripada pada
    adalah ialah kerana sebab akan telah sudah belum lagi juga jugak buat bila kenapa bagaimana macamana mana siapa semua banyak sangat sekarang
    kereta syarikat wang duit ringgit telefon bimbit pukul hari minggu bulan tahun pelanggan perkhidmatan khidmat aduan talian laman sesawang
    bayaran bayar beli jual harga murah mahal kedai pejabat sekolah hospital polis kerajaan negara negeri rakyat malaysia melayu kuala lumpur
    korang diorang kitorang kami mereka beliau anda encik puan cik tuan terima kasih tolong sila harap maaf minta mohon esok semalam petang malam
    pagi tengah hari tadi nanti sekejap lambat cepat baik teruk bagus cantik sedap penat pening geram marah gembira sedih cakap beritahu bagitahu
    tengok lihat cuba guna pakai hantar terima dapat jumpa cari balik pergi datang masuk keluar duduk rumah tempat kerja kawan anak budak lelaki
    perempuan wanita isteri suami emak ayah adik abang kakak hendaklah mesti perlu patut sahaja saja hanya setiap antara tentang mengenai oleh
    serta atau tetapi tapi namun supaya agar jika sekiranya walaupun meskipun sambil ketika semasa selepas sebelum sehingga hingga sampai sejak
    berbanding lebih paling amat sungguh benar betul salah bukan tidak tiada takde takda xde mcm dgn yg utk dlm kpd sbb skrg org nk dh x kenderaan
    lebuhraya keretapi kapal terbang lapangan penerbangan tiket bilik tingkat percuma peti surat berita akhbar kemas kini muat turun naik`,
  id: `yang di dan ini itu saya aku kamu gue gua lo lu gak nggak enggak ga tidak bisa udah sudah belum kalo kalau aja saja banget sih dong deh
    nih tuh kok loh lah ya yah iya apa kenapa gimana bagaimana kapan mana siapa terima kasih tolong mohon maaf selamat pagi siang malam min
    mimin kak mas mbak bapak ibu pak bu karena buat untuk dengan sama dari ke pada juga lagi mau pengen ingin harus masih baru habis abis
    cuma hanya tapi tetapi jadi terus trus terusnya banyak semua orang uang rupiah mobil motor kereta pesawat bandara stasiun kantor rumah
    handphone hp aplikasi halaman pembayaran bayar beli jual pesanan paket kirim sampai nyampe datang lama cepat rusak error bagus jelek keren
    mantap parah kesel kecewa senang sedih capek tadi kemarin besok sekarang nanti hari minggu bulan tahun jam menit pemerintah indonesia jakarta`,
  tl: `ang ng sa na ng mga at ay ko mo ka po hindi naman lang ako ikaw siya kami tayo sila kayo ito iyan iyon yung yan yun si ni kay para pero kung
    kasi dahil wala may meron mayroon pa din rin ba bakit paano kailan saan sino ano alin nasa nga daw raw pala talaga sobra sobrang grabe ganda
    mahal mura bayad pera piso tulong salamat maraming pasensya sana wag huwag pwede puwede gusto ayaw kailangan dapat ngayon bukas kahapon mamaya
    kanina araw gabi umaga hapon linggo buwan taon bahay trabaho kaibigan pamilya nanay tatay anak bata tao tayong natin namin nila niya inyo
    kanya akin amin atin lahat bawat isa dalawa tatlo apat lima muna ulit uli palagi lagi minsan tuwing habang bago pagkatapos hanggang mula
    galing punta pumunta uwi umuwi kain kumain inom tulog gising alis dating dumating bili bumili benta sabi sinabi tanong sagot tawag tumawag
    hintay naghihintay antay tagal matagal mabilis mabagal maganda pangit masarap masaya malungkot galit gutom pagod sakit mabuti masama tama
    mali totoo sige oo opo hayaan nyo nyong niyo kayong pong bang nang mag pag nag lods mga kuya ate bes beshie`,
  hr: `je i u na se da za što koji nije su s od to kao bi ali ne o sam ili samo kako iz više sve još zašto gdje kad kada tko netko ništa nešto
    svaki uvijek nikad danas jučer sutra sada prije poslije tijekom tjedan mjesec godina siječanj veljača ožujak travanj svibanj lipanj srpanj
    kolovoz rujan listopad studeni prosinac hvala molim oprostite dobar dan večer jutro vlak kolodvor zračna luka račun novac kuna euro tvrtka
    korisnik podrška usluga kupnja narudžba dostava poštovani pozdrav lijepo lijep dobro loše najbolji najgori vrijeme mjesto čovjek ljudi dijete
    djeca žena muškarac kuća grad država hrvatska hrvatski zagreb moj tvoj njegov njezin naš vaš njihov ovaj taj onaj jedan dva tri prvi drugi
    mogu možeš može možemo mogli trebam treba trebalo želim želi hoću hoće neću bio bila bilo bili budem bude budu radi rade raditi ne radi
    plaćanje stranica nitko odgovara javlja čekam čekamo kasni opet stvarno baš mislim znam znaš ima imam imamo nema nemam uopće također`,
  az: `və bu bir üçün də da ki ilə olan olub var yox deyil mən sən o biz siz onlar nə necə niyə harada kim çox az daha ən indi sonra əvvəl bütün
    hər heç bəli xeyr salam sağ ol çox sağ olun zəhmət olmasa təşəkkür edirəm azərbaycan bakı manat pul xidmət müştəri bank kart ödəniş səhifə
    işləmir telefon zəng cavab vermir səhər axşam gün il ay həftə yaxşı pis gözəl böyük kiçik yeni köhnə etmək edir edib etdi olmaq olur oldu
    olacaq lazım lazımdır istəyirəm bilmirəm gəlir gedir dedi deyir haqqında görə kimi qədər sizin mənim bizim onun`,
  is: `og að í á það er sem ekki til við um með hann hún ég þú þeir var en af fyrir eru frá því eða svo hefur voru þetta þegar vera verið hafa mjög
    bara líka ekkert eitthvað alltaf aldrei núna hvað hvar hvernig hvenær hver takk fyrir góðan daginn halló bless já nei kannski síðan símann
    svarar greiðsla síða virkar morgun kvöld dagur vika mánuður ár króna peningar hús bíll strætó flug flugvöllur ísland reykjavík fólk maður kona
    barn minn mín mitt þinn þín hans hennar okkar ykkar þeirra gott vont slæmt fínt frábært ömurlegt lengi strax aftur enginn engin`,
  eu: `eta da ez du bat dira dut zen baina ere izan hau hori bai oso nire zure gure egin dago dute zuen ziren beste gero orain behar nahi dela den
    duen direla zer non noiz nola nor zergatik eskerrik asko kaixo egun on arratsaldeon gabon mesedez barkatu gaur atzo bihar goizean gauean urte
    hilabete aste ordu etxe kale herri euskal euskara euskadi bilbo donostia lan diru ordaindu ordainketa orria dabil ez dabil inork telefonoa
    erantzuten txarra ona hobeto txarto handia txikia berria zaharra guztiak guzti beti inoiz batzuk asko gutxi gehiago baino bezala arte`,
  gl: `e o a que de non un unha en os as do da por para con é na no se máis como pero xa eu ti el ela nós vós eles iso isto aquilo moi moito moita
    moitos tamén só ata dende desde onte hoxe mañá agora sempre nunca nada ninguén alguén todo todos cando onde quen porque grazas bo bos boa boas
    días noite tarde meu miña teu túa seu súa noso nosa galicia galego galega xente cousa cousas home muller rapaz nena casa rúa cidade traballo
    facer fai fixo foi era ten teñen teño había hai ser son somos está están estaba dicir dixo diga quero queres queremos podo pode poden teléfono
    páxina pagamento funciona chegar chegou unha das dos nas nos coa cos coas ao aos á ás`,
  en: `the i to a you and it is of my for in that on me this have with so at just not be your we are was but can no do what they up out get all
    like good now when if from how about one will time go know today see want thanks thank please why who where still waiting wait hours hour
    minutes late delayed delay cancelled cancel flight train order parcel package delivery refund money back help phone call answer nobody
    service customer support worst best great love hate really never again always every after before week month day night morning since been
    has had did does don't can't won't isn't it's i'm i've you're they're there their them our us need someone anyone anything nothing`,
  ru: `и в не на я что он с как это по но они мы все она так его за был от то же у вы бы из ты если еще ещё уже или нет да спасибо пожалуйста
    здравствуйте привет добрый день утро вечер почему когда где кто какой сколько очень можно нужно надо только было быть есть будет могу
    может сейчас сегодня завтра вчера больше меньше ничего никто никогда всегда работает деньги заказ доставка телефон сайт приложение поезд
    рейс самолет жду ждать час часа минут опять снова просто хорошо плохо ужасно отлично люди человек жизнь дела хочу знаю думаю`,
  uk: `і в не на я що він з як це по але вони ми всі вона так його за був від то ж у ви б із ти якщо ще вже або ні так дякую будь ласка вітаю
    привіт добрий день ранок вечір чому коли де хто який скільки дуже можна потрібно треба тільки було бути є буде можу може зараз сьогодні
    завтра вчора більше менше нічого ніхто ніколи завжди працює гроші замовлення доставка телефон сайт застосунок поїзд рейс літак чекаю
    чекати година години хвилин знову просто добре погано жахливо чудово люди людина життя справи хочу знаю думаю та й для про щоб цей ця`,
  bg: `и в не на се да аз че той с как това по но те ние всичко тя така го за беше от бях ти вие бихте ако още вече или няма благодаря моля
    здравейте здрасти добър ден утро вечер защо кога къде кой какво колко много може трябва само беше съм си е сме сте са ще бъде мога сега днес
    утре вчера повече по-малко нищо никой никога винаги работи пари поръчка доставка телефон сайт приложение влак полет самолет чакам час часа
    минути пак отново просто добре лошо ужасно чудесно хора човек живот искам знам мисля и до след при без тази този тези които която което`,
  mk: `и во не на се да јас дека тој со како ова по но тие ние сè таа така го за беше од бев ти вие би ако уште веќе или нема благодарам молам
    здраво добар ден утро вечер зошто кога каде кој што колку многу може треба само сум си е сме сте се ќе биде можам сега денес утре вчера
    повеќе ништо никој никогаш секогаш работи пари нарачка достава телефон воз лет авион чекам час минути пак повторно добро лошо луѓе човек`,
  be: `і ў не на я што ён з як гэта па але яны мы усе ўсе яна так яго за быў ад то ж у вы б тый калі яшчэ ўжо ці або няма дзякуй калі ласка
    прывітанне добры дзень раніца вечар чаму дзе хто які колькі вельмі можна трэба толькі было быць ёсць будзе магу можа зараз сёння заўтра
    учора больш менш нічога ніхто ніколі заўсёды працуе грошы замова дастаўка тэлефон сайт цягнік рэйс чакаю гадзіна хвілін зноў проста
    добра дрэнна людзі чалавек жыццё хачу ведаю думаю беларусь мова для пра каб гэты гэтая`,
  sw: `na ya wa kwa ni la za katika cha hii hiyo huu huyo hao haya kama si sana tu pia lakini au kila hata bado sasa leo jana kesho asubuhi jioni
    usiku siku wiki mwezi mwaka mimi wewe yeye sisi ninyi wao yangu yako yake yetu yenu yao nini nani wapi lini kwanini jinsi gani habari asante
    tafadhali samahani karibu ndiyo hapana hakuna kuna watu mtu mtoto watoto mwanamke mwanaume nyumba kazi pesa shilingi simu huduma wateja malipo
    ukurasa haifanyi inafanya imeharibika mbaya nzuri vizuri kubwa ndogo mpya zaidi kutoka hadi baada kabla kuwa kufanya anasema alisema nataka`,
};

/** Words of each language as they are listed. */
export const HAND: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(LISTS).map(([language, words]) => [language, words.split(/\s+/).filter(Boolean)]),
);

/** What turns up in posts of every language: brands and products nobody owns the name of, and the words of the net. */
export const STRAY =
  'iphone android app online email wifi update video ok lol haha hahaha omg wow tv cd usb pc laptop internet web blog post live show update tweet twitter facebook instagram youtube google apple samsung amazon windows pro max plus mini ultra premium hotel taxi bus metro pizza radio club star king team game fan black friday no si o a jaja kkk rsrs xd hehe pls rt dm fyi btw brexit covid nike adidas tesla uber netflix spotify'.split(
    ' ',
  );
