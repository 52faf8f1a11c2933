import type { Incident, IncidentEvent, IncidentLine, IncidentPage, Mark } from '../../shared/incident.ts';
import { duration } from '../format/age.ts';
import { amount } from '../format/number.ts';
import { moment } from '../format/time.ts';

export const SEVERITY_WORD: Record<Incident['severity'], string> = { critical: 'Critical', high: 'High', medium: 'Medium' };

export const KIND_WORD: Record<Incident['lead']['kind'], string> = {
  spike: 'spike',
  'negative-spike': 'negative spike',
  silence: 'blind source',
  viral: 'viral risk',
  trend: 'rising topic',
  breach: 'late answers',
  burn: 'late answers adding up',
  promise: 'broken promise',
  influencer: 'influential complaint',
  urgent: 'urgent words',
  rival: 'competitor surge',
  share: 'share of voice',
  absence: 'absence',
};

export const EVENT_WORD: Record<IncidentEvent['what'], string> = {
  opened: 'opened',
  joined: 'alert joined',
  escalated: 'worse',
  eased: 'eased',
  clearing: 'calming',
  resumed: 'came back',
  flapping: 'comes and goes',
  steady: 'steady',
  silenced: 'silenced',
  unsilenced: 'silence ended',
  inhibited: 'held back',
  acknowledged: 'taken',
  unacknowledged: 'given back',
  'passed-on': 'passed on',
  status: 'status',
  note: 'note',
  check: 'checklist',
  exception: 'exception',
  marked: 'marked',
  told: 'told',
  closed: 'closed',
  merged: 'merged',
  reviewed: 'reviewed',
};

export const MARK_WORD: Record<Mark, { word: string; means: string }> = {
  useful: { word: 'Useful', means: 'it was right to tell us' },
  noise: { word: 'Noise', means: 'nobody needed to know' },
  duplicate: { word: 'Duplicate', means: 'another one told of it already' },
  late: { word: 'Late', means: 'right, but we knew before' },
};

export const MARKS: readonly Mark[] = ['useful', 'noise', 'duplicate', 'late'];

export const RECEIVED_WORD: Record<IncidentPage['answers'][number]['received'], string> = {
  thanked: 'thanked us',
  calmer: 'calmer after it',
  angrier: 'angrier after it',
  none: 'no reaction',
};

type Told = Pick<IncidentLine, 'state' | 'flapping' | 'silenced' | 'closedAt' | 'openedAt'>;

/** How it stands, in words. */
export function standing({ state, flapping, silenced, closedAt, openedAt }: Told, now: number, zone: string): string {
  if (state === 'closed') return `over since ${moment(closedAt ?? openedAt, now, zone)}`;
  const how = flapping ? 'comes and goes' : state === 'clearing' ? 'calming' : 'going on';
  return silenced ? `${how}, silenced until ${moment(silenced.until, now, zone)}` : how;
}

/** How long it lasts or lasted, by its onset. */
export const lasted = ({ onsetAt, closedAt }: Pick<IncidentLine, 'onsetAt' | 'closedAt'>, now: number): string =>
  duration(Math.max(0, (closedAt ?? now) - onsetAt));

const usual = (expected: number): string =>
  expected < 0.5 ? 'where less than 1 is usual' : `where ${amount(Math.round(expected))} is usual`;

/** `124 in 5 min where 20 is usual`. What counts cases or sources has nothing usual to be told. */
export function figures({ seen, expected, windowSeconds }: Pick<Incident, 'seen' | 'expected' | 'windowSeconds'>): string {
  const within = windowSeconds > 0 ? ` in ${duration(windowSeconds * 1000)}` : '';
  return `${amount(seen)}${within} ${usual(expected)}`;
}

export function peakWords({ peak }: Pick<Incident, 'peak'>, now: number, zone: string): string {
  return `at its peak ${amount(peak.seen)}, ${moment(peak.at, now, zone)}`;
}

export const plural = (n: number, one: string, many = `${one}s`): string => `${amount(n)} ${n === 1 ? one : many}`;

/** The sentence without the title that stands over it. */
export function sentenceRest({ title, sentence }: Pick<Incident, 'title' | 'sentence'>): string {
  return sentence.startsWith(title) ? sentence.slice(title.length).replace(/^[\s:,;.]+/, '') : sentence;
}

type Asked = IncidentPage['told'][number];
const DELIVERED: ReadonlySet<string> = new Set(['sent', 'delivered', 'done']);

/** Who was asked to take it; the newest first. */
export function askedWords(told: readonly Asked[], now: number, zone: string): string {
  const [last] = told.filter(({ state, at }) => DELIVERED.has(state) && at !== null).sort((a, b) => (b.at ?? 0) - (a.at ?? 0));
  if (!last || last.at === null) return told.length === 0 ? 'nobody was asked' : 'nobody could be asked yet';
  return `${last.person ?? last.channel} was asked at ${moment(last.at, now, zone)}`;
}
