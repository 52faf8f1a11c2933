import { describe, expect, vi } from 'vitest';
import { KNOWN_FOR, SNAPSHOTS_KEPT } from '../../server/journal/bounds.ts';
import { LeaseLost } from '../../server/journal/journal.ts';
import { entriesOf, type Story } from './contract.ts';
import { ids, mentionEntry, mentions, START, tick } from './entries.ts';

const FOREVER = { before: 0, bytes: Number.MAX_SAFE_INTEGER, keepAfter: Number.MAX_SAFE_INTEGER };
const bytesOf = (text: string) => new TextEncoder().encode(text);

/** The part of the contract that is not about the log itself: its bounds, and what is kept beside it. */
export function upkeepContract(name: string, story: Story): void {
  describe(`${name}: keeping within bounds`, () => {
    story('entries older than the bound go, oldest first, and no later number changes', async (journal) => {
      await journal.append(mentions(1, 20));
      expect(await journal.retain({ ...FOREVER, before: START + 11_000 })).toBe(10);
      expect(await journal.first()).toBe(11);
      expect(ids(entriesOf(await journal.read(0, 100)))).toEqual(ids(mentions(11, 20)));
      expect(await journal.retain({ ...FOREVER, before: START + 11_000 })).toBe(0);
    });

    story('nothing after the newest snapshot goes, whatever the bounds', async (journal) => {
      await journal.append(mentions(1, 20));
      expect(await journal.retain({ before: Number.POSITIVE_INFINITY, bytes: 0, keepAfter: 6 })).toBe(6);
      expect(await journal.first()).toBe(7);
      expect(await journal.retain({ ...FOREVER, keepAfter: 0, bytes: 0 })).toBe(0);
    });

    story('too many bytes cost the oldest entries, whatever their age', async (journal) => {
      await journal.append(mentions(1, 3000));
      const retired = await journal.retain({ ...FOREVER, bytes: 1_000_000, keepAfter: 2999 });
      expect(retired).toBeGreaterThan(0);
      expect(await journal.first()).toBe(retired + 1);
      expect(await journal.last()).toBe(3000);
    });

    story('with all entries gone numbers go on where they were', async (journal, _place, again) => {
      await journal.append([...mentions(1, 3), tick(9)]);
      await journal.retain({ ...FOREVER, before: Number.POSITIVE_INFINITY });
      const reopened = await again();
      expect(await reopened.first()).toBe(0);
      expect(await reopened.last()).toBe(4);
      expect((await reopened.append([mentionEntry('new')]))[0]).toEqual({ seq: 5, duplicate: false });
    });

    story('a post that is brought again after its entry was deleted is still refused, until it has been gone for long', async (journal) => {
      await journal.append(mentions(1, 3));
      const bound = START + 60_000;
      await journal.retain({ ...FOREVER, before: bound, keepAfter: 3 });
      expect((await journal.append(mentions(1, 3))).map((receipt) => receipt.duplicate)).toEqual([true, true, true]);
      await journal.retain({ ...FOREVER, before: bound + KNOWN_FOR });
      expect((await journal.append(mentions(1, 3))).map((receipt) => receipt.duplicate)).toEqual([false, false, false]);
    });
  });

  describe(`${name}: snapshots`, () => {
    story(`the newest ${SNAPSHOTS_KEPT} of a version are kept and come back newest first`, async (journal, _place, again) => {
      for (const seq of [3, 12, 110, 1500]) await journal.saveSnapshot('v1', { seq, bytes: bytesOf(`state at ${seq}`) });
      const kept = (await (await again()).snapshots('v1')).map(({ seq, bytes }) => [seq, new TextDecoder().decode(bytes)]);
      expect(kept).toEqual([1500, 110, 12].map((seq) => [seq, `state at ${seq}`]));
    });

    story('those of another version are not offered, and go with the first of a new one', async (journal) => {
      await journal.saveSnapshot('v1', { seq: 1, bytes: bytesOf('old') });
      expect(await journal.snapshots('v2')).toEqual([]);
      await journal.saveSnapshot('v2', { seq: 2, bytes: bytesOf('new') });
      expect(await journal.snapshots('v1')).toEqual([]);
      expect((await journal.snapshots('v2')).map(({ seq }) => seq)).toEqual([2]);
    });

    story('a damaged one is left out, so that the one before serves', async (journal, place) => {
      for (const seq of [5, 10]) await journal.saveSnapshot('v1', { seq, bytes: bytesOf(`state at ${seq}`.repeat(50)) });
      await place.spoilSnapshot();
      expect((await journal.snapshots('v1')).map(({ seq }) => seq)).toEqual([5]);
    });

    story('all up to a number can be dropped', async (journal) => {
      for (const seq of [5, 10, 15]) await journal.saveSnapshot('v1', { seq, bytes: bytesOf('state') });
      await journal.dropSnapshots(10);
      expect((await journal.snapshots('v1')).map(({ seq }) => seq)).toEqual([15]);
    });
  });

  describe(`${name}: cursors, keys and leases`, () => {
    story('a cursor or key is null until it is saved, and then what was saved last', async (journal) => {
      expect([await journal.cursor('bluesky'), await journal.getKey('viewer')]).toEqual([null, null]);
      for (const value of ['one', 'two']) await Promise.all([journal.saveCursor('bluesky', value), journal.setKey('viewer', value)]);
      expect([await journal.cursor('bluesky'), await journal.getKey('viewer')]).toEqual(['two', 'two']);
      expect([await journal.cursor('mastodon'), await journal.getKey('desk')]).toEqual([null, null]);
    });

    story('a lease belongs to one holder at a time, who may renew it', async (journal) => {
      const lease = await journal.acquire('ticks', 'north', 60_000);
      expect(lease?.name).toBe('ticks');
      expect(await journal.acquire('ticks', 'south', 60_000)).toBeNull();
      expect(await journal.acquire('ticks', 'north', 60_000)).toEqual(lease);
      expect(await journal.acquire('polls', 'south', 60_000)).not.toBeNull();
    });

    story('a lease that was released or ran out can be taken, under a higher token', async (journal, place) => {
      const first = await journal.acquire('ticks', 'north', 60_000);
      await journal.release('ticks', 'south');
      expect(await journal.acquire('ticks', 'south', 60_000)).toBeNull();
      await journal.release('ticks', 'north');
      const second = await journal.acquire('ticks', 'south', 20);
      place.pass(21);
      const third = await vi.waitFor(async () => {
        const taken = await journal.acquire('ticks', 'north', 60_000);
        expect(taken).not.toBeNull();
        return taken;
      });
      expect(second!.token).toBeGreaterThan(first!.token);
      expect(third!.token).toBeGreaterThan(second!.token);
    });

    story('work under a lease that somebody else took since is refused, and other work at the same time is not', async (journal) => {
      const old = await journal.acquire('ticks', 'north', 60_000);
      await journal.release('ticks', 'north');
      const held = await journal.acquire('ticks', 'south', 60_000);
      const results = await Promise.allSettled([
        journal.append([tick(1)], old!),
        journal.append([tick(2)], held!),
        journal.saveCursor('bluesky', 'stale', old!),
        journal.saveCursor('mastodon', 'fresh', held!),
      ]);
      expect(results.map((result) => (result.status === 'rejected' ? result.reason.constructor : 'done'))).toEqual([
        LeaseLost,
        'done',
        LeaseLost,
        'done',
      ]);
      expect(ids(entriesOf(await journal.read(0, 10)))).toEqual(['t:2']);
      expect([await journal.cursor('bluesky'), await journal.cursor('mastodon')]).toEqual([null, 'fresh']);
    });

    story('tokens rise over a restart too', async (journal, _place, again) => {
      const first = await journal.acquire('ticks', 'north', 60_000);
      await journal.release('ticks', 'north');
      const second = await (await again()).acquire('ticks', 'south', 60_000);
      expect(second!.token).toBeGreaterThan(first!.token);
    });
  });
}
