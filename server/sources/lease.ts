import { pause } from './backoff.ts';

interface Lease {
  name: string;
  token: number;
}

/** The part of a journal that gives leases. */
interface Leases<L extends Lease> {
  acquire(name: string, holder: string, ttl: number): Promise<L | null>;
  release(name: string, holder: string): Promise<void>;
}

/** How long a lease lasts without being renewed, in ms; it is renewed three times in that while. */
export const LEASE_TTL_MS = 10_000;
/** The share of that time for which a lease is trusted; the rest is for stopping before another node may begin. */
const SAFE_SHARE = 0.9;

/**
 * Runs `run` on this node alone: while `holder` has the lease `name`, until `signal` aborts.
 *
 * The signal given to `run` aborts when the lease is lost: when another node has it, or when it could not be renewed for as long as it
 * lasts. `run` is then waited for, and started anew under the next lease. When `run` returns by itself the lease is kept, so that no
 * other node does the work again; when it throws, the lease is released and `whenHeld` rejects with its reason.
 */
export async function whenHeld<L extends Lease>(
  leases: Leases<L>,
  name: string,
  holder: string,
  signal: AbortSignal,
  run: (signal: AbortSignal, lease: L) => Promise<void>,
  ttl: number = LEASE_TTL_MS,
): Promise<void> {
  try {
    while (!signal.aborted) {
      const asked = performance.now();
      const lease = await leases.acquire(name, holder, ttl).catch(() => null);
      if (lease === null) await pause(ttl / 3, signal);
      else await runUnder(lease, asked);
    }
  } finally {
    await leases.release(name, holder).catch(() => undefined);
  }

  async function runUnder(lease: L, asked: number): Promise<void> {
    const lost = new AbortController();
    const both = AbortSignal.any([signal, lost.signal]);
    const renewing = renew(lease, asked, both).then(() => lost.abort());
    try {
      if (!both.aborted) await run(both, lease);
      await renewing;
    } finally {
      lost.abort();
      await renewing;
    }
  }

  /** Resolves when the lease is lost or the signal aborts. A journal that does not answer is forgiven until the lease runs out. */
  async function renew(lease: L, asked: number, stop: AbortSignal): Promise<void> {
    let safeUntil = asked + ttl * SAFE_SHARE;
    const left = () => Math.max(0, safeUntil - performance.now());
    while (!stop.aborted) {
      await pause(Math.min(ttl / 3, left()), stop);
      const askedAt = performance.now();
      const runsOut = pause(left(), stop).then(() => undefined);
      const answer = await Promise.race([leases.acquire(name, holder, ttl).catch(() => undefined), runsOut]);
      if (answer === null || (answer && answer.token !== lease.token)) return;
      if (answer) safeUntil = askedAt + ttl * SAFE_SHARE;
      else if (performance.now() >= safeUntil) return;
    }
  }
}
