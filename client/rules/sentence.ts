import type { Rule } from '../../shared/rule.ts';
import { lasting } from '../format/lasting.ts';
import { times, whole } from '../format/number.ts';

interface Named {
  id: string;
  name: string;
}

/** "Halden Air", "Halden Air and Baggage", "Halden Air and 3 more"; null for all. */
export function watchWords(ids: readonly string[], watches: readonly Named[]): string | null {
  if (ids.length === 0) return null;
  const names = ids.map((id) => watches.find((one) => one.id === id)?.name ?? id);
  if (names.length <= 2) return names.join(' and ');
  return `${names[0]} and ${names.length - 1} more`;
}

const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const percent = (share: number): string => `${Math.round(share * 100)}%`;
const people = (n: number): string => (n === 1 ? 'one person' : `${whole(n)} people`);
const speak = (n: number): string => (n === 1 ? 'one person speaks' : `${whole(n)} people speak`);

const DAYS = ['Sundays', 'Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays'];
const URGENCY: Record<string, string> = {
  safety: 'danger',
  legal: 'law',
  vulnerable: 'people at risk',
  leaving: 'leaving us',
  time: 'a deadline',
};

/** What a rule does, in one sentence without its full stop. */
export function sentenceOf(rule: Rule, watches: readonly Named[]): string {
  const held = rule.hold > 0 ? `; must last ${lasting(rule.hold)}` : '';
  const severity = rule.severity === null ? '' : `; always ${rule.severity}`;
  return `Opens when ${conditionOf(rule, watchWords(rule.watches, watches))}${held}${severity}`;
}

function conditionOf(rule: Rule, named: string | null): string {
  const of = named === null ? '' : ` of ${named}`;
  const toward = named === null ? '' : ` about ${named}`;
  switch (rule.kind) {
    case 'spike':
      return `mentions${of} in 5 or 15 min reach ${whole(rule.minimum)} and ${times(rule.times)} times the usual; clears below ${times(rule.clear)} times`;
    case 'negative-spike':
      return `negative mentions${of} in 5 or 15 min reach ${whole(rule.minimum)} and ${times(rule.times)} times the usual; clears below ${times(rule.clear)} times`;
    case 'rival':
      return `mentions of ${named ?? 'a competitor'} in 5 or 15 min reach ${whole(rule.minimum)} and ${times(rule.times)} times the usual; clears below ${times(rule.clear)} times`;
    case 'trend':
      return `a topic${toward} is taken up by ${people(rule.people)}, ${times(rule.times)} times as many as usual, and ${percent(rule.negative)} of it is negative`;
    case 'viral':
      return `a post against ${named ?? 'us'} has a chance of ${percent(rule.level)} to be shared and answered ${whole(rule.size)} times; clears below ${percent(rule.clear)}`;
    case 'breach':
      return `${rule.minimum === 1 ? 'a case' : `${whole(rule.minimum)} cases`} of priority ${rule.priority} or above wait over their time`;
    case 'burn':
      return `late answers come ${times(rule.times)} times as fast as the month allows, over ${lasting(rule.window)} and its last twelfth, of ${whole(rule.minimum)} due; clears below ${times(rule.clear)} times`;
    case 'promise':
      return `${rule.minimum === 1 ? 'a promise' : `${whole(rule.minimum)} promises`} to customers were broken within a day`;
    case 'influencer':
      return `somebody with ${whole(rule.followers)} followers${rule.authors.length ? `, or one of ${whole(rule.authors.length)} listed,` : ''} complains${toward}`;
    case 'urgent':
      return `${speak(rule.minimum)} of ${rule.urgency.map((one) => URGENCY[one] ?? one).join(' or ') || 'anything urgent'}${toward} within ${lasting(rule.window)}`;
    case 'silence':
      return `${named === null ? 'a source' : `the source ${named}`} is away for ${times(rule.minutes)} min, or silent though ${whole(rule.missed)} posts ought to have come`;
    case 'share':
      return `our share of what is said${of} falls ${percent(rule.drop)} below its usual, with ${whole(rule.minimum)} posts an hour`;
    case 'absence':
      return `fewer than ${whole(rule.minimum)} mentions${of} came between ${clockOf(rule.from)} and ${clockOf(rule.by)}${daysWords(rule.days, rule.date)}`;
  }
}

function daysWords(days: readonly number[], date: string | null): string {
  if (date !== null) return ` on ${date}`;
  return days.length === 0 || days.length === 7 ? '' : ` on ${days.map((day) => DAYS[day]).join(', ')}`;
}
