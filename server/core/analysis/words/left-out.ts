import { fold } from '../text/fold.ts';
import { POST_WORDS } from './function-words.ts';
import { stopWordsOf } from './lexicons.ts';

/** Languages whose small words turn up in posts of any other: quoted, mixed in, or because the language was heard wrongly. */
const COMMON = ['en', 'es', 'pt', 'fr', 'de', 'it', 'nl', 'sv', 'no', 'da', 'pl', 'tr', 'id', 'ro'];
/** Words of these languages up to this length, in UTF-16 units, are left out everywhere. */
const SHORT = 4;
/** Small words of posts that the lists of these languages lack. */
const LACKING =
  'står stå får gå går så då nå på når må blir bli blivit vært være har hatt kom kommer också inte från blev sen litt noe sånn tack takk tak ' +
  'hvad hur hvordan nej nei ja pero así cada pois tipo gente tem você vcs ela tudo così però quindi poi già toch nou hoor haha hahaha jaja kkk ' +
  'ayo yg ga gak nya ini itu jest nie sie tak już';
/** Of these some mean something in English: a war and a man at the door must be heard. */
const TELLING = new Set('die war son sin hat men man ham god sex far door care fast halt dare ban star inn'.split(' '));
/** Languages for which a set is kept; more than can be heard. */
const LANGUAGES = 200;

const made = new Map<string, ReadonlySet<string>>();
let small: ReadonlySet<string> | undefined;

function smallWords(): ReadonlySet<string> {
  const short = COMMON.flatMap((language) => [...stopWordsOf(language)].filter((word) => word.length <= SHORT));
  return new Set([...short, ...LACKING.split(' ').map(fold)]);
}

/** Words of a post in this language that are not worth counting, folded. Made when first asked for. */
export function leftOut(language: string): ReadonlySet<string> {
  const known = made.get(language);
  if (known) return known;
  small ??= smallWords();
  const foreign = language === 'en' ? [...small].filter((word) => !TELLING.has(word)) : small;
  const all = new Set([...POST_WORDS, ...stopWordsOf(language), ...foreign]);
  if (made.size < LANGUAGES) made.set(language, all);
  return all;
}
