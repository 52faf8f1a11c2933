import type { Journal } from '../journal/journal.ts';
import { readTokens, readUses, type TokenStore, writeTokens } from './store.ts';

const TOKENS = 'access-tokens';
const USES = 'access-tokens-used';

type Keys = Pick<Journal, 'getKey' | 'setKey'>;

/** Tokens in a journal that several nodes share. */
export function journalTokens(keys: Keys): TokenStore {
  return {
    load: async () => {
      const text = await keys.getKey(TOKENS);
      return text === null ? [] : readTokens(text, `the journal's key ${TOKENS}`);
    },
    save: (tokens) => keys.setKey(TOKENS, writeTokens(tokens)),
    loadUses: async () => readUses((await keys.getKey(USES)) ?? '{}'),
    saveUses: (uses) => keys.setKey(USES, JSON.stringify(uses)),
    watch: (changed, every) => poll(keys, changed, every),
  };
}

/** A journal that cannot be read just now says nothing about its tokens: those known stay. */
function poll(keys: Keys, changed: () => void, every: number): () => void {
  let known: string | null | undefined;
  const look = async (): Promise<void> => {
    const now = await keys.getKey(TOKENS).catch(() => known);
    if (now !== known) changed();
    known = now;
  };
  const timer = setInterval(() => void look(), every).unref();
  void look();
  return () => clearInterval(timer);
}
