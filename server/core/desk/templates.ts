import type { Case } from '../../../shared/case.ts';
import { templateKey } from '../analysis/reply/sameness.ts';
import { featureOf } from '../analysis/sentiment/hashes.ts';
import type { State } from '../state.ts';
import { TEMPLATES_KEPT } from './state.ts';

/** So many customers with nearly the same words make them a template; short courtesies are alike by nature. */
const ALIKE = 3;
const SHORTEST = 24;

/** Whether a reply says what others got already. The case that got it last is remembered, so that two parts of a reply count once. */
export function countTemplate({ desk, now }: State, one: Case, text: string): boolean {
  const words = templateKey(text);
  if (words.length < SHORTEST) return false;
  // A number: a reply may be taken back, and its words must not stay behind here.
  const key = featureOf(words);
  const known = desk.templates.get(key) ?? { count: 0, at: now, case: '' };
  if (known.case !== one.id) known.count++;
  desk.templates.delete(key);
  desk.templates.set(key, { count: known.count, at: now, case: one.id });
  for (const oldest of desk.templates.keys()) {
    if (desk.templates.size <= TEMPLATES_KEPT) break;
    desk.templates.delete(oldest);
  }
  return known.count >= ALIKE;
}
