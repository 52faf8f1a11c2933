import type { SourceContext } from '../source.ts';
import { reasonOf } from '../supervisor.ts';
import { parsePlace, Resumption } from './cursor.ts';
import { type Frame, readFrame, type Wire } from './frame.ts';
import type { Health } from './health.ts';
import { endpoint, type Host, hostsInTurn } from './hosts.ts';
import { Line, Refused } from './line.ts';
import type { BlueskyOptions } from './options.ts';
import type { Outbox } from './outbox.ts';
import type { Translator } from './translate.ts';

/** Larger frames are refused unread, in bytes. The server was asked to leave out all above half of it. */
const FRAME_BOUND = 524_288;
/** Answers by which a server shows that it does not know the endpoint. */
const UNKNOWN_ENDPOINT = new Set([200, 400, 404, 405, 410, 426, 501]);

const UNREAD: Frame = { kind: 'rejected', reason: 'frame: binary or too large' };

export interface Ears {
  context: SourceContext;
  options: BlueskyOptions;
  outbox: Outbox;
  translator: Translator;
  health: Health;
  /** Ends the listening. */
  signal: AbortSignal;
}

/** Listens to one host after the other, the next as soon as one fails. Rejects with the last reason when each has failed once. */
export async function listenInTurn(ears: Ears): Promise<void> {
  let failure: unknown;
  for (const host of hostsInTurn(ears.options, () => ears.context.random())) {
    if (failure !== undefined) ears.health.line('starting', `${reasonOf(failure)}; trying ${new URL(host.url).host}`);
    failure = await failureOf(() => listenTo(ears, host));
    if (ears.signal.aborted) return;
    ears.context.log.warn({ err: failure, host: host.url, source: ears.context.id }, 'the line to the server ended');
  }
  throw failure;
}

async function listenTo(ears: Ears, host: Host): Promise<never> {
  if (host.wire !== 'auto') return attempt(ears, host, host.wire);
  const failure = await failureOf(() => attempt(ears, host, 'v2'));
  if (!(failure instanceof Refused && UNKNOWN_ENDPOINT.has(failure.status))) throw failure;
  return attempt(ears, host, 'v1');
}

/** One line on one wire. When the server no longer has our place, it begins at the present and the gap is told. */
async function attempt(ears: Ears, host: Host, wire: Wire): Promise<never> {
  const from = new Resumption(parsePlace(await ears.context.cursor()), new URL(host.url).host);
  const failure = await failureOf(() => open(ears, host, wire, from, from.cursor));
  if (!(failure instanceof Refused && failure.code === 'CursorTooOld')) throw failure;
  from.notice = failure.message;
  return open(ears, host, wire, from, undefined);
}

async function open(ears: Ears, host: Host, wire: Wire, from: Resumption, cursor: number | undefined): Promise<never> {
  if (ears.signal.aborted) throw new Error('stopped');
  const url = endpoint(host.url, wire, ears.options.follow, cursor);
  const reader = new Reader(ears, wire, url.host, from);
  const line = new Line(url, ears.options.idleSeconds * 1000, reader);
  const stop = () => line.break(new Error('stopped'));
  ears.signal.addEventListener('abort', stop);
  ears.outbox.onFull = () => line.pause();
  ears.outbox.onRoom = () => line.resume();
  try {
    return await line.ended;
  } finally {
    ears.signal.removeEventListener('abort', stop);
    ears.outbox.onFull = ears.outbox.onRoom = () => undefined;
  }
}

/** Reads the frames of one line. Garbage is counted and passed over; only the server's own farewell ends the line. */
class Reader {
  readonly #ears: Ears;
  readonly #wire: Wire;
  readonly #host: string;
  readonly #from: Resumption;
  #live = false;

  constructor(ears: Ears, wire: Wire, host: string, from: Resumption) {
    this.#ears = ears;
    this.#wire = wire;
    this.#host = host;
    this.#from = from;
  }

  opened(line: Line): void {
    this.#ears.health.line('starting', `connected to ${this.#host}, nothing heard yet`);
    if (this.#ears.outbox.full) line.pause();
  }

  frame(data: Buffer, binary: boolean): void {
    const { context, translator } = this.#ears;
    const frame = binary || data.byteLength > FRAME_BOUND ? UNREAD : readFrame(this.#wire, data.toString('utf8'));
    if (frame.kind === 'happening') this.#heard(frame.happening.us, translator.items(frame.happening));
    else if (frame.kind === 'passed') this.#heard(frame.us, []);
    else if (frame.kind === 'info') this.#info(frame.name, frame.message);
    else if (frame.kind === 'rejected') context.reject(frame.reason);
    else throw new Error(`the server said ${frame.name}${frame.message && `: ${frame.message}`}`);
  }

  #info(name: string, message: string): void {
    this.#ears.context.log.info({ source: this.#ears.context.id, host: this.#host, name, message }, 'notice of the server');
    if (name === 'OutdatedCursor' || name === 'FutureCursor') this.#from.notice = message || name;
  }

  #heard(us: number, items: ReturnType<Translator['items']>): void {
    const { context, health, outbox } = this.#ears;
    const gap = this.#from.gap(us);
    if (gap) context.gap(gap.from, gap.to, gap.reason);
    if (!this.#live) health.line('live', `${this.#host}, ${this.#wire}`);
    this.#live = true;
    // A server's clock that is ahead of ours must not make us skip what comes before we get there.
    outbox.push(items, { us: Math.min(us, context.now() * 1000), host: this.#host });
  }
}

async function failureOf(work: () => Promise<unknown>): Promise<unknown> {
  try {
    await work();
  } catch (error) {
    return error;
  }
  return new Error('the line ended');
}
