import { describe, expect, it } from 'vitest';
import { type Ran, type Running, run } from '../../server/backtest/run.ts';
import { JournalSource, openSource } from '../../server/backtest/source.ts';
import type { Trying } from '../../server/backtest/trial.ts';
import { defaultRules } from '../../server/core/rules/defaults.ts';
import { openSqliteJournal } from '../../server/journal/sqlite.ts';
import type { Rule, RuleOf } from '../../shared/rule.ts';
import { MIN, START, settings, Tale } from '../support/tale.ts';
import { tempFolder } from '../support/temp.ts';

const SPIKE = ruleOf('spike');

function ruleOf<K extends Rule['kind']>(kind: K): RuleOf<K> {
  const rule = defaultRules(settings()).find((one): one is RuleOf<K> => one.kind === kind);
  if (!rule) throw new Error(`there is no default rule of the kind ${kind}`);
  return rule;
}

/** Three calm hours, a surge of ten minutes, and an hour in which it ends; the clock ticks each second. */
function story(): Tale {
  const tale = new Tale().settings();
  for (let second = 0; second < 260 * 60; second++) {
    const minute = second / 60;
    tale.tick(minute);
    const every = minute >= 180 && minute < 190 ? 2 : 20;
    if (second % every === 0) tale.say(minute + 0.005);
  }
  return tale;
}

async function journalOf(tale: Tale): Promise<string> {
  const folder = tempFolder();
  const journal = await openSqliteJournal({ folder });
  await journal.append(tale.entries.map(({ entry }) => entry));
  await journal.close();
  return folder;
}

const trying = (rule: Rule, rules: Rule[] = [rule]): Trying => ({ settings: settings(), rules, rule: rule.id, planned: [] });

async function ran(folder: string, running: Omit<Running, 'kind' | 'from'>, kind: Rule['kind'] = 'spike'): Promise<Ran> {
  const source = await openSource({ folder });
  const result = await run(source, { kind, from: START, ...running }, () => undefined);
  await source.close();
  if (!result) throw new Error('nothing was read');
  return result;
}

const openings = ({ alerts }: Ran['changed']) => alerts.map(({ kind, subject, openedAt }) => `${kind} ${subject} ${openedAt}`);

describe('a trial of a rule', () => {
  const tale = story();

  it('raises what the product raised, at the same second', async () => {
    const { effects } = tale.fold();
    const real = effects.flatMap((effect) => (effect.kind === 'alert' && effect.change === 'opened' ? [effect.alert] : []));
    const { changed } = await ran(await journalOf(tale), { present: null, changed: trying(SPIKE) });
    const spikes = real.filter(({ kind }) => kind === 'spike').map(({ subject, openedAt }) => `spike ${subject} ${openedAt}`);
    expect(spikes).toHaveLength(1);
    expect(openings(changed)).toEqual(spikes);
  });

  it('holds a rule as it is beside one that is changed', async () => {
    const folder = await journalOf(tale);
    const { present, changed, posts, from, to } = await ran(folder, {
      present: trying(SPIKE),
      changed: trying({ ...SPIKE, minimum: 200 }),
    });
    expect(present?.count).toBe(1);
    expect(changed.count).toBe(1);
    expect((changed.openings[0] ?? 0) - (present?.openings[0] ?? 0)).toBeGreaterThan(2 * MIN);
    expect([from, to]).toEqual([START, tale.entries.at(-1)?.entry.at]);
    expect(posts).toBe(tale.entries.filter(({ entry }) => entry.kind === 'mention').length);
  });

  it.each([
    { what: 'a minimum that nothing reaches', rule: { ...SPIKE, minimum: 5000 }, count: 0 },
    { what: 'a watch that nobody speaks of', rule: { ...SPIKE, watches: ['bags'] }, count: 0 },
    { what: 'the watch that surged', rule: { ...SPIKE, watches: ['halden'] }, count: 1 },
    { what: 'a hold longer than the surge', rule: { ...SPIKE, hold: 3 * 3_600_000 }, count: 0 },
  ])('counts the alerts of $what', async ({ rule, count }) => {
    const { changed } = await ran(await journalOf(tale), { present: null, changed: trying(rule) });
    expect(changed.count).toBe(count);
  });

  it('counts no alert that another rule of the kind raises', async () => {
    const own = { ...SPIKE, id: 'halden-spike', watches: ['halden'] };
    const { changed } = await ran(await journalOf(tale), { present: null, changed: trying(SPIKE, [own, SPIKE]) });
    expect(changed.count).toBe(0);
  });

  it('expects what was planned', async () => {
    const planned = [{ id: 'p', name: 'Launch', watches: [], from: START, until: START + 400 * MIN, times: 40, by: 'mara' }];
    const { changed } = await ran(await journalOf(tale), { present: null, changed: { ...trying(SPIKE), planned } });
    expect(changed.count).toBe(0);
  });
});

describe('the past of a journal', () => {
  it('is read alike beside the file and through the journal itself', async () => {
    const tale = new Tale().settings().steady(0, 3, 4);
    const folder = await journalOf(tale);
    const beside = await openSource({ folder });
    const journal = await openSqliteJournal({ folder });
    const through = new JournalSource(journal);
    for (const from of [0, START + MIN, START + 2.5 * MIN]) expect(await beside.span(from)).toEqual(await through.span(from));
    expect(await beside.batch(0, 100)).toEqual(await through.batch(0, 100));
    expect((await beside.batch(0, 3)).map((line) => 'tick' in line)).toEqual([false, true, false]);
    await beside.close();
    await through.close();
  });

  it('of which nothing is there yet is told as nothing', async () => {
    const folder = await journalOf(new Tale());
    const source = await openSource({ folder });
    expect(await run(source, { kind: 'spike', from: START, present: null, changed: trying(SPIKE) }, () => undefined)).toBeNull();
    await source.close();
  });
});
