import { run } from '../../../server/backtest/run.ts';
import { openSource } from '../../../server/backtest/source.ts';
import type { Trying } from '../../../server/backtest/trial.ts';
import { buildAnalyser } from '../../../server/core/analysis/analyse.ts';
import type { Entry } from '../../../server/core/entry.ts';
import { defaultRules } from '../../../server/core/rules/defaults.ts';
import { openSqliteJournal } from '../../../server/journal/sqlite.ts';
import type { Rule } from '../../../shared/rule.ts';
import { posts } from '../posts.ts';
import type { Row } from '../row.ts';
import { settings } from '../settings.ts';
import type { Measuring } from './measuring.ts';

const POSTS = 6_000;
const POSTS_A_DAY = 25_000;
const DAY_SECONDS = 86_400;
const DAYS = 5;
const DAYS_FULL = 30;
const BATCH = 5_000;
const FROM = Date.UTC(2026, 0, 1);
/** What thirty days may take, in s. */
const BUDGET = 30;
/** A kind that needs the windows alone, one that needs posts as well, and in a full run those that need more. */
const QUICK: Rule['kind'][] = ['spike', 'influencer'];
const SLOW: Rule['kind'][] = ['trend', 'viral', 'breach'];

/** A rule as it is beside one that is changed, over the journal of some days; told for thirty. */
export async function backtest({ full, folder }: Measuring): Promise<Row[]> {
  const days = full ? DAYS_FULL : DAYS;
  const place = { folder: folder() };
  await write(place.folder, days);
  const rows: Row[] = [];
  for (const kind of full ? [...QUICK, ...SLOW] : QUICK) {
    const value = ((await seconds(place, kind)) * DAYS_FULL) / days;
    rows.push({
      what: `backtest: 30 days of a rule of the kind ${kind}, two versions`,
      value,
      unit: 's',
      note: `${days} days of ${POSTS_A_DAY.toLocaleString('en')} posts and ${DAY_SECONDS.toLocaleString('en')} ticks each`,
      ...(QUICK.includes(kind) ? { yardstick: { what: 'the budget', value: BUDGET }, atMost: 1 } : {}),
    });
  }
  return rows;
}

async function seconds(place: { folder: string }, kind: Rule['kind']): Promise<number> {
  const rules = defaultRules(settings()).filter((rule) => rule.kind === kind);
  const trying = (changed: boolean): Trying => {
    const tried = rules.map((rule) => ({ ...rule, enabled: true, hold: changed ? rule.hold + 60_000 : rule.hold }));
    return { settings: settings(), rules: tried, rule: tried[0]?.id ?? '', planned: [] };
  };
  const source = await openSource(place);
  const began = performance.now();
  await run(source, { kind, from: FROM, present: trying(false), changed: trying(true) }, () => undefined);
  const took = (performance.now() - began) / 1000;
  await source.close();
  return took;
}

async function write(folder: string, days: number): Promise<void> {
  const journal = await openSqliteJournal({ folder });
  for (const batch of batches(days)) await journal.append(batch);
  await journal.close();
}

function* batches(days: number): Generator<Entry[]> {
  const { analyse } = buildAnalyser(settings());
  const heard = posts(POSTS).map((mention) => ({ mention, analysis: analyse(mention) }));
  let batch: Entry[] = [];
  let n = 0;
  for (let second = 0; second < days * DAY_SECONDS; second++) {
    const at = FROM + second * 1000;
    batch.push({ kind: 'tick', id: `t:${at / 1000}`, at });
    for (; n < (second * POSTS_A_DAY) / DAY_SECONDS; n++) {
      const { mention, analysis } = heard[n % POSTS]!;
      const id = `m:${n}`;
      batch.push({ kind: 'mention', id, at, mention: { ...mention, id, postedAt: at, receivedAt: at }, analysis });
    }
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}
