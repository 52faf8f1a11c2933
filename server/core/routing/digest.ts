import type { Incident } from '../../../shared/incident.ts';
import { SEVERITIES } from '../alerts/severity.ts';
import { answers } from '../board/answers.ts';
import { censusOf } from '../desk/census.ts';
import { trends } from '../detectors/trend.ts';
import { nameOf } from '../incidents/own.ts';
import type { Scope, State } from '../state.ts';
import { seasonal } from '../windows/baseline.ts';
import { sum } from '../windows/ring.ts';
import { DAY, HOUR } from '../windows/track.ts';
import { counted, dayTime, percent, span } from '../words.ts';

/** A note for managers: what happened, how we did, what is still open. Paragraphs are plain sentences. */
export interface Digest {
  headline: string;
  paragraphs: string[];
  /** Open ones first, at most INCIDENTS. */
  incidents: Incident[];
  /** Label and value in words. */
  figures: { label: string; value: string }[];
}

const INCIDENTS = 12;
const TOPICS = 3;

/** The time from `from` to `to` (ms since 1970 UTC) in words, as far as the state still knows it. */
export function digestOf(state: State, from: number, to: number, crisis: boolean): Digest {
  const scope = state.scopes.get('ours') ?? state.scopes.get('all');
  const incidents = incidentsIn(state, from, to);
  const open = incidents.filter(({ closedAt }) => closedAt === null);
  return {
    headline: headline(state, incidents, open, crisis),
    paragraphs: [
      ...open.map((incident) => goingOn(state, incident)),
      ...over(state, incidents, to),
      ...(scope ? [said(scope, from, to), answered(state, scope)] : []),
    ].filter((paragraph) => paragraph !== ''),
    incidents: incidents.slice(0, INCIDENTS),
    figures: scope ? figures(state, scope, incidents, from, to) : [],
  };
}

function incidentsIn({ alerting }: State, from: number, to: number): Incident[] {
  const all = [...[...alerting.open.values()].map(({ incident }) => incident), ...alerting.closed];
  return all
    .filter(({ openedAt, closedAt, mergedInto }) => openedAt <= to && (closedAt === null || closedAt >= from) && mergedInto === null)
    .sort(
      (a, b) =>
        Number(a.closedAt !== null) - Number(b.closedAt !== null) ||
        SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
        b.openedAt - a.openedAt,
    );
}

const many = (n: number, one: string, more = `${one}s`): string => `${counted(n)} ${n === 1 ? one : more}`;

function headline({ settings }: State, incidents: readonly Incident[], open: readonly Incident[], crisis: boolean): string {
  const [worst] = open;
  if (worst && crisis) return `${settings.brand}: ${worst.title} goes on`;
  if (worst) return `${settings.brand}: ${many(open.length, 'incident')} still open, first ${worst.title}`;
  return incidents.length > 0
    ? `${settings.brand}: ${many(incidents.length, 'incident')}, all over`
    : `${settings.brand}: nothing out of the ordinary`;
}

/** What, who has it and what they say of it. */
function goingOn(state: State, { sentence, owner, acknowledgedAt, openedAt, status, answeredAt }: Incident): string {
  const { now, settings } = state;
  const has =
    owner === null
      ? `Nobody has it yet, ${span(now - openedAt)} after it opened.`
      : `${nameOf(settings, owner)} has it since ${dayTime(acknowledgedAt ?? openedAt, now, settings.zone)}.`;
  const says = status ? ` “${status.text}” (${status.by}, ${dayTime(status.at, now, settings.zone)}).` : '';
  const replied =
    answeredAt === null
      ? ' We have not answered any of its posts yet.'
      : ` Our first answer came ${span(Math.max(0, answeredAt - openedAt))} after it opened.`;
  return `${sentence} ${has}${says}${replied}`;
}

function over(state: State, incidents: readonly Incident[], to: number): string[] {
  const ended = incidents.filter(({ closedAt }) => closedAt !== null);
  if (ended.length === 0) return [];
  const each = ended.slice(0, 4).map(({ title, openedAt, closedAt, owner }) => {
    const by = owner === null ? 'nobody took it' : `${nameOf(state.settings, owner)} had it`;
    return `${title} (${dayTime(openedAt, to, state.settings.zone)}, ${span((closedAt ?? to) - openedAt)}, ${by})`;
  });
  const more = ended.length - each.length;
  return [
    `${ended.length === 1 ? 'Over' : `${counted(ended.length)} are over`}: ${each.join('; ')}${more > 0 ? `; and ${counted(more)} more` : ''}.`,
  ];
}

/** Mentions by whole hours, as the state keeps them; null where it does not reach back that far. */
function mentionsIn({ series: { total, negative } }: Scope, from: number, to: number): { n: number; negative: number } {
  const [first, last] = [Math.floor(from / HOUR), Math.floor(to / HOUR)];
  return { n: sum(total.hours, first, last), negative: sum(negative.hours, first, last) };
}

function said(scope: Scope, from: number, to: number): string {
  const { n, negative } = mentionsIn(scope, from, to);
  if (n === 0) return 'Nobody mentioned us.';
  const usual = usualIn(scope, from, to);
  const against = usual === null ? '' : `, where ${counted(usual)} would be usual`;
  const topics = trends(scope, TOPICS).map(({ name }) => name);
  const rising = topics.length > 0 ? ` Rising now: ${topics.join(', ')}.` : '';
  return `${many(Math.round(n), 'mention')}${against}; ${percent(negative / n)} of them negative.${rising}`;
}

/** Of the same hours of earlier days; null while too few are known. */
function usualIn({ series: { total } }: Scope, from: number, to: number): number | null {
  let usual = 0;
  for (let hour = Math.floor(from / HOUR); hour <= Math.floor(to / HOUR) && hour - Math.floor(from / HOUR) < 48; hour++) {
    const one = seasonal(total, hour * HOUR);
    if (one === null) return null;
    usual += one;
  }
  return to - from > 2 * DAY ? null : usual;
}

function answered(state: State, scope: Scope): string {
  const { today, goal, networks } = answers(state, scope);
  const census = censusOf(state, scope);
  if (today.n === 0 && census.waitingUs === 0) return '';
  const kept =
    today.share === null
      ? ''
      : `Today ${percent(today.share)} of ${counted(today.n)} customers were answered in time (goal ${percent(goal)})`;
  const first = networks[0]?.first.median;
  const times = first === null || first === undefined ? '' : `, the first answer after ${span(first)} in the middle`;
  const wait =
    census.waitingUs > 0
      ? `${many(census.waitingUs, 'customer')} wait${census.waitingUs === 1 ? 's' : ''} for us now, ${counted(census.over)} over their time.`
      : 'Nobody waits for us.';
  const broken =
    census.promises.broken > 0 ? ` ${many(census.promises.broken, 'promise')} ${census.promises.broken === 1 ? 'is' : 'are'} broken.` : '';
  return `${kept === '' ? '' : `${kept}${times}. `}${wait}${broken}`;
}

function figures(state: State, scope: Scope, incidents: readonly Incident[], from: number, to: number): Digest['figures'] {
  const { n, negative } = mentionsIn(scope, from, to);
  const { today, networks } = answers(state, scope);
  const first = networks[0]?.first.median ?? null;
  const acknowledged = incidents.flatMap(({ openedAt, firstAcknowledgedAt }) =>
    firstAcknowledgedAt === null ? [] : [firstAcknowledgedAt - openedAt],
  );
  return [
    { label: 'Mentions', value: counted(Math.round(n)) },
    { label: 'Negative', value: n > 0 ? percent(negative / n) : 'none' },
    { label: 'Incidents', value: counted(incidents.length) },
    {
      label: 'Taken after',
      value: acknowledged.length > 0 ? span(acknowledged.reduce((a, b) => a + b, 0) / acknowledged.length) : 'none was taken',
    },
    { label: 'First answer', value: first === null ? 'not known' : span(first) },
    { label: 'In time today', value: today.share === null ? 'not known' : percent(today.share) },
  ];
}
