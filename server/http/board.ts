import type { Board } from '../../shared/board.ts';
import { permit } from '../access/permits.ts';
import type { Caller } from '../access.ts';
import type { Scope } from '../core/state.ts';
import type { Deps } from './deps.ts';
import { Refusal } from './refusal.ts';

type Boards = Pick<Deps, 'config'>;

/** The board that is asked for; without a name the caller's own, or the first. Whether they may see it the guard has asked. */
export function boardFor(name: string | undefined, caller: Caller | null, { config }: Boards): Board {
  const { boards } = config();
  const wanted = name ?? caller?.board;
  const board = wanted === undefined ? boards[0] : boards.find((one) => one.name === wanted);
  if (!board || permit('look', caller, board.name) !== 'granted') throw new Refusal(404, `there is no board named ${wanted ?? ''}`);
  return board;
}

/** What that board is limited to, as it is folded. */
export function scopeFor(name: string | undefined, caller: Caller | null, deps: Boards & Pick<Deps, 'engine'>): Scope {
  const board = boardFor(name, caller, deps);
  const scope = deps.engine.state.scopes.get(board.scope);
  if (!scope) throw new Refusal(503, `the board ${board.name} is being set up`, { retryAfter: 1 });
  return scope;
}

/** The scope outside of which the caller may touch nothing; undefined for who is limited to no board. */
export const scopeOf = (caller: Caller | null, deps: Boards): string | undefined =>
  caller?.board === undefined ? undefined : boardFor(undefined, caller, deps).scope;
