import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import type { Logger } from 'pino';
import type { Mode } from '../shared/socket.ts';
import { doorOf, mayListen } from './access/door.ts';
import { fileTokens } from './access/file.ts';
import { journalTokens } from './access/keys.ts';
import { Access } from './access.ts';
import { forgetAddress, tellAddress } from './address.ts';
import { buildApp } from './app.ts';
import type { Config } from './config.ts';
import { buildAnalyser } from './core/analysis/analyse.ts';
import type { Analyser } from './core/analysis/analyser.ts';
import type { Effect } from './core/effect.ts';
import { SourceCounts } from './counts.ts';
import { type Engine, openEngine } from './engine.ts';
import { follow } from './follow.ts';
import { openHistory } from './history/history.ts';
import type { ProductClock } from './http/deps.ts';
import { openIntake } from './intake.ts';
import type { Journal } from './journal/journal.ts';
import { openRedisJournal } from './journal/redis.ts';
import { openSqliteJournal } from './journal/sqlite.ts';
import { pastOf } from './past.ts';
import { Problems } from './problems.ts';
import { RunningSources } from './running.ts';
import { attachGateway } from './socket/gateway.ts';
import { sourceKind } from './sources/index.ts';
import { whenHeld } from './sources/lease.ts';
import type { SourceKind } from './sources/source.ts';
import { tick } from './ticker.ts';
import { clientVersion } from './version.ts';

export interface ServeOptions {
  mode: Mode;
  host: string;
  /** 0 for any free one. */
  port: number;
  /** Origins (`https://wall.example`) under which a proxy shows the server. */
  origins: string[];
  /** Folder of the journal and the history. */
  folder: string;
  /** Folder of the access tokens. */
  tokens: string;
  redis?: string;
  config: Config;
  log: Logger;
  clock: ProductClock;
  /** Kinds of sources beyond the registry's (a story that is told once). */
  kinds?: SourceKind[];
  /** Real time between ticks of the clock. */
  tickMs?: number;
  /** Folder of the built client. */
  dist: string;
  /** Called when the server cannot go on: its own data is damaged, or a part failed that nothing mends. */
  fatal(error: unknown): void;
}

export interface Server {
  /** `http://127.0.0.1:4747` */
  address: string;
  engine: Engine;
  journal: Journal;
  /** Puts another configuration in force, or tells why the newest is not. */
  configure(config: Config | null, problem: string | null): Promise<void>;
  /** Takes in what has come, keeps the state, lets everybody go. */
  stop(): Promise<void>;
}

/** Ticks between writing counts, and between looking at what is too old to keep. */
const COUNT_TICKS = 3;
const RETAIN_TICKS = 3600;
const DAY = 86_400_000;
/** How long a request that is under way may hold up the stop. */
const STOP_WITHIN = 500;

/** Puts the parts together: journal, fold, intake, sources, clock, and the doors to them. */
export async function serve(options: ServeOptions): Promise<Server> {
  const { log, clock } = options;
  let { config } = options;
  const now = () => clock.now();
  const node = randomUUID();
  const stopping = new AbortController();
  const problems = new Problems((part, message) => (message ? log.error({ part }, message) : log.info({ part }, 'mended')));
  await mkdir(options.folder, { recursive: true });

  const journal = await openJournal(options, problems);
  const access = await Access.open(
    options.redis ? journalTokens(journal) : fileTokens(options.tokens),
    doorOf(options.host, options.origins),
    {
      onProblem: (error) => problems.begin('access', String(error)),
    },
  );
  const permission = mayListen(access.door, access.tokens);
  if (!permission.may) {
    await journal.close();
    throw new Error(permission.reason);
  }
  const history = await openHistory({ folder: options.folder });
  const engine = await openEngine({ journal, log, fail: options.fatal, perform });

  function perform(effect: Effect): void {
    if (effect.kind === 'erase')
      journal.erase(effect.mention).catch((error) => problems.begin('erase', `A retracted post could not be erased: ${error}`));
    else if (engine?.ready)
      log.info({ alert: effect.alert.id, change: effect.change, severity: effect.alert.severity }, effect.alert.title);
  }

  let analyser: Analyser = buildAnalyser(config.settings);
  const counts = new SourceCounts(journal, node, now);
  const intake = openIntake({
    journal,
    engine,
    analyser: () => analyser,
    counts,
    now,
    remembers: async (id) => (await history.get(id)) !== null,
  });
  const kinds = new Map((options.kinds ?? []).map((kind) => [kind.kind, kind]));
  const sources = new RunningSources({
    journal,
    intake,
    counts,
    analyser: () => analyser,
    log,
    now,
    node,
    kind: (name) => kinds.get(name) ?? sourceKind(name),
    heldBy: (author) => [...engine.state.held.values()].flatMap((held) => (held.mention.author.id === author ? [held.mention.id] : [])),
    accounts: (network) =>
      config.settings.accounts.flatMap((account) => ([network, '*'].includes(account.network) ? [account.handle] : [])),
    fail: options.fatal,
  });

  async function settle(problem: string | null): Promise<void> {
    await engine.caughtUp();
    const same = JSON.stringify(engine.state.settings) === JSON.stringify(config.settings) && engine.state.settingsProblem === problem;
    if (!same)
      await journal.append([
        { kind: 'settings', id: `c:${randomUUID()}`, at: now(), settings: config.settings, ...(problem ? { problem } : {}) },
      ]);
    await engine.caughtUp();
  }
  await settle(null);

  const version = await clientVersion(options.dist);
  const health = () => ({ ready: engine.ready, problems: problems.list() });
  const doors = { log, engine, intake, access, clock, version, health, mode: options.mode, config: () => config };
  const app = await buildApp({
    ...doors,
    history: pastOf(history),
    dist: options.dist,
    lag: async () => ({ journal: await journal.last(), folded: engine.seq }),
  });
  const gateway = attachGateway(app.server, doors);
  const address = await app.listen({ host: options.host, port: options.port });
  const unwatch = access.watch();
  await tellAddress(options.folder, address);

  const background = [
    follow(journal, history, stopping.signal),
    whenHeld(journal, 'clock', node, stopping.signal, (signal, lease) =>
      tick({ journal, problems, now, signal, lease, everyMs: options.tickMs ?? 1000, chores: chores() }),
    ),
  ].map((work) => work.catch((error) => stopping.signal.aborted || options.fatal(error)));

  function chores(): () => Promise<void> {
    let ticks = 0;
    return async () => {
      if (++ticks % RETAIN_TICKS === 0) await retain(config.retention);
    };
  }
  async function retain({ days, megabytes }: Config['retention']): Promise<void> {
    const before = now() - days * DAY;
    await engine.snapshot();
    await journal.retain({ before, bytes: megabytes * 2 ** 20, keepAfter: engine.seq });
    await history.retain(before);
  }
  const counting = setInterval(
    () => counts.flush().catch((error) => log.warn({ error: String(error) }, 'counts wait')),
    COUNT_TICKS * 1000,
  );
  await sources.run(config.sources);

  return {
    address,
    engine,
    journal,
    async configure(next, problem) {
      if (next) {
        config = next;
        analyser = buildAnalyser(next.settings);
      }
      await settle(problem);
      if (next) await sources.run(next.sources);
    },
    async stop() {
      stopping.abort();
      clearInterval(counting);
      await sources.stop();
      gateway.close();
      await Promise.race([app.close(), new Promise((resolve) => setTimeout(resolve, STOP_WITHIN).unref())]);
      await Promise.all([...background, unwatch()]);
      await counts.flush().catch((error) => log.warn({ error: String(error) }, 'the last counts are lost'));
      await engine.close();
      await history.close();
      await forgetAddress(options.folder);
      await journal.close();
    },
  };
}

async function openJournal({ redis, folder, log }: ServeOptions, problems: Problems): Promise<Journal> {
  if (!redis) return openSqliteJournal({ folder });
  return openRedisJournal({ url: redis, warn: (message) => problems.begin('redis', message) }).catch((error) => {
    log.error({ error: String(error) }, 'the Redis journal could not be opened');
    throw error;
  });
}
