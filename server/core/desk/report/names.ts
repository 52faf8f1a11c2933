import type { Report } from '../../../../shared/report.ts';
import { deskOf, type Settings } from '../../settings.ts';

const byId = (named: readonly { id: string; name: string }[]): Record<string, string> =>
  Object.fromEntries(named.map(({ id, name }) => [id, name]));

/** What people call that which reports have by id. */
export const namesOf = (settings: Settings): NonNullable<Report['names']> => ({
  watch: byId(settings.watches),
  team: byId(deskOf(settings).teams),
  agent: byId(deskOf(settings).people),
  question: Object.fromEntries(deskOf(settings).sheet.map(({ id, question }) => [id, question])),
});
