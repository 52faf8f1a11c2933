import { travelHere } from '../base.ts';

/** The drill that somebody took this screen out of: it does not go there again. */
const LEFT = 'earshot.drill-left';
const INTO = /^\/at\/(drill-[\w-]{1,58})\/wall\/[^/]+$/;

/** Storage can be forbidden: then a screen that was taken out goes back. */
function left(): string | null {
  try {
    return sessionStorage.getItem(LEFT);
  } catch {
    return null;
  }
}

export function leaveDrill(id: string): void {
  try {
    sessionStorage.setItem(LEFT, id);
  } catch {
    return;
  }
}

/** The drill that a wall is to go into, from where it stands; null: it stays. A path that leads anywhere else is none. */
export function drillIn(to: string, here: string | null, before: string | null): string | null {
  const [, id] = INTO.exec(to) ?? [];
  return id === undefined || here !== null || id === before ? null : id;
}

/** Takes this wall into a drill, as the same part of the picture. */
export function goInto(to: string): void {
  if (drillIn(to, travelHere(), left()) !== null) location.assign(`${to}${location.search}`);
}
