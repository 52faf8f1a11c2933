import type { Rule } from '../../shared/rule.ts';
import { counted, percent } from '../core/words.ts';
import { amount, wall } from './alerting-words.ts';
import { WEEKDAYS } from './desk-words.ts';

/** What a rule looks for, on one line. */
export function ruleInWords(rule: Rule): string {
  const held = rule.hold > 0 ? `, for ${amount(rule.hold)}` : '';
  const grave = rule.severity === null ? '' : `, always ${rule.severity}`;
  return `${rule.enabled ? `${bounds(rule)}${held}${grave}` : 'switched off'}`;
}

function bounds(rule: Rule): string {
  switch (rule.kind) {
    case 'spike':
    case 'negative-spike':
    case 'rival':
      return `from ${counted(rule.minimum)} mentions and ${rule.times} times the usual, over below ${rule.clear} times`;
    case 'trend':
      return `from ${counted(rule.people)} people and ${rule.times} times the usual, ${percent(rule.negative)} of it negative`;
    case 'viral':
      return `${percent(rule.level)} likely to become ${counted(rule.size)} large, over below ${percent(rule.clear)}`;
    case 'breach':
      return `from ${counted(rule.minimum)} ${rule.priority === 'low' ? '' : `${rule.priority} `}cases over their time`;
    case 'burn':
      return `${rule.times} times as fast as the budget allows, over ${amount(rule.window)}, from ${counted(rule.minimum)} answers due`;
    case 'promise':
      return `from ${counted(rule.minimum)} broken promises`;
    case 'influencer':
      return `from ${counted(rule.followers)} followers${rule.authors.length > 0 ? `, or one of ${rule.authors.length} on the list` : ''}`;
    case 'urgent':
      return `${rule.urgency.join(' or ') || 'anything'} by ${counted(rule.minimum)} people within ${amount(rule.window)}`;
    case 'silence':
      return `away for ${rule.minutes} minutes, or ${counted(rule.missed)} posts missed`;
    case 'share':
      return `${percent(rule.drop)} below its usual, from ${counted(rule.minimum)} posts an hour`;
    case 'absence':
      return `fewer than ${counted(rule.minimum)} mentions from ${wall(rule.from)} to ${wall(rule.by)} ${whenDue(rule)}`;
  }
}

function whenDue({ date, days }: { date: string | null; days: number[] }): string {
  if (date !== null) return `on ${date}`;
  return days.length === 0 || days.length === 7 ? 'every day' : `on ${days.map((day) => WEEKDAYS[day]).join(', ')}`;
}
