import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { asV2, type Json, post } from '../support/jetstream.ts';
import { listening, texts } from '../support/listening.ts';

describe('every case under fixtures/sources/bluesky', () => {
  const Case = z.strictObject({
    about: z.string(),
    wires: z.array(z.enum(['v1', 'v2'])),
    held: z.array(z.string()).default([]),
    words: z.array(z.string()).optional(),
    now: z.number(),
    follow: z.record(z.string(), z.boolean()).optional(),
    frames: z.array(z.union([z.string(), z.record(z.string(), z.unknown())])),
  });
  const folder = new URL('../../fixtures/sources/bluesky/', import.meta.url);
  const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
  const names = readdirSync(folder).filter((name) => name.endsWith('.json') && !name.endsWith('.expected.json'));
  const cases = names.flatMap((name) => {
    const one = Case.parse(read(name));
    return one.wires.map((wire) => ({ ...one, wire, name, expected: read(name.replace('.json', '.expected.json')) }));
  });

  it.each(cases)('$about ($name, $wire)', async ({ wire, held, words, now, frames, follow, expected }) => {
    const { server, recording } = await listening({ held, words, now, options: { wire, ...(follow && { follow: follow as never }) } });
    const client = await server.client();
    const last = post('did:plc:last', '3mlast', now * 1000, `last ${words?.[0] ?? ''}`);
    const speak = (frame: string | Json, index: number) =>
      wire === 'v2' && typeof frame === 'object' && 'time_us' in frame ? asV2(frame, index + 1) : frame;
    client.send(...[...frames, last].map(speak));
    await recording.until(() => texts(recording).some((text) => text.startsWith('last ')));
    const items = JSON.parse(JSON.stringify(recording.submitted.slice(0, -1)));
    expect({ items, verdicts: recording.verdicts.slice(0, -1), rejected: recording.rejected }).toEqual(expected);
  });
});
