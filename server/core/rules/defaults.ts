import type { Rule } from '../../../shared/rule.ts';
import { type Settings, viralOf } from '../settings.ts';
import { HOUR, MINUTE } from '../windows/track.ts';

/** Posts that are angry are a part of all: fewer of them are enough. */
const NEGATIVE_PART = 0.6;

const all = { enabled: true, watches: [], severity: null, hold: 0 };

/**
 * What counts where nothing else is said: one rule a kind, named like it. What depends on a company's own plans (what must be said by
 * when) or is a matter of taste (shares) is switched off.
 */
export function defaultRules(settings: Settings): Rule[] {
  const { minimum, times } = settings.spike;
  const { size, level } = viralOf(settings);
  const surge = { ...all, times, clear: 1.4 };
  return [
    { ...surge, id: 'spike', kind: 'spike', name: 'More mentions than usual', minimum },
    {
      ...surge,
      id: 'negative-spike',
      kind: 'negative-spike',
      name: 'More negative mentions than usual',
      minimum: Math.round(minimum * NEGATIVE_PART),
    },
    { ...surge, id: 'rival', kind: 'rival', name: 'A competitor is surging', minimum, severity: 'medium' },
    { ...all, id: 'trend', kind: 'trend', name: 'A complaint spreads as a topic', people: 20, times: 5, negative: 0.65, hold: 5 * MINUTE },
    { ...all, id: 'viral', kind: 'viral', name: 'A complaint is going viral', size, level, clear: level / 2 },
    { ...all, id: 'breach', kind: 'breach', name: 'Urgent cases wait over their time', minimum: 5, priority: 'urgent' },
    { ...all, id: 'burn', kind: 'burn', name: 'Late answers use up the budget', times: 6, clear: 3, window: HOUR, minimum: 20 },
    { ...all, id: 'promise', kind: 'promise', name: 'Promises to customers were broken', minimum: 5, hold: 30 * MINUTE },
    { ...all, id: 'influencer', kind: 'influencer', name: 'Somebody with an audience complains', followers: 250_000, authors: [] },
    {
      ...all,
      id: 'urgent',
      kind: 'urgent',
      name: 'Danger or law is spoken of',
      urgency: ['safety', 'legal'],
      minimum: 6,
      window: 30 * MINUTE,
    },
    { ...all, id: 'silence', kind: 'silence', name: 'A source is blind', minutes: 2, missed: 12 },
    { ...all, id: 'share', kind: 'share', name: 'Our share of voice falls', enabled: false, drop: 0.15, minimum: 200, hold: 30 * MINUTE },
    {
      ...all,
      id: 'absence',
      kind: 'absence',
      name: 'What should be said is not',
      enabled: false,
      from: 0,
      by: 600,
      days: [],
      date: null,
      minimum: 1,
    },
  ];
}
