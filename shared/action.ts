import { z } from 'zod';
import { Priority, TAGS_BOUND } from './case.ts';
import { Mark } from './incident.ts';
import { ID_BOUND, Intent, Label } from './mention.ts';
import { Substance } from './reply.ts';
import { Matcher, Rule } from './rule.ts';

/** `by` is the name or the person's id they go by; `id` is made by the client, so sending twice is harmless. */
const base = { id: z.string().min(8).max(64), by: z.string().trim().min(1).max(64) };
const on = { ...base, case: z.string().min(1).max(32) };
const Words = z.string().trim().min(1).max(2000);
const Who = z.string().trim().min(1).max(64);
const Tag = z.string().trim().min(1).max(40);

/** What an operator does about an alert. */
export const AlertAction = z.object({ ...base, type: z.enum(['acknowledge', 'unacknowledge']), alert: z.string().max(128) });
export type AlertAction = z.infer<typeof AlertAction>;

/** What staff do at the desk. Decided in the order of the journal: of two claims the first one wins. */
export const CaseAction = z.discriminatedUnion('type', [
  z.object({ ...on, type: z.literal('claim') }),
  z.object({ ...on, type: z.literal('release') }),
  /** To a person, a team or both; null takes it away. */
  z.object({ ...on, type: z.literal('assign'), person: Who.nullish(), team: Who.nullish() }),
  z.object({ ...on, type: z.literal('hand-off'), person: Who.nullish(), team: Who.nullish(), reason: Words }),
  z.object({ ...on, type: z.literal('note'), text: Words }),
  z.object({
    ...on,
    type: z.literal('tag'),
    add: z.array(Tag).max(TAGS_BOUND).default([]),
    remove: z.array(Tag).max(TAGS_BOUND).default([]),
  }),
  z.object({ ...on, type: z.literal('priority'), priority: Priority }),
  z.object({ ...on, type: z.literal('snooze'), until: z.int() }),
  z.object({ ...on, type: z.literal('wake') }),
  z.object({ ...on, type: z.literal('resolve'), note: Words.optional() }),
  z.object({ ...on, type: z.literal('reopen') }),
  /** This case becomes part of the other one. */
  z.object({ ...on, type: z.literal('merge'), into: z.string().min(1).max(32) }),
  z.object({ ...on, type: z.literal('link'), other: z.string().min(1).max(32) }),
  /** That post, and what comes after it, becomes a case of its own. */
  z.object({ ...on, type: z.literal('split'), mention: z.string().max(ID_BOUND) }),
  z.object({ ...on, type: z.literal('dismiss'), reason: Words.optional() }),
  /** Takes back the newest action on the case. */
  z.object({ ...on, type: z.literal('undo'), action: z.string().max(64) }),
  z.object({
    ...on,
    type: z.literal('correct'),
    mention: z.string().max(ID_BOUND),
    label: Label.exclude(['unsure']).optional(),
    intent: Intent.optional(),
    substance: Substance.optional(),
  }),
  z.object({ ...on, type: z.literal('promise'), promise: z.string().max(ID_BOUND + 8), state: z.enum(['open', 'kept', 'broken', 'void']) }),
  z.object({
    ...on,
    type: z.literal('review'),
    mention: z.string().max(ID_BOUND),
    scores: z.record(z.string().max(64), z.number().min(0).max(1)),
    substance: Substance.optional(),
    note: z.string().max(500).optional(),
  }),
  /** It was handed to a helpdesk, which gave it a number. Written by the server, after it was done. */
  z.object({
    ...on,
    type: z.literal('sent'),
    source: z.string().max(64),
    ticket: z.string().max(128),
    url: z.string().max(2048).nullable(),
  }),
]);
export type CaseAction = z.infer<typeof CaseAction>;

const onIncident = { ...base, incident: z.string().min(1).max(32) };
const Line = z.string().trim().max(140);

/** What people do about an incident. The first acknowledgement wins; everything else is kept in the order of the journal. */
export const IncidentAction = z.discriminatedUnion('type', [
  z.object({ ...onIncident, type: z.literal('take') }),
  z.object({ ...onIncident, type: z.literal('give-back') }),
  /** To a person, who then has it. */
  z.object({ ...onIncident, type: z.literal('pass-on'), person: Who, reason: Words.optional() }),
  /** The line for the wall; empty takes it away. */
  z.object({ ...onIncident, type: z.literal('status'), text: Line }),
  z.object({ ...onIncident, type: z.literal('incident-note'), text: Words }),
  z.object({ ...onIncident, type: z.literal('check'), check: z.string().max(64), done: z.boolean() }),
  z.object({ ...onIncident, type: z.literal('check-add'), text: z.string().trim().min(1).max(300) }),
  z.object({ ...onIncident, type: z.literal('check-remove'), check: z.string().max(64) }),
  z.object({ ...onIncident, type: z.literal('exception'), guideline: Words, why: Words, agreed: Who }),
  z.object({ ...onIncident, type: z.literal('mark'), mark: Mark, note: Words.optional() }),
  /** Somebody's word that it is over; alerts that still fire are held back until they come to rest. */
  z.object({ ...onIncident, type: z.literal('close'), note: Words.optional() }),
  z.object({ ...onIncident, type: z.literal('merge-incident'), into: z.string().min(1).max(32) }),
  z.object({
    ...onIncident,
    type: z.literal('incident-review'),
    sooner: z.string().trim().max(2000),
    well: z.string().trim().max(2000),
    badly: z.string().trim().max(2000),
    followUps: z.string().trim().max(2000),
    pressAt: z.int().nullable(),
  }),
]);
export type IncidentAction = z.infer<typeof IncidentAction>;

/** What people decide about alerting as a whole: it concerns everybody. */
export const WatchAction = z.discriminatedUnion('type', [
  z.object({ ...base, type: z.literal('rule'), rule: Rule }),
  /** The desk's own version goes: what the file says, or the default, counts again. */
  z.object({ ...base, type: z.literal('rule-back'), rule: z.string().max(64) }),
  z.object({
    ...base,
    type: z.literal('silence'),
    matcher: Matcher,
    reason: z.string().trim().min(1).max(500),
    /** Null: from now on. */
    from: z.int().nullable(),
    until: z.int(),
    maintenance: z.boolean().default(false),
  }),
  z.object({ ...base, type: z.literal('silence-end'), silence: z.string().max(64) }),
  z.object({
    ...base,
    type: z.literal('planned'),
    name: z.string().trim().min(1).max(120),
    watches: z.array(z.string().max(64)).max(200),
    from: z.int(),
    until: z.int(),
    times: z.number().min(1).max(100),
  }),
  z.object({ ...base, type: z.literal('planned-end'), planned: z.string().max(64) }),
  /** "We missed one": no rule found what happened then. */
  z.object({
    ...base,
    type: z.literal('miss'),
    happenedAt: z.int(),
    mention: z.string().max(ID_BOUND).nullable(),
    watches: z.array(z.string().max(64)).max(64),
    note: z.string().trim().max(500),
  }),
  z.object({ ...base, type: z.literal('miss-back'), miss: z.string().max(64) }),
  z.object({ ...base, type: z.literal('test-channel'), channel: z.string().max(64) }),
  /** Tries again at once what a channel gave up. */
  z.object({ ...base, type: z.literal('deliver-again'), delivery: z.string().max(200) }),
]);
export type WatchAction = z.infer<typeof WatchAction>;

export const Action = z.discriminatedUnion('type', [AlertAction, CaseAction, IncidentAction, WatchAction]);
export type Action = z.infer<typeof Action>;

/** What the server alone says of its own work. */
export const isServers = (action: Action): boolean => action.type === 'sent';

export const isAlertAction = (action: Action): action is AlertAction => 'alert' in action;
export const isIncidentAction = (action: Action): action is IncidentAction => 'incident' in action;
export const isCaseAction = (action: Action): action is CaseAction => 'case' in action;

export const ActionAnswer = z.object({ ok: z.boolean(), error: z.string().optional() });
export type ActionAnswer = z.infer<typeof ActionAnswer>;
