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

/** Chunks without an end of line are only collected, so that a line which trickles in costs no more than one that doesn't. */
async function* lines(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let begun: string[] = [];
  let length = 0;
  for await (const text of decoded(stream, decoder)) {
    const [first = '', ...others] = text.split('\n');
    begun.push(first);
    length += first.length;
    if (length > LINE_BOUND) throw new Refusal(413, `a line may hold ${LINE_BOUND} characters`);
    if (others.length === 0) continue;
    yield begun.join('');
    const last = others.pop() ?? '';
    yield* others;
    begun = [last];
    length = last.length;
  }
  yield begun.join('') + decoder.decode();
}

async function* decoded(stream: AsyncIterable<Uint8Array>, decoder: TextDecoder): AsyncGenerator<string> {
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > STREAM_BYTES) throw new Refusal(413, `a stream may hold ${STREAM_BYTES} bytes`);
    yield decoder.decode(chunk, { stream: true });
  }
}
