import { checkAlerting } from './alerting-check.ts';
import { checkDesk } from './desk-check.ts';
import { checkKinds, type KnownKind } from './kinds.ts';
import { missing, slug, unique } from './names.ts';
import type { Finding } from './problems.ts';
import { ALL, type ConfigFile } from './schema.ts';

export type { KnownKind } from './kinds.ts';

export const watchId = (watch: { id?: string; name: string }) => watch.id ?? slug(watch.name);

/** What no schema sees: whether names are unique, and whether what is named is there. */
export function checkNames(file: ConfigFile): Finding[] {
  return [
    ...checkWatches(file),
    ...checkPlaces(file),
    ...checkBoards(file),
    ...checkDesk(file, file.watches.map(watchId)),
    ...checkAlerting(
      file,
      file.watches.map((watch) => ({ id: watchId(watch), kind: watch.kind })),
    ),
    ...checkSourceNames(file),
  ];
}

function checkSourceNames(file: ConfigFile): Finding[] {
  const ids = file.watches.map(watchId);
  const watched = file.sources.flatMap(({ watches }, i) =>
    Array.isArray(watches) ? watches.flatMap((id, j) => missing(String(id), ids, 'watch', ['sources', i, 'watches', j])) : [],
  );
  const names = file.sources.map((source) => source.id ?? source.kind);
  return [...watched, ...unique(names, ['sources'], 'id')];
}

function checkWatches({ watches }: ConfigFile): Finding[] {
  const ids = watches.map(watchId);
  const unnamed = ids.flatMap((id, i): Finding[] =>
    id === '' || id === ALL ? [{ path: ['watches', i, 'name'], message: `no id can be made from this name; give the watch an id` }] : [],
  );
  return [...unnamed, ...unique(ids, ['watches'], 'id'), ...watches.flatMap(checkAccounts)];
}

function checkAccounts({ accounts, kind }: ConfigFile['watches'][number], i: number): Finding[] {
  if (!accounts || kind === 'competitor') return [];
  const message = `only a watch of kind competitor has accounts; ours stand under "accounts" of the file, by network`;
  return [{ path: ['watches', i, 'accounts'], key: true, message }];
}

/** Longest id of a place: those of the journal stand behind `p:`. */
const PLACE_ID = 48;

/** An id of small letters from the name, as far as it has letters that fold to them. */
export const placeId = (place: { id?: string; name: string }) => (place.id ?? slug(place.name)).slice(0, PLACE_ID);

function checkPlaces({ places }: ConfigFile): Finding[] {
  const ids = places.map(placeId);
  const unnamed = ids.flatMap((id, i): Finding[] =>
    id === '' ? [{ path: ['places', i, 'name'], message: `no id can be made from this name; give the place an id` }] : [],
  );
  return [...unnamed, ...unique(ids, ['places'], 'id')];
}

function checkBoards(file: ConfigFile): Finding[] {
  const ids = file.watches.map(watchId);
  const boards = file.boards ?? [];
  const perBoard = boards.flatMap((board, i) => [
    ...(board.watches ?? []).flatMap((id, j) => missing(id, ids, 'watch', ['boards', i, 'watches', j])),
    ...unique(board.scenes?.map((scene) => scene.name) ?? [], ['boards', i, 'scenes'], 'name'),
  ]);
  return [
    ...unique(
      boards.map((board) => board.name),
      ['boards'],
      'name',
    ),
    ...perBoard,
  ];
}

/** Checks the kind of each source and the options of that kind. Without `kinds` any will do. */
export function checkSources(file: ConfigFile, kinds: readonly KnownKind[] | undefined): Finding[] {
  const entries = file.sources.map((source) => ({ kind: source.kind, options: optionsOf(source) }));
  return kinds ? checkKinds(entries, kinds, ['sources'], 'source') : [];
}

/** What stands beside id and kind. */
export function optionsOf(source: ConfigFile['sources'][number]): Record<string, unknown> {
  const { id: _id, kind: _kind, ...options } = source;
  return options;
}
