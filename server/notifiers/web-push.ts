import { z } from 'zod';
import { judge } from './answers.ts';
import { OutgoingError } from './guard/error.ts';
import type { Notifier, Outcome, Outgoing, PushSubscription, Sending } from './notifier.ts';
import { encrypt } from './web-push/encrypt.ts';
import { payloadOf, topicOf } from './web-push/payload.ts';
import { vapidHeader } from './web-push/vapid.ts';

/** Until when a device that is off may still hear of it, in seconds: what rings is old news sooner. */
const LIVES = { rings: 4 * 3600, quiet: 12 * 3600 };

const Options = z.strictObject({}).describe('Notifications of the browsers in which a person has switched them on. It wants no options.');

export const webPush: Notifier<z.infer<typeof Options>> = {
  kind: 'web-push',
  personal: true,
  // A later notification of the same tag takes the place of the earlier.
  dedups: true,
  options: Options,
  async send(_options, sending, outgoing) {
    if (!sending.person) return { outcome: 'dead', error: 'a push reaches one person at a time: say in the route who is told' };
    const subscriptions = await outgoing.subscriptions(sending.person.id);
    if (subscriptions.length === 0) return { outcome: 'dead', error: `${sending.person.name} has switched on notifications in no browser` };
    const message = payloadOf(sending);
    const outcomes = await Promise.all(subscriptions.map((one) => pushed(one, message, sending, outgoing)));
    return together(outcomes, sending.person.name);
  },
};

async function pushed(subscription: PushSubscription, message: string, sending: Sending, outgoing: Outgoing): Promise<Outcome | 'gone'> {
  const { endpoint } = subscription;
  try {
    const answer = await outgoing.post({
      url: endpoint,
      headers: await headersFor(endpoint, sending, outgoing),
      body: encrypt(message, subscription),
    });
    if (answer.status !== 404 && answer.status !== 410) return judge('The push service', answer, sending.now);
  } catch (error) {
    return failed(error);
  }
  await outgoing.dropSubscription(endpoint);
  return 'gone';
}

/** One device must not keep the others from hearing. */
function failed(error: unknown): Outcome {
  const text = error instanceof Error ? error.message : 'the push service cannot be reached';
  const refused = error instanceof OutgoingError && error.fate === 'refused';
  return { outcome: refused ? 'dead' : 'retry', error: text };
}

async function headersFor(endpoint: string, sending: Sending, outgoing: Outgoing): Promise<Record<string, string>> {
  return {
    'content-type': 'application/octet-stream',
    'content-encoding': 'aes128gcm',
    ttl: String(sending.rings ? LIVES.rings : LIVES.quiet),
    urgency: sending.rings ? 'high' : 'normal',
    topic: topicOf(sending),
    authorization: vapidHeader(endpoint, await outgoing.vapid(), sending.now),
  };
}

/** One device that was reached is enough: to try the others again would ring that one twice. */
function together(outcomes: (Outcome | 'gone')[], name: string): Outcome {
  const answers = outcomes.filter((one) => one !== 'gone');
  const best = answers.find(({ outcome }) => outcome === 'sent') ?? answers.find(({ outcome }) => outcome === 'retry') ?? answers[0];
  return best ?? { outcome: 'dead', error: `no browser of ${name} takes notifications any more: switch them on again` };
}
