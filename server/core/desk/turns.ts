import { type Case, TURNS_BOUND } from '../../../shared/case.ts';
import type { Analysis, Mention } from '../../../shared/mention.ts';
import type { Turn } from '../../../shared/turn.ts';
import { signatureOf } from '../analysis/reply/signature.ts';
import { fold } from '../analysis/text/fold.ts';
import { deskOf, type Settings } from '../settings.ts';
import type { State } from '../state.ts';
import { isCustomer } from './open.ts';
import { personBySignature } from './targets.ts';

/** What a turn needs of a post. */
export interface Said {
  mention: Mention;
  analysis: Pick<Analysis, 'language' | 'label' | 'score' | 'intent' | 'urgency' | 'own' | 'reply' | 'thanks'>;
  at: number;
}

export function turnOf(state: State, one: Case, said: Said): Turn {
  const { mention, analysis, at } = said;
  return {
    mention: mention.id,
    by: speaker(state.settings, one, said),
    author: mention.author.handle,
    network: mention.network,
    parent: mention.inReplyTo ?? null,
    postedAt: Math.min(mention.postedAt, state.now),
    receivedAt: at,
    owner: one.owner,
    assignedAt: one.assignedAt,
    language: analysis.language,
    label: analysis.label,
    score: analysis.score,
    intent: analysis.intent,
    urgency: [...(analysis.urgency ?? [])],
    agent: analysis.own ? agentOf(state.settings, said) : null,
    ...(analysis.reply ? { reply: analysis.reply } : {}),
    template: false,
    thanks: analysis.thanks ?? false,
    retracted: false,
  };
}

function speaker({ desk }: Settings, one: Case, { mention, analysis }: Said): Turn['by'] {
  if (analysis.own) return analysis.reply?.automatic || mention.desk?.automatic ? 'bot' : 'us';
  if (isCustomer(one, mention)) return 'customer';
  return desk?.rivals.includes(fold(mention.author.handle).replace(/^@/, '')) ? 'rival' : 'other';
}

/** Who of ours wrote it: a person's id where the signature or the helpdesk's name is known, else as it stands there. */
export function agentOf(settings: Settings, { mention, analysis }: Said): string | null {
  const signed = analysis.reply ? (analysis.reply.signature ?? null) : signatureOf(mention.text);
  const name = mention.desk?.agent ?? signed;
  return name === null ? null : (personBySignature(deskOf(settings), name, analysis.language) ?? name);
}

/** Puts the turn where its time belongs; of those posted in the same moment the one that came first stands first. */
export function insertTurn(one: Case, turn: Turn): void {
  const later = one.turns.findIndex(({ postedAt }) => postedAt > turn.postedAt);
  one.turns.splice(later < 0 ? one.turns.length : later, 0, turn);
}

/** Strangers' posts beyond this leave first: what they say is not what the case is about. */
const OTHERS_KEPT = 12;

/** Takes out one turn when there are too many, never the first, and returns it. */
export function dropTurn(one: Case): Turn | null {
  const strangers = one.turns.filter(({ by }) => by === 'other');
  const leaving = strangers.length > OTHERS_KEPT ? strangers[0] : one.turns.length > TURNS_BOUND ? one.turns[1] : undefined;
  if (!leaving) return null;
  one.turns.splice(one.turns.indexOf(leaving), 1);
  one.turnsDropped++;
  if (!leaving.retracted && leaving.by !== 'other' && leaving.by !== 'rival') one.dropped[leaving.by]++;
  return leaving;
}
