import type { Case } from '../../../../shared/case.ts';
import type { Turn } from '../../../../shared/turn.ts';
import type { Answer } from './about.ts';
import type { Heard } from './post.ts';

/** The newest are told. */
export const ANSWERS_TOLD = 40;
/** A change of tone (-1 to 1) that means something. */
const TONE = 0.15;

/** The replies of our people since the onset in these cases, and how the customer took each: newest first. Words are added by `withWords`. */
export const answersIn = (cases: readonly Case[], onset: number, until = Number.POSITIVE_INFINITY): Answered[] =>
  cases
    .flatMap((one) => {
      const turns = one.turns.filter(({ receivedAt }) => receivedAt <= until);
      return turns.flatMap((turn, place) => (isAnswer(turn, onset) ? [answer(one, turns, place)] : []));
    })
    .sort((a, b) => b.at - a.at || (a.mention < b.mention ? -1 : 1))
    .slice(0, ANSWERS_TOLD);

export type Answered = Answer & { mention: string };

const isAnswer = ({ by, retracted, postedAt }: Turn, onset: number): boolean => by === 'us' && !retracted && postedAt >= onset;

function answer(one: Case, turns: readonly Turn[], place: number): Answered {
  const turn = turns[place]!;
  return {
    mention: turn.mention,
    at: turn.postedAt,
    case: one.id,
    agent: turn.agent,
    text: '',
    substance: turn.corrected?.substance ?? turn.reply?.substance ?? null,
    url: null,
    received: received(turns, place),
    customer: one.customer.name || one.customer.handle,
  };
}

/** By what the customer wrote next: thanks, or a tone that is better or worse than before. A word without a change of tone tells nothing. */
function received(turns: readonly Turn[], place: number): Answer['received'] {
  const isTheirs = ({ by, retracted }: Turn): boolean => by === 'customer' && !retracted;
  const next = turns.slice(place + 1).find(isTheirs);
  if (!next) return 'none';
  if (next.thanks) return 'thanked';
  const before = turns.slice(0, place).findLast(isTheirs);
  if (!before) return 'none';
  const [was, is] = [labelOf(before), labelOf(next)];
  const change = next.score - before.score;
  if ((is === 'negative' && was !== 'negative') || change <= -TONE) return 'angrier';
  return (was === 'negative' && is !== 'negative') || change >= TONE ? 'calmer' : 'none';
}

const labelOf = ({ label, corrected }: Turn): string => corrected?.label ?? label;

/** The same with their words; those whose words are gone were taken back, and are left out. */
export const withWords = (answers: readonly Answered[], post: (mention: string) => Heard | null): Answer[] =>
  answers.flatMap(({ mention, ...known }) => {
    const heard = post(mention);
    return heard ? [{ ...known, text: heard.mention.text, url: heard.mention.url ?? null }] : [];
  });
