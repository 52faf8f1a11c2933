import { queue } from '../../../server/core/desk/queue.ts';
import { defaultDesk } from '../../../server/core/desk/setting.ts';
import type { MentionEntry } from '../../../server/core/entry.ts';
import { emptyState } from '../../../server/core/state.ts';
import { openHistory } from '../../../server/history/history.ts';
import type { Case } from '../../../shared/case.ts';
import { answerOf, caseOf, clockOf, customerOf, turnOf } from '../../support/case.ts';
import { median } from '../numbers.ts';
import type { Row } from '../row.ts';
import type { Measuring } from './measuring.ts';

const CASES = 200_000;
const DAYS = 90;
const OPEN = 10_000;
const DAY = 86_400_000;
const BATCH = 2000;
const ROUNDS = 5;
const FROM = Date.UTC(2026, 0, 1);
/** What a report may take, ms. */
const BUDGET = 500;

const NETWORKS = ['x', 'bluesky', 'mastodon', 'facebook'];
const LANGUAGES = ['en', 'de', 'fr', 'es', 'it'];

/** Answered after half a minute to some hours, every tenth never; times are spread over the days. */
function story(i: number): { one: Case; posts: MentionEntry[] } {
  const postedAt = FROM + Math.floor((i * DAYS * DAY) / CASES);
  const gap = 30_000 + ((i * 7919) % 14_400) * 1000;
  const network = NETWORKS[i % 4]!;
  const first = turnOf({ mention: `n:${i}`, network, postedAt });
  const answer = answerOf(0, { mention: `n:${i}r`, network, parent: first.mention, postedAt: postedAt + gap, agent: `agent${i % 40}` });
  const answered = i % 10 !== 0;
  const clock = clockOf({ from: postedAt, stoppedAt: answered ? postedAt + gap : null, worked: answered ? gap : null });
  const one = caseOf({
    id: String(i),
    network,
    language: LANGUAGES[i % 5]!,
    watches: [`watch${i % 12}`],
    team: `team${i % 6}`,
    customer: customerOf({ id: `c${i}`, network }),
    postedAt,
    customerAt: postedAt,
    clocks: [clock],
    turns: answered ? [first, answer] : [first],
    ...(answered
      ? { status: 'resolved', answeredAt: postedAt + gap, substantiveAt: postedAt + gap, resolvedAt: postedAt + gap, replies: 1 }
      : {}),
    ...(answered ? { agents: [`agent${i % 40}`], accounts: ['haldenair'] } : {}),
  });
  return { one, posts: answered ? [entry(first, i, false), entry(answer, i, true)] : [entry(first, i, false)] };
}

const entry = ({ mention, network, parent, postedAt }: Case['turns'][number], i: number, own: boolean): MentionEntry => ({
  kind: 'mention',
  id: mention,
  at: postedAt,
  mention: {
    id: mention,
    source: 'n',
    network,
    author: own ? { id: 'haldenair', handle: 'haldenair', name: 'Halden Air' } : { id: `c${i}`, handle: `c${i}`, name: `c${i}` },
    text: own ? 'It leaves at nine. ^MK' : '@haldenair when does it leave?',
    postedAt,
    receivedAt: postedAt,
    ...(parent ? { inReplyTo: parent } : {}),
  },
  analysis: { language: 'en', label: 'neutral', score: 0, confidence: 0.5, terms: [], watches: [], own, addressed: !own },
});

/** 200,000 cases of 90 days, their posts with them: how long a report of all of it takes. */
export async function reports({ folder }: Measuring): Promise<Row[]> {
  const files = folder();
  let history = await openHistory({ folder: files });
  for (let from = 0; from < CASES; from += BATCH) {
    const stories = Array.from({ length: Math.min(BATCH, CASES - from) }, (_, i) => story(from + i));
    await history.keepCases(
      stories.map(({ one }) => one),
      from,
    );
    await history.keep(
      stories.flatMap(({ posts }) => posts),
      from,
    );
  }
  const basis = { zone: 'Europe/Oslo', scope: [], curve: defaultDesk().expectations, now: FROM + DAYS * DAY };
  const ask = async (over: object = {}): Promise<number> => {
    const began = performance.now();
    await history.report({ from: FROM, to: FROM + DAYS * DAY, ...over }, basis);
    return performance.now() - began;
  };
  const made = await ask();
  await history.close();
  history = await openHistory({ folder: files });
  const first = await ask();
  const all = await measured(() => ask());
  const narrowed = await measured(() => ask({ watch: 'watch3' }));
  await history.close();
  const yardstick = { what: 'the budget', value: BUDGET };
  const asked = median(Array.from({ length: ROUNDS }, queued()));
  return [
    { what: 'report: 200,000 cases of 90 days', value: all, unit: 'ms', yardstick, atMost: 1 },
    { what: 'report: the same for one watch', value: narrowed, unit: 'ms', yardstick, atMost: 1 },
    { what: 'report: the first one after a start', value: first, unit: 'ms', note: 'takes the days from the file as they were counted' },
    { what: 'report: the very first one', value: made, unit: 'ms', note: 'makes every day of its rows' },
    {
      what: 'queue: 10,000 open cases, the first fifty',
      value: asked,
      unit: 'ms',
      yardstick: { what: 'the budget', value: 50 },
      atMost: 1,
    },
  ];
}

/** As many open cases as a desk is made for; returns how long a look at the queue takes. */
function queued(): () => number {
  const state = emptyState();
  state.now = FROM + DAYS * DAY;
  for (let i = 0; i < OPEN; i++) {
    const { one } = story(i * 10);
    state.desk.cases.set(one.id, one);
  }
  return () => {
    // Each look is at a desk that changed since.
    state.desk.revision++;
    const began = performance.now();
    queue(state, 'all', { queue: 'waiting-us', sort: 'pressing' }, 50, 0);
    return performance.now() - began;
  };
}

async function measured(ask: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < ROUNDS; i++) times.push(await ask());
  return median(times);
}
