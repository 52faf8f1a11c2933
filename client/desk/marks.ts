import type { Mark } from '../../shared/reply.ts';

/** A stretch of text, and what was heard in it. */
export interface Stretch {
  text: string;
  what: Mark['what'] | null;
}

/**
 * Cuts a text at its marks. Marks that overlap an earlier one give way to it, and what points beyond the text is cut: the stretches always
 * make up the whole text.
 */
export function stretches(text: string, marks: readonly Mark[]): Stretch[] {
  const found: Stretch[] = [];
  let at = 0;
  for (const { what, from, to } of [...marks].sort((a, b) => a.from - b.from || b.to - a.to)) {
    const end = Math.min(to, text.length);
    if (from < at || from >= end) continue;
    if (from > at) found.push({ text: text.slice(at, from), what: null });
    found.push({ text: text.slice(from, end), what });
    at = end;
  }
  if (at < text.length) found.push({ text: text.slice(at), what: null });
  return found;
}
