import { z } from 'zod';
import { again, JSON_HEADERS, judge, objectOf } from './answers.ts';
import { changeOf, messageOf, soundOf } from './discord/message.ts';
import type { Answer, Notifier, Outcome, Outgoing, Sending } from './notifier.ts';
import { reveal, Secret } from './secret.ts';
import { isNoticed } from './words/noticed.ts';
import { noteOf } from './words/read.ts';

const Options = z
  .strictObject({ url: Secret.describe("Where the address of a channel's webhook stands (Integrations, Webhooks).") })
  .describe('A channel of Discord.');

/** Of Discord: the message to be edited is gone. */
const UNKNOWN_MESSAGE = 10008;
const HINTS = {
  400: 'it does not understand the message',
  401: 'check the address of the webhook',
  404: 'the webhook was removed: make a new one',
};

export const discord: Notifier<z.infer<typeof Options>> = {
  kind: 'discord',
  personal: false,
  dedups: false,
  options: Options,
  async send({ url }, sending, outgoing) {
    const hook = reveal(url);
    const note = noteOf(sending);
    if (sending.reference === null) return post(hook, { ...messageOf(note), ...soundOf(note) }, sending, outgoing);
    const edited = await call('PATCH', at(hook, sending.reference), messageOf(note), outgoing);
    if (edited.status === 404 && objectOf(edited.body).code === UNKNOWN_MESSAGE)
      return post(hook, { ...messageOf(note), ...soundOf(note) }, sending, outgoing);
    const outcome = judgeDiscord(edited, sending.now);
    if (outcome.outcome !== 'sent' || !isNoticed(note, sending)) return keeping(outcome, sending.reference);
    return keeping(await post(hook, { ...changeOf(note), ...soundOf(note) }, sending, outgoing), sending.reference);
  },
};

/** An incident stays with the message that it began with. */
const keeping = (outcome: Outcome, reference: string): Outcome => (outcome.outcome === 'sent' ? { outcome: 'sent', reference } : outcome);

async function post(hook: string, body: unknown, { now }: Sending, outgoing: Outgoing): Promise<Outcome> {
  const answer = await call('POST', at(hook), body, outgoing);
  const { id } = objectOf(answer.body);
  const outcome = judgeDiscord(answer, now);
  return outcome.outcome === 'sent' && typeof id === 'string' ? { outcome: 'sent', reference: id } : outcome;
}

const call = (method: 'POST' | 'PATCH', url: string, body: unknown, outgoing: Outgoing): Promise<Answer> =>
  outgoing.post({ url, method, headers: JSON_HEADERS, body: JSON.stringify(body) });

/** `wait` makes it answer with the message; a thread that the address names stays named. */
function at(hook: string, message?: string): string {
  const url = new URL(hook);
  url.pathname = url.pathname.replace(/\/+$/, '') + (message === undefined ? '' : `/messages/${encodeURIComponent(message)}`);
  if (message === undefined) url.searchParams.set('wait', 'true');
  return url.href;
}

/** It tells the wait in seconds with a fraction, in the body. */
function judgeDiscord(answer: Answer, now: number): Outcome {
  const { retry_after: wait } = objectOf(answer.body);
  if (answer.status === 429 && typeof wait === 'number' && wait >= 0)
    return again('Discord answers 429: too many messages at once', Math.ceil(wait * 1000));
  return judge('Discord', answer, now, HINTS);
}
