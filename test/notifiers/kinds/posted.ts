import type { Answer, Notifier, Outcome, Outgoing, Sending } from '../../../server/notifiers/notifier.ts';

export interface Posted {
  method: string;
  url: string;
  headers: Record<string, string>;
  /** Parsed where it is JSON. */
  body: unknown;
}

export const OK: Answer = { status: 200, headers: {}, body: 'ok' };
export const answer = (status: number, body: unknown = '', headers: Record<string, string> = {}): Answer => ({
  status,
  headers,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

export interface World {
  answers?: Answer[];
  contacts?: Record<string, string>;
  more?: Partial<Outgoing>;
}

/** The outside world in hand: notes what is sent to it, and gives one answer after the other, the last one again and again. */
export function outgoingOf({ answers = [OK], contacts = {}, more = {} }: World = {}): { outgoing: Outgoing; posted: Posted[] } {
  const posted: Posted[] = [];
  const left = [...answers];
  const outgoing: Outgoing = {
    signal: new AbortController().signal,
    post: async ({ method = 'POST', url, headers, body }) => {
      posted.push({ method, url, headers, body: typeof body === 'string' ? JSON.parse(body) : body });
      return (left.length > 1 ? left.shift() : left[0]) ?? OK;
    },
    subscriptions: async () => [],
    dropSubscription: async () => undefined,
    vapid: async () => ({ publicKey: '', privateKey: '', subject: '' }),
    contact: (person) => contacts[person] ?? null,
    allowed: async (host) => [host],
    ...more,
  };
  return { outgoing, posted };
}

/** Sends by a kind of channel whose options are read as the config would. */
export async function send(
  notifier: Notifier,
  options: unknown,
  sending: Sending,
  world: World = {},
): Promise<{ outcome: Outcome; posted: Posted[] }> {
  const { outgoing, posted } = outgoingOf(world);
  return { outcome: await notifier.send(notifier.options.parse(options), sending, outgoing), posted };
}
