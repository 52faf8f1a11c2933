import type { TrendsSlice } from '../../shared/slices.ts';
import { compact, times } from './number.ts';

type Trend = TrendsSlice['trends'][number];

/** `24 in 10 min`. */
export const counted = ({ count, minutes }: Trend): string => `${compact(count)} in ${compact(minutes)} min`;

/** `24 in 10 min, usual 0.6`. */
export const arithmetic = (trend: Trend): string => `${counted(trend)}, ${trend.usual < 0.1 ? 'usual 0' : `usual ${times(trend.usual)}`}`;

/** `×6.2`, or `new` for what was not heard before. */
export const multiple = (trend: Trend): string => (trend.times === null ? 'new' : `×${times(trend.times)}`);

const WHY = { 'new-accounts': 'new accounts', 'in-step': 'in step' } as const;

/** `coordinated? 14 copies, new accounts`, short without the reason; copies that people share are told as such; '' where posts differ. */
export function storm({ copies, coordinated }: Trend, short: boolean): string {
  if (copies === 0) return '';
  const said = `${compact(copies)} copies`;
  if (coordinated === null) return said;
  return `coordinated? ${said}${short ? '' : `, ${WHY[coordinated]}`}`;
}
