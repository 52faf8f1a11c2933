import { z } from 'zod';

/** What happened in the network, the same from both wires. `us` is when the server saw it, in microseconds since 1970 UTC. */
export type Happening =
  | { kind: 'commit'; did: string; us: number; operation: string; collection: string; rkey: string; record?: unknown }
  | { kind: 'identity'; did: string; us: number; handle?: string }
  | { kind: 'account'; did: string; us: number; active: boolean; status?: string };

/** A frame read. `passed` is a kind we have no use for: it only moves the cursor. `info` and `error` are the server's own words. */
export type Frame =
  | { kind: 'happening'; happening: Happening }
  | { kind: 'passed'; us: number }
  | { kind: 'info'; name: string; message: string }
  | { kind: 'error'; name: string; message: string }
  | { kind: 'rejected'; reason: string };

export type Wire = 'v1' | 'v2';

const Did = z
  .string()
  .max(200)
  .regex(/^did:[a-z]+:[\w.:%-]+$/);
const Rkey = z
  .string()
  .max(200)
  .regex(/^[\w.:~-]+$/);
const Micros = z.int().positive();
const Words = z.string().transform((text) => text.slice(0, 200));

const Commit = z.object({ operation: z.string(), collection: z.string(), rkey: Rkey, record: z.unknown().optional() });
const Identity = z.object({ handle: z.string().max(256).optional() });
const Account = z.object({ active: z.boolean(), status: z.string().max(64).optional() });

const V1 = z.object({
  did: Did,
  time_us: Micros,
  kind: z.string(),
  commit: z.unknown().optional(),
  identity: z.unknown().optional(),
  account: z.unknown().optional(),
});

/** RFC 3339 with a zone, read to the millisecond. */
const Time = z
  .string()
  .max(40)
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/)
  .transform((text) => Date.parse(text) * 1000)
  .pipe(Micros);

const V2Envelope = z.discriminatedUnion('$type', [
  z.object({ $type: z.literal('message'), payload: z.looseObject({ $type: z.string() }) }),
  z.object({ $type: z.literal('error'), error: Words, message: Words.default('') }),
]);
const V2Event = z.object({
  did: Did,
  time: Time,
  witnessedAt: Time.optional(),
  identity: z.unknown().optional(),
  account: z.unknown().optional(),
});
const V2Info = z.object({ name: Words, message: Words.default('') });

/** Reads one frame of text. Whatever it holds, it never throws. */
export function readFrame(wire: Wire, text: string): Frame {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { kind: 'rejected', reason: 'frame: not JSON' };
  }
  return wire === 'v1' ? readV1(json) : readV2(json);
}

function readV1(json: unknown): Frame {
  const frame = V1.safeParse(json);
  if (!frame.success) return rejected('frame', frame.error);
  const { did, time_us: us, kind, commit, identity, account } = frame.data;
  return happening(kind, did, us, { commit, identity, account });
}

function readV2(json: unknown): Frame {
  const frame = V2Envelope.safeParse(json);
  if (!frame.success) return rejected('frame', frame.error);
  if (frame.data.$type === 'error') return { kind: 'error', name: frame.data.error, message: frame.data.message };
  const { payload } = frame.data;
  const kind = payload.$type.slice(payload.$type.lastIndexOf('#') + 1);
  if (kind === 'info') return info(payload);
  const event = V2Event.safeParse(payload);
  if (!event.success) return rejected('message', event.error);
  const { did, time, witnessedAt, identity, account } = event.data;
  return happening(kind, did, witnessedAt ?? time, { commit: payload, identity, account });
}

function info(payload: unknown): Frame {
  const read = V2Info.safeParse(payload);
  return read.success ? { kind: 'info', ...read.data } : rejected('info', read.error);
}

/** The wires differ in their envelopes; what is inside of them is the same. */
function happening(kind: string, did: string, us: number, parts: { commit: unknown; identity: unknown; account: unknown }): Frame {
  if (kind === 'commit') {
    const read = Commit.safeParse(parts.commit);
    return read.success ? heard({ kind, did, us, ...read.data }) : rejected(kind, read.error);
  }
  if (kind === 'identity') {
    const read = Identity.safeParse(parts.identity);
    return read.success ? heard({ kind, did, us, ...read.data }) : rejected(kind, read.error);
  }
  if (kind === 'account') {
    const read = Account.safeParse(parts.account);
    return read.success ? heard({ kind, did, us, ...read.data }) : rejected(kind, read.error);
  }
  return { kind: 'passed', us };
}

const heard = (happening: Happening): Frame => ({ kind: 'happening', happening });

/** Names the field, never the value: a reason is shown and counted, so there must be few of them. */
function rejected(where: string, error: z.ZodError): Frame {
  const field = error.issues[0]?.path.filter((part) => typeof part === 'string').join('.') || 'shape';
  return { kind: 'rejected', reason: `${where}: ${field}` };
}
