import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import type { Logger } from 'pino';
import type { Drill, DrillRequest, Scenario } from '../../shared/drill.ts';
import type { Caller } from '../access/caller.ts';
import type { Config } from '../config.ts';
import type { State } from '../core/state.ts';
import { passFor } from '../travel/pass.ts';
import type { Through } from '../travel/travels.ts';
import type { Figures, FromDrill } from './messages.ts';
import { DrillResults } from './results.ts';
import { begun, type Running, rehearsed, send, started } from './running.ts';
import { readScenario, Scenarios } from './scenarios.ts';

/** How long the last figures may take, in ms; less where the server itself has to stop. */
const END_WITHIN = 5_000;
const STOP_WITHIN = 1_000;
/** How long its process may take to begin, in ms. */
const BEGIN_WITHIN = 60_000;

interface Options {
  /** Folders of the installation's own stories, and of what came of drills. */
  scenarios: string;
  results: string;
  dist: string;
  config(): Config;
  state(): State;
  /** Whether a watch of this installation hears the post. */
  concerns(post: { text: string; network: string; author?: string }): boolean;
  /** Address under which people reach this server, without a slash at the end. */
  base(): string;
  log: Logger;
  /** The product's clock. */
  now(): number;
}

/** Why a drill cannot be had, in words for whoever asked. */
export class NoDrill extends Error {
  override name = 'NoDrill';
}

/** Crises that are rehearsed, one at a time: each in a process of its own, over a copy of the state. */
export class Drills {
  readonly #options: Options;
  readonly #scenarios: Scenarios;
  readonly #results: DrillResults;
  readonly #listeners = new Set<(boards: readonly string[]) => void>();
  #running: Running | null = null;
  #beginning = false;

  constructor(options: Options) {
    this.#options = options;
    this.#scenarios = new Scenarios(options.scenarios);
    this.#results = new DrillResults(options.results);
  }

  get running(): Drill | null {
    return this.#running?.drill ?? null;
  }

  scenarios(): Promise<Scenario[]> {
    return this.#scenarios.list();
  }

  past(): Promise<Drill[]> {
    return this.#results.list();
  }

  /** Where walls of this board should be now, beneath the server's address; null: where they are. */
  visit(board: string): string | null {
    const drill = this.#running?.drill;
    return drill?.state === 'running' && drill.boards.includes(board) ? `/at/${drill.id}/wall/${encodeURIComponent(board)}` : null;
  }

  /** Hears which boards' walls have to go into a drill. Returns how to stop. */
  onVisit(listener: (boards: readonly string[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves when it runs. Rejects with `NoDrill`. */
  async begin(request: DrillRequest, by: string): Promise<Drill> {
    if (this.#running || this.#beginning) throw new NoDrill('A drill is running already; end it first.');
    this.#beginning = true;
    try {
      const running = await this.#start(request, by);
      this.#running = running;
      await running.ready.promise;
      for (const listener of [...this.#listeners]) listener(running.drill.boards);
      return running.drill;
    } finally {
      this.#beginning = false;
    }
  }

  /** Ends the drill and keeps what came of it; undefined when it does not run. */
  async end(id: string, problem: string | null = null, within: number = END_WITHIN): Promise<Drill | undefined> {
    const running = this.#running;
    if (running?.drill.id !== id) return undefined;
    send(running, { kind: 'end' });
    const late = setTimeout(() => running.ended.reject(new Error('it did not answer')), within);
    await running.ended.promise.then((figures) => this.#take(running, figures)).catch(() => {});
    clearTimeout(late);
    return this.#finish(running, problem);
  }

  /** The way to it for this caller; undefined when it does not run, null while it begins. */
  through(id: string, caller: Caller): Through | null | undefined {
    const running = this.#running;
    if (running?.drill.id !== id) return undefined;
    if (running.port === 0) return null;
    return { port: running.port, pass: passFor(caller, running.secret), stay: () => () => {} };
  }

  /** A post was taken back: a copy must not go on showing it. */
  erase(mention: string): void {
    if (this.#running) send(this.#running, { kind: 'erased', mention });
  }

  async close(): Promise<void> {
    if (this.#running) await this.end(this.#running.drill.id, 'The server was stopped.', STOP_WITHIN);
  }

  async #start(request: DrillRequest, by: string): Promise<Running> {
    const { config, base, now, dist, state } = this.#options;
    const { path, posts } = await this.#story(request.scenario);
    const run = randomBytes(4).toString('hex');
    const id = `drill-${new Date(now()).toISOString().replace(/[-:]|\.\d+/g, '')}-${run}`;
    const folder = await mkdtemp(join(tmpdir(), 'earshot-drill-'));
    const copied = join(folder, 'state');
    const at = now();
    await writeFile(copied, serialize(state()), { mode: 0o600 });
    const secret = randomBytes(32).toString('base64url');
    const tells = request.channels === 'test';
    const running = started(begun(id, request, by, at, posts), folder, secret);
    this.#follow(running);
    const told = rehearsed(config(), `${base()}/at/${id}`, tells);
    send(running, {
      kind: 'begin',
      folder,
      state: copied,
      at,
      scenario: path,
      run,
      speed: request.speed,
      tells,
      config: told,
      dist,
      secret,
    });
    return running;
  }

  /** Where it is, and how many posts it has. A story that nobody here would hear is no rehearsal. */
  async #story(id: string): Promise<{ path: string; posts: number }> {
    const path = await this.#scenarios.pathOf(id);
    if (!path) throw new NoDrill('There is no such scenario.');
    const story = await readScenario(path).catch((error) => {
      throw new NoDrill(`This scenario cannot be played: ${error instanceof Error ? error.message : error}`);
    });
    for (let place = 0; place < story.length; place++) {
      const { text, network, author } = story.at(place);
      if (this.#options.concerns({ text, network, author: author.handle })) return { path, posts: story.length };
    }
    throw new NoDrill('No watch hears any post of this scenario: put one into its posts, or choose another.');
  }

  #follow(running: Running): void {
    const { child } = running;
    const late = setTimeout(() => void this.#gone(running, 'The drill did not begin in time.'), BEGIN_WITHIN).unref();
    child.on('message', (message: FromDrill) => {
      if (message.kind === 'ready') clearTimeout(late);
      this.#hear(running, message);
    });
    child.on('error', (error) => void this.#gone(running, error.message));
    child.on('exit', () => {
      clearTimeout(late);
      void this.#gone(running, 'The drill ended unexpectedly.');
    });
  }

  #hear(running: Running, message: FromDrill): void {
    if (message.kind === 'ready') {
      running.port = message.port;
      running.drill = { ...running.drill, state: 'running' };
      running.ready.resolve();
    } else if (message.kind === 'now') this.#take(running, message);
    else if (message.kind === 'ended') running.ended.resolve(message);
    else void this.#gone(running, message.message);
  }

  #take(running: Running, { onsetAt, told, incidents, deeds }: Figures): void {
    running.drill = { ...running.drill, onsetAt, told, incidents, deeds };
  }

  async #gone(running: Running, reason: string): Promise<void> {
    running.ready.reject(new NoDrill(reason));
    running.ended.reject(new Error(reason));
    if (this.#running !== running) return;
    this.#options.log.warn({ drill: running.drill.id }, reason);
    await this.#finish(running, reason);
  }

  async #finish(running: Running, problem: string | null): Promise<Drill> {
    const drill: Drill = { ...running.drill, state: 'ended', endedAt: this.#options.now(), problem };
    if (this.#running !== running) return drill;
    this.#running = null;
    running.child.kill('SIGKILL');
    await rm(running.folder, { recursive: true, force: true });
    await this.#results.keep(drill).catch((error) => this.#options.log.error({ error: String(error) }, 'a drill could not be kept'));
    return drill;
  }
}
