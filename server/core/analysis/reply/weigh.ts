import type { ReplyHeard, Substance } from '../../../../shared/reply.ts';
import type { Part } from './parts.ts';

/** What a reply that does several things is taken for: the first of these. Substance first, then what moves the matter on. */
const ORDER: readonly Substance[] = ['fix', 'answer', 'question', 'redirection', 'details'];

/** Words that a reply states, known to no rule, from which on it may be an answer. */
const TELLING = 7;

/** Judges the reply as a whole. */
export function weigh(parts: readonly Part[]): Pick<ReplyHeard, 'substance' | 'apologises' | 'closes'> {
  const substance = substanceOf(parts);
  const apologises = parts.some((part) => part.apologises);
  const open =
    parts.some((part) => part.promises.length > 0 || part.direction !== null) || substance === 'question' || substance === 'details';
  return { substance, apologises, closes: !open && parts.some(({ ends }) => ends) };
}

function substanceOf(parts: readonly Part[]): Substance {
  const given = new Set(parts.map(({ substance }) => substance));
  const first = ORDER.find((each) => given.has(each));
  if (first === 'question' && isSmallTalk(parts)) return 'courtesy';
  if (first) return first;
  const ends = parts.some((part) => part.ends);
  const promised = parts.some(({ promises }) => promises.length > 0);
  if (promised || (given.has('acknowledgement') && !ends)) return 'acknowledgement';
  if (given.has('apology') && !tells(parts)) return 'apology';
  if (ends || given.has('courtesy')) return 'courtesy';
  if (tells(parts)) return isChatter(parts) ? 'courtesy' : 'answer';
  return given.has('invitation') || given.has('statement') ? 'acknowledgement' : empty(parts);
}

/** "Looks great! What did you order?" asks for nothing that the matter needs. */
const isSmallTalk = (parts: readonly Part[]): boolean =>
  parts.some(({ kind, ends }) => kind || ends) && !parts.some(({ asked, apologises }) => asked.length > 0 || apologises);

const tells = (parts: readonly Part[]): boolean =>
  parts.reduce((words, { substance, sentence }) => words + (substance === 'statement' ? weightOf(sentence.tokens) : 0), 0) >= TELLING;

/** Scripts that are written without spaces: two signs of them say about as much as a word. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** Words, and in languages without spaces what would be words. */
const weightOf = (tokens: Part['sentence']['tokens']): number =>
  tokens.reduce((sum, { kind, text }) => sum + (kind === 'word' ? (UNSPACED.test(text) ? Math.ceil(text.length / 2) : 1) : 0), 0);

/** Words from which on what is said with a shout is more than small talk. */
const LONG = 16;

/** A few words with shouts or emoji, without numbers, and nothing that speaks of trouble. */
const isChatter = (parts: readonly Part[]): boolean =>
  parts.reduce((sum, { sentence }) => sum + sentence.words, 0) < LONG &&
  parts.some(({ sentence }) => sentence.tokens.some(({ kind, text }) => kind === 'emoji' || (kind === 'emphasis' && text.includes('!')))) &&
  !parts.some(({ apologises, sentence }) => apologises || sentence.tokens.some(({ text }) => /^\p{N}/u.test(text)));

/** A bare link leads somewhere; a few words and no more only show that somebody is there. */
const empty = (parts: readonly Part[]): Substance =>
  parts.some(({ sentence }) => sentence.tokens.some(({ kind }) => kind === 'url')) ? 'redirection' : 'acknowledgement';
