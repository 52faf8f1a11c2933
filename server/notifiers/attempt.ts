import type { Delivery } from '../../shared/notify.ts';
import type { ChannelConfig } from './config-types.ts';
import { OutgoingError } from './guard/error.ts';
import type { Notifier, Outcome, Outgoing, Sending } from './notifier.ts';
import { ATTEMPT_WITHIN } from './pace.ts';
import { scrubbed, secretsIn } from './scrub.ts';

/** A channel with everything that one attempt needs; or, in words, why it can tell nobody. */
export type Way = { notifier: Notifier; options: unknown } | { dead: string };

/** What a channel is told through. */
export function wayOf(channel: ChannelConfig | undefined, notifier: Notifier | undefined): Way {
  if (!channel) return { dead: 'there is no such channel any more' };
  if (!notifier) return { dead: `there is no kind of channel "${channel.kind}"` };
  const options = notifier.options.safeParse(channel.options ?? {});
  if (options.success) return { notifier, options: options.data };
  const where = options.error.issues.map(({ path }) => path.join('.') || 'the options').slice(0, 3);
  return { dead: `the configuration of this channel is wrong: ${where.join(', ')}` };
}

/** Whether telling it once more could be the third time where nobody can tell repetitions apart. */
export const wouldBeThird = ({ state }: Delivery, { dedups }: Notifier): boolean => state === 'unsure' && !dedups;

/**
 * One attempt, which ends in time whatever the channel does. Never rejects; what it says of failures holds nothing secret.
 * `signal` ends what is under way.
 */
export async function attempt(
  { notifier, options }: Extract<Way, { notifier: Notifier }>,
  sending: Sending,
  outgoing: (signal: AbortSignal) => Outgoing,
  signal: AbortSignal,
  within = ATTEMPT_WITHIN,
): Promise<Outcome> {
  const ending = new AbortController();
  const late = new Promise<Outcome>((resolve) => {
    const end = (error: string) => {
      resolve({ outcome: 'retry', error });
      ending.abort();
    };
    const timer = setTimeout(() => end('no answer in time'), within);
    const stop = () => end('the server stopped meanwhile');
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    ending.signal.addEventListener('abort', () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    });
  });
  const sent = (async () => notifier.send(options, sending, outgoing(ending.signal)))().catch(failed);
  const outcome = await Promise.race([sent, late]);
  ending.abort();
  return clean(outcome, secretsIn(options));
}

function failed(error: unknown): Outcome {
  if (error instanceof OutgoingError && error.fate === 'refused') return { outcome: 'dead', error: error.message };
  return { outcome: 'retry', error: error instanceof Error ? error.message : 'it failed for a reason unknown' };
}

function clean(outcome: Outcome, secrets: readonly string[]): Outcome {
  return outcome.outcome === 'sent' ? outcome : { ...outcome, error: scrubbed(outcome.error, secrets) || 'it failed for a reason unknown' };
}
