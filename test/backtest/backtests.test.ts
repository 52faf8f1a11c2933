import { describe, expect, it, onTestFinished } from 'vitest';
import { type Asked, Backtests, TooManyBacktests, WAITING_BOUND } from '../../server/backtest/backtests.ts';
import { judge } from '../../server/core/quality/judge.ts';
import { defaultRules } from '../../server/core/rules/defaults.ts';
import { openSqliteJournal } from '../../server/journal/sqlite.ts';
import type { Backtest } from '../../shared/backtest.ts';
import { START, settings, Tale } from '../support/tale.ts';
import { tempFolder } from '../support/temp.ts';

const ACCEPTED = { average: 1, upset: 10 };

function asked(finish: Asked['finish'] | null = null): Asked {
  const rule = defaultRules(settings())[0]!;
  const changed = { settings: settings(), rules: [rule], rule: rule.id, planned: [] };
  return {
    rule,
    days: 30,
    running: { kind: rule.kind, from: START, present: null, changed },
    finish:
      finish ??
      (async ({ from, to, posts, present, changed: raised }, tookMs) =>
        judge({ rule, from, to, posts, tookMs, present, changed: raised, incidents: [], misses: [], accepted: ACCEPTED })),
  };
}

/** Tests over a journal in which a watch surges once. */
async function backtests(surge = true): Promise<Backtests> {
  const folder = tempFolder();
  const journal = await openSqliteJournal({ folder });
  const tale = new Tale().settings().steady(0, 120, 3);
  if (surge) tale.steady(120, 126, 30);
  await journal.append(tale.tick(127).entries.map(({ entry }) => entry));
  await journal.close();
  const tests = new Backtests({ folder });
  onTestFinished(() => tests.close());
  return tests;
}

const over = (tests: Backtests, id: string): Promise<Backtest | null> =>
  expect
    .poll(() => tests.get(id)?.state, { timeout: 30_000, interval: 20 })
    .not.toBe('running')
    .then(() => tests.get(id));

describe('the tests of rules', () => {
  it('tell what a rule would have raised, from a thread of their own', async () => {
    const tests = await backtests();
    const begun = tests.start(asked());
    expect([begun.state, begun.progress, begun.result]).toEqual(['running', 0, null]);
    const done = await over(tests, begun.id);
    expect([done?.state, done?.progress, done?.left, done?.error]).toEqual(['done', 1, null, null]);
    expect(done?.result?.changed.count).toBe(1);
    expect(done?.result?.changed.alerts[0]?.title).toBe('Halden Air is surging');
    expect(done?.result?.posts).toBe(540);
  });

  it('run one after the other, and are refused when too many wait', async () => {
    const tests = await backtests(false);
    const ids = Array.from({ length: WAITING_BOUND + 1 }, () => tests.start(asked()).id);
    expect(() => tests.start(asked())).toThrow(TooManyBacktests);
    const [first, second] = ids;
    const done = [await over(tests, first ?? ''), await over(tests, second ?? '')];
    expect(done.map((test) => [test?.state, test?.result?.changed.count])).toEqual([
      ['done', 0],
      ['done', 0],
    ]);
  });

  it('stop when they are told to, and leave the way to the next', async () => {
    const tests = await backtests(false);
    const [first, second] = [tests.start(asked()), tests.start(asked())];
    expect(await tests.cancel(first.id)).toBe(true);
    expect(tests.get(first.id)?.state).toBe('cancelled');
    expect((await over(tests, second.id))?.state).toBe('done');
    expect(await tests.cancel(second.id)).toBe(false);
    expect([await tests.cancel('none'), tests.get('none')]).toEqual([false, null]);
  });

  it.each([{ what: 'a journal that is not there', place: { folder: '/nowhere/at/all' }, error: /unable to open/ }])(
    'say why they failed: $what',
    async ({ place, error }) => {
      const tests = new Backtests(place);
      const done = await over(tests, tests.start(asked()).id);
      expect(done?.state).toBe('failed');
      expect(done?.error).toMatch(error);
    },
  );

  it('say that nothing was heard yet, and that what came of it could not be told', async () => {
    const folder = tempFolder();
    await (await openSqliteJournal({ folder })).close();
    const empty = new Backtests({ folder });
    expect((await over(empty, empty.start(asked()).id))?.error).toBe('the journal holds nothing of that time yet');
    const tests = await backtests(false);
    const failing = asked(async () => {
      throw new Error('the history is away');
    });
    expect((await over(tests, tests.start(failing).id))?.error).toBe('the history is away');
  });
});
