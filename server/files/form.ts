import { type Bytes, Unreadable } from './bytes.ts';

/** How the text of a file is laid out. `delimiter` is of use for CSV alone. */
export interface Form {
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be';
  kind: 'ndjson' | 'csv';
  delimiter: string;
}

/** Bytes looked at to tell the form: a header line longer than this would not be understood. */
export const HEAD_BYTES = 16_384;

/** Tells the form from the beginning of a file. Throws `Unreadable` for what is neither NDJSON nor CSV. */
export function formOf(head: Uint8Array, name: string): Form {
  const encoding = encodingOf(head);
  const start = head.subarray(0, HEAD_BYTES);
  if (encoding === 'utf-8' && start.includes(0)) throw new Unreadable(`cannot read ${name}: it is not text`);
  const text = new TextDecoder(encoding).decode(start).trimStart();
  if (text.startsWith('[')) {
    throw new Unreadable(`cannot read ${name}: it is one JSON array; give one post a line instead (jq -c '.[]' FILE | earshot ... -)`);
  }
  const kind = text === '' || text.startsWith('{') ? 'ndjson' : 'csv';
  return { encoding, kind, delimiter: delimiterOf(text.split(/\r?\n|\r/, 1)[0] ?? '') };
}

function encodingOf(head: Uint8Array): Form['encoding'] {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

/** The candidate that parts the header most often, outside quotation marks. */
function delimiterOf(header: string): string {
  const bare = header.replace(/"[^"]*"/g, '');
  const often = (mark: string) => bare.split(mark).length;
  return [',', ';', '\t', '|'].reduce((best, mark) => (often(mark) > often(best) ? mark : best));
}

/** Decoded text without its byte order mark; what is no valid character becomes U+FFFD. */
export async function* textOf(chunks: Bytes, encoding: Form['encoding']): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}
