import type { Mention } from '../../../shared/mention.ts';
import type { AccountSetting } from '../settings.ts';
import { fold } from './text/fold.ts';
import type { Token } from './text/tokens.ts';

/** Our own handles, told apart from everybody else's. */
export interface Own {
  /** The author is one of our accounts. The whole handle must match: `care@evil.example` is not our `care`. */
  wrote(mention: Pick<Mention, 'network' | 'author'>): boolean;
  /** The token is the handle of one of our accounts. */
  named(network: string, token: Token): boolean;
  /**
   * The id of the answered post holds our handle (`bluesky:at://acme.example/...`). Whether a post with another kind of id is ours, only
   * the fold knows, which holds it.
   */
  answered(inReplyTo: string | undefined, network: string): boolean;
}

/** Handles by network; `*` is every network. */
type Handles = ReadonlyMap<string, ReadonlySet<string>>;

const bare = (handle: string): string => fold(handle).replace(/^@/, '');
const localPart = (handle: string): string => handle.split('@')[0]!;

function byNetwork(accounts: readonly AccountSetting[], names: (handle: string) => string[]): Handles {
  const handles = new Map<string, Set<string>>();
  for (const { network, handle } of accounts) {
    const known = handles.get(network) ?? new Set();
    handles.set(network, new Set([...known, ...names(bare(handle))]));
  }
  return handles;
}

const has = (handles: Handles, network: string, handle: string): boolean =>
  Boolean(handles.get(network)?.has(handle) || handles.get('*')?.has(handle));

export function buildOwn(accounts: readonly AccountSetting[]): Own {
  const whole = byNetwork(accounts, (handle) => [handle]);
  /** People on our host leave the host out; where it is left out of the settings, any host will do. */
  const named = byNetwork(accounts, (handle) => [handle, localPart(handle)]);
  const names = (network: string, handle: string): boolean =>
    has(named, network, handle) || (handle.includes('@') && has(whole, network, localPart(handle)));
  return {
    wrote: ({ network, author }) => has(whole, network, bare(author.handle)),
    named: (network, { kind, folded }) => kind === 'handle' && names(network, folded),
    answered: (inReplyTo, network) => authorsIn(inReplyTo).some((handle) => has(whole, network, handle)),
  };
}

/** What may be a handle in an id: every part of it but the source at its beginning and the native id at its end. */
const authorsIn = (id: string | undefined): string[] => (id?.split(/[:/]+/) ?? []).slice(1, -1).map(bare);
