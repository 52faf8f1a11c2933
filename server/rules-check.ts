import type { WatchAction } from '../shared/action.ts';
import type { Matcher, Rule } from '../shared/rule.ts';
import { whyNotIn, whyNoWatches } from './core/rules/about.ts';
import { contradictionIn } from './core/rules/contradiction.ts';
import { alertingOf, type Settings } from './core/settings.ts';
import type { State } from './core/state.ts';

/** What the subject of an alert can be besides a watch or a source. */
const ALL = 'all';

/**
 * Why an action about alerting makes no sense as things stand: null when it does. The fold doesn't ask, since the same entry must mean the same
 * whatever the file says by then; whoever takes actions in asks before they are written.
 */
export function whyNot(state: State, action: WatchAction): string | null {
  switch (action.type) {
    case 'rule':
      return whyNotRule(state, action.rule);
    case 'silence':
      return unknownIn(subjectsOf(state, action.matcher), action.matcher.watches) ?? whyNotSpan(action);
    case 'planned':
      return unknownIn(watchesOf(state.settings), action.watches) ?? whyNotSpan({ from: action.from, until: action.until });
    case 'silence-end':
      return inFile(alertingOf(state.settings).silences, action.silence);
    case 'planned-end':
      return inFile(alertingOf(state.settings).planned, action.planned);
    default:
      return null;
  }
}

const inFile = (all: readonly { id: string }[], id: string): string | null =>
  all.some((one) => one.id === id) ? 'it stands in the configuration file, and ends there' : null;

const watchesOf = ({ watches }: Settings): string[] => [ALL, ...watches.map(({ id }) => id)];

/** Of a blind source the subject is the source. */
function subjectsOf({ settings, sources }: State, { kinds }: Matcher): string[] {
  return kinds.length === 0 || kinds.includes('silence') ? [...watchesOf(settings), ...sources.keys()] : watchesOf(settings);
}

function unknownIn(known: readonly string[], named: readonly string[], what = 'watch'): string | null {
  const unknown = named.find((id) => !known.includes(id));
  return unknown === undefined ? null : `watches: there is no ${what} with the id "${unknown}"`;
}

function whyNotSpan({ from, until }: { from: number | null; until: number }): string | null {
  return from !== null && until <= from ? 'until: it would be over before it begins' : null;
}

function whyNotRule(state: State, rule: Rule): string | null {
  const contradiction = contradictionIn(rule);
  return whyNotSubjects(state, rule) ?? (contradiction && `${contradiction.key}: ${contradiction.message}`);
}

function whyNotSubjects({ settings, sources }: State, { kind, watches }: Rule): string | null {
  if (watches.length === 0) return null;
  const none = whyNoWatches(kind);
  if (none !== null) return `watches: ${none}`;
  if (kind === 'silence') return unknownIn([...sources.keys()], watches, 'source');
  const reasons = settings.watches.flatMap((watch) => {
    const why = watches.includes(watch.id) ? whyNotIn(kind, watch.kind) : null;
    return why === null ? [] : [`watches: ${watch.name} ${why}`];
  });
  return unknownIn(watchesOf(settings), watches) ?? reasons[0] ?? null;
}
