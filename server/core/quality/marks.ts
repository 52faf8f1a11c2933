import type { AlertKind } from '../../../shared/alert.ts';
import type { Incident, Mark, Miss } from '../../../shared/incident.ts';
import type { Rule } from '../../../shared/rule.ts';

/** What people think of an incident: of several marks the newest. Null: nobody said. */
export const verdictOf = ({ marks }: Pick<Incident, 'marks'>): Mark | null => marks.at(-1)?.mark ?? null;

/** It told something that was worth telling, be it too late. */
export const isWorth = (mark: Mark | null): boolean => mark === 'useful' || mark === 'late';

/** Kinds about how we listen and answer: what people say was missed out there is none of their business. */
const OF_OURSELVES: ReadonlySet<AlertKind> = new Set(['silence', 'breach', 'burn', 'promise']);

/** Whether the rule looks where that was missed. A miss that names no watch may have been anywhere. */
export const looksAt = ({ kind, watches }: Pick<Rule, 'kind' | 'watches'>, miss: Miss): boolean =>
  !OF_OURSELVES.has(kind) && sharesAny(watches, miss.watches);

/** No watch named on either side stands for all of them. */
export const sharesAny = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === 0 || others.length === 0 || others.includes('all') || some.some((one) => others.includes(one));

/** An incident that was merged into another is not counted again. */
export const counts = ({ mergedInto }: Pick<Incident, 'mergedInto'>): boolean => mergedInto === null;

const DAY = 86_400_000;
/** What came in an hour says nothing of a week: rates are told of a day at least. */
export const atLeastADay = (span: number): number => Math.max(DAY, span);
