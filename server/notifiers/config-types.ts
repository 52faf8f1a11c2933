import type { ChannelKind } from '../../shared/notify.ts';

/** A way to reach people. What the fold must know of it is a `ChannelSetting` of the same id; the options are the shell's alone. */
export interface ChannelConfig {
  id: string;
  kind: ChannelKind;
  /** Still unparsed: the kind's own schema reads them. Secrets are named in them, never written. */
  options: unknown;
}

/** Addresses of people by their id, and by the kind of channel (`email`, `telegram`) that uses them. Never journaled. */
export type Contacts = Record<string, Partial<Record<ChannelKind, string>>>;

/** What the shell needs in order to reach people, and the fold does not. A `Config` has it; what is absent is empty. */
export interface Reaching {
  channels?: ChannelConfig[];
  contacts?: Contacts;
  /** Hosts (`chat.local`, or `chat.local:8065` for one port of it) that may be called although their address is private or loopback. */
  allow?: string[];
  /** Address under which people reach this server, for links: `https://wall.example`. Absent: the one it listens on. */
  base?: string;
}
