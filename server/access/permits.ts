import type { Caller, Role } from './caller.ts';

/** What can be asked of the server. Every route and every event of a socket names one. */
export type Deed = 'open' | 'look' | 'search' | 'alerts' | 'stats' | 'act' | 'push';

/** Who may what. `look` is seeing boards, for a screen its own alone; `open` holds nothing of this installation. */
export const PERMITS: Record<Deed, readonly Role[] | 'everybody'> = {
  open: 'everybody',
  look: ['screen', 'operator'],
  search: ['operator'],
  alerts: ['operator'],
  stats: ['operator'],
  act: ['operator'],
  push: ['push'],
};

/** Without a board these are of all that the installation hears, which is not for who is limited to one. */
const WHOLE: ReadonlySet<Deed> = new Set(['search', 'alerts', 'stats']);

export type Verdict = 'granted' | 'unknown caller' | 'wrong role' | 'wrong board' | 'every board';

/** Whether the caller may do the deed, on this board if it concerns one. */
export function permit(deed: Deed, caller: Caller | null, board?: string): Verdict {
  const roles = PERMITS[deed];
  if (roles === 'everybody') return 'granted';
  if (!caller) return 'unknown caller';
  if (!caller.roles.some((role) => roles.includes(role))) return 'wrong role';
  if (caller.board === undefined || caller.board === board) return 'granted';
  if (board !== undefined) return 'wrong board';
  return WHOLE.has(deed) ? 'every board' : 'granted';
}

/** A refusal in words for the one who asked. */
export function refusalOf(verdict: Exclude<Verdict, 'granted'>, deed: Deed): string {
  if (verdict === 'unknown caller') return 'an access token is needed, and none or a wrong one was given';
  if (verdict === 'wrong board') return 'this token is for another board';
  if (verdict === 'every board') return 'this token is for one board, and this would show what every board hears';
  const roles = PERMITS[deed];
  return `this needs a token with the role ${roles === 'everybody' ? 'of anybody' : roles.join(' or ')}`;
}
