import type { Name } from './gazetteer.ts';
import type { Names } from './names.ts';

/** Most letters of one run that are searched. */
const RUN_BOUND = 300;

const KATAKANA = /[ァ-ヺー]/;
const HANGUL = /[가-힣]/;
/** What Korean writes onto the name of a place. */
const PARTICLE =
  /^(?:시|특별시|광역시|역|공항|행|발|점|에서|에서는|에서도|에선|에|에는|에도|으로|로|의|은|는|이|가|을|를|도|와|과|까지|부터|이나|나|만|에서의|국제공항|여행|출발|도착)?(?:에서|에|으로|로|의|은|는|이|가|을|를|도|까지|부터)?$/;

/** Names in a run of letters without spaces, from left to right: the longest first, none within another. */
export function namesInRun(names: Names, run: string, found: (name: Name) => void): void {
  const end = Math.min(run.length, RUN_BOUND);
  for (let at = 0; at + 1 < end; at++) {
    const name = names.inRun(run, at)?.find((each) => stands(each, run, at));
    if (!name) continue;
    found(name);
    at += name.words[0]!.length - 1;
  }
}

function stands({ words, need }: Name, run: string, at: number): boolean {
  const [word = ''] = words;
  if (need !== 's' || !run.startsWith(word, at)) return false;
  const behind = at + word.length;
  if (HANGUL.test(word[0]!)) return at === 0 && PARTICLE.test(run.slice(behind));
  if (!KATAKANA.test(word[0]!)) return true;
  return !KATAKANA.test(run[at - 1] ?? ' ') && !KATAKANA.test(run[behind] ?? ' ');
}
