import { promisify } from 'node:util';
import { constants, crc32, zstdCompress, zstdDecompress } from 'node:zlib';

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);
const SUM_BYTES = 4;
/** A server that is told to stop keeps its state first: half the time for a few percent of room. */
const QUICK = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** Compressed off the main thread, with a checksum in front. */
export async function pack(bytes: Uint8Array): Promise<Uint8Array> {
  const body = await compress(bytes, QUICK);
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
  return decompress(body).catch(() => null);
}
