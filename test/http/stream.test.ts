import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { batches, LINE_BOUND } from '../../server/http/push/lines.ts';
import { STREAM_BATCH } from '../../server/http/push/taking.ts';
import { REJECTIONS_TOLD } from '../../server/http/push/tally.ts';
import { makeApp } from '../support/app.ts';
import { MENTIONS, send } from '../support/send.ts';

describe('a stream', () => {
  const ndjson = { 'content-type': 'application/x-ndjson' };
  const lines = (count: number): string[] => Array.from({ length: count }, (_, i) => JSON.stringify({ id: `${i}`, text: `post ${i}` }));
  const inChunks = (text: string, size: number): Readable =>
    Readable.from(
      Buffer.from(text)
        .toString('latin1')
        .match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [],
    ).map((part: string) => Buffer.from(part, 'latin1'));

  it('is taken in batch by batch, however it is cut into chunks', async () => {
    const { app, parts } = await makeApp();
    const text = [...lines(STREAM_BATCH + 2), '', '{broken', '{"id":"é","text":"ĉielo 🌍"}'].join('\r\n');
    const answer = await app.inject({ method: 'POST', url: MENTIONS, headers: ndjson, payload: inChunks(text, 997) });
    expect(answer.json()).toEqual({
      accepted: STREAM_BATCH + 3,
      duplicate: 0,
      rejected: [{ index: STREAM_BATCH + 3, field: '', reason: 'not JSON' }],
    });
    expect(parts.intake.batches).toEqual([STREAM_BATCH, 3]);
    expect(parts.intake.mentions().at(-1)).toMatchObject({ id: 'push:é', text: 'ĉielo 🌍' });
  });

  it('is read no further than what was asked for', async () => {
    let chunks = 0;
    const stream = (async function* () {
      for (const line of lines(100)) {
        chunks += 1;
        yield Buffer.from(`${line}\n`);
      }
    })();
    const reading = batches(stream, 10);
    expect((await reading.next()).value).toHaveLength(10);
    expect(chunks).toBe(10);
  });

  it('that the journal cannot take to its end tells how far it came', async () => {
    const { app, parts } = await makeApp();
    parts.intake.onSubmit = () => {
      if (parts.intake.batches.length === 2) parts.intake.fill();
    };
    const { status, body, headers } = await send(app, lines(STREAM_BATCH * 2).join('\n'), MENTIONS, ndjson);
    expect([status, body.receipt.accepted, Number(headers['retry-after']) > 0]).toEqual([503, STREAM_BATCH, true]);
  });

  it('with an endless line is refused', async () => {
    const { app } = await makeApp();
    expect((await send(app, 'x'.repeat(LINE_BOUND + 1), MENTIONS, ndjson)).status).toBe(413);
  });

  it('of nothing but faults gets an answer of bounded length', async () => {
    const { app } = await makeApp();
    const { body } = await send(app, 'no\n'.repeat(REJECTIONS_TOLD + 5), MENTIONS, ndjson);
    expect([body.rejected.length, body.rejectedMore]).toEqual([REJECTIONS_TOLD, 5]);
  });
});
