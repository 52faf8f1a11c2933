import { Refusal } from '../refusal.ts';

/** Longest line of a stream, in UTF-16 units. */
export const LINE_BOUND = 1_000_000;
/** Longest stream, in bytes; more is sent as another request. */
export const STREAM_BYTES = 1_000_000_000;

/**
 * The lines of a stream in batches of at most `size`, each with its number from 0; empty lines count and are left out. Nothing is
 * read ahead of what was asked for. Throws a Refusal on a line or a stream that is too long.
 */
export async function* batches(stream: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<[number, string][]> {
  let batch: [number, string][] = [];
  let number = 0;
  for await (const line of lines(stream)) {
    if (line.trim() !== '') batch.push([number, line]);
    number += 1;
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function* lines(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > STREAM_BYTES) throw new Refusal(413, `a stream may hold ${STREAM_BYTES} bytes`);
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    if (rest.length > LINE_BOUND) throw new Refusal(413, `a line may hold ${LINE_BOUND} characters`);
    yield* parts;
  }
  yield rest + decoder.decode();
}
