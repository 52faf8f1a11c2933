import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { append, merge, neighbour, type Part, rowsOf, seen, windowOf } from '../../client/desk/list.ts';
import { Sparing } from '../../client/desk/sparing.ts';
import type { CaseLine } from '../../shared/queue.ts';
import { CASE_NOON, customerOf } from '../support/case.ts';

const line = (id: string, over: Partial<CaseLine> = {}): CaseLine => ({
  id,
  status: 'new',
  since: CASE_NOON,
  customer: customerOf(),
  network: 'x',
  language: 'en',
  watches: [],
  subject: 'my bag is still in Bergen',
  postedAt: CASE_NOON,
  customerAt: CASE_NOON,
  repliedAt: null,
  answeredAt: null,
  substantiveAt: null,
  urgency: [],
  label: 'negative',
  priority: 'normal',
  team: null,
  owner: null,
  tags: [],
  snoozedUntil: null,
  customerPosts: 1,
  replies: 0,
  handoffs: 0,
  viral: null,
  seq: 1,
  due: null,
  promised: null,
  pressing: [],
  ...over,
});

const lines = (...ids: string[]): CaseLine[] => ids.map((id) => line(id));
const part = (cases: CaseLine[], over: Partial<Part> = {}): Part => ({ offset: 0, limit: 200, cases, total: cases.length, ...over });
const marks = (rows: ReturnType<typeof rowsOf>) => rows.map(({ line: { id }, mark }) => `${id} ${mark}`);

describe('a queue that somebody reads', () => {
  it.each<[string, CaseLine[], string[], string[]]>([
    ['nothing happened', lines('1', '2'), ['1 here', '2 here'], []],
    ['another order moves nothing', lines('2', '1'), ['1 here', '2 here'], []],
    ['what left stays, marked', lines('2'), ['1 gone', '2 here'], []],
    ['what came is counted, not shown', lines('9', '1', '2'), ['1 here', '2 here'], ['9']],
    ['what was claimed is marked', [line('1', { owner: 'mara', status: 'claimed' }), line('2')], ['1 changed', '2 here'], []],
    [
      'time alone changes nothing',
      [line('1', { due: { kind: 'first', at: 5, from: 1, breached: true }, seq: 7 }), line('2')],
      ['1 here', '2 here'],
      [],
    ],
    ['an empty queue marks all', [], ['1 gone', '2 gone'], []],
  ])('keeps its rows in place: %s', (_story, now, kept, fresh) => {
    const merged = merge(rowsOf(lines('1', '2')), part(now));
    expect(marks(merged.rows)).toEqual(kept);
    expect(merged.fresh).toEqual(fresh);
  });

  it('takes a case back that had gone', () => {
    const gone = merge(rowsOf(lines('1', '2')), part(lines('2'))).rows;
    expect(marks(merge(gone, part(lines('1', '2'))).rows)).toEqual(['1 here', '2 here']);
  });

  it('does not call a row gone that another page may hold', () => {
    const many = Array.from({ length: 400 }, (_, i) => String(i));
    const middle = part(lines(...many.slice(100, 300).filter((id) => id !== '120' && id !== '200')), { offset: 100, total: 398 });
    const gone = merge(rowsOf(lines(...many)), middle).rows.filter(({ mark }) => mark === 'gone');
    expect(marks(gone)).toEqual(['200 gone']);
  });

  it('never moves, adds or loses a row, whatever happens on the server', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 0, max: 30 }).map(String));
    fc.assert(
      fc.property(ids, ids, (before, after) => {
        const { rows, fresh } = merge(rowsOf(lines(...before)), part(lines(...after)));
        expect(rows.map(({ line: { id } }) => id)).toEqual(before);
        expect(fresh).toEqual(after.filter((id) => !before.includes(id)));
      }),
    );
  });

  it('shows no case twice when a page overlaps the one before', () => {
    expect(marks(append(rowsOf(lines('1', '2')), lines('2', '3')))).toEqual(['1 here', '2 here', '3 here']);
  });

  it('stops marking what has been opened', () => {
    const { rows } = merge(rowsOf(lines('1', '2')), part([line('1', { replies: 1 }), line('2', { replies: 1 })]));
    expect(marks(seen(rows, '1'))).toEqual(['1 here', '2 changed']);
  });
});

describe('moving through the queue', () => {
  it.each([
    ['from nowhere to the first', null, 1, '1'],
    ['on', '1', 1, '2'],
    ['back', '2', -1, '1'],
    ['not beyond the end', '3', 1, '3'],
    ['not before the start', '1', -5, '1'],
    ['from a case that is not in it', '9', 1, '1'],
  ])('goes %s', (_story, at, step, to) => {
    expect(neighbour(rowsOf(lines('1', '2', '3')), at, step)).toBe(to);
  });

  it('goes nowhere when nobody waits', () => {
    expect(neighbour([], null, 1)).toBeNull();
  });
});

describe('the rows that are drawn', () => {
  it.each([
    ['at the top', 0, { from: 0, to: 16 }],
    ['in the middle', 74 * 5000, { from: 4994, to: 5016 }],
    ['at the end', 74 * 9990, { from: 9984, to: 10_000 }],
    ['beyond the end, when the list grew shorter', 74 * 20_000, { from: 10_000, to: 10_000 }],
  ])('are few %s of ten thousand', (_story, scrolled, drawn) => {
    expect(windowOf(scrolled, 740, 74, 10_000)).toEqual(drawn);
  });
});

describe('asking for what changed', () => {
  it('is done at once, then at most once in a while however much happens, and never after the end', () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    let runs = 0;
    const sparing = new Sparing(1000, () => {
      runs++;
      sparing.done();
    });
    const after: number[] = [];
    for (let i = 0; i < 30; i++) {
      sparing.ask();
      vi.advanceTimersByTime(100);
      after.push(runs);
    }
    expect([after[0], after[8], after[10], after[28], runs]).toEqual([1, 1, 2, 3, 4]);
    sparing.ask();
    sparing.stop();
    vi.advanceTimersByTime(5000);
    expect(runs).toBe(4);
  });
});
