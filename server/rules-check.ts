import type { WatchAction } from '../shared/action.ts';
import type { Matcher, Rule } from '../shared/rule.ts';
import { contradictionIn } from './core/rules/contradiction.ts';
import type { Settings } from './core/settings.ts';
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
    default:
      return null;
  }
}

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
  const { settings, sources } = state;
  const unknown =
    rule.kind === 'silence' ? unknownIn([...sources.keys()], rule.watches, 'source') : unknownIn(watchesOf(settings), rule.watches);
  const contradiction = contradictionIn(rule);
  return unknown ?? whyNotRival(settings, rule) ?? (contradiction && `${contradiction.key}: ${contradiction.message}`);
}

function whyNotRival({ watches }: Settings, rule: Rule): string | null {
  if (rule.kind !== 'rival') return null;
  const ours = watches.find(({ id, kind }) => rule.watches.includes(id) && kind !== 'competitor');
  return ours ? `watches: ${ours.name} is no competitor; ours have rules of kind spike` : null;
}
