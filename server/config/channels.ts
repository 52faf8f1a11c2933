import type { z } from 'zod';
import { ChannelKind } from '../../shared/notify.ts';
import type { Config } from '../config.ts';
import { personId } from './desk-settle.ts';
import { checkKinds, type KnownKind } from './kinds.ts';
import { unique } from './names.ts';
import type { Finding } from './problems.ts';
import type { ConfigFile } from './schema.ts';

/** A kind of channel that the server knows, with the schema of its options. */
export interface KnownChannel extends KnownKind {
  /** It reaches one person at a time. */
  personal: boolean;
}

export type ChannelOfFile = ConfigFile['channels'][number];

/** Kinds that reach one person at a time, unless the channel has an address of its own under this option. */
const PERSONAL: Readonly<Record<string, string>> = { email: 'to', telegram: 'chat' };

export const channelId = (channel: { id?: string; kind: string }): string => channel.id ?? channel.kind;
export const channelKind = ({ kind }: { kind: string }): ChannelKind => ChannelKind.parse(kind);

export function isPersonal(channel: ChannelOfFile, kinds: readonly KnownChannel[] | undefined): boolean {
  const address = PERSONAL[channel.kind];
  if (address !== undefined) return [channel[address] ?? []].flat().length === 0;
  return kinds?.find((one) => one.kind === channel.kind)?.personal ?? channel.kind === 'web-push';
}

/** What stands beside the keys that every channel has. */
function optionsOf(channel: ChannelOfFile): Record<string, unknown> {
  const { id: _id, kind: _kind, name: _name, quiet: _quiet, cap: _cap, ...options } = channel;
  return options;
}

/** Kinds, ids and options. `secret` is the schema of what must never stand in the file itself: it is not quoted either. */
export function checkChannels({ channels }: ConfigFile, kinds: readonly KnownChannel[] | undefined, secret: z.ZodType): Finding[] {
  const entries = channels.map((channel) => ({ kind: channel.kind, options: optionsOf(channel) }));
  const known = kinds ?? ChannelKind.options.map((kind): KnownChannel => ({ kind, personal: false }));
  return [...checkKinds(entries, known, ['channels'], 'channel', secret), ...unique(channels.map(channelId), ['channels'], 'id')];
}

/** What the shell alone needs to reach people; keys that would be empty are left out. */
export function reachingOf(file: ConfigFile): Pick<Config, 'channels' | 'contacts' | 'allow' | 'base'> {
  const channels = file.channels.map((channel) => ({ id: channelId(channel), kind: channelKind(channel), options: optionsOf(channel) }));
  const contacts = file.desk.people.flatMap((person) => {
    const { email, telegram } = person;
    const known = { ...(email === undefined ? {} : { email }), ...(telegram === undefined ? {} : { telegram }) };
    return Object.keys(known).length > 0 ? [[personId(person), known] as const] : [];
  });
  return {
    ...(channels.length > 0 ? { channels } : {}),
    ...(contacts.length > 0 ? { contacts: Object.fromEntries(contacts) } : {}),
    ...(file.outgoing.allow.length > 0 ? { allow: file.outgoing.allow } : {}),
    ...(file.address === undefined ? {} : { base: file.address.replace(/\/+$/, '') }),
  };
}
