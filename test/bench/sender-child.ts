import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { bodies, posts } from './posts.ts';

/** As many posts as the sender keeps; more are the same ones under other ids. */
const POSTS = 6_000;
const CONNECTIONS = 4;

/** As fast as they are taken. */
export interface Flood {
  kind: 'flood';
  /** Where batches go. */
  url: string;
  /** Where one can ask how many were counted: `{folded, journal}`, or `{counted}`. */
  counts: string;
  count: number;
  size: number;
  prefix: string;
}
export interface Flooded {
  /** From the first byte sent to the last batch answered, ms. */
  answered: number;
  /** Until all are counted. */
  counted: number;
}

/** So many a second, evenly, until told otherwise. */
export interface Stream {
  kind: 'stream';
  url: string;
  perSecond: number;
  prefix: string;
}
/** Ends the stream. */
export interface Hush {
  kind: 'hush';
}
/** Single posts at these texts, one every `everyMs`; the answer is when each was sent (ms since 1970). */
export interface Marks {
  kind: 'marks';
  url: string;
  marks: object[];
  everyMs: number;
}
export type Order = Flood | Stream | Hush | Marks;

const told = posts(POSTS);
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
const marking = new Agent({ keepAlive: true });

function post(url: string, type: string, body: Buffer | string, over = agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': type, 'content-length': Buffer.byteLength(body) };
    const sent = request(url, { agent: over, method: 'POST', headers }, (answer) => {
      answer.resume().once('end', () => (answer.statusCode! < 300 ? resolve() : reject(new Error(`${url}: ${answer.statusCode}`))));
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

interface Counts {
  folded?: number;
  journal?: number;
  counted?: number;
}

async function flood({ url, counts, count, size, prefix }: Flood): Promise<Flooded> {
  const waiting = bodies(told, count, size, prefix);
  const began = performance.now();
  const send = async (): Promise<void> => {
    for (let body = waiting.shift(); body; body = waiting.shift()) await post(url, 'application/x-ndjson', body);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, send));
  const answered = performance.now() - began;
  for (;;) {
    const { folded, journal } = (await (await fetch(counts)).json()) as Counts;
    if (folded === journal) return { answered, counted: performance.now() - began };
    await wait(5);
  }
}

const PACE = 50;
let streaming = false;

async function stream({ url, perSecond, prefix }: Stream): Promise<void> {
  streaming = true;
  const size = Math.round((perSecond * PACE) / 1000);
  const began = performance.now();
  for (let i = 0; streaming; i++) {
    const [body] = bodies(told.slice((i * size) % (POSTS - size)), size, size, `${prefix}-${i}`);
    post(url, 'application/x-ndjson', body!).catch((error) => process.stderr.write(`${error}\n`));
    await wait(Math.max(0, began + (i + 1) * PACE - performance.now()));
  }
}

/** A little out of step with everything that ticks. */
async function mark({ url, marks, everyMs }: Marks): Promise<number[]> {
  const sentAt: number[] = [];
  for (const one of marks) {
    sentAt.push(Date.now());
    post(url, 'application/json', JSON.stringify(one), marking).catch((error) => process.stderr.write(`${error}\n`));
    await wait(everyMs * (0.6 + 0.8 * ((sentAt.length * 0.618) % 1)));
  }
  return sentAt;
}

async function done(order: Order): Promise<unknown> {
  if (order.kind === 'flood') return flood(order);
  if (order.kind === 'marks') return mark(order);
  if (order.kind === 'stream') void stream(order);
  else streaming = false;
  return {};
}

process.on('message', (order: Order) => {
  done(order).then(
    (answer) => process.send?.(answer),
    (error) => {
      process.stderr.write(`${error}\n`);
      process.exit(1);
    },
  );
});
process.once('disconnect', () => process.exit(0));
