import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Mention } from '../../shared/mention.ts';
import { Receipt } from '../../shared/push.ts';
import type { Incoming } from '../sources/source.ts';

/** Most bytes of one request. */
const BODY_BYTES = 512 * 1024;
/** Tries of one request before a run gives up, and the longest wait between two, in ms. */
const TRIES = 8;
const LONGEST_WAIT = 30_000;

/** What a test may replace. */
export interface Wire {
  fetch: typeof fetch;
  wait(ms: number): Promise<void>;
}

const real: Wire = { fetch: (...request) => fetch(...request), wait: (ms) => wait(ms) };

/**
 * Pushes mentions to a running server. A server that is busy (429, 503) or gone for a moment is asked again, after as long as it
 * says. Rejects with what the server said when it refuses the request itself, and when it can't be reached.
 */
export function pushTo(url: string, token?: string, wire: Wire = real): (items: Incoming[]) => Promise<Receipt> {
  const address = new URL('/api/v1/mentions', url);
  const headers: Record<string, string> = { 'content-type': 'application/x-ndjson' };
  if (token) headers.authorization = `Bearer ${token}`;
  const send = sender(address, headers, wire);
  return async (items) => {
    const total: Receipt = { accepted: 0, duplicate: 0, rejected: [] };
    for (const { body, from } of bodiesOf(items)) add(total, await send(body), from);
    return total;
  };
}

function add(total: Receipt, part: Receipt, from: number): void {
  total.accepted += part.accepted;
  total.duplicate += part.duplicate;
  total.rejected.push(...part.rejected.map((rejection) => ({ ...rejection, index: rejection.index + from })));
}

/** Requests small enough for the server; `from` is the place of the first item of each. */
function* bodiesOf(items: Incoming[]): Generator<{ body: string; from: number }> {
  let body = '';
  let from = 0;
  for (const [i, item] of items.entries()) {
    if (item.kind !== 'mention') throw new TypeError(`only mentions can be pushed, not ${item.kind}`);
    const line = `${JSON.stringify(pushFormOf(item.mention))}\n`;
    if (body !== '' && Buffer.byteLength(body) + Buffer.byteLength(line) > BODY_BYTES) {
      yield { body, from };
      [body, from] = ['', i];
    }
    body += line;
  }
  if (body !== '') yield { body, from };
}

/** The server puts the source before the id again. */
const pushFormOf = ({ receivedAt: _, ...mention }: Mention): object => ({ ...mention, id: mention.id.slice(mention.source.length + 1) });

function sender(address: URL, headers: Record<string, string>, wire: Wire): (body: string) => Promise<Receipt> {
  let reached = false;
  return async (body) => {
    let before = 0;
    for (let attempt = 1; ; attempt += 1) {
      const answer = await wire.fetch(address, { method: 'POST', headers, body }).catch((error: unknown) => {
        if (!reached || attempt === TRIES) throw unreachable(address, error);
        return null;
      });
      reached ||= answer !== null;
      if (answer?.ok) return sinceFirst(Receipt.parse(await answer.json()), before);
      if (answer) before += await acceptedBy(answer, attempt < TRIES);
      await wire.wait(waitAfter(answer, attempt));
    }
  };
}

const Refused = z.object({ error: z.string(), receipt: Receipt.optional() }).partial();

/** How many items a busy server took in before it had to stop. Throws what it said if to ask again is of no use. */
async function acceptedBy(answer: Response, mayAsk: boolean): Promise<number> {
  const told = Refused.safeParse(await answer.json().catch(() => null)).data;
  if (!mayAsk || (answer.status !== 429 && answer.status !== 503)) {
    throw new Error(`the server refuses with ${answer.status}: ${told?.error ?? answer.statusText}`);
  }
  return told?.receipt?.accepted ?? 0;
}

/** What an interrupted try had taken in comes back as duplicates of the next one, and was not one. */
const sinceFirst = (receipt: Receipt, before: number): Receipt => ({
  ...receipt,
  accepted: receipt.accepted + Math.min(before, receipt.duplicate),
  duplicate: Math.max(0, receipt.duplicate - before),
});

function unreachable(address: URL, error: unknown): Error {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return new Error(`no Earshot answers at ${address.origin} (${cause instanceof Error ? cause.message : String(cause)})`, { cause: error });
}

/** Milliseconds to wait: as `Retry-After` says (seconds or a date), else twice as long as the last time. */
function waitAfter(answer: Response | null, attempt: number): number {
  const said = answer?.headers.get('retry-after') ?? '';
  const seconds = /^\d+$/.test(said) ? Number(said) : (Date.parse(said) - Date.now()) / 1000;
  return Math.min(LONGEST_WAIT, Math.max(0, Number.isFinite(seconds) ? seconds * 1000 : 500 * 2 ** attempt));
}
