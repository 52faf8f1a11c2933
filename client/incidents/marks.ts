import type { Incident, IncidentEvent } from '../../shared/incident.ts';
import { EVENT_WORD } from './words.ts';

export const LANES = ['alerts', 'people', 'notes'] as const;
export type Lane = (typeof LANES)[number];

/** Something that happened, to stand beneath the curve. */
export interface Mark {
  key: string;
  at: number;
  lane: Lane;
  words: string;
}

/** What somebody did, as opposed to what the server saw; notes have a lane of their own. */
const DEEDS: ReadonlySet<IncidentEvent['what']> = new Set([
  'acknowledged',
  'unacknowledged',
  'passed-on',
  'status',
  'check',
  'exception',
  'marked',
  'closed',
  'merged',
  'reviewed',
]);

/** Alerts, what people did, and notes, in the order of time. */
export function marksOf({ alerts, events, notes }: Pick<Incident, 'alerts' | 'events' | 'notes'>): Mark[] {
  const all: Mark[] = [
    ...alerts.map(({ id, openedAt, title }) => ({ key: `alert ${id}`, at: openedAt, lane: 'alerts' as const, words: title })),
    ...events.flatMap(({ at, what, note, who }, i) =>
      who !== undefined && DEEDS.has(what)
        ? [{ key: `deed ${i}`, at, lane: 'people' as const, words: `${EVENT_WORD[what]}: ${note}` }]
        : [],
    ),
    ...notes.map(({ id, at, by, text }) => ({ key: `note ${id}`, at, lane: 'notes' as const, words: `${by}: ${text}` })),
  ];
  return all.sort((a, b) => a.at - b.at);
}
