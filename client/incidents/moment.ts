import { onBoard } from './address.ts';

/** Where an incident is shown as it was known at `at`, ms since 1970 UTC. */
export function momentAddress(id: string, at: number, board: string): string {
  const moment = new Date(at).toISOString().slice(0, 19);
  return onBoard(`/at/${encodeURIComponent(`${moment}Z`)}/incidents/${encodeURIComponent(id)}`, board);
}
