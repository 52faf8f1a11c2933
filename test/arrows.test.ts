import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const IMPORT = /(?:\bfrom\s+|\bimport\s*\(\s*|\bimport\s+|\bnew URL\(\s*)['"]([^'"]+)['"]/g;

interface Arrow {
  from: string;
  /** A file of ours by its path from the root, or a package's specifier. */
  to: string;
}

const filesIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|svelte)$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => join(folder, name));

const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

function arrowsOf(from: string): Arrow[] {
  return [...textOf(from).matchAll(IMPORT)].map(([, named = '']) => ({
    from,
    to: named.startsWith('.') ? relative(ROOT, normalize(join(ROOT, dirname(from), named))) : named,
  }));
}

const ARROWS = ['shared', 'server', 'client'].flatMap(filesIn).flatMap(arrowsOf);

const under = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);
const isOurs = (path: string): boolean => ['shared', 'server', 'client', 'fixtures', 'test'].some((folder) => under(path, folder));

/** Arrows that leave `folder` for something of ours that is not in `allowed`: files or folders. */
const strays = (folder: string, allowed: readonly string[]): string[] =>
  ARROWS.filter(({ from, to }) => under(from, folder) && isOurs(to) && ![folder, ...allowed].some((one) => under(to, one))).map(
    ({ from, to }) => `${from} -> ${to}`,
  );

/** What the doors are handed when they are built: contracts, and none of the parts behind them. */
const CONTRACTS = ['server/access', 'server/access.ts', 'server/config.ts', 'server/engine.ts', 'server/intake.ts'];

describe('the arrows of the design', () => {
  const rows: [folder: string, allowed: string[], because: string][] = [
    ['shared', [], 'it is what crosses the wire, and nothing else'],
    ['server/core', ['shared'], 'it is pure'],
    ['server/journal', ['shared', 'server/core'], 'it keeps entries'],
    ['server/history', ['shared', 'server/core'], 'it keeps mentions'],
    ['server/files', ['shared'], 'it reads posts'],
    // The demo tells a story of the fixtures; a replay reads files.
    ['server/sources', ['shared', 'server/core', 'server/files', 'fixtures/scenarios'], 'they bring posts'],
    ['server/config', ['shared', 'server/core', 'server/config.ts'], 'it reads one file'],
    // Tokens may be kept in the journal.
    ['server/access', ['shared', 'server/journal/journal.ts'], 'it knows who may what'],
    // A full journal is answered with 503, and what is pushed has the form in which sources bring it.
    [
      'server/http',
      [
        'shared',
        'server/core',
        ...CONTRACTS,
        'server/journal/journal.ts',
        'server/sources/source.ts',
        // What is asked of those who tell people, try rules on the past and show it.
        'server/notifiers/telling.ts',
        'server/backtest',
        'server/travel',
        'server/drill',
      ],
      'it is a door',
    ],
    [
      'server/notifiers',
      [
        'shared',
        'server/core',
        'server/engine.ts',
        'server/http/deps.ts',
        'server/journal/journal.ts',
        'server/problems.ts',
        'server/sources/backoff.ts',
      ],
      'they tell people',
    ],
    ['server/moments', ['shared', 'server/core', 'server/journal'], 'they are states of the past'],
    ['server/backtest', ['shared', 'server/core', 'server/journal'], 'it folds the past with another rule'],
    ['server/socket', ['shared', 'server/core', ...CONTRACTS], 'it is a door'],
    ['client', ['shared'], 'it knows the server by the wire alone'],
  ];
  for (const [folder, allowed, because] of rows) {
    it(`lead from ${folder} to ${allowed.join(', ') || 'nothing of ours'}: ${because}`, () => {
      expect(filesIn(folder).length).toBeGreaterThan(1);
      expect(strays(folder, allowed)).toEqual([]);
    });
  }

  it('reach no test and no command from the product', () => {
    expect(ARROWS.filter(({ to }) => under(to, 'test'))).toEqual([]);
    const isFree = (from: string) => under(from, 'server/commands') || under(from, 'server/training');
    const toCommands = ARROWS.filter(({ from, to }) => under(to, 'server/commands') && !isFree(from));
    expect([...new Set(toCommands.map(({ from }) => from))]).toEqual(['server/cli.ts']);
  });

  it('reach no training from the product: what is fitted comes as a model', () => {
    const toTraining = ARROWS.filter(({ from, to }) => under(to, 'server/training') && !under(from, 'server/training'));
    expect(toTraining).toEqual([]);
  });

  it('lead to concrete sources, journals and doors from composition roots alone: the server, a look back, a drill, a thread that tries rules', () => {
    const concrete = ['server/journal/sqlite.ts', 'server/journal/redis.ts', 'server/socket/gateway.ts', 'server/app.ts'];
    const users = ARROWS.filter(({ from, to }) => concrete.includes(to) && !under(from, 'server/commands')).map(({ from }) => from);
    const roots = new Set(['server/main.ts', 'server/backtest/source.ts', 'server/travel/screening.ts']);
    expect(users.filter((from) => !roots.has(from) && !under(from, 'server/drill'))).toEqual([]);
  });
});

describe('the core', () => {
  const files = filesIn('server/core');

  it('imports natural in one file alone, and never the whole package', () => {
    const natural = ARROWS.filter(({ from, to }) => under(from, 'server') && under(to, 'natural'));
    expect([...new Set(natural.map(({ from }) => from))]).toEqual(['server/core/analysis/words/lexicons.ts']);
    for (const { to } of natural) expect(to).toMatch(/^natural\/lib\/natural\//);
  });

  it('imports no module of Node', () => {
    expect(ARROWS.filter(({ from, to }) => under(from, 'server/core') && to.startsWith('node:'))).toEqual([]);
  });

  it.each([
    ['clock', /\bDate\.now\b|\bnew Date\(\)|\bperformance\b/],
    ['randomness', /\bMath\.random\b|\bcrypto\.|\brandomUUID\b/],
    ['timers', /\bsetTimeout\b|\bsetInterval\b|\bsetImmediate\b|\bqueueMicrotask\b/],
    ['environment', /\bprocess\.|\bglobalThis\b|\bprocess\b(?=\s*\[)/],
    ['input or output', /\bconsole\.|\bfetch\(|\breadFile|\bwriteFile/],
  ])('has no %s', (_what, forbidden) => {
    expect(files.length).toBeGreaterThan(40);
    expect(files.filter((file) => forbidden.test(withoutComments(textOf(file))))).toEqual([]);
  });
});

const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
