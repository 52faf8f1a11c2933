const BASE = /^\/at\/[^/]+/;

/** The part of an address beneath which all of a look back lies, `/at/ID`; empty for what is shown of now. */
export const baseOf = (path: string): string => BASE.exec(path)?.[0] ?? '';

/** What an address shows, wherever in time: `/at/ID/desk` is `/desk`. */
export const inside = (path: string): string => path.replace(BASE, '') || '/';

/** A page's or an answer's address of the time that this page shows. It begins with `/`. */
export const within = (path: string): string => `${baseOf(location.pathname)}${path}`;

/** The id of the look back that this page belongs to, or the moment that its address asks for instead; null: it shows now. */
export function travelHere(): string | null {
  const name = baseOf(location.pathname).slice('/at/'.length);
  if (name === '') return null;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
