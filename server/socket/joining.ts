import { z } from 'zod';
import type { Board } from '../../shared/board.ts';
import type { Hello, Joining } from '../../shared/socket.ts';
import { permit, refusalOf } from '../access/permits.ts';
import type { Caller } from '../access.ts';
import { EVENT_DEEDS } from './acting.ts';
import type { GatewayDeps } from './deps.ts';

const Handshake: z.ZodType<Joining> = z.object({ board: z.string().max(64) });

/** Who joined, and what they look at. */
export interface Joined {
  caller: Caller;
  board: Board;
}

/** Without a name: the first board that the caller may see. */
function boardFor(name: string, caller: Caller | null, boards: readonly Board[]): Board | undefined {
  if (name !== '') return boards.find((board) => board.name === name);
  return boards.find((board) => permit('look', caller, board.name) === 'granted') ?? boards[0];
}

/** Whether the caller may see the board. An unknown board is told only to those who may see boards. */
export function join(auth: unknown, caller: Caller | null, boards: readonly Board[]): Joined | { refused: string } {
  const wanted = Handshake.safeParse(auth);
  const name = wanted.success ? wanted.data.board : '';
  const board = boardFor(name, caller, boards);
  const verdict = permit('look', caller, board?.name ?? name);
  if (!caller || verdict !== 'granted') return { refused: refusalOf(verdict === 'granted' ? 'unknown caller' : verdict, 'look') };
  if (!wanted.success) return { refused: 'the handshake names no board' };
  return board ? { caller, board } : { refused: `there is no board named ${name}` };
}

export function helloFor(caller: Caller, board: Board, deps: GatewayDeps): Hello {
  return {
    version: deps.version,
    mode: deps.mode,
    now: deps.clock.now(),
    pace: deps.clock.pace,
    brand: deps.config().settings.brand,
    board,
    mayAct: permit(EVENT_DEEDS.action, caller) === 'granted',
  };
}
