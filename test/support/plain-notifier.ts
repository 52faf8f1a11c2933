import { z } from 'zod';
import type { Notifier, Outcome } from '../../server/notifiers/notifier.ts';
import { reveal, Secret } from '../../server/notifiers/secret.ts';

const Options = z.object({ url: Secret });
type Options = z.infer<typeof Options>;

/** A kind of channel that posts what it is given as JSON: 2xx is taken, 4xx other than 429 is hopeless, the rest is tried again. */
export const plainNotifier = (over: Partial<Notifier<Options>> = {}): Notifier => ({
  kind: 'webhook',
  personal: false,
  dedups: true,
  options: Options,
  async send(options: Options, { id, version, told, repetition = false, why }, outgoing): Promise<Outcome> {
    const news = told.kind === 'incident' ? told.news.map(({ what }) => what) : [];
    const body = JSON.stringify({ id, version, kind: told.kind, news, repetition, why });
    const answer = await outgoing.post({ url: reveal(options.url), headers: { 'content-type': 'application/json' }, body });
    if (answer.status < 300) return { outcome: 'sent', reference: `m${version}` };
    if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) return { outcome: 'dead', error: `it says ${answer.status}` };
    const after = Number(answer.headers['retry-after'] ?? Number.NaN) * 1000;
    return { outcome: 'retry', error: `it says ${answer.status}`, ...(Number.isNaN(after) ? {} : { after }) };
  },
  ...over,
});
