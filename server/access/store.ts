import { z } from 'zod';
import { MAX_TOKENS, Token } from './token.ts';

/** When tokens were last used, by id, in ms since 1970 UTC. */
export type Uses = Record<string, number>;

/**
 * Where tokens are kept. `load` throws when what is there cannot be read. Uses are kept apart from tokens, so that the running
 * server never writes the list that a command line in another process changes: it could bring a revoked token back.
 */
export interface TokenStore {
  load(): Promise<Token[]>;
  save(tokens: readonly Token[]): Promise<void>;
  loadUses(): Promise<Uses>;
  saveUses(uses: Uses): Promise<void>;
  /** Calls back soon, and again within about `every` ms after anybody saved tokens. Returns how to stop. */
  watch(changed: () => void, every: number): () => void;
}

const Kept = z.object({ version: z.literal(1), tokens: z.array(Token).max(MAX_TOKENS) });
const KeptUses = z.record(z.string(), z.number());

export const writeTokens = (tokens: readonly Token[]): string => `${JSON.stringify({ version: 1, tokens }, null, 2)}\n`;

/** Throws an Error that names `where` when the text is not a list of tokens. */
export function readTokens(text: string, where: string): Token[] {
  try {
    return Kept.parse(JSON.parse(text)).tokens;
  } catch (error) {
    throw new Error(`the access tokens in ${where} cannot be read; mend or delete it`, { cause: error });
  }
}

/** Uses are only a help to people: what cannot be read counts as never used. */
export function readUses(text: string): Uses {
  try {
    return KeptUses.parse(JSON.parse(text));
  } catch {
    return {};
  }
}
