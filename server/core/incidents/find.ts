import type { AlertKind, Severity } from '../../../shared/alert.ts';
import { type Incident, IncidentLine } from '../../../shared/incident.ts';
import { fold } from '../analysis/text/fold.ts';
import { concerns } from '../board/watches.ts';
import type { ScopeSetting } from '../settings.ts';

/** Every given field narrows. Times are ms since 1970 UTC. */
export interface IncidentQuery {
  /** Words that all have to be in the title, the sentence, the status or the notes. */
  text?: string;
  severity?: Severity;
  /** An alert of this kind, or by this rule, is a part of it. */
  kind?: AlertKind;
  rule?: string;
  /** People marked it. */
  marked?: boolean;
  /** It opened at or after, and before. */
  from?: number;
  to?: number;
  /** Those that this scope may see. */
  scope: ScopeSetting;
}

/** A place in a list of incidents, newest first: those that opened before, or together with it and have a lower number. */
export interface IncidentPlace {
  opened: number;
  id: string;
}

type Own = Omit<IncidentLine, 'alerts'>;
// What a line has from its incident stands in the schema alone.
const SAME = Object.keys(IncidentLine.shape).filter((field) => field !== 'alerts') as (keyof Own)[];

export const incidentLine = (incident: Incident): IncidentLine => ({
  ...(Object.fromEntries(SAME.map((field) => [field, incident[field]])) as Own),
  alerts: incident.alerts.length + incident.alertsDropped,
});

export const kindsOf = ({ lead, alerts }: Incident): AlertKind[] => [...new Set([lead.kind, ...alerts.map(({ kind }) => kind)])];
export const rulesOf = ({ lead, alerts }: Incident): string[] => [...new Set([lead.rule, ...alerts.map(({ rule }) => rule)])];

/** What a search looks in. Posts that stand as evidence are left out: they may be taken back. */
export const saysOf = ({ title, sentence, status, notes, lead }: Incident): string =>
  fold([title, sentence, lead.subjectName, status?.text ?? '', ...notes.map(({ text }) => text)].join('\n'));

/** Most words of a search that are looked at. */
const WORDS_BOUND = 8;

export const wordsAsked = (text: string): string[] =>
  fold(text)
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, WORDS_BOUND);

/** Whether an incident that the state holds is what is asked for. */
export function isAsked(incident: Incident, { text, severity, kind, rule, marked, from, to, scope }: IncidentQuery): boolean {
  const says = text === undefined ? '' : saysOf(incident);
  return (
    concerns({ setting: scope }, incident.lead.kind, incident.subjects) &&
    (severity === undefined || incident.severity === severity) &&
    (kind === undefined || kindsOf(incident).includes(kind)) &&
    (rule === undefined || rulesOf(incident).includes(rule)) &&
    (marked !== true || incident.marks.length > 0) &&
    (from === undefined || incident.openedAt >= from) &&
    (to === undefined || incident.openedAt < to) &&
    wordsAsked(text ?? '').every((word) => says.includes(word))
  );
}

/** Newest first. */
export const byOpening = (a: Pick<Incident, 'openedAt' | 'id'>, b: Pick<Incident, 'openedAt' | 'id'>): number =>
  b.openedAt - a.openedAt || Number(b.id) - Number(a.id);

export const isAfter = ({ openedAt, id }: Pick<Incident, 'openedAt' | 'id'>, place: IncidentPlace | undefined): boolean =>
  place === undefined || openedAt < place.opened || (openedAt === place.opened && Number(id) < Number(place.id));
