import type { AlertKind } from '../../shared/alert.ts';
import type { Rule } from '../../shared/rule.ts';
import type { RuleLine } from '../../shared/rules-page.ts';
import { kindName } from './kinds.ts';

/** Whether two rules say the same, whatever the order of their fields. */
export const isSame = (a: Rule, b: Rule): boolean => JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b));

const inOrder = (rule: Rule): [string, unknown][] => Object.entries(rule).sort(([a], [b]) => (a < b ? -1 : 1));

const ID_BOUND = 60;

/** An id made of the name, that no other rule has. */
export function idFor(name: string, taken: readonly string[]): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, ID_BOUND);
  const base = plain || 'rule';
  if (!taken.includes(base)) return base;
  for (let n = 2; ; n++) if (!taken.includes(`${base}-${n}`)) return `${base}-${n}`;
}

/** A rule for some watches, beginning with what counts for all of that kind. Null: there is none of that kind to begin with. */
export function newRule(kind: AlertKind, rules: readonly RuleLine[]): Rule | null {
  const model = rules.findLast(({ rule }) => rule.kind === kind)?.rule;
  if (!model) return null;
  const name = `${kindName(kind)} of my own`;
  return {
    ...model,
    id: idFor(
      name,
      rules.map(({ rule }) => rule.id),
    ),
    name,
    enabled: true,
    watches: [],
  };
}
