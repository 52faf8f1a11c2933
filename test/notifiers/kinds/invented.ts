import type { Sending, Told } from '../../../server/notifiers/notifier.ts';
import type { Incident, News } from '../../../shared/incident.ts';

const MINUTE = 60_000;
/** Tuesday, 3 March 2026, 14:24 in Oslo. */
export const NOW = Date.UTC(2026, 2, 3, 13, 24);
const ONSET = NOW - 24 * MINUTE;

const curve = (): Incident['series'] => ({
  from: ONSET - 30 * MINUTE,
  step: MINUTE,
  total: Array.from({ length: 54 }, (_, i) => (i < 30 ? 6 + (i % 3) : 12 + (i - 30) * 2)),
  negative: Array.from({ length: 54 }, (_, i) => (i < 30 ? 1 : 6 + (i - 30))),
  expected: Array.from({ length: 54 }, () => 7),
  replies: [],
});

/** An incident of an invented airline, as it stands 24 minutes after it began. */
export const incidentOf = (changes: Partial<Incident> = {}): Incident => ({
  id: '12',
  state: 'open',
  severity: 'critical',
  worst: 'critical',
  title: 'Negative surge: Halden Air',
  sentence: 'Negative surge: Halden Air since 14:00: 210 mentions in 5 min, 6.2 times a usual Tuesday at 14:00. Driven by #stranded.',
  lead: { alert: 'a1', kind: 'negative-spike', subject: 'halden', subjectName: 'Halden Air', rule: 'negative-spike' },
  alerts: [
    {
      id: 'a1',
      kind: 'negative-spike',
      rule: 'negative-spike',
      subjectName: 'Halden Air',
      title: 'Negative surge: Halden Air',
      openedAt: ONSET + 3 * MINUTE,
      closedAt: null,
    },
    {
      id: 'a2',
      kind: 'trend',
      rule: 'trend',
      subjectName: 'Halden Air',
      title: '#stranded is rising',
      openedAt: ONSET + 6 * MINUTE,
      closedAt: null,
    },
  ],
  alertsDropped: 0,
  subjects: ['halden'],
  onsetAt: ONSET,
  openedAt: ONSET + 3 * MINUTE,
  updatedAt: NOW,
  closedAt: null,
  seen: 210,
  expected: 34,
  windowSeconds: 300,
  peak: { at: NOW - 2 * MINUTE, seen: 228, expected: 34 },
  owner: null,
  acknowledgedAt: null,
  firstAcknowledgedAt: null,
  status: null,
  notes: [{ id: 'n1', at: NOW, by: 'Ines', text: 'for the house alone' }],
  events: [],
  eventsDropped: 0,
  checks: [],
  exceptions: [],
  marks: [],
  flapping: false,
  resumedAt: [],
  silenced: null,
  held: 0,
  version: 1,
  news: [opened()],
  mergedInto: null,
  review: null,
  pressAt: null,
  answeredAt: null,
  calmAt: null,
  series: curve(),
  evidence: [
    {
      mention: 'm1',
      author: 'Marta Lind',
      network: 'bluesky',
      text: 'Four hours at the gate and nobody tells us anything @haldenair',
      url: 'https://posts.example/1',
    },
    {
      mention: 'm2',
      author: 'دانة',
      network: 'mastodon',
      text: 'أربع ساعات عند البوابة ولا أحد يخبرنا بشيء',
      url: 'https://posts.example/2',
    },
    { mention: 'm3', author: 'Third', network: 'reddit', text: 'A third one' },
  ],
  seq: 99,
  ...changes,
});

export const newsOf = (what: News['what'], text: string, changes: Partial<News> = {}): News => ({
  version: 2,
  at: NOW - MINUTE,
  what,
  text,
  rings: false,
  ...changes,
});
export const opened = (): News => newsOf('opened', 'Negative surge: Halden Air', { version: 1, at: ONSET + 3 * MINUTE, rings: true });

export const told = (changes: Partial<Incident> = {}, news: News[] = [opened()]): Told => ({
  kind: 'incident',
  incident: incidentOf({ news: [opened(), ...news.filter(({ what }) => what !== 'opened')], ...changes }),
  alerts: [],
  news,
});

export const sendingOf = (changes: Partial<Sending> = {}): Sending => ({
  id: 'care/-/incident-12',
  version: 1,
  told: told(),
  rings: true,
  why: 'everything critical goes to care',
  reference: null,
  person: null,
  brand: 'Halden Air',
  zone: 'Europe/Oslo',
  now: NOW,
  base: 'https://wall.example',
  mode: 'live',
  ...changes,
});
