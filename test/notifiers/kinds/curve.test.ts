import { crc32, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { curveOf } from '../../../server/notifiers/email/curve.ts';
import { incidentOf, NOW } from './invented.ts';

const MINUTE = 60_000;

interface Picture {
  width: number;
  height: number;
  at(x: number, y: number): string;
}

/** Reads a PNG as the standard says; throws when a checksum is wrong. */
function read(png: Buffer): Picture {
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const body = png.subarray(at + 4, at + 8 + length);
    if (crc32(body) !== png.readUInt32BE(at + 8 + length)) throw new Error('a checksum is wrong');
    chunks.set(body.subarray(0, 4).toString('latin1'), body.subarray(4));
    at += length + 12;
  }
  const [head, data] = [chunks.get('IHDR')!, inflateSync(chunks.get('IDAT')!)];
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  const at = (x: number, y: number): string =>
    data
      .subarray(y * (width * 3 + 1) + 1 + x * 3)
      .subarray(0, 3)
      .toString('hex');
  return { width, height, at };
}

const series = (total: number[], changes: object = {}) => ({
  from: NOW,
  step: MINUTE,
  total,
  negative: total.map(() => 0),
  expected: total.map(() => 0),
  replies: [],
  ...changes,
});
const GROUND = '151c23';

describe('the curve of an incident', () => {
  it('is a PNG with much above where much was said, and ground above where little was', () => {
    const picture = read(curveOf({ series: series([0, 0, 0, 100, 100, 100]), onsetAt: 0 })!);
    expect([picture.width, picture.height, picture.at(100, 100), picture.at(1000, 100) === GROUND]).toEqual([1120, 320, GROUND, false]);
  });

  it('shows where it began', () => {
    const flat = series([1, 1, 1, 1]);
    const [with_, without] = [NOW + 2 * MINUTE, NOW - MINUTE].map((onsetAt) => read(curveOf({ series: flat, onsetAt })!));
    expect([with_!.at(560, 5) === GROUND, without!.at(560, 5) === GROUND]).toEqual([false, true]);
  });

  it.each([[[]], [[1, 2]]])('is none of too little: %o', (total) => {
    expect(curveOf({ series: series(total), onsetAt: NOW })).toBeNull();
  });

  it.each([
    ['nothing was said', series([0, 0, 0])],
    ['it is as long as it can be', series(Array.from({ length: 720 }, (_, i) => i))],
    ['what is usual is higher', series([1, 2, 3], { expected: [900, 900, 900] })],
  ])('is drawn when %s', (_what, one) => {
    expect(read(curveOf({ series: one, onsetAt: NOW })!).width).toBe(1120);
  });

  it('is the same for the same incident', () => {
    expect(curveOf(incidentOf())!.equals(curveOf(incidentOf())!)).toBe(true);
  });
});
