/** As many bytes as there were, so that SQLite writes them in place and no rearranged page keeps a copy. */
export const blank = (value: unknown): string => ' '.repeat(Buffer.byteLength(String(value)));
