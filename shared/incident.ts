import { z } from 'zod';
import { Alert, AlertKind, Evidence, Severity } from './alert.ts';

/** Times are ms since 1970 UTC, amounts of time ms. */
const Time = z.int();
const Words = z.string().max(2000);

export const NEWS_BOUND = 40;
export const INCIDENT_EVENTS_BOUND = 200;
export const NOTES_BOUND = 100;
export const EXCEPTIONS_BOUND = 50;
export const CHILDREN_BOUND = 60;
export const CHECKS_BOUND = 40;
export const MARKS_BOUND = 20;

export const IncidentState = z.enum(['open', 'clearing', 'closed']);
export type IncidentState = z.infer<typeof IncidentState>;

/** What happened in and around an incident, in its order. */
export const IncidentEvent = z.object({
  at: Time,
  what: z.enum([
    'opened',
    'joined',
    'escalated',
    'eased',
    'clearing',
    'resumed',
    'flapping',
    'steady',
    'silenced',
    'unsilenced',
    'inhibited',
    'acknowledged',
    'unacknowledged',
    'passed-on',
    'status',
    'note',
    'check',
    'exception',
    'marked',
    'told',
    'closed',
    'merged',
    'reviewed',
  ]),
  note: z.string(),
  who: z.string().optional(),
});
export type IncidentEvent = z.infer<typeof IncidentEvent>;

/** What those who were told before should hear now. `rings`: it wants somebody at once; otherwise it updates quietly. */
export const News = z.object({
  version: z.int(),
  at: Time,
  what: z.enum(['opened', 'escalated', 'resumed', 'unsilenced', 'unacknowledged', 'acknowledged', 'status', 'eased', 'closed']),
  text: z.string(),
  rings: z.boolean(),
});
export type News = z.infer<typeof News>;

/** An item of the playbook. */
export const Check = z.object({
  id: z.string().max(64),
  text: z.string().trim().min(1).max(300),
  /** Null: still to be done. */
  done: z.object({ by: z.string(), at: Time }).nullable(),
});
export type Check = z.infer<typeof Check>;

/** Who departed from which guideline to stop harm, why, and who agreed. */
export const GuidelineException = z.object({
  id: z.string(),
  at: Time,
  by: z.string(),
  guideline: Words,
  why: Words,
  agreed: z.string().max(64),
});
export type GuidelineException = z.infer<typeof GuidelineException>;

export const Mark = z.enum(['useful', 'noise', 'duplicate', 'late']);
export type Mark = z.infer<typeof Mark>;

/** One thing that is happening, however many alerts it raised. */
export const Incident = z.object({
  /** A running number. */
  id: z.string(),
  state: IncidentState,
  severity: Severity,
  /** The worst it ever was. */
  worst: Severity,
  title: z.string(),
  /** What happened, in one sentence made from facts. */
  sentence: z.string(),
  /** The alert that leads it, and all of them in the order in which they came. */
  lead: z.object({ alert: z.string(), kind: AlertKind, subject: z.string(), subjectName: z.string(), rule: z.string() }),
  alerts: z.array(
    z.object({
      id: z.string(),
      kind: AlertKind,
      rule: z.string(),
      subjectName: z.string(),
      title: z.string(),
      openedAt: Time,
      closedAt: Time.nullable(),
    }),
  ),
  alertsDropped: z.int(),
  /** Watches (or `all`; sources, of a silence) that it concerns. */
  subjects: z.array(z.string()),
  onsetAt: Time,
  openedAt: Time,
  updatedAt: Time,
  closedAt: Time.nullable(),
  /** Of the alert that leads it; windows in seconds. */
  seen: z.number(),
  expected: z.number(),
  windowSeconds: z.number(),
  peak: z.object({ at: Time, seen: z.number(), expected: z.number() }),
  owner: z.string().nullable(),
  acknowledgedAt: Time.nullable(),
  /** First acknowledgement ever. */
  firstAcknowledgedAt: Time.nullable(),
  /** One line for the wall. */
  status: z.object({ text: z.string(), by: z.string(), at: Time }).nullable(),
  notes: z.array(z.object({ id: z.string(), at: Time, by: z.string(), text: z.string() })),
  events: z.array(IncidentEvent),
  eventsDropped: z.int(),
  checks: z.array(Check),
  exceptions: z.array(GuidelineException),
  marks: z.array(z.object({ by: z.string(), at: Time, mark: Mark, note: z.string() })),
  /** It comes and goes: shown as a state, told once. */
  flapping: z.boolean(),
  /** When it came back after it had calmed. */
  resumedAt: z.array(Time),
  /** A silence that covers it now. */
  silenced: z.object({ id: z.string(), reason: z.string(), by: z.string(), until: Time }).nullable(),
  /** Alerts that it held back because it explains them. */
  held: z.int(),
  /** Rises with everything that those who were told should hear. */
  version: z.int(),
  news: z.array(News),
  /** Into which one it was merged by a person. */
  mergedInto: z.string().nullable(),
  /** After it: what people made of it. */
  review: z.object({ by: z.string(), at: Time, sooner: Words, well: Words, badly: Words, followUps: Words }).nullable(),
  /** First mention of a newspaper or the like that people know of: lead time is told against it. */
  pressAt: Time.nullable(),
  /** First reply of ours to one of its posts, and when it was calm again. */
  answeredAt: Time.nullable(),
  calmAt: Time.nullable(),
  /** Minute counts from the onset on, in steps of `step` ms; `negative` and `expected` go with them. Bounded: steps double when there are too many. */
  series: z.object({
    from: Time,
    step: z.int(),
    total: z.array(z.number()),
    negative: z.array(z.number()),
    expected: z.array(z.number()),
    replies: z.array(z.number()),
  }),
  evidence: z.array(Evidence),
  /** Last entry of the journal that changed it. */
  seq: z.int(),
});
export type Incident = z.infer<typeof Incident>;

/** Something that no rule found, from a post or a time on a chart. */
export const Miss = z.object({
  id: z.string(),
  by: z.string(),
  /** When it was recorded, and when it happened. */
  at: Time,
  happenedAt: Time,
  mention: z.string().nullable(),
  watches: z.array(z.string()),
  note: z.string(),
});
export type Miss = z.infer<typeof Miss>;

/** A line of the list of incidents. */
export const IncidentLine = Incident.pick({
  id: true,
  state: true,
  severity: true,
  worst: true,
  title: true,
  sentence: true,
  lead: true,
  subjects: true,
  onsetAt: true,
  openedAt: true,
  closedAt: true,
  owner: true,
  acknowledgedAt: true,
  status: true,
  flapping: true,
  silenced: true,
  marks: true,
  review: true,
  peak: true,
}).extend({ alerts: z.int() });
export type IncidentLine = z.infer<typeof IncidentLine>;

export const IncidentList = z.object({ incidents: z.array(IncidentLine), next: z.string().nullable(), now: Time });
export type IncidentList = z.infer<typeof IncidentList>;

const Post = z.object({
  mention: z.string(),
  author: z.string(),
  handle: z.string(),
  followers: z.number().nullable(),
  network: z.string(),
  language: z.string(),
  text: z.string(),
  label: z.string(),
  at: Time,
  url: z.string().nullable(),
  reposts: z.number(),
  replies: z.number(),
});
export type IncidentPost = z.infer<typeof Post>;

const Part = z.object({ name: z.string(), count: z.int(), share: z.number(), negative: z.number() });

/** All that the page of an incident shows. */
export const IncidentPage = z.object({
  incident: Incident,
  now: Time,
  /** Children that the server still knows whole, each with its arithmetic. */
  alerts: z.array(Alert),
  /** "6.2 times a usual Saturday at 14:00"; null: not known. */
  multiple: z.string().nullable(),
  forecast: z
    .object({
      text: z.string(),
      probability: z.number().nullable(),
      expected: z.number().nullable(),
      low: z.number().nullable(),
      high: z.number().nullable(),
    })
    .nullable(),
  /** Posts about it that were read for this page, of how many; older ones are left out when there are too many. */
  read: z.int(),
  posts: z.int(),
  drivers: z.object({
    terms: z.array(z.object({ term: z.string(), count: z.int(), times: z.number().nullable() })),
    /** The first posts of it. */
    first: z.array(Post),
    authors: z.array(
      z.object({
        name: z.string(),
        handle: z.string(),
        network: z.string(),
        followers: z.number().nullable(),
        posts: z.int(),
        negative: z.int(),
      }),
    ),
    networks: z.array(Part),
    languages: z.array(Part),
    /** Near-identical posts, most copied first. */
    copies: z.array(z.object({ example: Post, count: z.int(), authors: z.int(), newAccounts: z.int(), from: Time, to: Time })),
    /** Whether it looks like one hand's doing, and why. */
    coordinated: z.object({ verdict: z.enum(['no', 'possible', 'likely']), why: z.string() }),
  }),
  /** Those worth answering first, with why, and their case if there is one. */
  worth: z.array(
    z.object({
      post: Post,
      why: z.string(),
      case: z.object({ id: z.string(), status: z.string(), owner: z.string().nullable(), due: Time.nullable() }).nullable(),
    }),
  ),
  /** What we answered and how it was received. */
  answers: z.array(
    z.object({
      at: Time,
      case: z.string(),
      agent: z.string().nullable(),
      text: z.string(),
      substance: z.string().nullable(),
      url: z.string().nullable(),
      received: z.enum(['thanked', 'calmer', 'angrier', 'none']),
      customer: z.string(),
    }),
  ),
  related: z.array(z.object({ id: z.string(), title: z.string(), openedAt: Time, closedAt: Time.nullable(), why: z.string() })),
  /** Who was told through what, and how that went. */
  told: z.array(
    z.object({
      channel: z.string(),
      person: z.string().nullable(),
      state: z.string(),
      at: Time.nullable(),
      why: z.string(),
      error: z.string().nullable(),
    }),
  ),
});
export type IncidentPage = z.infer<typeof IncidentPage>;
