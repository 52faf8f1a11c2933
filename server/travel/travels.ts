import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { Steering, Travel, TravelRequest } from '../../shared/travel.ts';
import type { Caller } from '../access/caller.ts';
import type { Config } from '../config.ts';
import type { Moments } from '../moments/moments.ts';
import type { Begin, FromChild } from './messages.ts';
import { arrived, newTravel, type Open, placeOf, send, stay, touched } from './open.ts';
import { passFor } from './pass.ts';
import { Spare } from './spare.ts';

/** Looks back at a time: each is a process with a state of its own. */
export const TRAVELS_BOUND = 4;
/** A look back that nobody looks at ends after this long, in ms. */
export const IDLE_AFTER = 600_000;
/** How long erasures are gathered before open looks back are told, in ms. */
const GATHER = 2_000;
/** Posts taken back that are told at once; past it, what is open ends. */
const ERASED_KEPT = 1_000;

interface Options {
  folder: string;
  redis?: string;
  moments: Moments;
  /** Where the moments are. */
  momentsFolder: string;
  dist: string;
  version: string;
  config(): Config;
  log: Logger;
  /** The product's clock. */
  now(): number;
}

/** Where a look back answers, and the pass that says who asks. */
export interface Through {
  port: number;
  pass: string;
  /** Counts a screen that stays; call what it returns when it goes. */
  stay(): () => void;
}

/** Why a look back cannot be had, in words for whoever asked. */
export class NoTravel extends Error {
  override name = 'NoTravel';
}

/** The looks back that are open: each a process of its own, so that live screens never wait for one. */
export class Travels {
  readonly #options: Options;
  readonly #open = new Map<string, Open>();
  readonly #spare = new Spare();
  readonly #sweep: NodeJS.Timeout;
  #erased: string[] = [];
  #telling: NodeJS.Timeout | null = null;

  constructor(options: Options) {
    this.#options = options;
    this.#sweep = setInterval(() => this.#endIdle(), 30_000).unref();
  }

  list(): Travel[] {
    return [...this.#open.values()].map(({ travel }) => travel);
  }

  get(id: string): Travel | undefined {
    return this.#open.get(id)?.travel;
  }

  /** Opens what was asked for, or finds one that stands there. Throws `NoTravel` when there are too many. */
  begin({ at, speed, paused }: Omit<TravelRequest, 'wait'>): Travel {
    if (at > this.#options.now()) throw new NoTravel('That moment has not come yet.');
    const there = [...this.#open.values()].find((one) => paused && !one.moved && one.travel.asked === at && one.travel.state !== 'failed');
    if (there) return touched(there).travel;
    this.#makeRoom();
    const open = this.#start({ at, speed, paused });
    this.#open.set(open.travel.id, open);
    return open.travel;
  }

  steer(id: string, steering: Steering): Travel | undefined {
    const open = this.#open.get(id);
    if (!open) return undefined;
    if (steering.at !== undefined && steering.at > this.#options.now()) throw new NoTravel('That moment has not come yet.');
    touched(open).moved = true;
    const { problem: _solved, ...travel } = open.travel;
    open.travel = { ...travel, ...steering, state: 'loading', done: 0, of: 0 };
    open.erasures = this.#options.moments.erasures;
    open.began = performance.now();
    send(open, { kind: 'steer', ...steering, kept: [...this.#options.moments.kept] });
    return open.travel;
  }

  /** Resolves when it can be looked at, or will never be. */
  async settled(id: string): Promise<Travel | undefined> {
    const open = this.#open.get(id);
    if (open?.travel.state === 'loading') await new Promise<void>((resolve) => open.settled.push(resolve));
    return this.get(id);
  }

  /** The way to it for this caller; undefined when there is none, null while it loads for the first time. */
  through(id: string, caller: Caller): Through | null | undefined {
    const open = this.#open.get(id);
    if (!open) return undefined;
    touched(open);
    if (open.port === 0) return null;
    return { port: open.port, pass: passFor(caller, open.secret), stay: () => stay(open) };
  }

  /** A post was taken back: what is open must not go on showing it. */
  erase(mention: string): void {
    if (this.#open.size === 0) return;
    this.#erased.push(mention);
    this.#telling ??= setTimeout(() => this.#tellErased(), GATHER);
  }

  end(id: string): boolean {
    const open = this.#open.get(id);
    if (!open) return false;
    this.#open.delete(id);
    open.child.kill('SIGKILL');
    for (const resolve of open.settled.splice(0)) resolve();
    return true;
  }

  close(): void {
    clearInterval(this.#sweep);
    clearTimeout(this.#telling ?? undefined);
    this.#spare.close();
    for (const id of [...this.#open.keys()]) this.end(id);
  }

  /** The one that nobody has looked at for longest gives way. */
  #makeRoom(): void {
    if (this.#open.size < TRAVELS_BOUND) return;
    const [idle] = [...this.#open.values()].filter(({ screens }) => screens === 0).sort((a, b) => a.usedAt - b.usedAt);
    if (!idle) throw new NoTravel(`${TRAVELS_BOUND} looks back are open already; close one first.`);
    this.end(idle.travel.id);
  }

  #start({ at, speed, paused }: { at: number; speed: number; paused: boolean }): Open {
    const { folder, redis, momentsFolder, moments, dist, version, config } = this.#options;
    const secret = randomBytes(32).toString('base64url');
    const { sources: _pushed, ...rest } = config();
    const begin: Begin = {
      kind: 'begin',
      at,
      speed,
      paused,
      folder,
      ...(redis ? { redis } : {}),
      moments: momentsFolder,
      kept: [...moments.kept],
      config: { ...rest, sources: [] },
      dist,
      version,
      secret,
    };
    const travel = newTravel(at, speed, paused, config().settings.zone);
    const child = this.#spare.take();
    const open: Open = {
      travel,
      child,
      port: 0,
      secret,
      usedAt: Date.now(),
      screens: 0,
      moved: false,
      erasures: moments.erasures,
      began: performance.now(),
      settled: [],
    };
    child.on('message', (message: FromChild) => this.#hear(open, message));
    child.on('error', (error) => this.#gone(open, error.message));
    child.on('exit', () => this.#gone(open, 'This look back ended unexpectedly. Open it again.'));
    send(open, begin);
    return open;
  }

  #hear(open: Open, message: FromChild): void {
    switch (message.kind) {
      case 'progress':
        open.travel = { ...open.travel, done: message.done, of: message.of };
        return;
      case 'moment':
        void this.#options.moments.adopt({ ...message, erasures: open.erasures });
        return;
      case 'problem':
        open.travel = { ...open.travel, state: open.port ? 'ready' : 'failed', problem: message.message };
        break;
      case 'ready':
        arrived(open, message);
        this.#spare.prepare();
        break;
      case 'now':
        if (open.travel.state === 'ready') open.travel = { ...open.travel, ...placeOf(message) };
        return;
    }
    for (const resolve of open.settled.splice(0)) resolve();
  }

  #gone(open: Open, reason: string): void {
    if (this.#open.get(open.travel.id) !== open) return;
    this.#options.log.warn({ travel: open.travel.id }, reason);
    this.end(open.travel.id);
  }

  #endIdle(): void {
    const before = Date.now() - IDLE_AFTER;
    for (const [id, { screens, usedAt }] of this.#open) if (screens === 0 && usedAt < before) this.end(id);
  }

  #tellErased(): void {
    this.#telling = null;
    const mentions = this.#erased.splice(0);
    for (const [id, open] of this.#open) {
      if (mentions.length > ERASED_KEPT) this.end(id);
      else send(open, { kind: 'erased', mentions, kept: [...this.#options.moments.kept] });
    }
  }
}
