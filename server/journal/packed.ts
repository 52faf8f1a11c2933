import { promisify } from 'node:util';
import { constants, crc32, zstdCompress, zstdDecompress } from 'node:zlib';

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);
const SUM_BYTES = 4;
const { ZSTD_c_compressionLevel: LEVEL, ZSTD_c_enableLongDistanceMatching: FAR } = constants;
/**
 * A server that is told to stop keeps its state first: half the time for a few percent of room. What is kept for a month is packed for
 * three times as long, into half the room: a state says much of what it says more than once, and far apart.
 */
const EFFORTS = { quick: { params: { [LEVEL]: 1 } }, small: { params: { [LEVEL]: 3, [FAR]: 1 } } };

/** A state has tens of megabytes: put together from pieces of 16 kB, as is usual, it takes twice as long. In bytes. */
const WIDE = { chunkSize: 1 << 20 };

/** Compressed off the main thread, with a checksum in front. */
export async function pack(bytes: Uint8Array, effort: keyof typeof EFFORTS = 'quick'): Promise<Uint8Array> {
  const body = await compress(bytes, EFFORTS[effort]);
  const packed = Buffer.allocUnsafe(SUM_BYTES + body.length);
  packed.writeUInt32LE(crc32(body), 0);
  body.copy(packed, SUM_BYTES);
  return packed;
}

/** What was packed, or `null` when it is damaged. */
export async function unpack(packed: Uint8Array): Promise<Uint8Array | null> {
  const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
  if (bytes.length < SUM_BYTES) return null;
  const body = bytes.subarray(SUM_BYTES);
  if (crc32(body) !== bytes.readUInt32LE(0)) return null;
  return decompress(body, WIDE).catch(() => null);
}
