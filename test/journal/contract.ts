import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { Entry, Stored } from '../../server/core/entry.ts';
import type { Journal } from '../../server/journal/journal.ts';
import { upkeepContract } from './contract-upkeep.ts';
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

const seqs = (stored: readonly Stored[]) => stored.map(({ seq }) => seq);
export const entriesOf = (stored: readonly Stored[]) => stored.map(({ entry }) => entry);

/** Declares a test about a journal of its own; `again` closes it and opens the same one. */
export type Story = (title: string, tell: (journal: Journal, place: Ground, again: () => Promise<Journal>) => Promise<void>) => void;

/** What every journal keeps to, sentence by sentence. `ground` makes a new and empty place. */
export function journalContract(name: string, ground: () => Promise<Ground>): void {
  const story: Story = (title, tell) =>
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

  upkeepContract(name, story);
}
