import { z } from 'zod';
import { backOff, PACE, type Pace, pause } from './backoff.ts';
import type { SourceContext, SourceKind } from './source.ts';

/** A run that lasted this long was healthy: the next failure starts again with a short wait. In ms. */
export const HEALTHY_MS = 120_000;
/** Longest message of an error that is shown. */
const MESSAGE_BOUND = 300;

/**
 * Runs a source until the context's signal aborts or its input ends, and shows how it is; it never rejects.
 *
 * - `options` are those of the config, still unparsed. Wrong ones stop the source at once: trying again would not mend them.
 * - When `run` throws, the source is `down` with the reason and the time of the next try, without end. A kind whose input ends
 *   returns instead, and is `stopped`; what it said with that word itself stays.
 * - All waits end when the signal aborts.
 */
export async function supervise(kind: SourceKind, options: unknown, context: SourceContext, pace: Pace = PACE): Promise<void> {
  const checked = kind.options.safeParse(options ?? {});
  if (!checked.success) {
    context.status('stopped', `wrong options: ${z.prettifyError(checked.error)}`.slice(0, MESSAGE_BOUND));
    return;
  }
  let ended = false;
  const heard: SourceContext = {
    ...context,
    status(status, message) {
      ended = status === 'stopped';
      context.status(status, message);
    },
  };
  for (let failures = 0; !context.signal.aborted; ) {
    const startedAt = context.now();
    const failure = await attempt(kind, checked.data, heard);
    if (failure === null) break;
    failures = context.now() - startedAt >= HEALTHY_MS ? 1 : failures + 1;
    await waitOut(
      failure,
      backOff(failures, () => context.random(), pace),
      context,
    );
  }
  if (!ended) context.status('stopped');
}

/** Why the run failed; `null` when it ended as it should, or was told to stop. */
async function attempt(kind: SourceKind, options: unknown, context: SourceContext): Promise<string | null> {
  context.status('starting');
  try {
    await kind.run(context, options);
    return null;
  } catch (error) {
    if (context.signal.aborted) return null;
    context.log.warn({ err: error, source: context.id }, 'source failed');
    return reasonOf(error).slice(0, MESSAGE_BOUND);
  }
}

async function waitOut(failure: string, wait: number, context: SourceContext): Promise<void> {
  context.status('down', `${failure}; trying again in ${Math.max(1, Math.round(wait / 1000))} s`);
  await pause(wait, context.signal);
}

/** The first line of what an error says. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  return text.split('\n', 1)[0] ?? '';
}
