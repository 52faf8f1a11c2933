import type { Incident, Miss } from '../../shared/incident.ts';
import { CASE_MINUTE, CASE_NOON } from './case.ts';

export const INCIDENT_DAY = 86_400_000;

export const leadOf = (over: Partial<Incident['lead']> = {}): Incident['lead'] => ({
  alert: 'spike:halden:1',
  kind: 'spike',
  subject: 'halden',
  subjectName: 'Halden Air',
  rule: 'spike',
  ...over,
});

/** A surge about Halden Air that began ten minutes before noon, opened at noon and is still open; give what the test is about. */
export const openIncident = (over: Partial<Incident> = {}): Incident => ({
  id: '1',
  state: 'open',
  severity: 'high',
  worst: 'high',
  title: 'Halden Air is surging',
  sentence: 'Halden Air is surging since 11:50: 120 mentions in 5 min, 6 times the usual 20; 60% negative.',
  lead: leadOf(),
  alerts: [
    {
      id: 'spike:halden:1',
      kind: 'spike',
      rule: 'spike',
      subjectName: 'Halden Air',
      title: 'Halden Air is surging',
      openedAt: CASE_NOON,
      closedAt: null,
    },
  ],
  alertsDropped: 0,
  subjects: ['halden'],
  onsetAt: CASE_NOON - 10 * CASE_MINUTE,
  openedAt: CASE_NOON,
  updatedAt: CASE_NOON,
  closedAt: null,
  seen: 120,
  expected: 20,
  windowSeconds: 300,
  peak: { at: CASE_NOON, seen: 120, expected: 20 },
  owner: null,
  acknowledgedAt: null,
  firstAcknowledgedAt: null,
  status: null,
  notes: [],
  events: [{ at: CASE_NOON, what: 'opened', note: 'it opened' }],
  eventsDropped: 0,
  checks: [],
  exceptions: [],
  marks: [],
  flapping: false,
  resumedAt: [],
  silenced: null,
  held: 0,
  version: 1,
  news: [],
  mergedInto: null,
  review: null,
  pressAt: null,
  answeredAt: null,
  calmAt: null,
  series: { from: CASE_NOON, step: CASE_MINUTE, total: [], negative: [], expected: [], replies: [] },
  evidence: [],
  seq: 1,
  ...over,
});

/** The same, over: it closed an hour after it opened. */
export const pastIncident = (id: string, openedAt: number, over: Partial<Incident> = {}): Incident =>
  openIncident({
    id,
    state: 'closed',
    openedAt,
    onsetAt: openedAt - 10 * CASE_MINUTE,
    updatedAt: openedAt + 60 * CASE_MINUTE,
    closedAt: openedAt + 60 * CASE_MINUTE,
    calmAt: openedAt + 50 * CASE_MINUTE,
    ...over,
  });

export const missOf = (over: Partial<Miss> = {}): Miss => ({
  id: 'miss-0001',
  by: 'Mara',
  at: CASE_NOON,
  happenedAt: CASE_NOON - 5 * CASE_MINUTE,
  mention: null,
  watches: ['halden'],
  note: '',
  ...over,
});
