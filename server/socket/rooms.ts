import type { Board, PanelName } from '../../shared/board.ts';
import { SLICES, type SliceName } from '../../shared/slices.ts';

/** What each panel draws from. */
export const PANEL_SLICES: Record<PanelName, readonly SliceName[]> = {
  pulse: ['pulse'],
  volume: ['volume', 'volume-now'],
  sentiment: ['sentiment'],
  alerts: ['alerts'],
  voices: ['voices'],
  trends: ['trends'],
  viral: ['viral'],
  where: ['where'],
  share: ['share'],
  mix: ['mix'],
  sources: ['sources'],
  waiting: ['waiting'],
  answers: ['answers'],
  desk: ['desk'],
  wins: ['wins'],
  shift: ['shift'],
  load: ['load'],
};

/** What the sentence at the head of every board is made of. */
export const HEADER_SLICES: readonly SliceName[] = ['pulse', 'volume-now', 'alerts', 'focus'];

/** A slice of a scope: everybody in the room gets the same. */
export interface Feed {
  name: SliceName;
  scope: string;
}

const isSlice = (name: string): name is SliceName => Object.hasOwn(SLICES, name);

export const roomOf = ({ name, scope }: Feed): string => `slice:${name}:${scope}`;

/** The feed of a room; null for a room that is none (every socket has one of its own). A scope may hold anything. */
export function feedOf(room: string): Feed | null {
  const [, name, scope] = /^slice:([^:]*):(.*)$/s.exec(room) ?? [];
  return name !== undefined && scope !== undefined && isSlice(name) ? { name, scope } : null;
}

/** What a board is sent, each once: the header's first, since it answers the first question. */
export function feedsOf(board: Board): Feed[] {
  const panels = board.scenes.flatMap((scene) => scene.panels);
  const names = new Set([...HEADER_SLICES, ...panels.flatMap((panel) => PANEL_SLICES[panel])]);
  return [...names].map((name) => ({ name, scope: board.scope }));
}
