import { Channel } from '../../../../shared/reply.ts';
import { buildCues } from '../intent/cues.ts';
import type { Token } from '../text/tokens.ts';
import { CHANNELS } from './channel-phrases.ts';
import type { Sentence } from './sentences.ts';

const cues = buildCues(CHANNELS);
/** The first of these that a sentence names is where it sends the customer. */
const NAMED = Channel.options.flatMap((channel) => (channel === 'account' ? [] : [[channel, cues.bits[channel]] as const]));

const NUMBER = /(?<![\w/.])\+?\(?\d(?:[\d ().-]{5,16})\d(?![\w/])/;
const MAILBOX = /[\w+-]@[\w-]{1,63}\.[\w.]{2,}/;

/** Where a sentence sends the customer. `channel` is absent where it says to contact somebody, and not how. */
export interface Direction {
  channel?: Channel;
  to?: string;
  /** The words that say so, UTF-16 offsets. */
  from: number;
  end: number;
}

/** Where the sentence sends the customer, or null. `known` are handles, folded, of those who speak here already. */
export function directionOf(sentence: Sentence, text: string, language: string, known: ReadonlySet<string>): Direction | null {
  const spots = spotsOf(sentence, language);
  const other = sentence.tokens.find(({ kind, folded }) => kind === 'handle' && !known.has(folded));
  const contact = spots.find(({ bit }) => bit === cues.bits.contact);
  const named = NAMED.find(([, bit]) => spots.some((spot) => spot.bit === bit));
  if (other && (contact || named?.[0] === 'private')) return { channel: 'account', to: other.text, from: other.at, end: other.end };
  if (named) return { channel: named[0], ...offsets(spots.find(({ bit }) => bit === named[1])!) };
  return contact ? { ...addressIn(sentence, text), ...offsets(contact) } : null;
}

interface Spot {
  bit: number;
  first: Token;
  last: Token;
}

function spotsOf({ tokens }: Sentence, language: string): Spot[] {
  const spots: Spot[] = [];
  cues.hear(tokens, language, (bit, from, to) => {
    spots.push({ bit: bit & -bit, first: tokens[from]!, last: tokens[to - 1]! });
  });
  return spots;
}

const offsets = ({ first, last }: Spot) => ({ from: first.at, end: last.end });

/** What kind of address stands in the sentence. */
function addressIn({ tokens, from, to }: Sentence, text: string): Pick<Direction, 'channel'> {
  const said = text.slice(from, to);
  if (MAILBOX.test(said)) return { channel: 'email' };
  if (tokens.some(({ kind }) => kind === 'url')) return { channel: 'form' };
  return NUMBER.test(said) ? { channel: 'phone' } : {};
}
