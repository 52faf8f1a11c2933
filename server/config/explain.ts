import type { Config } from '../config.ts';
import { alertingOf, type Settings, viralOf, type WatchSetting } from '../core/settings.ts';
import { explainAlerting } from './alerting-explain.ts';
import { notesOnAlerting } from './alerting-notes.ts';
import { explainDesk, notesOnDesk } from './desk-explain.ts';

/** A few lines that tell an operator what the server has understood. */
export function explainConfig(config: Config): string {
  const { settings, sources, retention } = config;
  const handles = settings.accounts.map(({ network, handle }) => `@${handle}${network === '*' ? '' : ` on ${network}`}`);
  return [
    `brand      ${settings.brand}, hours in ${settings.zone}`,
    `watches    ${watches(config)}`,
    `accounts   ${handles.length > 0 ? some(handles) : 'none: replies of our own team will count as mentions'}`,
    ...(settings.places ? [`places     ${some(settings.places.map(({ name }) => name))}`] : []),
    `sources    ${sources.length > 0 ? some(sources.map(named)) : 'none: only what is pushed over HTTP comes in'}`,
    ...config.boards.map(
      (board) => `board      ${board.name}: ${board.title}, ${scope(config, board.scope)}, ${count(board.scenes.length, 'scene')}`,
    ),
    ...usual(settings),
    ...explainDesk(settings),
    ...explainAlerting(config),
    `kept       ${count(retention.days, 'day')}, at most ${retention.megabytes} MB`,
    ...settings.watches.flatMap(smallWords),
    ...notesOnDesk(settings),
    ...notesOnAlerting(config),
  ].join('\n');
}

/** Bounds of default rules; where a rule of the file changes one, that says so itself. */
function usual(settings: Settings): string[] {
  const { spike } = settings;
  const { size, level } = viralOf(settings);
  const changed = alertingOf(settings).rules.map(({ id }) => id);
  return [
    ...(changed.includes('spike') ? [] : [`alerts     from ${spike.minimum} mentions and ${spike.times} times the usual`]),
    ...(changed.includes('viral')
      ? []
      : [`viral      from ${size} reposts, answers and quotes within a day, when they are ${Math.round(100 * level)}% likely`]),
  ];
}

/** "a or b" is a query that can be read, but seldom what was meant. */
function smallWords({ id, query }: WatchSetting): string[] {
  const [found] = query.replace(/"[^"]*"/g, ' ').match(/(?<=\s)(?:or|and|not)(?=\s)/) ?? [];
  return found ? [`note       ${id} listens for the word "${found}"; if you mean ${found.toUpperCase()}, write it in capitals`] : [];
}

/** Most that are listed by name. */
const LISTED_BOUND = 8;

const some = (items: string[]) =>
  items.slice(0, LISTED_BOUND).join(', ') + (items.length > LISTED_BOUND ? ` and ${items.length - LISTED_BOUND} more` : '');

const count = (n: number, word: string) => `${n} ${word}${n === 1 ? '' : 's'}`;

const named = ({ id, kind }: { id: string; kind: string }) => (id === kind ? id : `${id} (${kind})`);

function watches({ settings }: Config): string {
  if (settings.watches.length === 0) return 'none: everything that comes in is shown';
  const kinds = new Map<string, number>();
  for (const { kind } of settings.watches) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const by = [...kinds].map(([kind, n]) => `${n} ${kind}`).join(', ');
  return `${settings.watches.length} (${by}): ${some(settings.watches.map((watch) => watch.id))}`;
}

function scope({ settings }: Config, id: string): string {
  const found = settings.scopes.find((one) => one.id === id);
  if (!found || found.watches.length === 0) return 'every mention';
  const rivals = found.rivals.length > 0 ? ` beside ${count(found.rivals.length, 'competitor')}` : '';
  return `${found.watches.length === 1 ? '1 watch' : `${found.watches.length} watches`}${rivals}`;
}
