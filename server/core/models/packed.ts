import { inflateSync } from 'fflate';

/** A fitted model as it stands in the tree: its numbers, deflated and written in base64, so that it is text like everything else. */
export interface Packed {
  /** Length of the numbers in bytes: what is unpacked must have it. */
  bytes: number;
  data: string;
}

/** Throws when the file was damaged. */
export function unpack({ bytes, data }: Packed): Uint8Array {
  const text = atob(data);
  const packed = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) packed[i] = text.charCodeAt(i);
  const unpacked = inflateSync(packed, { out: new Uint8Array(bytes) });
  if (unpacked.length !== bytes) throw new Error(`a model holds ${unpacked.length} bytes instead of ${bytes}`);
  return unpacked;
}
