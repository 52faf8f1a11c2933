import { emojiPolarity, emoticonPolarity, plainEmoji } from '../text/emoji.ts';
import type { Token } from '../text/tokens.ts';
import { featureOf } from './hashes.ts';

/** What an emoji, an emoticon or a run of ! and ? says. */
export interface Sign {
  feature: number;
  /** -1 to 1; 0 says nothing by itself. */
  polarity: number;
}

/** Signs remembered at a time. */
export const SIGNS_KEPT = 4_096;
/** Longer signs are told apart by their beginning only, in UTF-16 units. */
const SIGN_BOUND = 24;

const kept = new Map<string, Sign>();

export function signOf({ kind, text }: Token): Sign {
  const key = text.slice(0, SIGN_BOUND);
  const known = kept.get(key);
  if (known) return known;
  if (kept.size >= SIGNS_KEPT) kept.clear();
  const sign = make(kind, key);
  kept.set(key, sign);
  return sign;
}

function make(kind: Token['kind'], text: string): Sign {
  if (kind === 'emphasis') return { feature: featureOf(`marks ${text.slice(0, 3)}`), polarity: 0 };
  if (kind === 'emoticon') return { feature: featureOf(`sign ${text}`), polarity: emoticonPolarity(text) };
  return { feature: featureOf(`sign ${plainEmoji(text)}`), polarity: emojiPolarity(text) };
}
