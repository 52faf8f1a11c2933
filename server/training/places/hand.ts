/** What people know of names and no table tells. All in the form in which words are compared. */

const listed = (text: string): ReadonlySet<string> => new Set(text.split(/[,\n]/).map((name) => name.trim()));

/** Cities that are meant although another of their name is larger or better known: Reading, Cambridge, Birmingham, Bath, Dover. */
export const PREFERRED: ReadonlySet<number> = new Set([2639577, 2653941, 2655603, 2656173, 2651048]);

/** Names of cities and countries that are words or people as well, in some language: something must speak for the place. */
export const AMBIGUOUS = listed(`
island, reunion, grenade, kina, chili, swiss, argentine, kiryu, الجديده, رشيد, امان,
elizabeth, mary, toyota, honda, hollywood, anjo, julia, stalin, halep, sidney, wales, saga, killa, la paz, la plata, santa fe, long beach, high point, little rock, round rock,
aba, agri, alexandria, ambon, anand, angers, arad, arica, arlington, assen, asti, asuncion, augusta, aurora, austin, aydin, bago, bar,
bari, barking, bath, batman, battle, batu, beaumont, belem, bello, bend, beni, bergen, best, bima, bolton, boma, boulder, bradford,
brandon, brest, buenaventura, buffalo, burlington, bury, cali, camden, canoas, carlisle, carmel, carolina, cartagena, cary, cascavel,
celle, chad, champaign, chandler, charlotte, chester, clifton, clinton, columbia, como, compton, concepcion, concord, concordia,
contagem, cordoba, cork, corona, cuenca, dali, darwin, dayton, deal, decatur, denton, depok, derby, deva, digos, dole, dominica,
dover, durham, ede, elche, elgin, enterprise, erie, essen, fargo, faro, florence, florida, formosa, franca, franklin, frisco, gap,
garland, gary, gaya, georgetown, georgia, gilbert, goma, gouda, grenada, guadalupe, guinea, guna, hagen, halle, hamilton, hamm,
hampton, hastings, hayward, henderson, herne, hino, hoorn, hope, hove, hull, ica, imperatriz, independence, irving, jackson,
jefferson, jersey, jordan, jos, kars, kent, kingston, kobe, kota, kure, lafayette, lancaster, latina, laval, lens, leon, lima,
limeira, lincoln, lodz, logan, lucca, lund, macon, madison, malang, male, mali, man, mansfield, marilia, marion, massa, mati, medan,
medina, mendoza, merida, mesa, mesquite, metro, midland, milton, mission, mito, mobile, moers, monaco, monroe, moshi, moss, most,
murcia, naga, nancy, napier, nara, natal, nauru, nelson, newton, nice, niger, nis, normal, noto, of, oman, oran, orange, ordu,
orlando, ota, padang, palau, pali, palma, palmas, paradise, parana, parma, passos, pau, pelotas, pereira, peru, phoenix, pila, piura,
plano, pomona, poole, porto, posadas, potenza, prato, preston, providence, pueblo, puno, puri, reading, regina, reno, resistencia,
reus, richmond, rize, rom, rosario, rugby, sagar, sale, salem, salta, salto, salvador, same, san jose, santa clara, santa cruz,
santa maria, santa rosa, santiago, santos, savannah, sens, serra, siegen, singen, slough, sofia, solo, split, springfield, stanley,
stirling, sucre, surat, surprise, talca, tegal, tempe, temple, temuco, terni, togo, toledo, tonga, tours, trenton, troy, trujillo,
tsu, turkey, tyler, ube, union, usak, valence, van, victoria, vienne, vigo, vitoria, warren, wellington, windsor, worms, york
`);

/** Written in capitals alone: `us` and `uk` in small letters are words or nothing. */
export const COUNTRY_ALIASES: Readonly<Record<string, string>> = {
  USA: 'US',
  UK: 'GB',
  UAE: 'AE',
  EEUU: 'US',
  EUA: 'US',
};

/** What people call a country beside its name. */
export const COUNTRY_NAMES: Readonly<Record<string, string>> = {
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  britain: 'GB',
  'great britain': 'GB',
  holland: 'NL',
  inglaterra: 'GB',
  angleterre: 'GB',
  inghilterra: 'GB',
  'united states of america': 'US',
  'czech republic': 'CZ',
  'ivory coast': 'CI',
  burma: 'MM',
  swaziland: 'SZ',
  turkey: 'TR',
  russia: 'RU',
  'south korea': 'KR',
  'north korea': 'KP',
};

/** Names of great cities in other languages that are too short or too like a word to be taken from a table unseen. */
export const EXONYMS = listed(`
wien, viena, vienne, viyana, wenen, roma, rom, rooma, rzym, praha, prag, praga, praag, prague, haag, den haag, la haye, la haya, genf, geneve, geneva, ginebra, ginevra,
genebra, nizza, niza, moskva, moskau, moscou, moscu, mosca, moskou, londra, londres, londen, londyn, lontoo, parigi, parijs, paryz, pariisi,
berlino, berlijn, berliini, milano, milaan, mailand, milao, napoli, neapel, napels, napoles, torino, turin, turijn, firenze, florenz, venezia,
venedig, venise, venecia, veneza, venetie, genua, koln, keulen, kolonia, munchen, muenchen, munich, munique, monachium, kobenhavn, kopenhagen,
copenhague, copenaghen, kopenhaga, copenhaga, goteborg, gothenburg, lisboa, lissabon, lisbonne, lisbona, lizbona, lizbon, sevilla, sevilha, seville,
siviglia, saragossa, anvers, antwerpen, amberes, anversa, brussel, bruxelles, bruselas, bruxelas, brugge, bruges, gent, gand, gante, liege,
luik, luttich, lille, rijsel, estrasburgo, strasburgo, straatsburg, basel, basilea, bazel, zurich, zurigo, zurique, luzern, lucerne, bern, berne, berna,
warszawa, warschau, varsovie, varsovia, krakow, krakau, cracovie, cracovia, gdansk, danzig, breslau, wroclaw, poznan, posen, lviv, lwow, lemberg, kyiv,
kiev, kiew, kiova, odesa, budapeszt, bukarest, bucarest, bucuresti, beograd, belgrad, belgrado, zagreb, athen, athina, atene, atenas, athenes,
saloniki, thessaloniki, istanbul, estambul, stambul, istambul, cairo, kairo, le caire, alger, algier, argel, tokio, toquio, pekin, peking, pechino,
pequim, seul, seoul, singapur, singapura, dubai, doubai, delhi, bombay, calcutta, madras, bangalore, nueva york, nova york, nova iorque,
tukholma, helsingfors, turku, abo, tampere, tallinna, pietari, oslo, edimburgo, edimbourg, nova orleans, ciudad de mexico, mexico city,
cidade do mexico, la habana, havana, teheran, tehran, bagdad, damaskus, damas, dublino, dublin, lyon, lione, marsella, marsiglia, marselha,
nurnberg, nuremberg, dresde, leipzig, francfort, frankfurt, hannover, hanover, aachen, munster, dusseldorf, new york, ho chi minh, saigon, st petersburg, st. petersburg, washington, cebu, quebec, tel aviv, las palmas, philadelphia, monaco di baviera
`);

/** Han names that are words or surnames as well, or stand within longer ones. */
export const HAN_WORDS = listed(`
中山, 东方, 東方, 和平, 大同, 保定, 安阳, 吉林, 金华, 金華, 东海, 長安, 长安, 朝阳, 和田, 太平, 平和, 光明, 新城, 中原, 高山, 松本, 山口, 福島, 石川, 前橋, 大分, 本庄, 豊田,
千葉, 宮崎, 長野, 長崎, 岡崎, 高崎, 上田, 秋田, 川口, 土浦, 三原, 太田, 小山, 佐野, 宮古, 半田, 刈谷, 小牧, 多摩, 富山, 和歌山, 青森, 岐阜, 津, 呉, 堺, 南通, 大安, 公主, 四平, 通化, 平安
`);

/** Cases of the cities that Poles, Czechs and Finns name most. Each leads to the city of the name before the colon. */
export const CASES: Readonly<Record<string, string>> = {
  warsaw: 'warszawie warszawy warszawe',
  krakow: 'krakowie krakowa',
  wroclaw: 'wroclawiu wroclawia',
  gdansk: 'gdansku gdanska',
  poznan: 'poznaniu poznania',
  berlin: 'berlinie berlina berlinu berliniin berliinissa',
  london: 'londynie londynu lontoossa lontooseen londyna londynem',
  paris: 'paryzu paryza pariisissa pariisiin',
  prague: 'praze prahy prahu pragi pradze',
  oslo: 'oslossa osloon oslosta',
  kyiv: 'києва києві києву києвом',
  lviv: 'львова львові львовом',
  kharkiv: 'харкова харкові харковом',
  helsinki: 'helsingissa helsinkiin helsingista helsingin',
  tampere: 'tampereella tampereelle tampereen',
  stockholm: 'tukholmassa tukholmaan tukholmasta sztokholmie sztokholmu',
  copenhagen: 'kopenhadze kopenhagi koopenhamina koopenhaminassa koopenhaminaan koopenhaminasta',
};
