/** Small closed lists of words around the name of a place, by language, all folded. */

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));
const sets = (lists: Readonly<Record<string, string>>): ReadonlyMap<string, ReadonlySet<string>> =>
  new Map(Object.entries(lists).map(([key, words]) => [key, set(words)]));

/** Words behind which a name is a place, for nothing else stands there: by language. */
export const PLACE_BEFORE = sets({
  en: 'in near around outside downtown visiting visit leaving reach reached across throughout',
  de: 'in nach aus bei nahe richtung zwischen',
  nl: 'in naar uit vlakbij richting',
  fr: 'a vers depuis direction',
  es: 'en hacia',
  ca: 'a',
  gl: 'en',
  pt: 'em',
  it: 'a ad verso',
  no: 'i pa til fra',
  da: 'i pa til fra',
  sv: 'i pa till fran',
  pl: 'w we do',
  cs: 'v ve do',
  sk: 'v vo do',
  hr: 'u do iz',
  sr: 'u do iz у до из',
  ro: 'in din la',
  ru: 'в во из до',
  uk: 'у в з до',
  bg: 'в във от до',
  el: 'στην στο στη',
  ar: 'في الي من',
  fa: 'در به از',
  id: 'di ke dari',
  ms: 'di ke dari',
  tl: 'sa',
  vi: 'o den tu',
});

/** Behind these it may as well be a person or a thing: only where somebody travels. */
export const MAYBE_BEFORE = sets({
  en: 'to from for at via into over',
  de: 'von zu uber ab',
  nl: 'van via',
  fr: 'de pour',
  es: 'a de desde para',
  pt: 'de do para pra no ate',
  it: 'da di per',
  pl: 'z ze',
  cs: 'z ze',
});

/** Somebody travels. */
export const TRAVEL = set(
  'flight flights fly flying flew flown plane landed landing arrive arrived arriving departure depart departing train trains trip travel travelling ' +
    'traveling route airport bus ferry drive driving moved moving delayed stuck connection connecting layover hotel diverted rerouted returned back way heading headed bound journey stopover nonstop direct ' +
    'bag bags baggage luggage suitcase suitcases carousel gate desk counter checkin lounge store branch depot station ' +
    'koffer gepack bagage bagasje bagages equipaje maleta maletas bagagem mala malas bagaglio bagagli valigia ' +
    'flug fluge fliegen flieg zug reise bahn flughafen vlucht vluchten trein reis fly flyet flyr reiser tog flyg flyget resa tag ' +
    'vol vols avion train voyage aeroport vuelo vuelos avion viaje aeropuerto tren voo voos viagem aeroporto volo voli viaggio aereo treno ' +
    'lot loty pociag podroz let lety vlak cesta lotnisko letiste рейс поезд ucus lento',
);

/** A name in front of these is the place they are in. */
export const PLACE_AFTER = set(
  'airport station terminal lufthavn flyplass flygplats flughafen hauptbahnhof hbf bahnhof luchthaven lentoasema havalimani havaalani central',
);

/** Regions that people set behind a city. */
export const REGIONS = set(
  'al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy dc ' +
    'alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho illinois indiana iowa kansas kentucky louisiana ' +
    'maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas ' +
    'utah vermont virginia wisconsin wyoming ontario alberta',
);

/** Clubs bear the names of cities, and new places those of old ones. */
export const CLUB_AFTER = set('united utd fc cf afc wanderers rovers hotspur');
export const CLUB_BEFORE = set('new real inter ac as fc atletico athletic borussia bayern bayer sporting olympique rb');

/** First names behind which the name of a city is a surname, or the second half of a name. */
export const FIRST_NAMES = set(
  'james john robert michael mike david william bill richard joseph joe thomas tom charles chris christopher daniel dan matthew matt anthony mark donald ' +
    'steven steve paul andrew kenneth joshua kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas nick eric jonathan stephen ' +
    'larry justin scott brandon benjamin ben samuel sam frank gregory raymond alexander alex patrick jack dennis jerry tyler aaron jose henry adam douglas ' +
    'nathan peter zachary kyle walter harold jeremy ethan carl keith roger gerald christian terry sean arthur austin noah lawrence jesse joan bryan billy ' +
    'bruce ralph jordan dylan juan luis carlos albert willie alan wayne eugene russell louis philip harry bobby johnny bradley mary patricia jennifer ' +
    'linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley kimberly emily donna michelle carol amanda melissa deborah ' +
    'stephanie rebecca sharon laura cynthia dorothy amy kathleen angela shirley brenda emma anna pamela nicole samantha katherine christine helen debra ' +
    'rachel carolyn janet maria catherine heather diane olivia julie joyce victoria ruth virginia lauren kelly christina joan evelyn judith andrea hannah ' +
    'whitney irving denzel joaquin julian boris theresa theo taylor hans klaus peter stefan martin andreas jan jens lars ole erik nils sven ingrid kari ' +
    'pierre jean jacques michel francois marie antoine camille giovanni marco luca paolo giulia francesca ana miguel pedro jorge javier pablo diego ' +
    'joao antonio manuel rafael milan ivan vladimir sergei mehmet ahmet ali mohamed mohammed omar fatima',
);

/** What makes a name a person, a dish, a club or a brand when it follows, folded. */
export const NOT_BEFORE: ReadonlyMap<string, ReadonlySet<string>> = sets({
  paris: 'hilton jackson saint-germain sg',
  lima: 'bean beans',
  turkey: 'sandwich sandwiches dinner burger breast soup leftovers day',
  brussels: 'sprouts sprout',
  peking: 'duck',
  boston: 'dynamics celtics bruins terrier legal scientific',
  london: 'breed grammar',
  kobe: 'bryant beef',
  berlin: 'wall',
  washington: 'post irving commanders capitals wizards',
  dallas: 'cowboys mavericks',
  chicago: 'bulls cubs bears fire',
  milan: 'kundera baros',
  vienna: 'sausage sausages',
  guinea: 'pig pigs',
  bath: 'bomb bombs tub towel towels salts',
  stockholm: 'syndrome',
  havana: 'club',
  oxford: 'comma dictionary',
  sydney: 'sweeney',
  buffalo: 'wings wing bills chicken',
  philadelphia: 'cream cheese eagles',
  hamburg: 'steak',
  orange: 'juice is',
  mobile: 'app apps phone phones data',
  rugby: 'league union world',
  panama: 'papers hat',
  cuba: 'libre gooding',
  orlando: 'bloom magic',
  denver: 'broncos nuggets',
  phoenix: 'suns',
  houston: 'rockets texans',
  'new york': 'times yankees knicks giants jets mets post',
  'los angeles': 'lakers clippers dodgers rams times',
  brooklyn: 'beckham nets',
});
