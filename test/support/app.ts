import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { doorOf } from '../../server/access/door.ts';
import { Access, type Role } from '../../server/access.ts';
import { buildApp } from '../../server/app.ts';
import type { Config } from '../../server/config.ts';
import { emptyState } from '../../server/core/state.ts';
import type { Deps, Found } from '../../server/http/deps.ts';
import { PushSubscriptions } from '../../server/notifiers/push-subscriptions.ts';
import type { Alert } from '../../shared/alert.ts';
import type { Board } from '../../shared/board.ts';
import { MemoryIntake, MemoryPast, MemoryTokens, NOON, ShownEngine } from './memory.ts';
import { keysInHand } from './outbox.ts';
import { tempFolder } from './temp.ts';

export const board = (name: string, scopeId = 'all', panels: Board['scenes'][number]['panels'] = ['pulse', 'volume']): Board => ({
  name,
  title: name,
  scope: scopeId,
  scenes: [{ name: 'overview', title: 'Overview', panels, seconds: 30 }],
  zones: [{ label: 'Oslo', zone: 'Europe/Oslo' }],
  theme: 'dark',
  takeover: true,
});

export interface Given {
  /** What it listens on; beyond loopback tokens are needed. */
  host?: string;
  origins?: string[];
  boards?: Board[];
  alerts?: Alert[];
  found?: Found[];
  limits?: Deps['limits'];
  /** The helpdesks that there are, by the id of their source. */
  helpdesk?: Deps['helpdesk'];
}

/** The parts that an app is built of, with hands on all of them. */
export interface Parts extends Deps {
  engine: ShownEngine;
  intake: MemoryIntake;
  history: MemoryPast;
  tokens: MemoryTokens;
  current: { config: Config; health: { ready: boolean; problems: string[] }; now: number };
  logged: string[];
  secret(role: Role, name?: string, onBoard?: string): Promise<string>;
}

/** A built client of three files. */
function builtClient(): string {
  const dist = tempFolder();
  mkdirSync(join(dist, 'assets'));
  writeFileSync(join(dist, 'index.html'), '<!doctype html><title>Earshot</title>');
  writeFileSync(join(dist, 'assets', 'main-4f2a.js'), 'export {};');
  writeFileSync(join(dist, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  return dist;
}

const configOf = (boards: Board[]): Config => ({
  settings: emptyState().settings,
  boards,
  sources: [{ id: 'shop', kind: 'webhook', options: {} }],
  retention: { days: 30, megabytes: 1000 },
});

export async function makeParts(given: Given = {}): Promise<Parts> {
  const tokens = new MemoryTokens();
  const access = await Access.open(tokens, doorOf(given.host ?? '127.0.0.1', given.origins), { now: () => NOON });
  const boards = given.boards ?? [board('main'), board('north', 'north')];
  const current = { config: configOf(boards), health: { ready: true, problems: [] }, now: NOON };
  const logged: string[] = [];
  const engine = new ShownEngine(given.alerts);
  return {
    log: pino({ level: 'debug' }, { write: (line: string) => logged.push(line) }),
    engine,
    intake: new MemoryIntake(),
    history: new MemoryPast(given.found),
    access,
    tokens,
    current,
    logged,
    config: () => current.config,
    mode: 'live',
    clock: { now: () => current.now, pace: 1 },
    version: '1.2.3',
    dist: builtClient(),
    lag: async () => ({ journal: engine.seq + 2, folded: engine.seq }),
    health: () => current.health,
    limits: given.limits,
    helpdesk: given.helpdesk,
    telling: { publicKey: async () => 'BPublicKeyOfThisInstallation', subscriptions: new PushSubscriptions(keysInHand()) },
    secret: async (role, name = role, onBoard) => (await access.create({ role, name, board: onBoard })).secret,
  };
}

export async function makeApp(given: Given = {}): Promise<{ app: FastifyInstance; parts: Parts }> {
  const parts = await makeParts(given);
  return { app: await buildApp(parts), parts };
}

/** An alert as the detectors would tell it. */
export const anAlert = (id = 'spike:all'): Alert => ({
  id,
  kind: 'spike',
  severity: 'high',
  state: 'open',
  title: 'Much more than usual',
  reason: '80 mentions in 5 minutes, 12 are usual',
  subject: 'all',
  subjectName: 'Everything',
  onsetAt: NOON - 300_000,
  openedAt: NOON - 240_000,
  updatedAt: NOON,
  seen: 80,
  expected: 12,
  windowSeconds: 300,
  peak: { at: NOON, seen: 80, expected: 12 },
  evidence: [],
  rule: { name: 'spike', settings: { minimum: 12 } },
  whyNow: '80 is 6.7 times 12',
  whyNotBefore: 'there were 14 before',
  timeline: [{ at: NOON - 240_000, what: 'opened', note: '80 mentions in 5 minutes' }],
  merged: [],
  incident: '1',
});

export const aFound = (id: string, text: string): Found => ({
  mention: {
    id,
    source: 'shop',
    network: 'reviews',
    author: { id: 'ines', handle: 'ines', name: 'Ines' },
    text,
    postedAt: NOON,
    receivedAt: NOON,
  },
  analysis: {
    language: 'en',
    label: 'positive',
    score: 0.6,
    confidence: 0.8,
    terms: ['grinder'],
    watches: [],
    own: false,
    addressed: false,
  },
});
