import type { IncidentPage } from '../../shared/incident.ts';
import { compact } from '../format/number.ts';

/** `1.2 K expected, 600 to 3.1 K`: what is known of both; '' for neither. */
export function range({ expected, low, high }: Pick<NonNullable<IncidentPage['forecast']>, 'expected' | 'low' | 'high'>): string {
  const most = expected === null ? '' : `${compact(expected)} expected`;
  const between = low === null || high === null ? '' : `${compact(low)} to ${compact(high)}`;
  return [most, between].filter(Boolean).join(', ');
}
