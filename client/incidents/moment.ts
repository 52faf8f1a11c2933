import { addressOfMoment } from '../travel/moments.ts';
import { onBoard } from './address.ts';

/** Where an incident is shown as it was known at `at`, ms since 1970 UTC. */
export const momentAddress = (id: string, at: number, board: string): string =>
  onBoard(`/at/${encodeURIComponent(addressOfMoment(at))}/incidents/${encodeURIComponent(id)}`, board);
