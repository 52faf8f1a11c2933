import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { MentionEntry } from '../server/core/entry.ts';
import type { Journal } from '../server/journal/journal.ts';
import { openSqliteJournal } from '../server/journal/sqlite.ts';
import type { Server } from '../server/main.ts';
import { Analysis, Mention } from '../shared/mention.ts';
import { SLICES, type SliceName } from '../shared/slices.ts';
import { TEXT_BOUND } from '../shared/text.ts';
import { command } from './support/command.ts';
import { HAZARDS, wordOf } from './support/hazards.ts';
import { config, push, startServer, until } from './support/server.ts';
import { tempFolder } from './support/temp.ts';

const YAML = `
brand: Halden Air
watches:
  - { name: Halden Air, query: halden }
accounts: { '*': [haldencare] }
`;
/** What a slice may weigh on the wire. */
const SLICE_BYTES = 9_000;
/** What no text may hold once it is taken in: controls, overrides, halves of a character. */
const UNSEEN = /[\0-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]/;
const CONTROLS = /[\0-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/;

const before = { id: 'before', text: 'halden: my bag came first. Thank you!', author: 'ines' };
const after = { id: 'after', text: 'halden: and mine came last, naturally.', author: 'tor' };
const idOf = (i: number): string => `h${i}`;
const posts = HAZARDS.map(({ text }, i) => ({ id: idOf(i), text }));

const send = (address: string, body: string) =>
  fetch(`${address}/api/v1/mentions`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
const found = async (address: string, words: string): Promise<Mention[]> => {
  const answer = await fetch(`${address}/api/v1/mentions?${new URLSearchParams({ q: words })}`);
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { found: { mention: Mention }[] }).found.map(({ mention }) => mention);
};

async function mentionsIn(journal: Journal): Promise<Map<string, MentionEntry>> {
  const entries = (await journal.read(0, 10_000)).flatMap(({ entry }) => (entry.kind === 'mention' ? [entry] : []));
  return new Map(entries.map((entry) => [entry.mention.id.replace(/^\w+:/, ''), entry]));
}

/** A server, and every line that it logs. */
async function listening(): Promise<{ server: Server; logged: string[] }> {
  const logged: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => logged.push(line) });
  return { server: await startServer({ config: config(YAML), log }), logged };
}

/** Every slice of every board is what the wall expects, and small. */
function checkSlices({ engine }: Server): void {
  for (const scope of engine.state.scopes.keys()) {
    for (const name of Object.keys(SLICES) as SliceName[]) {
      const slice = engine.slice(name, scope);
      SLICES[name].parse(slice!.data);
      const wire = JSON.stringify(slice);
      expect(Buffer.byteLength(wire)).toBeLessThan(SLICE_BYTES);
      expect(wire.isWellFormed()).toBe(true);
      expect(wire).not.toMatch(/\\ud[89a-f][0-9a-f]{2}/i);
    }
  }
}

describe('hostile texts that are pushed', () => {
  it('are kept bounded and plain, are found by what they say, weigh little on the wall, and leave no trace in the log', async () => {
    const { server, logged } = await listening();
    await push(server.address, [before]);
    for (const post of posts) {
      const answer = await send(server.address, JSON.stringify(post));
      expect([post.id, answer.status, await answer.json()]).toEqual([post.id, 202, { accepted: 1, duplicate: 0, rejected: [] }]);
    }
    await push(server.address, [after]);
    await server.engine.caughtUp();
    checkSlices(server);

    const kept = await mentionsIn(server.journal);
    for (const { mention, analysis } of kept.values()) {
      Mention.parse(mention);
      Analysis.parse(analysis);
      expect(mention.text.length).toBeLessThanOrEqual(TEXT_BOUND);
      expect(mention.text).not.toMatch(UNSEEN);
      expect(mention.text.isWellFormed()).toBe(true);
      expect([mention.id, analysis.watches]).toEqual([mention.id, ['halden-air']]);
      for (const term of analysis.terms) expect(term).not.toMatch(CONTROLS);
    }
    expect([kept.get('before')!.mention.text, kept.get('after')!.mention.text]).toEqual([before.text, after.text]);

    await until(
      () => found(server.address, 'naturally'),
      (all) => all.length === 1,
    );
    for (const [i, { hazard, text }] of HAZARDS.entries()) {
      expect([hazard, (await found(server.address, wordOf(i))).map(({ id }) => id)]).toEqual([hazard, [`push:${idOf(i)}`]]);
      // Whatever somebody searches for is words, never a query that fails.
      await found(server.address, text.slice(0, 400).toWellFormed());
    }
    const log = logged.join('');
    expect(log).not.toMatch(/quokka|disk erased|owned/);
    expect(log).not.toMatch(CONTROLS);
  });

  it('are refused with a reason when they are too long, or no text at all, and the rest of the request is taken in', async () => {
    const { server, logged } = await listening();
    const bad = [
      { id: 'long', text: `halden quokkalong ${'x'.repeat(100_000)}` },
      { id: 'number', text: 7 },
      { id: 'nothing', text: null },
      { id: 'list', text: ['halden'] },
      { id: '', text: 'halden' },
      { id: 'x'.repeat(500), text: 'halden' },
      { id: 'url', text: 'halden', url: 'javascript:alert(1)' },
      { id: 'source', text: 'halden', source: '../../etc' },
      { id: 'network', text: 'halden', network: '<b>' },
      { id: 'time', text: 'halden', postedAt: 'yesterday \u202e' },
      { id: 'followers', text: 'halden', author: { handle: 'a', followers: -1 } },
      'halden',
      null,
      [[[[[]]]]],
    ];
    const answer = await send(server.address, JSON.stringify([before, ...bad, after]));
    expect(answer.status).toBe(202);
    const receipt = (await answer.json()) as { accepted: number; rejected: { index: number; reason: string }[] };
    expect([receipt.accepted, receipt.rejected.map(({ index }) => index)]).toEqual([2, bad.map((_, i) => i + 1)]);
    for (const { reason } of receipt.rejected) expect(reason).toMatch(/^[^\0-\x1f\u202e]{3,300}$/);
    await server.engine.caughtUp();
    expect([...(await mentionsIn(server.journal)).values()].map(({ mention }) => mention.text)).toEqual([before.text, after.text]);
    checkSlices(server);
    expect(logged.join('')).not.toMatch(/quokka|alert\(1\)/);
  });

  it('do no harm in the fields beside the text either', async () => {
    const { server, logged } = await listening();
    const fields = HAZARDS.map(({ text }, i) => ({
      id: `f${i} ${text.slice(0, 300)}`,
      text: `halden is late ${wordOf(i)}`,
      author: { id: text.slice(0, 500), handle: text.slice(0, 250), name: text.slice(0, 250), followers: 1_000_000 + i },
      place: text.slice(0, 200),
      lang: text.slice(0, 30),
      inReplyTo: text.slice(0, 300),
    }));
    const body = JSON.stringify(fields).replace('"place"', '"__proto__":{"admin":true},"constructor":{"prototype":{}},"place"');
    const answer = await send(server.address, body);
    expect([answer.status, await answer.json()]).toEqual([202, { accepted: fields.length, duplicate: 0, rejected: [] }]);
    await server.engine.caughtUp();
    checkSlices(server);
    for (const { mention } of (await mentionsIn(server.journal)).values()) {
      Mention.parse(mention);
      for (const shown of [mention.author.handle, mention.author.name, mention.place ?? ''])
        expect(shown).not.toMatch(/[\n]|[\0-\x1f\u202e]/);
    }
    expect(logged.join('')).not.toMatch(/quokka/);
    await until(
      () => found(server.address, wordOf(3)),
      (all) => all.length === 1,
    );
  });
});

describe('hostile texts in a file', () => {
  it('come out of an import as the same posts that a push makes of them', async () => {
    const folder = tempFolder();
    const file = join(folder, 'hazards.csv');
    // A file of text can hold neither NUL nor half a character.
    const rows = posts.map(({ id, text }) => ({ id, text: text.replaceAll('\0', '').toWellFormed() }));
    const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
    writeFileSync(
      file,
      ['id,postedAt,text', ...[before, ...rows, after].map(({ id, text }) => `${id},2026-03-01T09:30:00Z,${cell(text)}`)].join('\n'),
    );
    const { code, out, errors } = await command(['import', '--data', folder, file]).ended;
    expect([code, errors]).toEqual([0, `${file}: Earshot's own (id, text, postedAt)\n`]);
    expect(out).toMatch(new RegExp(`accepted +${rows.length + 2}\n`));
    const journal = await openSqliteJournal({ folder: join(folder, 'live') });
    const imported = await mentionsIn(journal);
    await journal.close();
    const { server } = await listening();
    await push(server.address, [before, ...rows, after]);
    const pushed = await mentionsIn(server.journal);
    expect([...imported].map(([id, { mention }]) => [id, mention.text])).toEqual(
      [...pushed].map(([id, { mention }]) => [id, mention.text]),
    );
  });

  it('are each answered by the analysis, in order, on one line of valid JSON', async () => {
    const lines = [before, ...posts, after].map((post) => JSON.stringify(post));
    const { code, out, errors } = await command(['analyse'], `${lines.join('\n')}\nnot json \u001b[2J\n`).ended;
    const answers = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; terms: string[] });
    expect(answers.map(({ id }) => id)).toEqual(['before', ...posts.map(({ id }) => id), 'after']);
    expect(out.replaceAll('\n', '')).not.toMatch(CONTROLS);
    expect([code, errors]).toEqual([1, expect.stringMatching(/^earshot analyse: line \d+, line: [^\u001b]*\n$/)]);
  });

  it('that is no text is refused whole, with the reason', async () => {
    const folder = tempFolder();
    const file = join(folder, 'binary.csv');
    writeFileSync(file, Buffer.concat([Buffer.from('id,text\n1,halden\n'), readFileSync(process.execPath).subarray(0, 2000)]));
    const { code, errors } = await command(['import', '--data', folder, file]).ended;
    expect([code, errors]).toEqual([1, expect.stringMatching(/cannot read .*binary\.csv: it is not text/)]);
  });
});
