import type { Case } from '../../../shared/case.ts';
import type { Effect } from '../effect.ts';
import type { State } from '../state.ts';
import { type Change, stand, tell, touch } from './change.ts';
import { customerTurns } from './facts.ts';
import { forgetOrphan } from './orphans.ts';
import { resettle } from './settle.ts';

/** A post was taken back: its words leave the case, and a reply that was taken back never stopped a clock. */
export function retractTurn(state: State, mention: string, effects: Effect[]): void {
  forgetOrphan(state, mention);
  for (const figures of state.desk.figures.values()) figures.wins = figures.wins.filter((win) => win.mention !== mention);
  const one = state.desk.cases.get(state.desk.byPost.get(mention) ?? '');
  const turn = one?.turns.find((each) => each.mention === mention);
  if (!one || !turn || turn.retracted) return;
  const change: Change = { state, effects };
  turn.retracted = true;
  if (turn.reply) turn.reply = { ...turn.reply, marks: [] };
  tell(one, state.now, 'retracted', turn.by === 'customer' ? 'they took a post back' : 'a reply was taken back');
  if (turn.by === 'customer') forgetWords(change, one);
  else turn.author = turn.by === 'us' || turn.by === 'bot' ? turn.author : '';
  one.promises = one.promises.filter((promise) => promise.mention !== mention);
  resettle(change, one);
  touch(change, one);
}

/** Who took back everything is no longer named, and nobody waits. */
function forgetWords(change: Change, one: Case): void {
  const left = customerTurns(one).at(-1);
  one.subject = left ? (change.state.held.get(left.mention)?.mention.text.slice(0, 280) ?? '') : '';
  one.url = null;
  if (left) return;
  one.customer = { ...one.customer, handle: '', name: '', followers: null };
  one.also = [];
  for (const turn of one.turns) if (turn.by === 'customer') turn.author = '';
  if (one.status !== 'merged') stand(change, one, 'dismissed');
}
