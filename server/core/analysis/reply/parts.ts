import { Asked, type Mark, type Promised, type Substance } from '../../../../shared/reply.ts';
import { buildCues } from '../intent/cues.ts';
import { ASKED } from './asked-phrases.ts';
import { type Direction, directionOf } from './directions.ts';
import { PROMISES } from './promise-phrases.ts';
import type { Sentence } from './sentences.ts';
import { WHAT } from './what-phrases.ts';

const what = buildCues(WHAT);
const asking = buildCues(ASKED);
const promising = buildCues(PROMISES);
const KINDS: readonly Promised['kind'][] = ['message-sent', 'call', 'fix', 'follow-up'];

/** Who somebody is and which booking is theirs; the rest is about the matter. */
const IDENTITY: ReadonlySet<Asked> = new Set(['booking', 'order', 'email', 'phone', 'name', 'address', 'account', 'ticket']);

/** What a sentence of a reply gives. `statement` says something that no rule knows; `invitation` offers help; null says nothing. */
type Given = Substance | 'statement' | 'invitation' | null;

export interface Part {
  sentence: Sentence;
  substance: Given;
  apologises: boolean;
  /** It wishes well, or ends the matter. */
  kind: boolean;
  ends: boolean;
  direction: Direction | null;
  asked: Asked[];
  promises: Promised['kind'][];
  marks: Mark[];
}

/** Words of a sentence, as the phrases found them. */
interface Heard {
  bits: number;
  marks: { bit: number; from: number; to: number }[];
}

function listen(cues: { hear: typeof what.hear }, { tokens }: Sentence, language: string): Heard {
  const marks: Heard['marks'] = [];
  const bits = cues.hear(tokens, language, (bit, from, to) => marks.push({ bit, from: tokens[from]!.at, to: tokens[to - 1]!.end }));
  return { bits, marks };
}

/** `known` are handles, folded, of those who speak here already. */
export function hearSentence(sentence: Sentence, text: string, language: string, known: ReadonlySet<string>): Part {
  const heard = listen(what, sentence, language);
  const sure = listen(promising, sentence, language);
  const promises = sentence.asks ? [] : KINDS.filter((kind) => sure.bits & promising.bits[kind]);
  const direction = promises.includes('message-sent') ? null : sends(sentence, heard, directionOf(sentence, text, language, known));
  const things = listen(asking, sentence, language);
  const wants = sentence.asks || (heard.bits & what.bits.ask) !== 0 || direction !== null;
  const asked = wants ? Asked.options.filter((thing) => things.bits & asking.bits[thing]) : [];
  const vague = asked.every((thing) => thing === 'matter') && things.marks.some(({ from, to }) => VAGUE.test(text.slice(from, to)));
  const substance = giveOf(sentence, heard, { direction, asked, promises, vague });
  const part = { sentence, substance, apologises: has(heard, 'sorry'), kind: has(heard, 'kind'), ends: has(heard, 'end') };
  const marks = [
    ...reasons(substance, heard, sentence, sure),
    ...mark('asked', wants ? things.marks : []),
    ...mark('promise', promises.length > 0 ? sure.marks.filter(({ bit }) => bit !== promising.bits.undone) : []),
    ...(direction ? [{ what: 'channel' as const, from: direction.from, to: direction.end }] : []),
    ...mark('apology', only(heard, 'sorry')),
    ...mark('closing', only(heard, 'end')),
  ];
  return { ...part, direction: promises.includes('message-sent') ? sentTo(sentence) : direction, asked, promises, marks };
}

/** A message that was sent goes on there. */
const sentTo = ({ from, to }: Sentence): Direction => ({ channel: 'private', from, end: to });

const has = ({ bits }: Heard, cue: keyof typeof what.bits): boolean => (bits & what.bits[cue]) !== 0;
const only = ({ marks }: Heard, cue: keyof typeof what.bits) => marks.filter(({ bit }) => bit & what.bits[cue]);
const mark = (kind: Mark['what'], spots: Heard['marks']): Mark[] => spots.map(({ from, to }) => ({ what: kind, from, to }));

/** "More details, please" may ask for anything. */
const VAGUE = /detail|detalh|detalj|detalle|dettagl|\binfo|einzelheit|szczeg|詳細/i;

/** Where it sends somebody. A question that only names a place sends nobody there, nor does an offer to write again. */
function sends(sentence: Sentence, heard: Heard, direction: Direction | null): Direction | null {
  if (!direction) return null;
  if (!direction.channel && has(heard, 'invite')) return null;
  const idle = sentence.asks && direction.channel !== 'private' && direction.channel !== 'form';
  return idle && !isRequest(sentence) ? null : direction;
}

interface Also extends Pick<Part, 'direction' | 'asked' | 'promises'> {
  vague: boolean;
}

/** What the sentence is, the first that holds. */
function giveOf(sentence: Sentence, heard: Heard, also: Also): Given {
  if (has(heard, 'fix') && !sentence.asks) return 'fix';
  if (also.direction) return isAnswered(sentence, heard, also.direction) ? 'answer' : 'redirection';
  if (sentence.asks) return asks(sentence, heard, also);
  if (also.promises.includes('message-sent')) return 'acknowledgement';
  if (has(heard, 'ask') && !has(heard, 'steps')) return wish(heard, also);
  if (has(heard, 'steps')) return 'answer';
  if (also.promises.length > 0) return 'acknowledgement';
  if (has(heard, 'facts')) return 'answer';
  if (has(heard, 'end') || (has(heard, 'kind') && !has(heard, 'heed'))) return 'courtesy';
  if (has(heard, 'heed')) return 'acknowledgement';
  if (has(heard, 'sorry')) return 'apology';
  return has(heard, 'invite') ? 'invitation' : stated(sentence);
}

/** "Restart the router, then write to us" helps by itself; so does "you can bring it back to any shop". */
function isAnswered({ tokens }: Sentence, heard: Heard, { channel, from }: Direction): boolean {
  const step = only(heard, 'steps')[0];
  const apart = step && tokens.some(({ at, parted, folded }) => at > step.from && at <= from && (parted || THEN.has(folded)));
  return apart === true || ((channel === 'place' || channel === 'app') && has(heard, 'facts'));
}

const THEN = new Set('then and und dann y luego e depois et puis poi en dan og sa och sedan i potem'.split(' '));
const REQUEST = new Set('can could would might will may please kindly'.split(' '));

const isRequest = ({ tokens }: Sentence): boolean => tokens.some(({ folded }) => REQUEST.has(folded));

function asks({ tokens }: Sentence, heard: Heard, { asked, vague }: Also): Given {
  const tried = tokens.some(({ folded }, i) => folded === 'have' && tokens[i + 1]?.folded === 'you');
  const told = tokens.some(({ folded }, i) => REQUEST.has(folded) && tokens[i + 1]?.folded === 'you');
  if (has(heard, 'steps') && (tried || told)) return tried || asked.length > 0 ? 'question' : 'answer';
  if (vague) return 'details';
  if (asked.length > 0) return asked.some((thing) => !IDENTITY.has(thing)) ? 'question' : 'details';
  if (has(heard, 'invite')) return 'acknowledgement';
  return has(heard, 'kind') || has(heard, 'end') ? 'courtesy' : 'question';
}

/** A wish to know, without a question mark: of the matter itself where something of it is named. */
function wish(heard: Heard, { asked, vague }: Also): Given {
  if (asked.length === 0) return has(heard, 'invite') ? 'invitation' : 'details';
  return !vague && asked.some((thing) => !IDENTITY.has(thing)) ? 'question' : 'details';
}

/** Words of a statement that says more than a name or a shout. */
const STATED = 4;
const stated = ({ words, tokens }: Sentence): Given =>
  words >= STATED || tokens.some(({ kind, text }) => kind === 'word' && text.length > 3 * STATED) ? 'statement' : null;

const CUES: Partial<Record<NonNullable<Given>, readonly (keyof typeof what.bits)[]>> = {
  fix: ['fix'],
  answer: ['steps', 'facts'],
  question: ['ask'],
  details: ['ask'],
  acknowledgement: ['heed'],
  apology: ['sorry'],
  courtesy: ['kind', 'end'],
};

/** The words that made the sentence what it is; the whole of it, where no single words did. */
function reasons(substance: Given, heard: Heard, { from, to }: Sentence, promised: Heard): Mark[] {
  if (substance === null || substance === 'invitation' || substance === 'redirection') return [];
  const spots = (CUES[substance] ?? []).flatMap((cue) => only(heard, cue));
  if (spots.length > 0) return mark('substance', spots);
  return promised.marks.length > 0 ? [] : [{ what: 'substance', from, to }];
}
