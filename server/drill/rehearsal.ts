import { readFile, rm } from 'node:fs/promises';
import { deserialize, serialize } from 'node:v8';
import type { Logger } from 'pino';
import { STATE_VERSION, type State } from '../core/state.ts';
import { type Server, serve } from '../main.ts';
import { callerOfPass } from '../travel/pass.ts';
import { madeForDrill } from './copied.ts';
import { Measured } from './measure.ts';
import { MemoryJournal } from './memory.ts';
import type { BeginDrill, Figures, FromDrill } from './messages.ts';
import { readScenario } from './scenarios.ts';
import { drillSource, type Told } from './telling.ts';

/** How often the server is told how it goes, in ms. */
const TELL_EVERY = 1_000;

interface Shell {
  log: Logger;
  tell(message: FromDrill): void;
}

/** A whole server over a copy of the state, with a journal in memory: whatever is done there leaves nothing behind. */
export class Rehearsal {
  readonly #server: Server;
  readonly #measured: Measured;
  readonly #told: () => Told;
  readonly #now: () => number;
  #heardUpTo: number;

  private constructor(server: Server, measured: Measured, told: () => Told, now: () => number) {
    this.#server = server;
    this.#measured = measured;
    this.#told = told;
    this.#now = now;
    this.#heardUpTo = server.engine.seq;
  }

  static async open(begin: BeginDrill, { log, tell }: Shell): Promise<Rehearsal> {
    const since = performance.now();
    const now = () => Math.floor(begin.at + performance.now() - since);
    const told: { now: Told } = { now: { onsetAt: null, told: 0 } };
    const story = await readScenario(begin.scenario);
    const hear = (heard: Told) => {
      told.now = heard;
    };
    const server = await serve({
      mode: 'drill',
      host: '127.0.0.1',
      port: 0,
      origins: [],
      folder: begin.folder,
      tokens: begin.folder,
      config: { ...begin.config, sources: [{ id: 'drill', kind: 'drill', options: {} }] },
      log,
      clock: { now, pace: 1 },
      kinds: [drillSource({ story, speed: begin.speed, run: begin.run, hear })],
      tells: begin.tells,
      openJournal: () => journalFrom(begin.state),
      vouched: (pass) => callerOfPass(pass, begin.secret),
      dist: begin.dist,
      fatal: (error) => tell({ kind: 'problem', message: error instanceof Error ? error.message : String(error) }),
    });
    const rehearsal = new Rehearsal(server, new Measured(begin.at), () => told.now, now);
    tell({ kind: 'ready', port: Number(new URL(server.address).port) });
    setInterval(() => void rehearsal.figures().then((figures) => tell({ kind: 'now', ...figures })), TELL_EVERY).unref();
    return rehearsal;
  }

  async figures(): Promise<Figures> {
    const { journal, engine } = this.#server;
    await engine.caughtUp();
    for (const { seq, entry } of await journal.read(this.#heardUpTo, Number.POSITIVE_INFINITY)) {
      this.#measured.hear(entry);
      this.#heardUpTo = seq;
    }
    return { ...this.#told(), incidents: this.#measured.incidents(engine.state), deeds: [...this.#measured.deeds] };
  }

  /** A post of before that was taken back meanwhile. */
  async erase(mention: string): Promise<void> {
    await this.#server.journal.append([{ kind: 'retraction', id: `r:${mention}`, at: this.#now(), mention }]);
  }
}

async function journalFrom(file: string): Promise<MemoryJournal> {
  const copy: State = deserialize(await readFile(file));
  await rm(file);
  const state = madeForDrill(copy);
  return new MemoryJournal(STATE_VERSION, { seq: state.seq, bytes: serialize(state) });
}
