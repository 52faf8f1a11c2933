import { z } from 'zod';

export const Role = z.enum(['screen', 'operator', 'push']);
export type Role = z.infer<typeof Role>;

/** Who a request or a socket is. On loopback without remote access everybody is `local` with every role. */
export interface Caller {
  name: string;
  roles: Role[];
  /** The only board it may see, or whose desk it works at; absent means every board. */
  board?: string;
  /** Id of the token, absent for local callers. */
  token?: string;
}

export const LOCAL: Caller = { name: 'local', roles: ['screen', 'operator', 'push'] };
