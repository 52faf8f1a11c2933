import { serialize } from 'node:v8';
import type { Logger } from 'pino';
import { doorOf } from '../access/door.ts';
import { Access } from '../access.ts';
import { buildApp } from '../app.ts';
import type { Config } from '../config.ts';
import type { State } from '../core/state.ts';
import { openHistory } from '../history/history.ts';
import type { Intake } from '../intake.ts';
import { type JournalReader, readSqliteJournal } from '../journal/sqlite-reader.ts';
import { holdsText, type Moment, writePartial } from '../moments/files.ts';
import { pastOf } from '../past.ts';
import { attachGateway, type Gateway } from '../socket/gateway.ts';
import { StoryClock } from './clock.ts';
import type { Begin, FromChild, ToChild, Whereabouts } from './messages.ts';
import { callerOfPass } from './pass.ts';
import { pastUpTo } from './past.ts';
import { restore } from './restore.ts';
import { Story } from './story.ts';

/** How often the story goes on while it plays, and how often the server is told where it is, in ms. */
const STEP_EVERY = 100;
const TELL_EVERY = 1000;

interface Shell {
  log: Logger;
  tell(message: FromChild): void;
}

const CLOSED = 'This is the past: nothing can be changed here.';
const refuse = (): Promise<never> => Promise.reject(new Error(CLOSED));
/** Nothing comes in, and nobody acts. */
const NO_INTAKE: Intake = { submit: refuse, act: refuse, reject: () => {}, holds: () => false };
const NO_TOKENS = {
  load: async () => [],
  save: async () => {},
  loadUses: async () => ({}),
  saveUses: async () => {},
  watch: () => () => {},
};

/** Reads the journal without writing. The client of Redis is loaded only by those who use it. */
async function openReader({ redis, folder }: Begin): Promise<JournalReader> {
  if (!redis) return readSqliteJournal({ folder });
  const { openRedisJournal } = await import('../journal/redis.ts');
  return openRedisJournal({ url: redis });
}

/** The same pages and the same answers as the server's, over a state of the past with a clock of its own. */
export class Screening {
  readonly #begin: Begin;
  readonly #shell: Shell;
  readonly #journal: JournalReader;
  readonly #clock: StoryClock;
  #kept: readonly Moment[];
  #story: Story;
  #gateway: Gateway | null = null;
  #port = 0;
  /** Another object after each jump, so that every screen is welcomed anew. */
  #config: Config;
  #bounds = { from: 0, to: 0 };
  #steppingOn = false;

  private constructor(begin: Begin, shell: Shell, journal: JournalReader, story: Story) {
    this.#begin = begin;
    this.#shell = shell;
    this.#journal = journal;
    this.#story = story;
    this.#kept = begin.kept;
    this.#config = begin.config;
    this.#clock = new StoryClock(begin.at, begin.speed, begin.paused);
  }

  static async open(begin: Begin, shell: Shell): Promise<Screening> {
    const journal = await openReader(begin);
    const state = await restore(begin.at, { journal, moments: begin.kept, ...ears(begin, shell) });
    const screening = new Screening(begin, shell, journal, new Story(journal, state));
    await screening.#listen();
    await screening.#arrived();
    setInterval(() => screening.#step(), STEP_EVERY).unref();
    setInterval(() => shell.tell({ kind: 'now', ...screening.#whereabouts() }), TELL_EVERY).unref();
    return screening;
  }

  /** Goes to another moment and plays on as it is told. Rejects, and stays where it is, when that moment is not kept. */
  async steer({ at, kept, ...playing }: Extract<ToChild, { kind: 'steer' }>): Promise<void> {
    if (at !== undefined) await this.#jump(at, kept);
    this.#clock.set({ ...(at === undefined ? {} : { at }), ...playing });
    this.#welcomeAll();
    await this.#arrived();
  }

  /** Words that were taken back leave this process too: what it shows is made anew from what is left of the journal. */
  async erased(mentions: readonly string[], kept: readonly Moment[]): Promise<void> {
    const bytes = serialize(this.#story.state);
    if (!mentions.some((mention) => holdsText(bytes, mention))) return;
    await this.#jump(this.#clock.now(), kept);
    this.#welcomeAll();
  }

  async #jump(at: number, kept: readonly Moment[]): Promise<void> {
    this.#kept = kept;
    this.#story.show(await restore(at, { journal: this.#journal, moments: kept, ...ears(this.#begin, this.#shell) }));
  }

  #welcomeAll(): void {
    this.#config = { ...this.#config };
    this.#gateway?.beat();
  }

  async #listen(): Promise<void> {
    const { folder, secret, dist, version } = this.#begin;
    const history = await openHistory({ folder, readOnly: true });
    const access = await Access.open(NO_TOKENS, doorOf('127.0.0.1'), { vouched: (pass) => callerOfPass(pass, secret) });
    const engine = this.#story;
    const common = { log: this.#shell.log, engine, intake: NO_INTAKE, access, version, mode: 'replay' as const, clock: this.#clock };
    const doors = { ...common, config: () => this.#config, health: () => ({ ready: true, problems: [] }) };
    const known = { now: () => this.#clock.now(), seq: () => engine.seq };
    const lag = async () => ({ journal: engine.seq, folded: engine.seq });
    const app = await buildApp({ ...doors, history: pastUpTo(pastOf(history), known), dist, lag });
    this.#gateway = attachGateway(app.server, { ...doors, shownOnly: true });
    this.#port = Number(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port);
  }

  async #arrived(): Promise<void> {
    this.#bounds = await boundsOf(this.#journal, this.#kept);
    this.#shell.tell({ kind: 'ready', port: this.#port, ...this.#whereabouts() });
  }

  #whereabouts(): Whereabouts {
    const { speed, paused } = this.#clock;
    return { at: Math.round(this.#clock.now()), seq: this.#story.seq, speed, paused, ...this.#bounds };
  }

  /** At the end of the journal the story stands still: what comes is not the past. */
  #step(): void {
    if (this.#clock.paused || this.#steppingOn) return;
    this.#steppingOn = true;
    this.#advance()
      .catch((error) => this.#shell.tell({ kind: 'problem', message: String(error) }))
      .finally(() => {
        this.#steppingOn = false;
      });
  }

  async #advance(): Promise<void> {
    const at = this.#clock.now();
    if (await this.#story.advance(at)) return;
    if (this.#clock.paused || at < this.#story.state.now) return;
    this.#clock.set({ at: this.#story.state.now, paused: true });
    this.#welcomeAll();
  }
}

const ears = ({ moments }: Begin, { tell }: Shell) => ({
  tell: (done: number, of: number) => tell({ kind: 'progress', done, of }),
  passed: async (state: State) => {
    const partial = await writePartial(moments, serialize(state));
    tell({ kind: 'moment', seq: state.seq, at: state.now, partial });
  },
});

/** The oldest and the newest moment that can be shown. */
async function boundsOf(journal: JournalReader, kept: readonly Moment[]): Promise<{ from: number; to: number }> {
  const first = await journal.first();
  const [oldest] = await journal.read(0, 1);
  const [newest] = await journal.read(Math.max(0, (await journal.last()) - 1), 1);
  const start = first <= 1 ? oldest?.entry.at : kept.find(({ seq }) => seq + 1 >= first)?.at;
  return { from: start ?? 0, to: newest?.entry.at ?? 0 };
}
