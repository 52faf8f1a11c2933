import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRows } from '../../server/files/csv.ts';
import { decoded } from '../../server/files/entities.ts';
import { textOf } from '../../server/files/form.ts';
import { ndjsonRows } from '../../server/files/ndjson.ts';
import { RECORD_BOUND, type Row, type RowRefusal } from '../../server/files/row.ts';
import { all } from './all.ts';

async function* chunks(parts: string[]) {
  yield* parts;
}

const csv = (text: string, ...more: string[]): Promise<(Row | RowRefusal)[]> => all(csvRows(chunks([text, ...more]), ','));
const ndjson = (...parts: string[]): Promise<(Row | RowRefusal)[]> => all(ndjsonRows(chunks(parts)));

/** The text as a stream may bring it: its bytes cut at the given places, then decoded. */
async function* cutAt(text: string, places: number[]): AsyncGenerator<string> {
  const bytes = Buffer.from(text);
  const sorted = [0, ...places.map((place) => place % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  const pieces = sorted.slice(1).map((end, i) => bytes.subarray(sorted[i], end));
  yield* textOf(Readable.from(pieces), 'utf-8');
}

const row = (line: number, a: string, b: string) => ({ line, fields: { a, b } });

describe('a table', () => {
  it.each([
    ['a,b\n1,2\n', [row(2, '1', '2')], 'a plain row'],
    ['a,b\r\n1,2\r\n3,4', [row(2, '1', '2'), row(3, '3', '4')], 'CR LF, and no end on the last line'],
    ['a,b\r1,2\r3,4\r', [row(2, '1', '2'), row(3, '3', '4')], 'CR alone'],
    ['a,b\n1,"x\ny"\n2,z\n', [row(2, '1', 'x\ny'), row(4, '2', 'z')], 'a row is numbered by the line it begins on'],
    ['a,b\r\n1,"x\r\ny"\r\n\r\n2,z', [row(2, '1', 'x\ny'), row(5, '2', 'z')], 'also with CR LF and empty lines'],
    ['a,b\n1,"say ""hi"""\n', [row(2, '1', 'say "hi"')], 'doubled quotation marks are one'],
    ['a,b\n1,12" pizza\n2,"ab"c\n', [row(2, '1', '12" pizza'), row(3, '2', '"ab"c')], 'marks inside a cell are taken as they are'],
    [' a , b\n1,2', [row(2, '1', '2')], 'spaces around the names of columns are not part of them'],
    ['', [], 'nothing'],
    ['a,b\n', [], 'a header alone'],
  ])('%# %j', async (text, rows) => {
    expect(await csv(text)).toEqual(rows);
  });

  it('refuses a row with another number of cells, and reads on', async () => {
    const refusal = { line: 2, field: 'line', reason: '3 cells where the header has 2' };
    expect(await csv('a,b\n1,2,3\n4,5\n')).toEqual([refusal, row(3, '4', '5')]);
  });

  it('refuses what a quotation mark that is never closed swallows, and keeps the rows before it', async () => {
    const refusal = { line: 3, field: 'line', reason: 'a quotation mark is opened here and never closed' };
    expect(await csv('a,b\n1,2\n3,"open\n5,6\n')).toEqual([row(2, '1', '2'), refusal]);
  });

  it('gives up on a file whose open quotation mark would fill the memory, after the rows before it', async () => {
    const read: (Row | RowRefusal)[] = [];
    const reading = async () => {
      for await (const one of csvRows(chunks(['a,b\n1,2\n3,"', 'x'.repeat(RECORD_BOUND + 1), '\n5,6\n']), ',')) read.push(one);
    };
    await expect(reading()).rejects.toThrow('line 3: a quotation mark is opened here and never closed');
    expect(read).toEqual([row(2, '1', '2')]);
  });

  it('reads the same however the stream is cut', async () => {
    const text = 'a,b\r\n1,"x\r\n""y"""\r\n\r\n2,ü😀\r\n3\r\n4,"last, one"';
    const whole = await csv(text);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(100), { maxLength: 8 }), async (places) => {
        expect(await all(csvRows(cutAt(text, places), ','))).toEqual(whole);
      }),
      { numRuns: 60 },
    );
  });
});

describe('objects line by line', () => {
  it('numbers lines from 1 and counts empty ones', async () => {
    expect(await ndjson('{"a":1}\r\n\n  \n{"a":2}')).toEqual([
      { line: 1, fields: { a: 1 } },
      { line: 4, fields: { a: 2 } },
    ]);
  });

  it.each([
    ['[1]', 'not a JSON object'],
    ['null', 'not a JSON object'],
    ['"text"', 'not a JSON object'],
  ])('refuses %s and reads on', async (line, reason) => {
    expect(await ndjson(`${line}\n{"a":1}\n`)).toEqual([
      { line: 1, field: 'line', reason },
      { line: 2, fields: { a: 1 } },
    ]);
  });

  it('says why a line is not JSON', async () => {
    const [first] = await ndjson('{"a":\n');
    expect(first).toMatchObject({ line: 1, field: 'line', reason: expect.stringMatching(/^not JSON: SyntaxError/) });
  });

  it('keeps every digit of an id that is too large for a number', async () => {
    const rows = await ndjson('{"id":991712597505445889,"n":12,"f":0.1234567890123456780,"in":{"id":991712597505445888}}\n');
    expect(rows).toEqual([
      { line: 1, fields: { id: '991712597505445889', n: 12, f: Number('0.1234567890123456780'), in: { id: '991712597505445888' } } },
    ]);
  });

  it('drops a line beyond the bound as it comes, and reads the next', async () => {
    const part = 'x'.repeat(RECORD_BOUND / 2);
    expect(await ndjson('{"a":"', part, part, part, '"}\n{"a":1}\n', part, part, 'x')).toEqual([
      { line: 1, field: 'line', reason: `longer than ${RECORD_BOUND} characters` },
      { line: 2, fields: { a: 1 } },
      { line: 3, field: 'line', reason: `longer than ${RECORD_BOUND} characters` },
    ]);
  });

  it('reads the same however the stream is cut', async () => {
    const text = '{"a":"ü😀"}\r\n\n{"b":[1,2]}\n{broken\n{"c":""}';
    const whole = await ndjson(text);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(100), { maxLength: 8 }), async (places) => {
        expect(await all(ndjsonRows(cutAt(text, places)))).toEqual(whole);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the HTML escaping of an export', () => {
  it.each([
    ['no ampersand', 'no ampersand'],
    ['a &amp; b &lt;3 &gt; &quot;c&quot; &#39;d&#39; &apos;', "a & b <3 > \"c\" 'd' '"],
    ['&amp;lt; was written so', '&lt; was written so'],
    ['&#x1F600; &#128512;', '😀 😀'],
    ['AT&T &unknown; &#0; &#9999999; &', 'AT&T &unknown; &#0; &#9999999; &'],
  ])('%j is undone once', (escaped, text) => {
    expect(decoded(escaped)).toBe(text);
  });
});
