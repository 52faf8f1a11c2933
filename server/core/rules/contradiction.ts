import type { Rule } from '../../../shared/rule.ts';

/** Two bounds of a rule that exclude each other: which parameter to change, and why. Null: they fit together. */
export function contradictionIn(rule: Rule): { key: string; message: string } | null {
  if (rule.kind === 'absence') {
    if (rule.by <= rule.from) return { key: 'by', message: 'it is no later than from, so that nothing could be said by then' };
    return rule.date !== null && rule.days.length > 0 ? { key: 'days', message: 'with a date there are no days of the week' } : null;
  }
  if (!('clear' in rule)) return null;
  const [key, fires] = rule.kind === 'viral' ? ['level', rule.level] : ['times', rule.times];
  return rule.clear > fires
    ? { key: 'clear', message: `${rule.clear} is more than ${key}, ${fires}: it would be over as soon as it begins` }
    : null;
}
