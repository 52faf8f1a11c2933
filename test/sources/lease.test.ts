import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LEASE_TTL_MS, whenHeld } from '../../server/sources/lease.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Leases in memory, by the clock of the test. */
function leases() {
  const held = new Map<string, { holder: string; token: number; until: number }>();
  let tokens = 0;
  return {
    reachable: true,
    released: [] as string[],
    async acquire(name: string, holder: string, ttl: number) {
      if (!this.reachable) throw new Error('unreachable');
      const now = Date.now();
      const known = held.get(name);
      const alive = known !== undefined && known.until > now;
      if (alive && known.holder !== holder) return null;
      const token = alive ? known.token : ++tokens;
      held.set(name, { holder, token, until: now + ttl });
      return { name, token };
    },
    async release(name: string, holder: string) {
      this.released.push(holder);
      if (held.get(name)?.holder === holder) held.delete(name);
    },
  };
}

/** Work that notes when it starts and stops. */
function work(log: string[], who: string) {
  return async (signal: AbortSignal, lease: { token: number }) => {
    log.push(`${who} starts under ${lease.token}`);
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    log.push(`${who} stops`);
  };
}

describe('work under a lease', () => {
  it('is done by one node, and by the next when that one leaves', async () => {
    const journal = leases();
    const log: string[] = [];
    const [one, two] = [new AbortController(), new AbortController()];
    const first = whenHeld(journal, 'source', 'one', one.signal, work(log, 'one'));
    const second = whenHeld(journal, 'source', 'two', two.signal, work(log, 'two'));
    await vi.advanceTimersByTimeAsync(10 * LEASE_TTL_MS);
    expect(log).toEqual(['one starts under 1']);
    one.abort();
    await first;
    await vi.advanceTimersByTimeAsync(LEASE_TTL_MS);
    expect(log).toEqual(['one starts under 1', 'one stops', 'two starts under 2']);
    two.abort();
    await second;
    expect(journal.released).toEqual(['one', 'two']);
  });

  it('stops before another node can have the lease, when it cannot be renewed', async () => {
    const journal = leases();
    const log: string[] = [];
    const end = new AbortController();
    const held = whenHeld(journal, 'source', 'one', end.signal, work(log, 'one'));
    await vi.advanceTimersByTimeAsync(LEASE_TTL_MS);
    journal.reachable = false;
    await vi.advanceTimersByTimeAsync(LEASE_TTL_MS);
    expect(log).toEqual(['one starts under 1', 'one stops']);
    journal.reachable = true;
    await vi.advanceTimersByTimeAsync(LEASE_TTL_MS);
    expect(log.at(-1)).toMatch(/^one starts under/);
    end.abort();
    await held;
  });

  it('goes on through a short time without answers', async () => {
    const journal = leases();
    const log: string[] = [];
    const end = new AbortController();
    const held = whenHeld(journal, 'source', 'one', end.signal, work(log, 'one'));
    await vi.advanceTimersByTimeAsync(LEASE_TTL_MS);
    journal.reachable = false;
    await vi.advanceTimersByTimeAsync(LEASE_TTL_MS / 2);
    journal.reachable = true;
    await vi.advanceTimersByTimeAsync(10 * LEASE_TTL_MS);
    expect(log).toEqual(['one starts under 1']);
    end.abort();
    await held;
  });

  it('is started anew when the lease was lost and had again', async () => {
    const journal = leases();
    const log: string[] = [];
    const end = new AbortController();
    const held = whenHeld(journal, 'source', 'one', end.signal, work(log, 'one'));
    await vi.advanceTimersByTimeAsync(0);
    await journal.release('source', 'one');
    await vi.advanceTimersByTimeAsync(LEASE_TTL_MS);
    expect(log).toEqual(['one starts under 1', 'one stops', 'one starts under 2']);
    end.abort();
    await held;
  });

  it('that is finished is not done again by another node', async () => {
    const journal = leases();
    const log: string[] = [];
    const [one, two] = [new AbortController(), new AbortController()];
    const first = whenHeld(journal, 'source', 'one', one.signal, async () => void log.push('one is done'));
    const second = whenHeld(journal, 'source', 'two', two.signal, async () => void log.push('two is done'));
    await vi.advanceTimersByTimeAsync(10 * LEASE_TTL_MS);
    expect(log).toEqual(['one is done']);
    one.abort();
    two.abort();
    await Promise.all([first, second]);
  });

  it('that fails gives the lease back and tells why', async () => {
    const journal = leases();
    const end = new AbortController();
    const held = whenHeld(journal, 'source', 'one', end.signal, () => Promise.reject(new Error('bad work')));
    await expect(held).rejects.toThrow('bad work');
    expect(journal.released).toEqual(['one']);
  });
});
