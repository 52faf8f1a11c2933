import { closest } from '../core/analysis/query/spelling.ts';
import { fold, words } from '../core/analysis/text/fold.ts';
import type { Finding } from './problems.ts';
import { quote } from './say.ts';

/** `Norvik Air` is `norvik-air`; empty when there is no letter in the name. */
export function slug(name: string): string {
  return words(fold(name))
    .filter((token) => token.kind !== 'emoji' && token.kind !== 'link')
    .map((token) => token.text.replace(/[^\p{L}\p{M}\p{N}]/gu, ''))
    .join('-')
    .slice(0, 64)
    .replace(/[-\ud800-\udbff]+$/, '');
}

/** What is named must be there. `what` is what it would be: watch, team, calendar. */
export function missing(id: string, ids: readonly string[], what: string, path: Finding['path']): Finding[] {
  if (ids.includes(id)) return [];
  const meant = closest(id, ids);
  return [{ path, message: `there is no ${what} with the id ${quote(id)}.${meant ? ` Did you mean "${meant}"?` : ''}` }];
}

/** The second of two alike is the one to change. */
export function unique(names: string[], path: (string | number)[], key: string): Finding[] {
  return names.flatMap((name, i) => {
    const first = names.indexOf(name);
    if (first === i || name === '') return [];
    return [
      {
        path: [...path, i, key],
        message: `${path.at(-1)}[${first}] has the ${key} ${quote(name)} already; give one of them another ${key}`,
      },
    ];
  });
}
