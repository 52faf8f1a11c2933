import type { AlertsSlice } from '../../shared/slices.ts';

type Alert = Pick<AlertsSlice['alerts'][number], 'incident' | 'severity' | 'owner' | 'silenced' | 'state'>;

/** `incident severity` of what nobody has, of these severities, that was not heard before: one that grows worse is heard again. */
export const newsToHear = (alerts: readonly Alert[], severities: readonly string[], heard: ReadonlySet<string>): string[] =>
  alerts
    .filter(({ severity, owner, silenced, state }) => severities.includes(severity) && !owner && !silenced && state === 'open')
    .map(({ incident, severity }) => `${incident} ${severity}`)
    .filter((key) => !heard.has(key));
