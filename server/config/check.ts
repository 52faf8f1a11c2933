import { z } from 'zod';
import { closest } from '../core/analysis/query/spelling.ts';
import { checkDesk } from './desk-check.ts';
import { missing, slug, unique } from './names.ts';
import type { Finding } from './problems.ts';
import { quote, say } from './say.ts';
import { ALL, type ConfigFile } from './schema.ts';

/** A kind of source that the server knows, with the schema of its options. */
export interface KnownKind {
  kind: string;
  options?: z.ZodType;
}

export const watchId = (watch: { id?: string; name: string }) => watch.id ?? slug(watch.name);

/** What no schema sees: whether names are unique, and whether what is named is there. */
export function checkNames(file: ConfigFile): Finding[] {
  return [
    ...checkWatches(file),
    ...checkPlaces(file),
    ...checkBoards(file),
    ...checkDesk(file, file.watches.map(watchId)),
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
  if (!kinds) return [];
  return file.sources.flatMap((source, i) => {
    const known = kinds.find((one) => one.kind === source.kind);
    if (!known) return [unknownKind(source.kind, kinds, i)];
    return known.options ? checkOptions(optionsOf(source), strict(known.options), i) : [];
  });
}

function unknownKind(kind: string, kinds: readonly KnownKind[], i: number): Finding {
  const names = kinds.map((one) => one.kind);
  const meant = closest(kind, names);
  const message = `${quote(kind)} is no kind of source; there is ${names.join(', ')}.${meant ? ` Did you mean "${meant}"?` : ''}`;
  return { path: ['sources', i, 'kind'], message };
}

/** What stands beside id and kind. */
export function optionsOf(source: ConfigFile['sources'][number]): Record<string, unknown> {
  const { id: _id, kind: _kind, ...options } = source;
  return options;
}

/** A misspelt option must not pass for one that was left out, unless the kind takes any. */
function strict(options: z.ZodType): z.ZodType {
  return options instanceof z.ZodObject && options.def.catchall === undefined ? options.strict() : options;
}

function checkOptions(options: Record<string, unknown>, schema: z.ZodType, i: number): Finding[] {
  const checked = schema.safeParse(options);
  const issues = checked.success ? [] : checked.error.issues;
  return issues.flatMap((issue) => say(issue, options, schema)).map((found) => ({ ...found, path: ['sources', i, ...found.path] }));
}
