import type { ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { timeInWords } from '../../server/commands/accounts.ts';
import type { AccountResponses, Report } from '../../shared/report.ts';
import { command } from '../support/command.ts';
import { config, push, startServer, stats, until } from '../support/server.ts';
import { tempFolder } from '../support/temp.ts';

const NOON = Date.UTC(2026, 2, 10, 12);

interface Line {
  id: string;
  author: string;
  inbound: boolean;
  created_at: string;
  text: string;
  in_reply_to: string | null;
}

const line = (id: number, author: string, seconds: number, text: string, parent?: number): Line => ({
  id: String(id),
  author,
  inbound: !author.startsWith('Halden'),
  created_at: new Date(NOON + seconds * 1000).toISOString(),
  text,
  in_reply_to: parent === undefined ? null : String(parent),
});

/** Two accounts; every fifth customer is left without an answer, some write again, some are answered before or by the other account. */
function support(): Line[] {
  const lines: Line[] = [];
  for (let i = 0; i < 60; i++) {
    const account = i % 3 === 0 ? 'HaldenCargo' : 'HaldenAir';
    const at = i * 600;
    lines.push(line(i * 10, `c${i}`, at, i % 7 === 0 ? 'my bag &amp; coat are gone' : `hello @${account.toLowerCase()} and @someone`));
    if (i % 5 !== 0)
      lines.push(line(i * 10 + 1, account, at + 30 + i * 17, `We look into it. ${i % 2 ? '^JD' : '-MK https://h.example/x'}`, i * 10));
    if (i % 4 === 0) lines.push(line(i * 10 + 2, `c${i}`, at + 4000, 'and now?', i * 10 + 1));
    if (i % 8 === 0) lines.push(line(i * 10 + 3, account, at + 4100 + i, 'Now it is settled. *LS', i * 10 + 2));
    if (i % 11 === 0) lines.push(line(i * 10 + 4, 'HaldenCargo', at - 60, 'One moment', i * 10));
  }
  return lines;
}

function fileOf(lines: readonly (Line | string)[]): string {
  const file = join(tempFolder(), 'support.ndjson');
  writeFileSync(file, lines.map((one) => `${typeof one === 'string' ? one : JSON.stringify(one)}\n`).join(''));
  return file;
}

async function figuresOf(file: string): Promise<AccountResponses[]> {
  const { code, out, errors } = await command(['responses', '--json', file]).ended;
  expect([code, errors]).toEqual([0, '']);
  return JSON.parse(out).accounts;
}

test('a file that is lived through gives the figures of the file', async () => {
  const lines = support();
  const figures = await figuresOf(fileOf(lines));
  expect(figures.map(({ account, firstMessages }) => [account, firstMessages > 10])).toEqual([
    ['HaldenAir', true],
    ['HaldenCargo', true],
  ]);
  const server = await startServer({ config: config('brand: Halden\naccounts:\n  x: [haldenair, haldencargo]\n') });
  const posts = lines.map(({ id, author, created_at, text, in_reply_to }) => ({
    id,
    author,
    text: text.replace('&amp;', '&'),
    network: 'x',
    postedAt: created_at,
    ...(in_reply_to ? { inReplyTo: `push:${in_reply_to}` } : {}),
  }));
  await push(server.address, posts);
  await until(
    () => stats(server.address),
    ({ mentions, replies, lag }) => mentions + replies === posts.length && lag === 0,
  );
  const url = `${server.address}/api/v1/reports?from=${NOON - 86_400_000}&to=${NOON + 2 * 86_400_000}`;
  const ask = async () => (await (await fetch(url)).json()) as Report;
  const signed = figures.map(({ signedReplies }) => signedReplies);
  const { accounts } = await until(
    ask,
    (report) => JSON.stringify(report.accounts.map((one) => one.signedReplies)) === JSON.stringify(signed),
  );
  expect(accounts).toEqual(figures);
});

/** Where the server that a command runs can be reached. */
async function addressOf({ stdout, stderr }: ChildProcess): Promise<string> {
  for await (const chunk of merged(stdout, stderr)) {
    const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(String(chunk)) ?? [];
    if (address) return address;
  }
  throw new Error('the command ended without telling an address');
}

/** What two streams bring, as it comes; reading on elsewhere is not disturbed. */
async function* merged(...streams: (Readable | null)[]): AsyncGenerator<unknown> {
  const all = new PassThrough({ objectMode: true });
  for (const stream of streams) stream?.on('data', (chunk) => all.write(chunk));
  yield* all;
}

test('a file that is replayed gives them as well, and knows our accounts from the file', async () => {
  const file = fileOf(support());
  const figures = await figuresOf(file);
  const { child } = command(['replay', file, '--speed', '20000', '--port', '0']);
  const address = await addressOf(child);
  const url = `${address}/api/v1/reports?from=${NOON - 86_400_000}&to=${NOON + 2 * 86_400_000}`;
  const ask = async () => ((await (await fetch(url)).json()) as Report).accounts;
  expect(await until(ask, (accounts) => JSON.stringify(accounts) === JSON.stringify(figures))).toEqual(figures);
});

test('people get a table, with a line about all', async () => {
  const { code, out } = await command(['responses', fileOf(support())]).ended;
  expect(code).toBe(0);
  expect(out.split('\n')[0]).toMatch(/^account +first +answered +median +90% +any turn +talks +replies +agents$/);
  expect(out).toMatch(/^HaldenAir +\d+ +\d+ +\d+% +\d+ min/m);
  expect(out).toMatch(/\n2 accounts: 59 first messages, \d+ answered \(\d+%\)\.\n$/);
});

test('a line that cannot be read is told with line and field, and the rest is counted', async () => {
  const wrong = { ...line(3, 'ines', 9, 'hm'), created_at: 'yesterday' };
  const { code, out, errors } = await command([
    'responses',
    '--json',
    fileOf([line(1, 'ines', 0, '@HaldenAir hm'), wrong, 'no json', line(2, 'HaldenAir', 7, 'yes?', 1)]),
  ]).ended;
  expect(code).toBe(1);
  expect(errors).toMatch(/line 2, created_at: not a time/);
  expect(errors).toMatch(/line 3, line: not JSON/);
  expect(JSON.parse(out).accounts).toMatchObject([{ account: 'HaldenAir', answered: 1, firstResponse: { p50: 7 } }]);
});

test.each([
  [null, '-'],
  [0, '0 s'],
  [59, '59 s'],
  [720, '12 min'],
  [7100, '118 min'],
  [7200, '2.0 h'],
  [200_000, '2.3 d'],
])('%s seconds are said as %s', (seconds, words) => {
  expect(timeInWords(seconds)).toBe(words);
});
