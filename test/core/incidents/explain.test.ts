import { describe, expect, it } from 'vitest';
import { aboutIncident } from '../../../server/core/incidents/explain/about.ts';
import { answersIn } from '../../../server/core/incidents/explain/answers.ts';
import { coordinated, copiesOf, groupsOf } from '../../../server/core/incidents/explain/copies.ts';
import { firstOf } from '../../../server/core/incidents/explain/parts.ts';
import type { Heard } from '../../../server/core/incidents/explain/post.ts';
import { readIncident } from '../../../server/core/incidents/explain/read.ts';
import { relatedTo } from '../../../server/core/incidents/explain/related.ts';
import { termsOf } from '../../../server/core/incidents/explain/terms.ts';
import { candidatesIn, worthAnswering } from '../../../server/core/incidents/explain/worth.ts';
import { emptyState } from '../../../server/core/state.ts';
import { step } from '../../../server/core/step.ts';
import type { Incident } from '../../../shared/incident.ts';
import type { Turn } from '../../../shared/turn.ts';
import { answerOf, CASE_MINUTE, CASE_NOON, caseOf, turnOf } from '../../support/case.ts';
import { leadOf, openIncident, pastIncident } from '../../support/past-incident.ts';

interface Said extends Partial<Heard['analysis']> {
  text?: string;
  author?: string;
  followers?: number;
  network?: string;
  /** Seconds after noon. */
  second?: number;
  repostOf?: string;
}

function heard(
  id: string,
  { text = `what ${id} says`, author = id, followers, network = 'x', second = 0, repostOf, ...over }: Said = {},
): Heard {
  const at = CASE_NOON + second * 1000;
  const by = { id: author, handle: author, name: author, ...(followers === undefined ? {} : { followers }) };
  return {
    mention: { id, source: 'shop', network, author: by, text, postedAt: at, receivedAt: at, ...(repostOf ? { repostOf } : {}) },
    analysis: { language: 'en', label: 'neutral', score: 0, confidence: 1, terms: [], watches: [], own: false, addressed: false, ...over },
  };
}

const many = (count: number, said: (i: number) => Said, prefix = 'p'): Heard[] =>
  Array.from({ length: count }, (_, i) => heard(`${prefix}${i}`, said(i)));

describe('terms', () => {
  /** Ten hours of quiet, and an hour in which half of the posts speak of a gate. */
  const before = many(100, (i) => ({ second: (i - 100) * 360, terms: ['halden', ...(i % 10 === 0 ? ['gate'] : [])] }), 'b');
  const since = many(60, (i) => ({ second: i * 60, terms: i % 2 ? ['halden', 'gate', 'gate nine', '#gatenine'] : ['halden'] }));

  it('are those that rose, with how many times as often an hour; one thing is named once', () => {
    expect(termsOf(since, before)).toEqual([{ term: 'gate nine', count: 30, times: null }]);
  });

  it('tell how many times as often an hour they are said than in the day before', () => {
    const plain = since.map((one) => ({ ...one, analysis: { ...one.analysis, terms: one.analysis.terms.slice(0, 2) } }));
    // 30 an hour against 10 in 9.9 hours.
    expect(termsOf(plain, before)).toEqual([{ term: 'gate', count: 30, times: 29.7 }]);
  });

  it('of a server that knows no day before are those that about a third of the posts share, without a word of what is usual', () => {
    expect(termsOf(since, before.slice(0, 10)).map(({ term, times }) => [term, times])).toEqual([
      ['gate nine', null],
      ['halden', null],
    ]);
  });

  it('are none where nobody said anything', () => {
    expect(termsOf([], [])).toEqual([]);
  });
});

describe('copies', () => {
  const TEXT = 'They knew about the broken door for weeks and told nobody';
  const chatter = (count: number): Heard[] =>
    many(
      count,
      (i) => ({
        text: `${['sun', 'rain', 'snow', 'wind'][i % 4]} ${'abcdefghij'[i % 10]} ${'klmnopqrst'[Math.floor(i / 10) % 10]} and so on and on`,
      }),
      'c',
    );

  it('are found though links, handles and a word differ, and told with how many accounts and when', () => {
    const posts = [
      heard('a', { text: `${TEXT} https://one.example/1`, second: 5 }),
      heard('b', { text: `@friend ${TEXT.toUpperCase()}!!!`, second: 65, followers: 3 }),
      heard('c', { text: `${TEXT}, really`, author: 'a', second: 35 }),
      heard('d', { text: `${TEXT}, really!`, author: 'd', second: 36 }),
      heard('r', { text: TEXT, repostOf: 'a' }),
      heard('s', { text: 'lol' }),
      heard('t', { text: 'lol' }),
    ];
    const [group, ...others] = copiesOf(groupsOf(posts), null);
    expect(others).toEqual([]);
    expect(group).toMatchObject({ count: 4, authors: 3, newAccounts: 1, from: CASE_NOON + 5000, to: CASE_NOON + 65_000 });
    expect(group?.example.mention).toBe('a');
  });

  const copied = (count: number, said: (i: number) => Said): Heard[] => many(count, (i) => ({ text: TEXT, ...said(i) }), 'k');
  const rows: [string, Heard[], string, string][] = [
    [
      'new accounts',
      copied(8, (i) => ({ followers: i < 6 ? 4 : 900, second: i * 600 })),
      'likely',
      '8 accounts posted nearly the same, 6 of them with fewer than 30 followers',
    ],
    [
      'accounts in step',
      copied(12, (i) => ({ followers: 500, second: i * 9 })),
      'likely',
      '10 accounts posted nearly the same within 90 seconds',
    ],
    [
      'accounts neither new nor in step',
      copied(12, (i) => ({ followers: 500, second: i * 600 })),
      'possible',
      '46% of the posts are copies, by accounts that are not new and not in step',
    ],
    ['one busy account', copied(12, (i) => ({ author: 'one', followers: 4, second: i })), 'no', 'no text came from 6 accounts or more'],
    ['newspapers', copied(12, (i) => ({ network: 'news', followers: 4, second: i })), 'no', 'no text came from 6 accounts or more'],
    [
      'accounts of unknown audience',
      copied(7, (i) => ({ second: i * 600 })),
      'possible',
      '33% of the posts are copies, by accounts that are not new and not in step',
    ],
  ];
  it.each(rows)('by %s', (_who, copies, verdict, why) => {
    const posts = [...copies, ...chatter(14)];
    expect(coordinated(posts, groupsOf(posts))).toEqual({ verdict, why });
  });

  it('among very many posts are no effort, and few posts tell nothing', () => {
    const posts = [...copied(7, (i) => ({ followers: 900, second: i * 600 })), ...chatter(60)];
    expect(coordinated(posts, groupsOf(posts)).verdict).toBe('no');
    expect(coordinated(posts.slice(0, 7), groupsOf(posts.slice(0, 7)))).toEqual({ verdict: 'no', why: 'too few posts to tell' });
  });
});

describe('the first posts', () => {
  it('are the earliest that say what it is about, also from before the onset, without reposts', () => {
    const posts = many(20, (i) => ({ second: i * 60, terms: i % 2 ? ['gate nine'] : [], ...(i === 3 ? { repostOf: 'x' } : {}) }));
    expect(firstOf(posts, ['gate nine'], null, CASE_NOON + 600_000).map(({ mention }) => mention)).toEqual([
      'p1',
      'p5',
      'p7',
      'p9',
      'p11',
      'p13',
    ]);
    expect(firstOf(posts, ['nothing'], null, CASE_NOON + 600_000).map(({ mention }) => mention)).toEqual([
      'p10',
      'p11',
      'p12',
      'p13',
      'p14',
      'p15',
    ]);
  });
});

describe('what is worth answering', () => {
  const nothing = () => ({ reposts: 0, replies: 0, answered: false });
  const order = (posts: Heard[], now: Parameters<typeof worthAnswering>[1] = nothing): string[] =>
    worthAnswering(
      candidatesIn(posts, ['halden'], () => null),
      now,
    ).map(({ post }) => post.mention);
  const angry = { label: 'negative', score: -0.6 } as const;
  const rows: [string, Heard[], string[]][] = [
    [
      'danger before an audience',
      [heard('known', { ...angry, followers: 50_000 }), heard('danger', { ...angry, urgency: ['safety'] })],
      ['danger', 'known'],
    ],
    ['a complaint before a growl', [heard('growl', angry), heard('complaint', { ...angry, intent: 'complaint' })], ['complaint', 'growl']],
    ['those to us before those about us', [heard('about', angry), heard('to', { ...angry, addressed: true })], ['to', 'about']],
    [
      'a question, though it is friendly',
      [heard('praise', { label: 'positive', intent: 'praise' }), heard('asks', { intent: 'question' })],
      ['asks'],
    ],
    [
      'no spam, no news, no repost',
      [heard('s', { ...angry, intent: 'spam' }), heard('n', { ...angry, intent: 'news' }), heard('r', { ...angry, repostOf: 'x' })],
      [],
    ],
    [
      'what it says of us, not of the other',
      [heard('other', { ...angry, watches: ['halden'], toward: { halden: { label: 'positive', score: 0.5 } } })],
      [],
    ],
  ];
  it.each(rows)('%s', (_what, posts, expected) => {
    expect(order(posts)).toEqual(expected);
  });

  it('is not what one of our accounts answered, also without a case', () => {
    const posts = [heard('a', angry), heard('b', angry)];
    expect(order(posts, (mention) => ({ ...nothing(), answered: mention === 'a' }))).toEqual(['b']);
  });
});

describe('an answer', () => {
  const before = turnOf({ score: -0.5 });
  const next = (over: Partial<Turn>) => turnOf({ mention: 'shop:n', postedAt: CASE_NOON + 9 * CASE_MINUTE, ...over });
  const rows: [string, Turn[], string][] = [
    ['thanked', [before, answerOf(5), next({ thanks: true, score: -0.9 })], 'thanked'],
    ['calmer by its tone', [before, answerOf(5), next({ score: -0.2 })], 'calmer'],
    [
      'calmer by what a person said of it',
      [before, answerOf(5), next({ score: -0.5, corrected: { by: 'mara', at: 1, label: 'neutral' } })],
      'calmer',
    ],
    ['angrier by its tone', [before, answerOf(5), next({ score: -0.8 })], 'angrier'],
    ['angrier: not angry before', [turnOf({ label: 'neutral', score: 0 }), answerOf(5), next({ score: -0.1 })], 'angrier'],
    ['not told: no change', [before, answerOf(5), next({ score: -0.55 })], 'none'],
    ['not told: silence', [before, answerOf(5)], 'none'],
    ['not told: what came was taken back', [before, answerOf(5), next({ thanks: true, retracted: true })], 'none'],
    ['not told: somebody else wrote', [before, answerOf(5), next({ by: 'other', thanks: true })], 'none'],
  ];
  it.each(rows)('is received %s', (_how, turns, expected) => {
    expect(answersIn([caseOf({ turns })], CASE_NOON).map(({ received }) => received)).toEqual([expected]);
  });

  it('counts when it is by our people, since the onset, and not taken back; the newest is told first', () => {
    const turns = [
      answerOf(1),
      answerOf(5, { retracted: true }),
      answerOf(6, { by: 'bot' }),
      answerOf(7, { by: 'rival' }),
      answerOf(8),
      answerOf(9),
    ];
    expect(answersIn([caseOf({ turns })], CASE_NOON + 2 * CASE_MINUTE).map(({ mention }) => mention)).toEqual(['shop:r9', 'shop:r8']);
  });
});

describe('related incidents', () => {
  const about = aboutIncident(openIncident(), { id: 'all', watches: [], rivals: [] }, CASE_NOON);
  const past = (over: Partial<Incident>) => pastIncident('9', CASE_NOON - 86_400_000, over);
  const other = { lead: leadOf({ subject: 'ferry', kind: 'trend' }), subjects: ['ferry'] };
  const speaks = { sentence: 'It is about a broken door and a lost bag.' };
  const rows: [string, Incident, string | null][] = [
    ['the same once more', past({}), 'the same subject; the same kind of alert'],
    ['the same words', past({ ...other, ...speaks }), 'both speak of lost bag, broken door'],
    [
      'a subject in common and a word',
      past({ ...other, subjects: ['ferry', 'halden'], ...speaks }),
      'a subject in common; both speak of lost bag, broken door',
    ],
    ['a kind alone says nothing', past({ lead: leadOf({ subject: 'ferry' }), subjects: ['ferry'] }), null],
    ['itself', { ...past({}), id: '1' }, null],
    ['one that came later', { ...past({}), openedAt: CASE_NOON + 1 }, null],
    ['one that became part of another', past({ mergedInto: '3' }), null],
  ];
  it.each(rows)('%s', (_what, one, why) => {
    expect(relatedTo(about, ['lost bag', 'broken door'], [one]).map((found) => found.why)).toEqual(why === null ? [] : [why]);
  });

  it('come with the nearest first', () => {
    const all = [past({}), { ...past(speaks), id: '8' }];
    expect(relatedTo(about, ['lost bag'], all).map(({ id }) => id)).toEqual(['8', '9']);
  });
});

it('as it was then knows no post, case or answer that came in later', () => {
  const posts = many(4, (i) => ({ second: i * 60, label: 'negative', intent: 'complaint' }));
  const thanks = turnOf({ mention: 'n', postedAt: CASE_NOON + 90_000, receivedAt: CASE_NOON + 90_000, thanks: true });
  const reply = answerOf(0.5, { mention: 'r', receivedAt: CASE_NOON + 30_000 });
  const cases = new Map([
    ['p0', caseOf({ id: '1', turns: [turnOf(), reply, thanks] })],
    ['p1', caseOf({ id: '2', since: CASE_NOON + 3_600_000, status: 'answered' })],
  ]);
  const ended = pastIncident('0', CASE_NOON - 60_000, { closedAt: CASE_NOON + 3_600_000 });
  const everything = { id: 'all', watches: [], rivals: [] };
  const told = (until?: number) =>
    readIncident(
      { ...aboutIncident(openIncident(), everything, CASE_NOON + 86_400_000), ...(until === undefined ? {} : { until }) },
      {
        ...{ since: posts, count: 0, first: posts, before: [], past: [ended] },
        caseOf: (mention) => cases.get(mention) ?? null,
        post: (mention) => heard(mention),
      },
    );
  const summary = ({ read, answers, related, candidates }: ReturnType<typeof readIncident>) => ({
    read,
    received: answers.map(({ received }) => received),
    closed: related.map(({ closedAt }) => closedAt),
    cases: candidates.map((one) => one.case?.id ?? null),
  });
  expect(summary(told())).toEqual({ read: 4, received: ['thanked'], closed: [CASE_NOON + 3_600_000], cases: ['1', '2', null, null] });
  expect(summary(told(CASE_NOON + 60_000))).toEqual({ read: 2, received: ['none'], closed: [null], cases: ['1', null] });
});

it('a post that is taken back leaves the evidence of open and closed incidents, which the history is told to keep anew', () => {
  const state = emptyState();
  const evidence = [
    { mention: 'shop:1', author: 'Ines', network: 'x', text: 'my bag', url: 'https://posts.example/1' },
    { mention: 'shop:2', author: 'Noor', network: 'x', text: 'mine too' },
  ];
  const shows = (id: string): Incident => openIncident({ id, evidence: evidence.map((post) => ({ ...post })) });
  state.alerting.open.set('1', { incident: shows('1'), keys: [], restSince: null, rangAt: null, main: null });
  state.alerting.closed = [shows('2'), openIncident({ id: '3' })];
  state.seq = 40;
  const effects = step(state, { seq: 41, entry: { kind: 'retraction', id: 'r:shop:1', at: CASE_NOON, mention: 'shop:1' } });
  const told = [state.alerting.open.get('1')!.incident, state.alerting.closed[0]!];
  for (const one of told) {
    expect(JSON.parse(JSON.stringify(one.evidence))).toEqual([{ mention: 'shop:1', author: '', network: 'x', text: '' }, evidence[1]]);
    expect(one.seq).toBe(41);
  }
  const kept = effects.flatMap((effect) => (effect.kind === 'incident' ? [effect.incident] : []));
  expect(kept).toEqual(['1', '2']);
});
