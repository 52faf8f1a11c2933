import type { Author } from '../../../shared/mention.ts';
import { readProfiles } from './profile.ts';

/** Longest wait for an answer, in ms. */
const CALL_MS = 10_000;
/** Largest answer that is read, in bytes: 25 profiles are some 100 KB. */
const ANSWER_BOUND = 1_048_576;
/** Longest that a server may tell us to stay away, in ms. */
const RETRY_AFTER_BOUND = 900_000;

/** The call failed in a way that may mend itself; `afterMs` is how long the server wants to be left alone. */
export class TryLater extends Error {
  override name = 'TryLater';
  readonly afterMs: number | undefined;

  constructor(message: string, afterMs?: number) {
    super(message);
    this.afterMs = afterMs;
  }
}

/** Asks for at most 25 actors at once. Throws `TryLater`, or an Error when the same call would fail again. */
export async function fetchProfiles(url: string, actors: readonly string[], signal: AbortSignal): Promise<Author[]> {
  const address = new URL(`${url.replace(/\/+$/, '')}/xrpc/app.bsky.actor.getProfiles`);
  for (const did of actors) address.searchParams.append('actors', did);
  const response = await ask(address, AbortSignal.any([signal, AbortSignal.timeout(CALL_MS)]));
  return readProfiles(JSON.parse(response));
}

async function ask(address: URL, signal: AbortSignal): Promise<string> {
  try {
    const response = await fetch(address, { signal, headers: { accept: 'application/json' } });
    if (response.ok) return await readBounded(response);
    await response.body?.cancel();
    const message = `profile lookup answered ${response.status}`;
    if (response.status === 429 || response.status >= 500) throw new TryLater(message, retryAfter(response.headers.get('retry-after')));
    throw new Error(message);
  } catch (error) {
    if (error instanceof TypeError || (error instanceof Error && error.name === 'TimeoutError')) {
      throw new TryLater(`profile lookup failed: ${error.message}`);
    }
    throw error;
  }
}

async function readBounded(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > ANSWER_BOUND) throw new Error(`profile lookup answered more than ${ANSWER_BOUND} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** Seconds or a date; `undefined` when there is none or it makes no sense. */
function retryAfter(header: string | null): number | undefined {
  if (!header) return undefined;
  const wait = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), RETRY_AFTER_BOUND);
}
