export type Role = 'screen' | 'operator' | 'push';

/** Who a request or a socket is. On loopback without tokens everybody is `local` with every role. */
export interface Caller {
  name: string;
  roles: Role[];
  /** For a screen token: the only board it may see; absent means every board. */
  board?: string;
  /** Id of the token, absent for local callers. */
  token?: string;
}
