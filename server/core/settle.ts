import { forgetScopes } from './desk/samples.ts';
import type { SettingsEntry } from './entry.ts';
import { type State, scope, series } from './state.ts';

/**
 * Puts new settings in force. What was counted for a watch or a scope is kept as long as it bears the same id: a corrected
 * query goes on with the history of the old one, a renamed watch starts anew.
 */
export function applySettings(state: State, entry: SettingsEntry): void {
  const { settings } = entry;
  state.settings = settings;
  state.settingsProblem = entry.problem ?? null;
  state.watches = new Map(settings.watches.map((watch) => [watch.id, state.watches.get(watch.id) ?? series(state.now)]));
  state.scopes = new Map(
    settings.scopes.map((setting) => {
      const known = state.scopes.get(setting.id);
      return [setting.id, known ? { ...known, setting } : scope(setting, state.now)];
    }),
  );
  forgetScopes(state);
}
