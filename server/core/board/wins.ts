import type { WinsSlice } from '../../../shared/care.ts';
import { censusOf } from '../desk/census.ts';
import { whoIs } from '../desk/names.ts';
import { deskOf } from '../settings.ts';
import type { Scope, State } from '../state.ts';

const SHOWN = 6;
const TEXT = 280;

/** People who thanked us for our help, newest first. A thank-you that was taken back is none. */
export function wins(state: State, scope: Scope): WinsSlice {
  const setting = deskOf(state.settings);
  const all = state.desk.figures.get(scope.setting.id)?.wins ?? [];
  return {
    today: censusOf(state, scope).thanked,
    wins: all
      .filter(({ mention }) => !state.held.get(mention)?.retracted)
      .slice(-SHOWN)
      .reverse()
      .map((win) => ({ ...win, agent: whoIs(setting, win.agent), text: shortened(win.text) })),
  };
}

const shortened = (text: string): string => (text.length > TEXT ? `${text.slice(0, TEXT).toWellFormed()}…` : text);
