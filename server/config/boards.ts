import { type Board, PANELS, type Scene, type Zone } from '../../shared/board.ts';
import type { ScopeSetting, WatchSetting } from '../core/settings.ts';
import { ALL, type BoardFile, type ConfigFile, OURS } from './schema.ts';

const SCENE_SECONDS = 30;

/** `care-team` is `Care team`. */
export const titled = (name: string) => name.charAt(0).toUpperCase() + name.slice(1).replace(/[-_]+/g, ' ');

/** A clock named after the city: `Europe/Oslo` is `Oslo`. */
const clock = (zone: string): Zone => ({ label: (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ').slice(0, 24), zone });

/** An alert's words and the first clock must not tell different times without saying so. */
export const zoneOf = (file: ConfigFile): string => file.zone ?? file.zones?.[0]?.zone ?? 'UTC';

/** Without scenes of its own a board shows what is happening, and in turn who speaks and where, and who waits for an answer. */
const scenes = (): Scene[] => [
  {
    name: 'overview',
    title: 'Overview',
    panels: ['pulse', 'volume', 'sentiment', 'alerts', 'voices', 'trends', 'viral', 'sources'],
    seconds: 2 * SCENE_SECONDS,
  },
  { name: 'where', title: 'Who and where', panels: ['where', 'share', 'mix', 'alerts', 'voices', 'sources'], seconds: SCENE_SECONDS },
  {
    name: 'care',
    title: 'Care',
    panels: ['waiting', 'answers', 'desk', 'wins', 'shift', 'load', 'alerts', 'sources'],
    seconds: SCENE_SECONDS,
  },
];

/** The boards with every default filled in: without any, `main`, titled after the brand. */
export function boardsOf(file: ConfigFile): Board[] {
  const boards: BoardFile[] = file.boards ?? [{ name: 'main', title: file.brand, theme: 'dark', takeover: true }];
  const common = file.watches.length > 0 ? OURS : ALL;
  return boards.map((board) => ({
    name: board.name,
    title: board.title ?? titled(board.name),
    scope: board.watches ? scopeName(board) : common,
    scenes: board.scenes?.map(sceneOf) ?? scenes(),
    zones: board.zones ?? file.zones ?? [clock(zoneOf(file))],
    screen: board.screen,
    theme: board.theme,
    takeover: board.takeover,
    ...(board.sound ? { sound: board.sound } : {}),
  }));
}

function sceneOf(scene: NonNullable<BoardFile['scenes']>[number]): Scene {
  return { name: scene.name, title: scene.title ?? titled(scene.name), panels: scene.panels ?? [...PANELS], seconds: scene.seconds };
}

const scopeName = (board: { name: string }) => `board-${board.name}`;

/** `all`, `ours` when there are watches, and one for each board that is limited to some. */
export function scopesOf(file: ConfigFile, watches: readonly WatchSetting[]): ScopeSetting[] {
  const own = (file.boards ?? []).flatMap((board) =>
    board.watches
      ? [
          split(
            scopeName(board),
            watches.filter((watch) => board.watches?.includes(watch.id)),
          ),
        ]
      : [],
  );
  return [{ id: ALL, watches: [], rivals: [] }, ...(watches.length > 0 ? [split(OURS, watches)] : []), ...own];
}

/** Competitors stand beside the others; alone they are what the scope is about, for an empty list would mean every mention. */
function split(id: string, watches: readonly WatchSetting[]): ScopeSetting {
  const ids = (rival: boolean) => watches.filter((watch) => (watch.kind === 'competitor') === rival).map((watch) => watch.id);
  const ours = ids(false);
  return ours.length > 0 ? { id, watches: ours, rivals: ids(true) } : { id, watches: ids(true), rivals: [] };
}
