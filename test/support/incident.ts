import type { Incident, IncidentLine, IncidentList, IncidentPage, IncidentPost } from '../../shared/incident.ts';
import type { IncidentReview } from '../../shared/incident-review.ts';

const MINUTE = 60_000;
/** A Saturday. */
export const INCIDENT_NOW = Date.parse('2026-03-07T14:30:20Z');
const ONSET = INCIDENT_NOW - 34 * MINUTE;
const OPENED = ONSET + 3 * MINUTE;

/** A curve of 64 minutes: 30 as usual, a rise, and a slow fall. */
export function seriesOf(): Incident['series'] {
  const minutes = Array.from({ length: 64 }, (_, i) => i);
  const surge = (i: number) => (i < 30 ? 0 : 58 * Math.min(1, (i - 30) / 6) * Math.exp(-Math.max(0, i - 40) / 26));
  const total = minutes.map((i) => Math.round(4 + 2 * Math.sin(i * 1.7) + surge(i)));
  return {
    from: Math.floor(ONSET / MINUTE) * MINUTE - 30 * MINUTE,
    step: MINUTE,
    total,
    negative: minutes.map((i) => Math.round(1 + surge(i) * 0.8)),
    expected: minutes.map(() => 4.2),
    replies: minutes.map((i) => (i > 44 ? i % 4 : 0)),
  };
}

export function incidentOf(over: Partial<Incident> = {}): Incident {
  return {
    id: '12',
    state: 'open',
    severity: 'critical',
    worst: 'critical',
    title: 'Halden Air: negative posts surging',
    sentence:
      'Halden Air: negative posts surging since today 13:56: 212 negative mentions in 5 min against 21 expected, 82% negative. Driven by “gate nine”; 38 copies of one post.',
    lead: {
      alert: 'negative-spike:halden-air@1',
      kind: 'negative-spike',
      subject: 'halden-air',
      subjectName: 'Halden Air',
      rule: 'negative-spike',
    },
    alerts: [
      {
        id: 'negative-spike:halden-air@1',
        kind: 'negative-spike',
        rule: 'negative-spike',
        subjectName: 'Halden Air',
        title: 'Halden Air: negative posts surging',
        openedAt: OPENED,
        closedAt: null,
      },
      {
        id: 'spike:all@1',
        kind: 'spike',
        rule: 'spike',
        subjectName: 'everything',
        title: 'All mentions surging',
        openedAt: OPENED + MINUTE,
        closedAt: null,
      },
      {
        id: 'trend:gate nine@1',
        kind: 'trend',
        rule: 'trend',
        subjectName: '“gate nine”',
        title: '“gate nine” is rising',
        openedAt: OPENED + 6 * MINUTE,
        closedAt: OPENED + 20 * MINUTE,
      },
    ],
    alertsDropped: 0,
    subjects: ['halden-air', 'all', 'baggage'],
    onsetAt: ONSET,
    openedAt: OPENED,
    updatedAt: INCIDENT_NOW,
    closedAt: null,
    seen: 212,
    expected: 21,
    windowSeconds: 300,
    peak: { at: ONSET + 11 * MINUTE, seen: 268, expected: 21 },
    owner: null,
    acknowledgedAt: null,
    firstAcknowledgedAt: null,
    status: { text: 'We know about gate nine. Buses are on their way.', by: 'Ingrid Solheim', at: INCIDENT_NOW - 4 * MINUTE },
    notes: [
      {
        id: 'note-0001',
        at: INCIDENT_NOW - 12 * MINUTE,
        by: 'Ingrid Solheim',
        text: 'Called the station manager: the belt at gate nine stands since 13:40.',
      },
      { id: 'note-0002', at: INCIDENT_NOW - 6 * MINUTE, by: 'عائشة سالم', text: 'فريق الأرض يوزع الماء الآن عند البوابة التاسعة.' },
    ],
    events: [
      { at: OPENED, what: 'opened', note: '212 negative mentions in 5 min against 21 expected' },
      { at: OPENED + MINUTE, what: 'joined', note: 'All mentions surging' },
      { at: OPENED + 6 * MINUTE, what: 'joined', note: '“gate nine” is rising' },
      {
        at: INCIDENT_NOW - 12 * MINUTE,
        what: 'note',
        note: 'Called the station manager: the belt at gate nine stands since 13:40.',
        who: 'Ingrid Solheim',
      },
      { at: INCIDENT_NOW - 9 * MINUTE, what: 'check', note: 'done: Find out what is true', who: 'Ingrid Solheim' },
      { at: INCIDENT_NOW - 4 * MINUTE, what: 'status', note: 'We know about gate nine. Buses are on their way.', who: 'Ingrid Solheim' },
    ],
    eventsDropped: 0,
    checks: [
      {
        id: 'inform',
        text: 'Inform the lead on duty, and who owns the product or place',
        done: { by: 'Ingrid Solheim', at: INCIDENT_NOW - 20 * MINUTE },
      },
      {
        id: 'facts',
        text: 'Find out what is true: ask those on the spot, note the source',
        done: { by: 'Ingrid Solheim', at: INCIDENT_NOW - 9 * MINUTE },
      },
      { id: 'holding', text: 'Publish a holding statement: what we know, what we do, when we tell more', done: null },
      { id: 'answer', text: 'Answer the posts worth answering first, each in its own words', done: null },
      { id: 'close', text: 'Tell everybody who was told that it is over', done: null },
    ],
    exceptions: [
      {
        id: 'exception-1',
        at: INCIDENT_NOW - 3 * MINUTE,
        by: 'Ingrid Solheim',
        guideline: 'Amounts of compensation are not told in public',
        why: 'Families stood without food; telling the meal voucher at once kept them from the counters.',
        agreed: 'Tor Viken',
      },
    ],
    marks: [{ by: 'Tor Viken', at: INCIDENT_NOW - MINUTE, mark: 'late', note: 'the crew called before' }],
    flapping: false,
    resumedAt: [],
    silenced: null,
    held: 2,
    version: 4,
    news: [],
    mergedInto: null,
    review: null,
    pressAt: null,
    answeredAt: ONSET + 15 * MINUTE,
    calmAt: null,
    series: seriesOf(),
    evidence: [],
    seq: 900,
    ...over,
  };
}

function postOf(n: number, over: Partial<IncidentPost> = {}): IncidentPost {
  return {
    mention: `push:p${n}`,
    author: `Stranded ${n}`,
    handle: `stranded_${n}`,
    followers: 1200 * n,
    network: n % 2 ? 'x' : 'bluesky',
    language: 'en',
    text: `Two hours at gate nine, no bags, no water and nobody from Halden who answers. Number ${n} in the line.`,
    label: 'negative',
    at: ONSET + n * MINUTE,
    url: `https://social.example/p/${n}`,
    reposts: 40 * n,
    replies: 7 * n,
    ...over,
  };
}

const ARABIC = { author: 'سلمى', handle: 'salma_k', language: 'ar', text: 'ساعتان عند البوابة التاسعة ولا أحد من halden يجيب على أسئلتنا' };

/** An incident in its middle, with everything that its page can show. */
export function incidentPageOf(over: Partial<IncidentPage> = {}): IncidentPage {
  const incident = over.incident ?? incidentOf();
  return {
    incident,
    now: INCIDENT_NOW,
    alerts: [
      {
        id: incident.lead.alert,
        kind: 'negative-spike',
        severity: 'critical',
        state: 'open',
        title: 'Halden Air: negative posts surging',
        reason: '212 negative mentions in 5 min, 82% negative; since 13:56',
        subject: 'halden-air',
        subjectName: 'Halden Air',
        onsetAt: ONSET,
        openedAt: OPENED,
        updatedAt: INCIDENT_NOW,
        seen: 212,
        expected: 21,
        windowSeconds: 300,
        peak: { at: ONSET + 11 * MINUTE, seen: 268, expected: 21 },
        evidence: [],
        rule: { name: 'negative-spike', settings: { minimum: 20, times: 2, deviations: 5 } },
        whyNow: '41.7 deviations above what is expected, for 2 minutes on end',
        whyNotBefore: 'at 13:57 it was 12 against 21 expected: under the minimum of 20',
        timeline: [{ at: OPENED, what: 'opened', note: 'it began' }],
        surge: {
          score: 0.9999,
          rarity: 'rarer than once a month',
          multiple: '10 times a usual Saturday at 14:00',
          drivers: ['“gate nine”'],
        },
        merged: [],
        incident: incident.id,
      },
    ],
    multiple: '10 times a usual Saturday at 14:00',
    forecast: { text: '2,400 posts more by 18:00 if it goes on so', probability: 0.72, expected: 2400, low: 1100, high: 5200 },
    read: 1200,
    posts: 1340,
    drivers: {
      terms: [
        { term: 'gate nine', count: 412, times: null },
        { term: 'bags', count: 388, times: 6.1 },
        { term: '#haldenfail', count: 120, times: 30 },
        { term: 'الأمتعة', count: 61, times: 12 },
      ],
      first: [postOf(1), postOf(2, ARABIC)],
      authors: [
        { name: 'Fjord Daily', handle: 'fjorddaily', network: 'x', followers: 812_000, posts: 2, negative: 1 },
        { name: 'Stranded 9', handle: 'stranded_9', network: 'bluesky', followers: 10_800, posts: 5, negative: 5 },
        { name: 'سلمى', handle: 'salma_k', network: 'x', followers: null, posts: 1, negative: 1 },
      ],
      networks: [
        { name: 'x', count: 870, share: 0.65, negative: 0.8 },
        { name: 'bluesky', count: 402, share: 0.3, negative: 0.77 },
        { name: 'news', count: 68, share: 0.05, negative: 0.13 },
      ],
      languages: [
        { name: 'en', count: 1010, share: 0.75, negative: 0.79 },
        { name: 'nb', count: 240, share: 0.18, negative: 0.79 },
        { name: 'ar', count: 90, share: 0.07, negative: 0.89 },
      ],
      copies: [{ example: postOf(7), count: 38, authors: 31, newAccounts: 4, from: ONSET + 5 * MINUTE, to: ONSET + 9 * MINUTE }],
      coordinated: { verdict: 'possible', why: '38 near-identical posts within 4 minutes, 4 of their 31 accounts are newer than a week' },
    },
    worth: [
      {
        post: postOf(12),
        why: 'an audience of 14 K, a question, and 480 reposts',
        case: { id: '41', status: 'waiting-us', owner: null, due: INCIDENT_NOW - 6 * MINUTE },
      },
      {
        post: postOf(5, ARABIC),
        why: 'asks for help with medicine in a lost bag',
        case: { id: '44', status: 'waiting-us', owner: 'mk', due: INCIDENT_NOW + 20 * MINUTE },
      },
      { post: postOf(3, { followers: null, url: null }), why: 'many answer it', case: null },
    ],
    answers: [
      {
        at: ONSET + 15 * MINUTE,
        case: '39',
        agent: 'Mara Kvist',
        text: 'Buses and water reach gate nine at 14:20, and your bags come to belt three. We tell more here at 14:45. ^MK',
        substance: 'solved-here',
        url: 'https://social.example/r/1',
        received: 'thanked',
        customer: 'Stranded 4',
      },
      {
        at: ONSET + 18 * MINUTE,
        case: '40',
        agent: null,
        text: 'We are sorry to hear this. Please send us a message.',
        substance: 'sent-elsewhere',
        url: null,
        received: 'angrier',
        customer: 'سلمى',
      },
    ],
    related: [
      {
        id: '7',
        title: 'Baggage: negative posts surging',
        openedAt: INCIDENT_NOW - 40 * 1440 * MINUTE,
        closedAt: INCIDENT_NOW - 40 * 1440 * MINUTE + 95 * MINUTE,
        why: 'the same watch, and the words “belt” and “bags”',
      },
    ],
    told: [
      { channel: 'care-room', person: null, state: 'sent', at: OPENED + 2000, why: 'critical, to the room of the team', error: null },
      { channel: 'pager', person: 'Tor Viken', state: 'dead', at: OPENED + 9000, why: 'lead on duty', error: 'the address answers 404' },
    ],
    ...over,
  };
}

export function lineOf(incident: Incident): IncidentLine {
  return { ...incident, alerts: incident.alerts.length + incident.alertsDropped };
}

/** One that goes on and two that are over, the newest first. */
export function incidentListOf(over: Partial<IncidentList> = {}): IncidentList {
  const closed = (id: string, ago: number, more: Partial<Incident>): IncidentLine => {
    const at = INCIDENT_NOW - ago * MINUTE;
    return lineOf(
      incidentOf({ id, state: 'closed', onsetAt: at, openedAt: at + MINUTE, closedAt: at + 70 * MINUTE, status: null, marks: [], ...more }),
    );
  };
  return {
    incidents: [
      lineOf(incidentOf()),
      closed('11', 400, {
        title: 'Bluesky is blind',
        sentence: 'Bluesky is blind since today 07:50: nothing comes.',
        severity: 'high',
        worst: 'high',
        owner: 'Tor Viken',
      }),
      closed('10', 1900, { title: 'Norvik: mentions surging', sentence: 'Norvik: mentions surging.', severity: 'medium', worst: 'medium' }),
    ],
    next: null,
    now: INCIDENT_NOW,
    ...over,
  };
}

export function reviewOf(over: Partial<IncidentReview> = {}): IncidentReview {
  return {
    incident: '12',
    title: 'Halden Air: negative posts surging',
    now: INCIDENT_NOW,
    onsetAt: ONSET,
    openedAt: OPENED,
    acknowledgedAt: OPENED + 2 * MINUTE,
    answeredAt: ONSET + 15 * MINUTE,
    calmAt: null,
    detect: 3 * MINUTE,
    acknowledge: 2 * MINUTE,
    answer: 15 * MINUTE,
    calm: null,
    people: { lead: 4 * MINUTE, at: OPENED + 4 * MINUTE, what: 'a note' },
    press: null,
    sooner: [
      {
        rule: 'negative-spike',
        ruleName: 'Negative spike',
        kind: 'negative-spike',
        setting: 'minimum',
        is: 20,
        instead: 12,
        at: OPENED - MINUTE,
        sooner: MINUTE,
        text: 'With a minimum of 12 it would have opened 1 min sooner, and stayed silent in the quiet before.',
      },
    ],
    soonerNote: 'One setting stood in the way.',
    ...over,
  };
}
