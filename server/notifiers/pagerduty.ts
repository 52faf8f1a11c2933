import { z } from 'zod';
import type { Incident } from '../../shared/incident.ts';
import { JSON_HEADERS, judge, objectOf, said } from './answers.ts';
import { server } from './fields.ts';
import type { Answer, Notifier, Outcome, Outgoing, Sending } from './notifier.ts';
import { acknowledge, type Event, resolve, trigger } from './pagerduty/event.ts';
import { reveal, Secret } from './secret.ts';
import { levelOf } from './words/listed.ts';
import { noteOf } from './words/read.ts';
import { within } from './words/text.ts';

const KEY_BOUND = 255;

const Options = z
  .strictObject({
    key: Secret.describe('Where the integration key (routing key) of an Events API v2 integration stands.'),
    installation: z
      .string()
      .regex(/^[a-zA-Z0-9._-]{1,64}$/, { error: 'it may only have letters, digits, . _ and -, 64 at most' })
      .optional()
      .describe('Tells several Earshots of one PagerDuty apart. Default: made from the brand.'),
    server: server(
      'https://events.pagerduty.com',
      'Where PagerDuty is: https://events.eu.pagerduty.com for accounts of its European region.',
    ),
  })
  .describe('A service of PagerDuty.');
type Options = z.infer<typeof Options>;

export const pagerduty: Notifier<Options> = {
  kind: 'pagerduty',
  personal: false,
  // The same event of the same key changes nothing there.
  dedups: true,
  options: Options,
  async send(options, sending, outgoing) {
    const dedup = sending.reference ?? keyOf(options, sending);
    const events = eventsOf(sending, dedup);
    if (events === null) return { outcome: 'dead', error: 'PagerDuty takes no digests: name another channel for them' };
    for (const event of events) {
      const outcome = await enqueue(options, event, sending, outgoing);
      if (outcome.outcome !== 'sent') return outcome;
    }
    return { outcome: 'sent', reference: dedup };
  },
};

/** `earshot-halden-air-incident-12`: one alert there for one incident here. */
function keyOf({ installation }: Options, { told, brand, id }: Sending): string {
  const slug = brand
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  const about = told.kind === 'incident' ? `incident-${told.incident.id}` : id.replace(/^.*\//, '');
  return within(`earshot-${installation ?? slug}-${about}`, KEY_BOUND);
}

/** What PagerDuty must hear, in its order; null: nothing of that kind belongs there. */
function eventsOf(sending: Sending, dedup: string): Event[] | null {
  const { told } = sending;
  if (told.kind === 'digest') return null;
  const opened = trigger(dedup, noteOf(sending), sending);
  if (told.kind === 'incident') return incidentEvents(told.incident, opened, sending, dedup);
  if (told.kind === 'test') return [opened, resolve(dedup)];
  return levelOf(told.incidents) === 'note' ? [] : [opened];
}

/**
 * The end of what it never heard of is dropped there, and what was over before it could be told pages nobody. The end is sent all the
 * same: an attempt of which no answer came may have paged somebody.
 */
function incidentEvents({ state, acknowledgedAt }: Incident, opened: Event, { reference }: Sending, dedup: string): Event[] {
  if (state === 'closed') return [resolve(dedup)];
  if (acknowledgedAt === null) return [opened];
  return reference === null ? [opened, acknowledge(dedup)] : [acknowledge(dedup)];
}

async function enqueue(options: Options, event: Event, { now }: Sending, outgoing: Outgoing): Promise<Outcome> {
  const body = JSON.stringify({ routing_key: reveal(options.key), ...event });
  return judgePagerDuty(await outgoing.post({ url: `${options.server}/v2/enqueue`, headers: JSON_HEADERS, body }), now);
}

/** 202 is taken. A 400 says why, a wrong key among it. */
function judgePagerDuty(answer: Answer, now: number): Outcome {
  const { errors, message } = objectOf(answer.body);
  const why = said([message, ...(Array.isArray(errors) ? errors : [])].filter((one) => typeof one === 'string').join(': '));
  return judge('PagerDuty', answer, now, { 400: `${why === '' ? 'it does not understand the message' : why}; check the integration key` });
}
