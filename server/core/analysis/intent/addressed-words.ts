const list = (words: string): readonly string[] => words.split(' ');

/** Small words before a handle that is only spoken of: "via @norvik", "love how @norvik", "photo by @norvik", "like @norvik". */
export const PASSING = new Set([
  ...list('via by from rt of at with like than about the for to in on and or vs through thru called my your our their a an this that'),
  ...list('por de con en como que del al sobre y o la el mi segun para'),
  ...list('com em no na do da como e ou o a meu minha pelo pela'),
  ...list('par chez avec sur du le les et ou mon ma comme au'),
  ...list('von bei mit uber auf der die das dem den und oder wie mein meine fur'),
  ...list('di da con su in del della dal e o il lo mio mia come per'),
  ...list('van bij met over op de het en of mijn als door voor'),
  ...list('av hos med om pa og och min mitt fra som'),
  ...list('od z u przez dla na i lub o jak w'),
  ...list('от из с у в на о и или про для за з від у до'),
  ...list('في من عن مع علي'),
]);

/** Words that call somebody: "hey Norvik, ...". */
export const CALLS = new Set([
  ...list(
    'hey hi hello dear yo oi hiya heya cmon morning evening afternoon ok please pls thanks thank thx ty cheers sorry congrats attn attention',
  ),
  ...list('hola oye oigan querido querida estimado estimada estimados buenas gracias'),
  ...list('ola oi prezados prezado caro cara querida obrigado obrigada'),
  ...list('salut bonjour bonsoir cher chere coucou merci'),
  ...list('hallo moin servus liebe lieber liebes guten danke na sehr'),
  ...list('ciao salve cari caro buongiorno grazie'),
  ...list('hoi beste lieve goedemorgen bedankt'),
  ...list('hej hei kara kjaere tak takk tack moi terve hyva'),
  ...list('czesc witam drogi droga drodzy dzieki'),
  ...list('merhaba selam sevgili sayin tesekkurler'),
  ...list('привет здравствуйте уважаемые уважаемый дорогие спасибо вітаю шановні дякую'),
  ...list('مرحبا اهلا السلام يا عزيزي شكرا היי שלום תודה नमस्ते प्रिय hai halo'),
]);

const YOU_IN: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set(list("you your you're yours u ur ya y'all yall youre you've youve you'll")),
  es: new Set(list('usted ustedes vosotros vuestro vuestra vuestros vuestras os te tu tus')),
  pt: new Set(list('voce voces vcs vc')),
  fr: new Set(list('vous votre vos toi ton tes')),
  de: new Set(list('ihr euch euer eure eurem euren eurer')),
  it: new Set(list('voi vostro vostra vostri vostre')),
  nl: new Set(list('jullie jij uw jouw u')),
  sv: new Set(list('ni er ert era')),
  da: new Set(list('jer jeres')),
  no: new Set(list('dere deres')),
  fi: new Set(list('te teidan teilla teille teilta')),
  pl: new Set(list('wy wasz wasza wasze waszej wam panstwo panstwa')),
  tr: new Set(list('siz sizin size sizi sizden')),
  ru: new Set(list('вы вас вам ваш ваша ваше ваши вами вашей вашего')),
  uk: new Set(list('ви вас вам ваш ваша ваше ваші вами')),
  ar: new Set(list('انتم لكم عندكم منكم لديكم')),
  he: new Set(list('אתם שלכם לכם אצלכם')),
  hi: new Set(list('आप आपका आपकी आपके आपको aap aapka aapki aapke aapko')),
  id: new Set(list('kalian anda')),
};

/** The one spoken to, by language, for the same letters mean other things elsewhere. Polite forms that also mean "they" are left out. */
export const YOU: ReadonlyMap<string, ReadonlySet<string>> = new Map(Object.entries(YOU_IN));
