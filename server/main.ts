import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Mode } from '../shared/socket.ts';
import type { Caller } from './access/caller.ts';
import { doorOf, mayListen } from './access/door.ts';
import { fileTokens } from './access/file.ts';
import { journalTokens } from './access/keys.ts';
import { Access } from './access.ts';
import { forgetAddress, tellAddress } from './address.ts';
import { buildApp } from './app.ts';
import { Backtests } from './backtest/backtests.ts';
import { casePost } from './case-post.ts';
import { every } from './chores.ts';
import type { Config } from './config.ts';
import { buildAnalyser } from './core/analysis/analyse.ts';
import type { Analyser } from './core/analysis/analyser.ts';
import type { Effect } from './core/effect.ts';
import { SourceCounts } from './counts.ts';
import { Drills } from './drill/drills.ts';
import { type Engine, openEngine } from './engine.ts';
import { Erasures } from './erasures.ts';
import { follow } from './follow.ts';
import type { ProductClock } from './http/deps.ts';
import { openIntake } from './intake.ts';
import type { Journal, Lease } from './journal/journal.ts';
import { openSqliteJournal } from './journal/sqlite.ts';
import { keptIn } from './kept.ts';
import { listen } from './listening.ts';
import { openLookingBack } from './looking-back.ts';
import type { Notifier } from './notifiers/notifier.ts';
import { Telling } from './notifiers/telling.ts';
import { openPast, pastOf } from './past.ts';
import { Problems } from './problems.ts';
import { RunningSources } from './running.ts';
import { attachGateway } from './socket/gateway.ts';
import { sourceKind } from './sources/index.ts';
import { whenHeld } from './sources/lease.ts';
import type { SourceKind } from './sources/source.ts';
import { tick } from './ticker.ts';
import { attachTunnels, wayInto } from './travel/proxy.ts';
import { clientVersion } from './version.ts';
import { writingTo } from './writing.ts';

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
  /** Kinds of channel other than the registry's. */
  notifier?(kind: string): Notifier | undefined;
  /** Whether people are told through the channels. By default they are, save of a story. */
  tells?: boolean;
  /** Real time between ticks of the clock. */
  tickMs?: number;
  /** Real time for which a node may be silent before another takes over what it does alone. */
  leaseMs?: number;
  /** Says who asks by their bearer token, where another server let them in and vouches for them; nobody else gets in. */
  vouched?(bearer: string | null): Caller | null;
  /** Opens the journal in another way than by `redis` and `folder`. */
  openJournal?(): Promise<Journal>;
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

/** Real time between writing counts, and trying again what failed. */
const CHORES_EVERY = 3000;
/** Between writing the cases that changed to the history. */
const RECORDS_EVERY = 500;
/** Between looking at what is too old to keep: ticks for the journal, real time for each node's own history. */
const RETAIN_TICKS = 3600;
const RETAIN_EVERY = 3_600_000;
const DAY = 86_400_000;
/** How long a request that is under way may hold up the stop. */
const STOP_WITHIN = 500;
/** A Redis that is away holds up every read: after this the stop waits for it no longer. What was acknowledged is safe there. */
const STUCK_AFTER = 3000;

/** Puts the parts together: journal, fold, intake, sources, clock, and the doors to them. When it rejects, nothing stays open. */
export async function serve(options: ServeOptions): Promise<Server> {
  const open = new AsyncDisposableStack();
  try {
    return await compose(options, open);
  } catch (error) {
    await open.disposeAsync().catch((again) => options.log.warn({ error: String(again) }, 'not everything could be closed'));
    throw error;
  }
}

/** What is opened closes in the reverse order. */
async function compose(options: ServeOptions, open: AsyncDisposableStack): Promise<Server> {
  const { log, clock, leaseMs } = options;
  let { config } = options;
  const tells = options.tells ?? options.mode !== 'replay';
  const now = () => clock.now();
  const node = randomUUID();
  const stopping = new AbortController();
  const fail = (error: unknown) => stopping.signal.aborted || options.fatal(error);
  const problems = new Problems((part, message) => (message ? log.error({ part }, message) : log.info({ part }, 'mended')));
  await mkdir(options.folder, { recursive: true });

  const journal = await (options.openJournal?.() ?? openJournal(options));
  open.defer(() => journal.close());
  const access = await openAccess(options, journal, problems);
  const history = await openPast(options.folder, log);
  open.defer(() => history.close());

  const writing = writingTo({ journal, problems, now, fail });
  const erasures = new Erasures({ journal, problems, fail });
  const kept = keptIn(history, problems);
  const version = await clientVersion(options.dist);
  const back = await openLookingBack({
    folder: options.folder,
    ...(options.redis ? { redis: options.redis } : {}),
    dist: options.dist,
    version,
    config: () => config,
    log,
    now,
    problems,
  });
  open.defer(() => back.close());
  const perform = (effect: Effect, before: number) => {
    kept.hear(effect);
    if (effect.kind === 'erase') {
      erasures.erase(effect.mention, before);
      back.erase(effect.mention, folding.engine?.state ?? null);
      folding.drills?.erase(effect.mention);
    } else if (effect.kind === 'alert' && ready())
      log.info({ alert: effect.alert.id, change: effect.change, severity: effect.alert.severity }, effect.alert.title);
  };
  const folding: { engine?: Engine; drills?: Drills } = {};
  const ready = () => folding.engine?.ready ?? false;
  const engine = await openEngine({
    journal,
    log,
    fail,
    perform,
    settled: () => erasures.settled && back.moments.settled,
    kept: (state) => back.moments.keep(state),
  });
  folding.engine = engine;
  open.defer(() => engine.close());
  const recorded = () => kept.write(engine);
  await kept.begin(engine);
  open.defer(recorded);
  open.defer(() => erasures.again());
  engine.onFold(() => writing.heard(engine.state.now));

  let analyser: Analyser = buildAnalyser(config.settings);
  const counts = new SourceCounts({ journal: writing, node, now, engine });
  const uncounted = (error: unknown) => log.warn({ error: String(error) }, 'counts wait');
  open.defer(() => counts.flush().catch(uncounted));
  const intake = openIntake({
    journal: writing,
    asReceived: options.mode === 'replay',
    engine,
    analyser: () => analyser,
    counts,
    now,
    // Where nobody can tell, a post is taken back once too often rather than not at all.
    remembers: (id) =>
      history.get(id).then(
        (entry) => entry !== null,
        () => true,
      ),
  });

  async function settle(problem: string | null): Promise<void> {
    await engine.caughtUp();
    const same = JSON.stringify(engine.state.settings) === JSON.stringify(config.settings) && engine.state.settingsProblem === problem;
    if (!same)
      await writing.append([
        { kind: 'settings', id: `c:${randomUUID()}`, at: now(), settings: config.settings, ...(problem ? { problem } : {}) },
      ]);
    await engine.caughtUp();
  }
  await settle(null);

  const health = () => ({ ready: ready() && !writing.refused, problems: problems.list() });
  const listening = { address: '' };
  const telling = new Telling({
    journal: writing,
    keys: journal,
    engine,
    reaching: () => config,
    address: () => listening.address,
    mode: options.mode,
    clock,
    problems,
    log,
    stopping: stopping.signal,
    ...(options.notifier ? { notifier: options.notifier } : {}),
  });
  const doors = { log, engine, intake, access, clock, version, health, mode: options.mode, config: () => config };
  const running: { sources?: RunningSources } = {};
  const backtests = new Backtests(options.redis ? { redis: options.redis } : { folder: options.folder });
  open.defer(() => backtests.close());
  const drills = new Drills({
    scenarios: join(options.tokens, 'scenarios'),
    results: join(options.folder, 'drills'),
    dist: options.dist,
    config: () => config,
    state: () => engine.state,
    concerns: (post) => analyser.concerns(post),
    base: () => telling.base,
    log,
    now,
  });
  folding.drills = drills;
  open.defer(() => drills.close());
  // What is rehearsed has no past to look at, no rules to try on it, and no drill within.
  const apart = options.mode === 'drill' ? {} : { backtests, travels: back.travels, drills };
  const app = await buildApp({
    ...doors,
    ...apart,
    helpdesk: (source) => running.sources?.helpdesk(source) ?? null,
    history: pastOf(history),
    dist: options.dist,
    lag: async () => ({ journal: await journal.last(), folded: engine.seq }),
    pending: () => counts.pending(),
    telling,
  });
  open.defer(() => Promise.race([app.close(), new Promise<void>((resolve) => setTimeout(resolve, STOP_WITHIN).unref())]));
  const gateway = attachGateway(app.server, { ...doors, visits: drills });
  open.defer(() => gateway.close());
  open.defer(attachTunnels(app.server, access, { through: (id, caller) => wayInto({ drills, travels: back.travels }, id, caller) }));
  const address = await listen(app, options.host, options.port);
  listening.address = address;
  open.defer(access.watch());
  await tellAddress(options.folder, address).catch((error) => log.warn({ error: String(error) }, 'commands will not find this server'));
  open.defer(() => forgetAddress(options.folder));

  let ticks = 0;
  const retainJournal = async () => {
    if (++ticks % RETAIN_TICKS !== 0) return;
    const { days, megabytes } = config.retention;
    await journal.retain({ before: now() - days * DAY, bytes: megabytes * 2 ** 20, keepAfter: await engine.snapshot() });
  };
  const retainHistory = async () => {
    await history.retain(now() - config.retention.days * DAY);
    await back.retain(journal);
  };
  const clockwork = (signal: AbortSignal, lease: Lease) =>
    tick({ journal: writing, chores: retainJournal, now, signal, lease, everyMs: options.tickMs ?? 1000 });
  const background = [
    follow(journal, history, problems, stopping.signal),
    whenHeld(writing, 'clock', node, stopping.signal, clockwork, leaseMs),
    ...(tells ? [whenHeld(writing, 'notify', node, stopping.signal, (signal, lease) => telling.run(signal, lease), leaseMs)] : []),
  ].map((work) => work.catch(fail));
  open.defer(async () => void (await Promise.all(background)));
  const chores = async () => void (await Promise.all([counts.flush(), erasures.again(), back.moments.again()]));
  open.defer(every(CHORES_EVERY, chores, uncounted));
  open.defer(every(RECORDS_EVERY, recorded, uncounted));
  open.defer(every(RETAIN_EVERY, retainHistory, (error) => log.warn({ error: String(error) }, 'old posts stay in the history')));

  const kinds = new Map((options.kinds ?? []).map((kind) => [kind.kind, kind]));
  const sources = new RunningSources({
    journal,
    leases: writing,
    ...(leaseMs === undefined ? {} : { leaseMs }),
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
    heldWith: (prefix) => [...engine.state.held.keys()].filter((id) => id.startsWith(prefix)),
    postOf: (number, before) => casePost(engine.state, number, before),
    fail,
  });
  running.sources = sources;
  open.defer(() => sources.stop());
  open.defer(() => stopping.abort());
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
      const impatient = setTimeout(() => void journal.close().catch(fail), STUCK_AFTER);
      await open.disposeAsync().finally(() => clearTimeout(impatient));
    },
  };
}

/** The client of Redis is loaded only by those who use it. */
async function openJournal({ redis, folder, log }: ServeOptions): Promise<Journal> {
  if (!redis) return openSqliteJournal({ folder });
  const { openRedisJournal } = await import('./journal/redis.ts');
  return openRedisJournal({ url: redis, warn: (message) => log.warn(message) });
}

/** Rejects when nobody could be let in at that address. */
async function openAccess({ redis, tokens, host, origins, vouched }: ServeOptions, journal: Journal, problems: Problems): Promise<Access> {
  const access = await Access.open(redis ? journalTokens(journal) : fileTokens(tokens), doorOf(host, origins), {
    onProblem: (error) => (error === null ? problems.end('access') : problems.begin('access', String(error))),
    ...(vouched ? { vouched } : {}),
  });
  const permission = mayListen(access.door, access.tokens);
  if (!permission.may) throw new Error(permission.reason);
  return access;
}
