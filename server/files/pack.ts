/** Bytes of one block of packed mentions; an entry never spans two. */
const BLOCK_BYTES = 16 * 1024 * 1024;

/** Things held as bytes outside the heap: millions of them then cost the collector nothing. */
export interface Pack<T> {
  readonly length: number;
  push(thing: T): void;
  at(index: number): T;
}

/** `read` gets what `JSON.parse` gives. */
export function packOf<T>(read: (value: unknown) => T): Pack<T> {
  const blocks: Buffer[] = [];
  const places: { block: number[]; from: number[]; size: number[] } = { block: [], from: [], size: [] };
  let used = BLOCK_BYTES;
  const room = (size: number): Buffer => {
    if (used + size > BLOCK_BYTES) {
      blocks.push(Buffer.allocUnsafeSlow(Math.max(BLOCK_BYTES, size)));
      used = 0;
    }
    return blocks.at(-1)!;
  };
  return {
    get length() {
      return places.from.length;
    },
    push(thing) {
      const bytes = Buffer.from(JSON.stringify(thing));
      bytes.copy(room(bytes.length), used);
      places.block.push(blocks.length - 1);
      places.from.push(used);
      places.size.push(bytes.length);
      used += bytes.length;
    },
    at(index) {
      const from = places.from[index] ?? 0;
      const block = blocks[places.block[index] ?? -1];
      if (!block) throw new RangeError(`there is no entry ${index}`);
      return read(JSON.parse(block.toString('utf8', from, from + (places.size[index] ?? 0))));
    },
  };
}
