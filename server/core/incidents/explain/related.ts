import type { Incident } from '../../../../shared/incident.ts';
import { fold } from '../../analysis/text/fold.ts';
import type { AboutIncident, Related } from './about.ts';

const RELATED_TOLD = 6;
/** Incidents that are compared, newest first. */
export const COMPARED = 150;
/** Terms of the incident that are looked for in others. */
const TERMS = 8;
const TERMS_NAMED = 3;

/** What it has in common with one that was before: the same subject, kind, words. Null: nothing that would say much. */
function likeness(about: AboutIncident, terms: readonly string[], past: Incident): { weight: number; why: string } | null {
  const says = ` ${fold([past.title, past.sentence, ...past.evidence.map(({ text }) => text)].join(' '))} `;
  const shared = terms.slice(0, TERMS).filter((term) => says.includes(term));
  const sameSubject = past.lead.subject === about.subject;
  const sameKind = past.lead.kind === about.kind;
  const touches = sameSubject || past.subjects.some((subject) => about.subjects.includes(subject));
  if (!(touches && (sameKind || shared.length > 0)) && shared.length < 2) return null;
  const why = [
    ...(sameSubject ? ['the same subject'] : touches ? ['a subject in common'] : []),
    ...(sameKind ? ['the same kind of alert'] : []),
    ...(shared.length > 0 ? [`both speak of ${shared.slice(0, TERMS_NAMED).join(', ')}`] : []),
  ];
  return { weight: 2 * shared.length + (sameSubject ? 2 : touches ? 1 : 0) + (sameKind ? 1 : 0), why: why.join('; ') };
}

const closedBy = ({ closedAt }: Incident, until = Number.POSITIVE_INFINITY): number | null =>
  closedAt !== null && closedAt <= until ? closedAt : null;

/** Incidents of before that were much the same, the nearest first and then the newest. */
export function relatedTo(about: AboutIncident, terms: readonly string[], past: Iterable<Incident>): Related[] {
  const found: (Related & { weight: number })[] = [];
  let looked = 0;
  for (const one of past) {
    if (looked++ >= COMPARED) break;
    const near = one.id === about.id || one.openedAt > about.openedAt || one.mergedInto !== null ? null : likeness(about, terms, one);
    if (near) found.push({ id: one.id, title: one.title, openedAt: one.openedAt, closedAt: closedBy(one, about.until), ...near });
  }
  return found
    .sort((a, b) => b.weight - a.weight || b.openedAt - a.openedAt)
    .slice(0, RELATED_TOLD)
    .map(({ weight: _weight, ...one }) => one);
}
