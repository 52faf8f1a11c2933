import type { Contacts } from './config-types.ts';
import { contactOf } from './contacts.ts';
import { type Guarding, guardedPost } from './guard/post.ts';
import { addressesOf, byDns } from './guard/resolve.ts';
import type { Outgoing } from './notifier.ts';
import { type Keys, vapidKeys } from './push-keys.ts';
import type { PushSubscriptions } from './push-subscriptions.ts';

export interface Reach {
  guarding: Guarding;
  contacts: Contacts;
  keys: Keys;
  subscriptions: PushSubscriptions;
  /** Address of this server, which push services may ask about what it sends. */
  base: string;
}

/** Push services want an address for complaints; one of the web is taken only with https. */
const NOBODY = 'mailto:nobody@invalid.example';

/** What one attempt may use of the outside world. */
export function outgoingFor({ guarding, contacts, keys, subscriptions, base }: Reach, signal: AbortSignal): Outgoing {
  return {
    signal,
    post: (request) => guardedPost(request, guarding, signal),
    subscriptions: (person) => subscriptions.of(person),
    dropSubscription: (endpoint) => subscriptions.drop(endpoint),
    vapid: async () => ({ ...(await vapidKeys(keys)), subject: base.startsWith('https:') ? base : NOBODY }),
    contact: (person, kind) => contactOf(contacts, person, kind),
    allowed: (host) => addressesOf(...withPort(host), guarding.allow, guarding.resolve ?? byDns),
  };
}

/** `mail.local:2525` is allowed by its host or by its port there. */
function withPort(text: string): [host: string, port: number | null] {
  const found = /^([^:]+|\[.*\]):(\d+)$/.exec(text);
  return found ? [found[1]!, Number(found[2])] : [text, null];
}
