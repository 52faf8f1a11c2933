import type { Mention } from '../../../../shared/mention.ts';
import { type Asked, MARKS_BOUND, type Mark, type Promised, type ReplyHeard } from '../../../../shared/reply.ts';
import { deskOf, type Settings } from '../../settings.ts';
import { CALLS } from '../intent/addressed-words.ts';
import { fold } from '../text/fold.ts';
import type { Token } from '../text/tokens.ts';
import { dueOf } from './due.ts';
import { hearSentence, type Part } from './parts.ts';
import { sentencesOf } from './sentences.ts';
import { type SignatureSpot, signatureSpot } from './signature.ts';
import { weigh } from './weigh.ts';

/** Bounds of the contract. */
const ASKED_BOUND = 6;
const PROMISES_BOUND = 3;
const SIGNATURE_BOUND = 24;
const HANDLE_BOUND = 256;

/**
 * What a post of ours gives the customer, by rules that read it sentence by sentence; the marks show on which words they rest. A reply
 * that does several things is taken for the most it gives, see `weigh`. Linear in the text.
 */
export function hearReply(mention: Mention, tokens: readonly Token[], language: string, settings: Settings): ReplyHeard {
  const { text } = mention;
  const spot = signatureSpot(text);
  const said = body(tokens, spot);
  const known = new Set([fold(mention.author.handle), ...spokenTo(tokens)]);
  const parts = sentencesOf(said, text).map((sentence) => hearSentence(sentence, text, language, known));
  const direction = parts.find((part) => part.direction?.channel)?.direction;
  const weighed = weigh(parts);
  return {
    ...weighed,
    ...(direction?.channel ? { channel: direction.channel } : {}),
    ...(direction?.to ? { to: direction.to.slice(0, HANDLE_BOUND) } : {}),
    asked: askedIn(parts),
    promises: promisesIn(parts, mention, settings.zone),
    ...(spot ? { signature: spot.signature.slice(0, SIGNATURE_BOUND) } : {}),
    automatic: isAutomatic(mention, spot, settings),
    marks: marksOf(parts, weighed.substance, spot),
  };
}

/** Those whom it answers. */
function leading(tokens: readonly Token[]): readonly Token[] {
  const first = tokens.findIndex(({ kind }) => kind !== 'handle');
  return first < 0 ? tokens : tokens.slice(0, first);
}

/** Handles, folded, of those whom it answers, greets ("Hi @tove") or calls by name ("Sorry, @tove."). */
function spokenTo(tokens: readonly Token[]): string[] {
  const from = leading(tokens).length;
  const called = tokens.filter((token, i) => token.kind === 'handle' && (i < from || isCalled(tokens, i)));
  return called.map(({ folded }) => folded);
}

function isCalled(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1];
  if (CALLS.has(tokens[at - 1]?.folded ?? '')) return true;
  return tokens[at]!.parted && (!next || next.parted || next.kind === 'emphasis');
}

/** Without whom it answers and who signed. */
const body = (tokens: readonly Token[], spot: SignatureSpot | null): Token[] =>
  tokens.slice(leading(tokens).length).filter(({ at, kind }) => !spot || at < spot.from || kind === 'url');

function askedIn(parts: readonly Part[]): Asked[] {
  return [...new Set(parts.flatMap(({ asked }) => asked))].slice(0, ASKED_BOUND);
}

function promisesIn(parts: readonly Part[], { text, postedAt }: Mention, zone: string): Promised[] {
  const made = parts.flatMap(({ sentence, promises }) => promises.map((kind) => ({ kind, due: dueOf(sentence, text, zone, postedAt) })));
  return made.filter(({ kind }, i) => made.findIndex((other) => other.kind === kind) === i).slice(0, PROMISES_BOUND);
}

function isAutomatic({ author, desk }: Mention, spot: SignatureSpot | null, settings: Settings): boolean {
  const { accounts, signatures } = deskOf(settings).automatic;
  if (desk?.automatic || accounts.includes(fold(author.handle).replace(/^@/, ''))) return true;
  return spot !== null && signatures.includes(spot.signature.toUpperCase());
}

/** The words that decided first, then what else was heard, each stretch once for what it says. */
function marksOf(parts: readonly Part[], substance: ReplyHeard['substance'], spot: SignatureSpot | null): Mark[] {
  const heard = parts.flatMap(({ marks, substance: is }) => marks.filter(({ what }) => what !== 'substance' || is === substance));
  const signed: Mark[] = spot ? [{ what: 'signature', from: spot.from, to: spot.to }] : [];
  const ranked = [...signed, ...heard.filter(({ what }) => what === 'substance'), ...heard.filter(({ what }) => what !== 'substance')];
  return ranked.slice(0, MARKS_BOUND).sort((a, b) => a.from - b.from || a.to - b.to);
}
