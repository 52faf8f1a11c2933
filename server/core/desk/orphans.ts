import type { State } from '../state.ts';
import { ORPHANS_KEPT } from './state.ts';
import type { Said } from './turns.ts';

/** Replies to one post that wait for it. */
const AT_ONE_POST = 10;

/** Keeps a reply whose post is not known until that comes: networks tell of them in any order. */
export function orphan({ desk }: State, said: Said): void {
  const parent = said.mention.inReplyTo;
  if (parent === undefined) return;
  const waiting = desk.orphans.get(parent) ?? [];
  desk.orphans.delete(parent);
  desk.orphans.set(parent, [...waiting, said].slice(-AT_ONE_POST));
  for (const oldest of desk.orphans.keys()) {
    if (desk.orphans.size <= ORPHANS_KEPT) break;
    desk.orphans.delete(oldest);
  }
}

/** The replies that waited for this post. */
export function adopt({ desk }: State, mention: string): Said[] {
  const waiting = desk.orphans.get(mention) ?? [];
  desk.orphans.delete(mention);
  return waiting;
}

/** A reply that was taken back waits for nothing. */
export function forgetOrphan({ desk }: State, mention: string): void {
  for (const [parent, waiting] of desk.orphans) {
    const left = waiting.filter((said) => said.mention.id !== mention);
    if (left.length === waiting.length) continue;
    if (left.length > 0) desk.orphans.set(parent, left);
    else desk.orphans.delete(parent);
    return;
  }
}
