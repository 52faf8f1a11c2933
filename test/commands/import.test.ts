import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IMPORT_BATCH, type ImportOptions, importFiles, type Submit } from '../../server/commands/import.ts';
import { newTally } from '../../server/commands/tally.ts';
import type { Incoming, Verdict } from '../../server/sources/source.ts';
import { tempFolder } from '../support/temp.ts';

const T0 = 1_741_072_509_000;
const post = (id: number | string) => JSON.stringify({ id: String(id), text: 'hello', postedAt: T0 });

function file(lines: string[], name = 'posts.ndjson'): string {
  const path = join(tempFolder(), name);
  writeFileSync(path, lines.join('\n'));
  return path;
}

/** Takes every id in once. */
function takesOnce(): { submit: Submit; batches: Incoming[][] } {
  const seen = new Set<string>();
  const batches: Incoming[][] = [];
  const verdict = (item: Incoming): Verdict => {
    const id = item.kind === 'mention' ? item.mention.id : '';
    const known = seen.has(id);
    seen.add(id);
    return known ? 'duplicate' : 'accepted';
  };
  return {
    batches,
    submit: async (items) => {
      batches.push(items);
      return items.map(verdict);
    },
  };
}

async function run(paths: string[], submit: Submit, options: ImportOptions = {}) {
  let out = '';
  let err = '';
  const terminal = { stdout: { write: (text: string) => (out += text) }, stderr: { write: (text: string) => (err += text) }, isTTY: false };
  const code = await importFiles(paths, options, submit, terminal);
  return { code, out, err };
}

const table = (read: number, accepted: number, duplicate: number, refused: number): string =>
  [`read       ${read}`, `accepted   ${accepted}`, `duplicate  ${duplicate}`, `refused    ${refused}`, ''].join('\n');

describe('an import', () => {
  it('accounts for every line, and names the first lines of each reason', async () => {
    const lines = [post(1), post(2), post(1), '{', '{"text":"x","postedAt":"soon"}', '{"text":"x","postedAt":"later"}', post(3)];
    const path = file(lines);
    const { code, out } = await run([path], takesOnce().submit);
    expect(code).toBe(0);
    expect(out).toContain(table(7, 3, 1, 3));
    expect(out).toMatch(/ {2}2 × postedAt: not a time that can be read: "soon" .* lines 5, 6\)\n/);
    expect(out).toMatch(/ {2}1 × line: not JSON: .* line 4\)\n/);
  });

  it('submits in batches, in the order of the files', async () => {
    const { submit, batches } = takesOnce();
    const path = file(Array.from({ length: IMPORT_BATCH * 2 + 1 }, (_, i) => post(i)));
    await run([path], submit);
    expect(batches.map((batch) => batch.length)).toEqual([IMPORT_BATCH, IMPORT_BATCH, 1]);
    expect(batches.flat().map((item) => item.kind === 'mention' && item.mention.id)).toEqual(
      Array.from({ length: IMPORT_BATCH * 2 + 1 }, (_, i) => `import:${i}`),
    );
  });

  it('a dry run submits nothing', async () => {
    const { submit, batches } = takesOnce();
    const { code, out } = await run([file([post(1), '{'])], submit, { dryRun: true });
    expect([code, batches]).toEqual([0, []]);
    expect(out).toContain('read       2\nreadable   1\nrefused    1\n');
  });

  it('fails on a refused line only when it is to be strict', async () => {
    const path = file([post(1), '{']);
    expect((await run([path], takesOnce().submit)).code).toBe(0);
    expect((await run([path], takesOnce().submit, { strict: true })).code).toBe(1);
    expect((await run([file([post(1)])], takesOnce().submit, { strict: true })).code).toBe(0);
  });

  it('counts what the other end refused, by its line', async () => {
    const submit: Submit = async () => ({ accepted: 1, duplicate: 0, rejected: [{ index: 1, field: 'text', reason: 'too rude' }] });
    const { out } = await run([file(['', post(1), '', post(2)])], submit);
    expect(out).toContain(table(2, 1, 0, 1));
    expect(out).toContain('1 × text: too rude');
    expect(out).toContain('line 4)');
  });

  it('brings what was read before a file broke off, and fails', async () => {
    const { submit, batches } = takesOnce();
    const path = file(['id,text,created_at', `1,hello,${T0}`, `2,"${'x'.repeat(1_100_000)}`], 'posts.csv');
    const { code, out, err } = await run([path], submit);
    expect([code, batches.flat().length]).toEqual([1, 1]);
    expect(out).toContain(table(1, 1, 0, 0));
    expect(err).toContain(`earshot: cannot read ${path}: line 3: a quotation mark is opened here and never closed`);
  });

  it.each<[string, ImportOptions, number, string]>([
    ['gone.csv', {}, 1, 'cannot read gone.csv: there is no such file'],
    ['gone.csv', { source: 'a b' }, 2, '--source: letters, digits'],
  ])('%s with %j ends with %d', async (path, options, code, message) => {
    const result = await run([path], takesOnce().submit, options);
    expect(result).toEqual({ code, out: '', err: `earshot: ${message}${result.err.slice(9 + message.length)}` });
  });

  it('fails, with the counts so far, when no more is taken in', async () => {
    const { submit } = takesOnce();
    let batches = 0;
    const full: Submit = async (items) => {
      batches += 1;
      if (batches === 2) throw new Error('the disk is full');
      return submit(items);
    };
    const path = file(Array.from({ length: IMPORT_BATCH + 5 }, (_, i) => post(i)));
    const { code, out, err } = await run([path], full);
    expect(code).toBe(1);
    expect(out).toContain('read       1,000\naccepted   1,000\n');
    expect(err).toContain('earshot: the disk is full\n');
  });

  it("names the handles that the files mark as the brand's own", async () => {
    const own = { id: '1', author: 'TernRail', inbound: false, created_at: '2025-03-04T07:15:09Z', text: 'hello', in_reply_to: null };
    const { err } = await run([file([JSON.stringify(own)])], takesOnce().submit);
    expect(err).toContain("1 of the authors are marked as the brand's own: TernRail.");
  });
});

describe('the tally', () => {
  it('adds up, whatever the verdicts', () => {
    const verdict = fc.constantFrom<Verdict>('accepted', 'duplicate', 'unmatched', 'unheld');
    fc.assert(
      fc.property(fc.array(fc.array(verdict)), fc.array(fc.string()), (answers, reasons) => {
        const tally = newTally();
        for (const answer of answers) tally.take([], answer);
        for (const reason of reasons) tally.refuse({ file: 'a', line: 1, field: 'text', reason });
        const { accepted, duplicate, refused } = tally.counts();
        expect(tally.read()).toBe(answers.flat().length + reasons.length);
        expect(accepted + duplicate + refused).toBe(tally.read());
        expect(accepted).toBe(answers.flat().filter((one) => one === 'accepted').length);
      }),
    );
  });

  it('keeps a bounded number of reasons and counts the rest', () => {
    const tally = newTally();
    for (let i = 0; i < 200; i += 1) tally.refuse({ file: 'a', line: i + 1, field: `f${i}`, reason: 'odd' });
    const lines = tally.table(false).trim().split('\n');
    expect(lines).toHaveLength(4 + 51);
    expect(lines).toContain('  150 × other reasons (a lines 51, 52, 53, 54, 55, ...)');
  });
});
