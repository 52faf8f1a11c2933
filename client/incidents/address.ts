import type { Severity } from '../../shared/alert.ts';

/** What the list is narrowed to. */
export interface Wanted {
  state: 'open' | 'closed' | '';
  severity: Severity | '';
  words: string;
}

/** What an address of these pages shows; without an id the list. */
export interface Address {
  id: string | null;
  page: 'list' | 'incident' | 'review';
  board: string;
  wanted: Wanted;
}

const WORDS_BOUND = 200;
const STATES = ['open', 'closed'] as const;
const SEVERITIES = ['critical', 'high', 'medium'] as const;

export const EVERYTHING: Wanted = { state: '', severity: '', words: '' };

const among = <T extends string>(all: readonly T[], value: string | null): T | '' => all.find((one) => one === value) ?? '';

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Reads the address of the list, of an incident, or of looking back at it; whatever it does not know it leaves out. */
export function readAddress(path: string, search: string): Address {
  const [, id, more] = /\/incidents\/([^/]+)(?:\/([^/]*))?\/?$/.exec(path) ?? [];
  const asked = new URLSearchParams(search);
  const wanted: Wanted = {
    state: among(STATES, asked.get('state')),
    severity: among(SEVERITIES, asked.get('severity')),
    words: (asked.get('words') ?? '').trim().slice(0, WORDS_BOUND),
  };
  const page = id === undefined ? 'list' : more === 'review' ? 'review' : 'incident';
  return { id: id === undefined ? null : decoded(id), page, board: asked.get('board') ?? '', wanted };
}

/** The address of what is shown. What narrows the list stands in the list's address alone. */
export function writeAddress({ id, page, board, wanted }: Address): string {
  const asked = new URLSearchParams();
  if (board !== '') asked.set('board', board);
  if (page === 'list') for (const name of ['state', 'severity', 'words'] as const) if (wanted[name] !== '') asked.set(name, wanted[name]);
  const query = asked.toString();
  const path = id === null ? '' : `/${encodeURIComponent(id)}${page === 'review' ? '/review' : ''}`;
  return `/incidents${path}${query ? `?${query}` : ''}`;
}

/** The board goes along to the desk and the wall. */
export const onBoard = (path: string, board: string): string =>
  board === '' ? path : `${path}${path.includes('?') ? '&' : '?'}board=${encodeURIComponent(board)}`;
