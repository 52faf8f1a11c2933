import { onTestFinished } from 'vitest';
import type { MentionEntry } from '../../server/core/entry.ts';
import { type History, type HistoryQuery, openHistory } from '../../server/history/history.ts';
import { tempFolder } from '../support/temp.ts';

export const START = Date.UTC(2026, 4, 4, 8);
export const MINUTE = 60_000;

export async function opened(folder = tempFolder()): Promise<History> {
  const history = await openHistory({ folder });
  onTestFinished(() => history.close());
  return history;
}

interface Told {
  text?: string;
  minute?: number;
  network?: string;
  language?: string;
  label?: 'negative' | 'neutral' | 'positive';
  watches?: string[];
}

export function entry(
  name: string,
  { text = `${name} sails at noon`, minute = 0, network = 'web', language = 'en', label = 'neutral', watches = [] }: Told = {},
): MentionEntry {
  const postedAt = START + minute * MINUTE;
  const id = `${network}:${name}`;
  const author = { id: `author-${name}`, handle: `${name}_writes`, name: `Skipper ${name}` };
  return {
    kind: 'mention',
    id,
    at: postedAt + 1500,
    mention: { id, source: network, network, author, text, url: `https://posts.example/${name}`, postedAt, receivedAt: postedAt + 1500 },
    analysis: { language, label, score: 0, confidence: 0.6, terms: ['sails'], watches, own: false, addressed: false },
  };
}

export async function found(history: History, query: HistoryQuery): Promise<string[]> {
  return (await history.search(query)).mentions.map(({ id }) => id.slice(id.indexOf(':') + 1));
}

export const STORIES = [
  entry('ferry', {
    text: 'The FERRY was late — again! Café closed, 100% "annoyed"',
    minute: 1,
    label: 'negative',
    watches: ['harbour', 'food'],
  }),
  entry('tokyo', {
    text: '東京のフェリーは最高でした',
    minute: 2,
    network: 'mastodon',
    language: 'ja',
    label: 'positive',
    watches: ['harbour'],
  }),
  entry('strasse', { text: 'Die Fähre in der Hafenstraße, ja', minute: 3, language: 'de' }),
  entry('wide', { text: 'ＦＥＲＲＹ ｔｉｃｋｅｔｓ _ok_', minute: 4, network: 'mastodon', watches: ['food'] }),
  entry('syntax', { text: 'ferry AND late OR NOT (nothing) near* col:val ^x', minute: 5 }),
];
