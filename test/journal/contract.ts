import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { Entry, Stored } from '../../server/core/entry.ts';
import { KNOWN_FOR, SNAPSHOTS_KEPT } from '../../server/journal/bounds.ts';
import { type Journal, LeaseLost } from '../../server/journal/journal.ts';
import { ids, mentionEntry, mentions, START, tick } from './entries.ts';

/** Where one journal lies. */
export interface Ground {
  /** Opens what lies here; the one before was closed. */
  open(): Promise<Journal>;
  /** Lets time go by for leases, where the clock is given. */
  pass(ms: number): void;
  /** Damages the newest snapshot, behind the journal's back. */
  spoilSnapshot(): Promise<void>;
  leave(): Promise<void>;
}

const FOREVER = { before: 0, bytes: Number.MAX_SAFE_INTEGER, keepAfter: Number.MAX_SAFE_INTEGER };
const bytesOf = (text: string) => new TextEncoder().encode(text);
const seqs = (stored: readonly Stored[]) => stored.map(({ seq }) => seq);
const entriesOf = (stored: readonly Stored[]) => stored.map(({ entry }) => entry);

/** What every journal keeps to, sentence by sentence. `ground` makes a new and empty place. */
export function journalContract(name: string, ground: () => Promise<Ground>): void {
  /** A test with a journal of its own; `again` closes it and opens the same one. */
  const story = (title: string, tell: (journal: Journal, place: Ground, again: () => Promise<Journal>) => Promise<void>) =>
    test(title, async () => {
      const place = await ground();
      let journal = await place.open();
      const again = async () => {
        await journal.close();
        journal = await place.open();
        return journal;
      };
      try {
        await tell(journal, place, again);
      } finally {
        await journal.close();
        await place.leave();
      }
    });

  describe(`${name}: appending and reading`, () => {
    story('an empty journal has no first, no last and nothing to read', async (journal) => {
      expect(await journal.first()).toBe(0);
      expect(await journal.last()).toBe(0);
      expect(await journal.read(0, 10)).toEqual([]);
      expect(await journal.append([])).toEqual([]);
    });

    story('entries come back as they were given, in that order, numbered from 1', async (journal) => {
      const given: Entry[] = [
        tick(1),
        mentionEntry('a', 'Ein "Zitat", 東京 🍲\u0000\nund mehr'),
        tick(2),
        { kind: 'retraction', id: 'r:web:a', at: START, mention: 'web:a' },
      ];
      expect(await journal.append(given)).toEqual([1, 2, 3, 4].map((seq) => ({ seq, duplicate: false })));
      expect(await journal.read(0, 10)).toEqual(given.map((entry, i) => ({ seq: i + 1, entry })));
      expect(await journal.first()).toBe(1);
      expect(await journal.last()).toBe(4);
    });

    story('a known id is refused in a later call, within one call and from another at the same time', async (journal) => {
      await journal.append([mentionEntry('a')]);
      const [within, beside] = await Promise.all([
        journal.append([mentionEntry('b'), mentionEntry('a', 'changed'), mentionEntry('b', 'changed')]),
        journal.append([mentionEntry('b', 'changed'), mentionEntry('c')]),
      ]);
      expect(within.map((receipt) => receipt.duplicate)).toEqual([false, true, true]);
      expect(within.filter((receipt) => receipt.duplicate).map((receipt) => receipt.seq)).toEqual([0, 0]);
      expect(beside.map((receipt) => receipt.duplicate)).toEqual([true, false]);
      expect(entriesOf(await journal.read(0, 10))).toEqual([mentionEntry('a'), mentionEntry('b'), mentionEntry('c')]);
    });

    story('appends that run at the same time keep their entries together and every number goes to one entry', async (journal) => {
      const batches = Array.from({ length: 40 }, (_, i) => mentions(i * 5, i * 5 + 4));
      const receipts = await Promise.all(batches.map((batch) => journal.append(batch)));
      const stored = await journal.read(0, 1000);
      expect(seqs(stored)).toEqual([...new Set(seqs(stored))].sort((a, b) => a - b));
      const found = new Map(stored.map(({ seq, entry }) => [seq, entry.id]));
      for (const [i, batch] of batches.entries()) expect(receipts[i]!.map(({ seq }) => found.get(seq))).toEqual(ids(batch));
    });

    story('a call larger than one commit is whole and in order', async (journal) => {
      const many = mentions(1, 4500);
      const receipts = await journal.append(many);
      expect(receipts.map(({ seq }) => seq)).toEqual(many.map((_, i) => i + 1));
      expect(ids(entriesOf(await journal.read(4490, 100)))).toEqual(ids(many.slice(4490)));
    });

    story('pages of any size add up to the whole', async (journal) => {
      await journal.append(mentions(1, 50));
      for (const size of [1, 7, 50, 51]) {
        const pages: Stored[] = [];
        for (let page = await journal.read(0, size); page.length > 0; page = await journal.read(pages.at(-1)!.seq, size))
          pages.push(...page);
        expect(ids(entriesOf(pages))).toEqual(ids(mentions(1, 50)));
      }
    });

    story('whatever is brought however often, each id is in it once, at its first place', async (journal) => {
      let round = 0;
      const deliveries = fc.array(fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 6 }), { maxLength: 8 });
      await fc.assert(
        fc.asyncProperty(deliveries, async (batches) => {
          const start = await journal.last();
          const own = `round${round++}-`;
          for (const batch of batches) await journal.append(batch.map((n) => mentionEntry(`${own}${n}`)));
          const expected = [...new Set(batches.flat())].map((n) => `web:${own}${n}`);
          expect(ids(entriesOf(await journal.read(start, 1000)))).toEqual(expected);
        }),
        { numRuns: 25 },
      );
    });

    story('listeners hear of new entries, not of refused ones, until they stop', async (journal) => {
      let heard = 0;
      const stop = journal.onAppend(() => heard++);
      await journal.append([mentionEntry('a')]);
      await vi.waitFor(() => expect(heard).toBeGreaterThan(0));
      stop();
      const before = heard;
      await journal.append([mentionEntry('b')]);
      let heardLater = 0;
      journal.onAppend(() => heardLater++);
      await journal.append([mentionEntry('c')]);
      await vi.waitFor(() => expect(heardLater).toBeGreaterThan(0));
      expect(heard).toBe(before);
    });

    story('after closing and opening all is there, and numbers go on', async (journal, _place, again) => {
      await journal.append(mentions(1, 3));
      await journal.saveCursor('bluesky', 'place-7');
      await journal.setKey('viewer', 'hash-1');
      const reopened = await again();
      expect(entriesOf(await reopened.read(0, 10))).toEqual(mentions(1, 3));
      expect((await reopened.append([mentionEntry('m2'), mentionEntry('m4')])).map(({ seq }) => seq)).toEqual([0, 4]);
      expect(await reopened.cursor('bluesky')).toBe('place-7');
      expect(await reopened.getKey('viewer')).toBe('hash-1');
    });
  });

  describe(`${name}: taking back`, () => {
    story('an erased mention keeps its place and its counts and loses its words and its author', async (journal, _place, again) => {
      await journal.append(mentions(1, 3));
      await journal.erase('web:m2');
      const check = async (open: Journal) => {
        const [before, erased, after] = entriesOf(await open.read(0, 10));
        expect([before, after]).toEqual([mentions(1, 1)[0], mentions(3, 3)[0]]);
        const { text: _text, url: _url, place: _room, author: _author, ...kept } = mentions(2, 2)[0]!.mention;
        const mention = { ...kept, text: '', author: { id: '', handle: '', name: '' } };
        expect(erased).toEqual({ ...mentions(2, 2)[0], mention, analysis: { ...mentions(2, 2)[0]!.analysis, terms: [] } });
      };
      await check(journal);
      await check(await again());
    });

    story('an erased mention stays known', async (journal) => {
      await journal.append(mentions(1, 1));
      await journal.erase('web:m1');
      expect(await journal.append(mentions(1, 1))).toEqual([{ seq: 0, duplicate: true }]);
    });

    story('erasing twice, or what was never there, or what is no mention, changes nothing', async (journal) => {
      await journal.append([mentionEntry('a'), tick(5)]);
      await journal.erase('web:a');
      const before = await journal.read(0, 10);
      for (const id of ['web:a', 'web:unknown', 't:5']) await journal.erase(id);
      expect(await journal.read(0, 10)).toEqual(before);
    });
  });

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
