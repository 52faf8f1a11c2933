import type { WatchSetting } from '../settings.ts';
import type { Scope, Series, State } from '../state.ts';

/** Watches one panel shows; the first of the config are the most important. */
export const WATCHES_SHOWN = 6;

/** The watches of a scope with their series, ours first, in the order of the config. */
export function watchesOf(state: State, scope: Scope): { watch: WatchSetting; series: Series }[] {
  const all = scope.setting.watches.length === 0 && scope.setting.rivals.length === 0;
  const ids = new Set([...scope.setting.watches, ...scope.setting.rivals]);
  return state.settings.watches
    .filter((watch) => all || ids.has(watch.id))
    .flatMap((watch) => {
      const series = state.watches.get(watch.id);
      return series ? [{ watch, series }] : [];
    })
    .sort((a, b) => Number(a.watch.kind === 'competitor') - Number(b.watch.kind === 'competitor') || a.watch.rank - b.watch.rank);
}

/** Sources, and how the desk keeps up, concern everybody. */
const OF_EVERYBODY: ReadonlySet<string> = new Set(['silence', 'breach', 'burn', 'promise']);

/** Whether an alert's subject belongs to what the scope may see. */
export function concerns(scope: Pick<Scope, 'setting'>, kind: string, subjects: readonly string[]): boolean {
  if (OF_EVERYBODY.has(kind) || (scope.setting.watches.length === 0 && scope.setting.rivals.length === 0)) return true;
  return subjects.some((subject) => scope.setting.watches.includes(subject) || scope.setting.rivals.includes(subject));
}
