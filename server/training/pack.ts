import { deflateSync } from 'fflate';
import type { Packed } from '../core/models/packed.ts';

/** The same bytes give the same text, on any machine. */
export const pack = (numbers: Uint8Array): Packed => ({
  bytes: numbers.length,
  data: Buffer.from(deflateSync(numbers, { level: 9 })).toString('base64'),
});
