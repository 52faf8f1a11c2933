import type { MentionEntry } from '../core/entry.ts';

/**
 * The entry without what a person wrote and without who wrote it. Everything that is counted (network, language, label,
 * watches, times, what it answers or repeats) stays, so that a refold gives the same numbers.
 */
export function emptied(entry: MentionEntry): MentionEntry {
  const { url: _url, place: _place, ...mention } = entry.mention;
  return {
    ...entry,
    mention: { ...mention, author: { id: '', handle: '', name: '' }, text: '' },
    analysis: { ...entry.analysis, terms: [] },
  };
}
