import { type City, weight } from './cities.ts';
import { isWord, type Written } from './corpus.ts';
import { folded } from './countries.ts';
import { AMBIGUOUS, CASES, EXONYMS, HAN_WORDS } from './hand.ts';

/**
 * What must speak for a name before it counts. `s`: nothing, even in small letters. `c`: a capital letter. `e`: evidence around it,
 * such as a preposition. `x`: exactly these letters.
 */
export type Need = 's' | 'c' | 'e' | 'x';

/** Cities of at least this weight are meant even where they are written small, and where only a capital tells. See `weight`. */
const WEIGHTY = 6_000;
const NOTED = 2_600;
/** Shorter names are too often something else, unless everybody knows the city. */
const SAFE_LETTERS = 5;
const FAMOUS = 8_000;
/** Spellings of other languages that nobody vouches for are taken up from this length on. */
const OTHER_LETTERS = 7;

/** Countries that are written about in Cyrillic most. */
const SLAVIC = new Set(['RU', 'UA', 'BY', 'BG', 'RS']);

const LATIN = /^\p{Script=Latin}/u;
const CASED = /^[\p{Script=Cyrillic}\p{Script=Greek}]/u;
const HAN = /^\p{Script=Han}+$/u;
const KANA = /^[\p{Script=Katakana}ー・]+$/u;
const HANGUL = /^\p{Script=Hangul}+$/u;
const THAI = /^[\p{Script=Thai}\p{M}]+$/u;
const CASELESS = /^[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Devanagari}\p{Script=Bengali}\p{M} '-]+$/u;

/** What the city's own name needs. */
export function needOf(city: City, written: Written): Need {
  const name = folded(city.name);
  if (AMBIGUOUS.has(name) || isWord(written, name) || weight(city) < NOTED) return 'e';
  const long = name.length >= SAFE_LETTERS || (name.length === SAFE_LETTERS - 1 && weight(city) >= FAMOUS);
  return weight(city) >= WEIGHTY && long ? 's' : 'c';
}

/** Every form of the city's name with what it needs; the name itself stands first. */
export function formsOf(city: City, written: Written): Map<string, Need> {
  const need = needOf(city, written);
  const forms = new Map<string, Need>([[folded(city.name), need]]);
  const keep = (form: string, needed: Need | null): void => {
    if (needed && form && !forms.has(form)) forms.set(form, needed);
  };
  if (weight(city) >= WEIGHTY) for (const form of (CASES[folded(city.name)] ?? '').split(' ')) keep(form, 's');
  for (const name of city.names) {
    const form = folded(name);
    if (LATIN.test(name)) keep(form, latin(city, name, form, need, written));
    else if (CASED.test(name)) for (const each of inflected(city, form)) keep(each, cased(city, form, need, written));
    else keep(form, others(city, form, need));
  }
  return forms;
}

function latin(city: City, name: string, form: string, need: Need, written: Written): Need | null {
  const words = form.split(' ').length;
  if (!/^\p{Lu}/u.test(name) || /^\p{Lu}+$/u.test(name) || words > 3 || form.length < 4)
    return EXONYMS.has(form) ? (form.length < 4 ? 'e' : need) : null;
  if (EXONYMS.has(form)) return isWord(written, form) || AMBIGUOUS.has(form) ? 'e' : need;
  if (isWord(written, form) || AMBIGUOUS.has(form) || words > 1) return null;
  const alike = sound(form) === sound(folded(city.name));
  return alike && weight(city) >= WEIGHTY && form.length >= OTHER_LETTERS ? weaker(need) : null;
}

/** A name that begins like the city's own is hardly a person's or a former one's. */
const sound = (form: string): string => ({ k: 'c', q: 'c', w: 'v', b: 'v', y: 'j', i: 'j', x: 's', z: 's' })[form[0]!] ?? form[0]!;

const weaker = (need: Need): Need => (need === 's' ? 'c' : need);

const cased = (city: City, form: string, need: Need, written: Written): Need | null =>
  weight(city) < NOTED ||
  form.length < 4 ||
  !/^[а-яёіїєґ\p{Script=Greek} -]+$/u.test(form) ||
  / ош$| хот$/u.test(form) ||
  isWord(written, form)
    ? null
    : weaker(need);

/** Only well known cities are worth the room that their cases take. */
const inflected = (city: City, form: string): string[] => (weight(city) >= WEIGHTY || SLAVIC.has(city.country) ? inCases(form) : [form]);

/** Names of Cyrillic cities as they stand behind a preposition. */
function inCases(form: string): string[] {
  if (!/^[а-яё]{4,}$/u.test(form)) return [form];
  const stem = form.slice(0, -1);
  if (form.endsWith('а')) return [form, `${stem}ы`, `${stem}е`, `${stem}у`];
  if (form.endsWith('я')) return [form, `${stem}и`, `${stem}ю`];
  if (form.endsWith('ь')) return [form, `${stem}и`];
  if (/[бвгджзклмнпрстфхцчшщ]$/u.test(form)) return [form, `${form}а`, `${form}е`];
  return [form];
}

/** Scripts without capitals: nothing tells a name from a word but how long it is, and how well known the city. */
function others(city: City, form: string, need: Need): Need | null {
  const { length } = form;
  if (HAN.test(form))
    return length >= 2 && length <= 6 && !HAN_WORDS.has(form) && (city.fame >= 45 || city.population >= 2_000_000) ? 's' : null;
  if (KANA.test(form)) return length >= 2 && city.fame >= 18 ? (length >= 3 || weight(city) >= FAMOUS ? 's' : weaker(need)) : null;
  if (HANGUL.test(form)) return length >= 2 && city.fame >= 25 ? 's' : null;
  if (THAI.test(form)) return length >= 5 && city.fame >= 35 ? 's' : null;
  if (!CASELESS.test(form) || form.split(' ').length > 2 || city.fame < 25 || AMBIGUOUS.has(form) || length < 3) return null;
  return need !== 'e' && length >= (weight(city) >= FAMOUS ? 4 : 5) ? 's' : 'e';
}

/** A country's names: its own language's ones are long, and nobody else's words. */
export function countryForms(names: readonly string[], written: Written): Map<string, Need> {
  const forms = new Map<string, Need>();
  for (const form of names.map(folded)) {
    if (form.length < (HAN.test(form) ? 2 : 4) && !/^[\p{Script=Hangul}]{2,}$/u.test(form)) continue;
    const doubtful = AMBIGUOUS.has(form) || isWord(written, form);
    const caseless = !LATIN.test(form) && !CASED.test(form);
    for (const each of CASED.test(form) ? inCases(form) : [form]) {
      if (!forms.has(each)) forms.set(each, caseless ? 's' : doubtful ? 'e' : form.length >= 6 ? 's' : 'c');
    }
  }
  return forms;
}
