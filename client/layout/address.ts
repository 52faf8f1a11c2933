/** Pages beside the wall, each with all beneath it. */
const PAGES = ['desk', 'reports', 'incidents', 'rules', 'drills'] as const;
export type PageName = (typeof PAGES)[number] | 'wall';

/** What an address shows: a page of its own, and else a wall. */
export function pageOf(path: string): PageName {
  const [, first] = /^\/([^/]+)/.exec(path) ?? [];
  return PAGES.find((page) => page === first) ?? 'wall';
}

/** The board that an address asks for: `/wall/NAME`. Any other address names none, and the server shows its first one. */
export function boardOf(path: string): string {
  const [, name] = /^\/wall\/([^/]+)\/?$/.exec(path) ?? [];
  if (!name) return '';
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Which part of a picture this screen shows, when several stand side by side: the `index`th of `count`, from 0. */
export interface Tiling {
  index: number;
  count: number;
}

/** More screens in a row than this are taken for a mistake. */
const SCREENS_BOUND = 8;

/** `?part=2/3` is the middle one of three screens; anything else is one screen alone. */
export function tilingOf(search: string): Tiling {
  const [, part, of] = /^(\d)\/(\d)$/.exec(new URLSearchParams(search).get('part') ?? '') ?? [];
  const index = Number(part) - 1;
  const count = Number(of);
  return index >= 0 && index < count && count <= SCREENS_BOUND ? { index, count } : { index: 0, count: 1 };
}
