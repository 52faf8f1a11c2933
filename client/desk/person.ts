import type { DeskHello } from '../../shared/socket.ts';

/** The same name stands on the wall. */
const KEY = 'earshot.operator';
const KEYS_OFF = 'earshot.keys-off';
export const NAME_BOUND = 64;

/** Storage can be forbidden or full; what is not remembered is asked again. */
function read(key: string): string {
  try {
    return localStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    return;
  }
}

export const rememberedName = (): string => read(KEY);
export const rememberName = (name: string): void => write(KEY, name);
/** Single letters get in the way of some who speak to their computer; they may turn them off. */
export const keysOff = (): boolean => read(KEYS_OFF) === 'yes';
export const rememberKeysOff = (off: boolean): void => write(KEYS_OFF, off ? 'yes' : 'no');

/** The id by which the desk knows somebody, or the name as they typed it. */
export function idOf(name: string, people: DeskHello['people']): string {
  const folded = name.trim().toLowerCase();
  return people.find((one) => one.id.toLowerCase() === folded || one.name.toLowerCase() === folded)?.id ?? name.trim();
}

/** A person's or a team's name for its id; whoever is not in the config stands as written. */
export const nameOf = (id: string | null, all: readonly { id: string; name: string }[]): string =>
  id === null ? '' : (all.find((one) => one.id === id)?.name ?? id);
