import type { Entry, MentionEntry, TickEntry } from '../../server/core/entry.ts';

/** Monday, 2 March 2026, 09:00 UTC: when these stories begin. */
export const START = Date.UTC(2026, 2, 2, 9);

export function mentionEntry(name: string, text = `The ${name} porridge at Juniper House was lukewarm`, at = START): MentionEntry {
  const id = `web:${name}`;
  return {
    kind: 'mention',
    id,
    at,
    mention: {
      id,
      source: 'web',
      network: 'web',
      author: { id: `author-${name}`, handle: `handle_${name}`, name: `Guest ${name}`, followers: 12 },
      text,
      url: `https://posts.example/${name}`,
      place: `Room ${name}`,
      postedAt: at - 2000,
      receivedAt: at,
    },
    analysis: {
      language: 'en',
      label: 'negative',
      score: -0.4,
      confidence: 0.7,
      terms: ['porridge', name],
      watches: ['juniper'],
      own: false,
      addressed: false,
    },
  };
}

export const mentions = (from: number, to: number): MentionEntry[] =>
  Array.from({ length: to - from + 1 }, (_, i) => mentionEntry(`m${from + i}`, undefined, START + (from + i) * 1000));

export const tick = (second: number): TickEntry => ({ kind: 'tick', id: `t:${second}`, at: START + second * 1000 });

export const ids = (entries: readonly Entry[]): string[] => entries.map((entry) => entry.id);
