import { Action, type ActionAnswer, isServers } from '../../shared/action.ts';
import type { Board } from '../../shared/board.ts';
import type { ClientToServer } from '../../shared/socket.ts';
import { type Deed, permit, refusalOf } from '../access/permits.ts';
import type { Caller } from '../access.ts';
import type { GatewayDeps } from './deps.ts';

/** What sending each event is: decides who may. */
export const EVENT_DEEDS: Record<keyof ClientToServer, Deed> = { action: 'act', look: 'search' };

const refused = (error: string): ActionAnswer => ({ ok: false, error });

function wrong(sent: unknown): ActionAnswer | Action {
  const action = Action.safeParse(sent);
  if (action.success) return isServers(action.data) ? refused('type: only the server says that a case was sent') : action.data;
  const [issue] = action.error.issues;
  return refused(`${issue?.path.join('.') || 'action'}: ${issue?.message ?? 'not an action'}`);
}

/** The scope outside of which the caller may touch nothing; of a board that is gone there is none. */
const scopeOf = ({ board }: Caller, boards: readonly Board[]): string | undefined =>
  board === undefined ? undefined : (boards.find(({ name }) => name === board)?.scope ?? '');

/** Does what an operator sent, and answers in words. Never rejects. */
export async function act(
  sent: unknown,
  caller: Caller,
  { intake, log, config }: Pick<GatewayDeps, 'intake' | 'log' | 'config'>,
): Promise<ActionAnswer> {
  const verdict = permit(EVENT_DEEDS.action, caller);
  if (verdict !== 'granted') return refused(refusalOf(verdict, EVENT_DEEDS.action));
  const action = wrong(sent);
  if ('ok' in action) return action;
  try {
    await intake.act(action, scopeOf(caller, config().boards));
    return { ok: true };
  } catch (error) {
    log.info({ err: error, caller: caller.name }, 'an action was not done');
    return refused(error instanceof Error ? error.message : 'it could not be done');
  }
}

/** An event's arguments as a hostile client may send them: anything, and perhaps no way to answer. */
export const answerer = (given: unknown): ((answer: ActionAnswer) => void) =>
  typeof given === 'function' ? (answer) => given(answer) : () => {};
