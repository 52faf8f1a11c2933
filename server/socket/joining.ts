import { z } from 'zod';
import type { Board } from '../../shared/board.ts';
import type { Hello, Joining } from '../../shared/socket.ts';
import { type Deed, permit, refusalOf } from '../access/permits.ts';
import type { Caller } from '../access.ts';
import { EVENT_DEEDS } from './acting.ts';
import type { GatewayDeps } from './deps.ts';
import { deskFeeds, deskHello } from './desk.ts';
import { type Feed, feedsOf } from './rooms.ts';

const Handshake = z.object({ board: z.string().max(64), desk: z.boolean().optional() }) satisfies z.ZodType<Joining>;

/** Who joined, and what they look at. */
export interface Joined {
  caller: Caller;
  board: Board;
  /** It is a desk, not a wall. */
  desk: boolean;
}

/** What seeing it is: a wall shows a few, the desk every case. */
const deedOf = (desk: boolean): Deed => (desk ? 'search' : 'look');

/** Without a name: the first board that the caller may see. */
function boardFor(name: string, caller: Caller | null, boards: readonly Board[]): Board | undefined {
  if (name !== '') return boards.find((board) => board.name === name);
  return boards.find((board) => permit('look', caller, board.name) === 'granted') ?? boards[0];
}

/** Whether the caller may see the board. An unknown board is told only to those who may see boards. */
export function join(auth: unknown, caller: Caller | null, boards: readonly Board[]): Joined | { refused: string } {
  const wanted = Handshake.safeParse(auth);
  const name = wanted.success ? wanted.data.board : '';
  const desk = wanted.data?.desk === true;
  const deed = deedOf(desk);
  const board = boardFor(name, caller, boards);
  const verdict = permit(deed, caller, board?.name ?? name);
  if (!caller || verdict !== 'granted') return { refused: refusalOf(verdict === 'granted' ? 'unknown caller' : verdict, deed) };
  if (!wanted.success) return { refused: 'the handshake names no board' };
  return board ? { caller, board, desk } : { refused: `there is no board named ${name}` };
}

/** What whoever joined is sent from now on. */
export const feedsFor = ({ board, desk }: Joined): Feed[] => (desk ? deskFeeds(board) : feedsOf(board));

export function helloFor({ caller, board, desk }: Joined, deps: GatewayDeps): Hello {
  return {
    version: deps.version,
    mode: deps.mode,
    now: deps.clock.now(),
    pace: deps.clock.pace,
    brand: deps.config().settings.brand,
    board,
    mayAct: !deps.shownOnly && permit(EVENT_DEEDS.action, caller) === 'granted',
    ...(desk ? { desk: deskHello(deps.config(), board) } : {}),
  };
}
