import type { Sending } from '../notifier.ts';
import { modeLabel } from './signs.ts';
import { inert } from './text.ts';

const MEANT: Record<Exclude<Sending['mode'], 'live'>, string> = {
  demo: 'the posts are invented',
  drill: 'an exercise, nothing happened',
  replay: 'the past, played again',
};

/** A channel cannot tell repetitions apart, and nobody knows whether the first one arrived. */
export const REPETITION = 'this may be a repetition: the server stopped while it was being sent';

/** Why the reader gets this, whether for the second time, what kind of running it is of, and which zone its times are of. */
export function footer({ why, mode, brand, zone, repetition }: Sending): string {
  const label = mode === 'live' ? [] : [`${modeLabel(mode)}: ${MEANT[mode]}`];
  const reason = inert(why);
  const doubt = repetition ? [REPETITION] : [];
  return [...label, ...doubt, `Earshot for ${inert(brand)}`, ...(reason === '' ? [] : [reason]), `times of ${zone}`].join(' · ');
}
