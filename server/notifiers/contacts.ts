import type { ChannelKind } from '../../shared/notify.ts';
import type { Contacts } from './config-types.ts';

/** A person's address for a kind of channel; null: none is known. Ids are made of anything, so only what is the object's own counts. */
export function contactOf(contacts: Contacts, person: string, kind: ChannelKind): string | null {
  const known = Object.hasOwn(contacts, person) ? contacts[person] : undefined;
  return known?.[kind] ?? null;
}
