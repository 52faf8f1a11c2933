import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { defaultDesk } from '../../server/core/desk/setting.ts';
import type { MentionEntry } from '../../server/core/entry.ts';
import type { History } from '../../server/history/history.ts';
import { Problems } from '../../server/problems.ts';
import { caseRecords } from '../../server/records.ts';
import type { Case } from '../../shared/case.ts';
import { answerOf, CASE_MINUTE, CASE_NOON, caseOf, customerOf, turnOf } from '../support/case.ts';
import { tempFolder } from '../support/temp.ts';
import { entry, opened } from './stories.ts';

const DAY = 86_400_000;
const basis = { zone: 'UTC', scope: [], curve: defaultDesk().expectations, now: CASE_NOON + DAY };
const report = (history: History, over: object = {}, scope: string[] = []) =>
  history.report({ from: CASE_NOON - DAY, to: CASE_NOON + DAY, ...over }, { ...basis, scope });

const raw = (folder: string) => Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));

test('a case is kept as it is now, found by number and by customer, and counted once', async () => {
  const history = await opened();
  expect(await history.casesUpTo()).toBe(0);
  await history.keepCases([caseOf({ id: '1' }), caseOf({ id: '2', postedAt: CASE_NOON + 1, customer: customerOf({ id: 'noor' }) })], 8);
  expect((await report(history)).figures).toMatchObject({ cases: 2, answered: { count: 0 } });
  const answered = caseOf({ id: '1', answeredAt: CASE_NOON + 5, replies: 1, turns: [turnOf(), answerOf(5)] });
  await history.keepCases([answered, caseOf({ id: '3', postedAt: CASE_NOON + 2 })], 9);
  expect((await report(history)).figures).toMatchObject({ cases: 3, answered: { count: 1 }, replies: { people: 1 } });
  expect(await history.case('1')).toEqual(answered);
  expect(await history.case('7')).toBeNull();
  expect((await history.casesOf('x', 'ines', 5)).map(({ id }) => id)).toEqual(['3', '1']);
  expect((await history.casesOf('x', 'ines', 1)).map(({ id }) => id)).toEqual(['3']);
  expect(await history.casesUpTo()).toBe(9);
});

test('a report is the same from memory and from the file, and after a reply moved to another day', async () => {
  const folder = tempFolder();
  const history = await opened(folder);
  const one = caseOf({ turns: [turnOf(), answerOf(5)], answeredAt: CASE_NOON + 5 * CASE_MINUTE, replies: 1 });
  await history.keepCases([one], 1);
  await report(history);
  await history.keepCases([{ ...one, turns: [turnOf(), answerOf(3 * 24 * 60, { mention: 'late' })] }], 2);
  const later = { from: CASE_NOON + 2 * DAY, to: CASE_NOON + 4 * DAY };
  const told = [await report(history), await report(history, later)];
  expect(told.map(({ figures }) => figures.replies.people)).toEqual([0, 1]);
  await history.close();
  const again = await opened(folder);
  expect([await report(again), await report(again, later)]).toEqual(told);
});

/** The newest day changes all the time; those before it are stored ready to be counted. */
const shelved = (folder: string): number => {
  const db = new DatabaseSync(join(folder, 'history.db'));
  const { n } = db.prepare('SELECT count(*) AS n FROM shelved').get() as { n: number };
  db.close();
  return n;
};

test('a day that was stored ready is counted the same, until something of it changes', async () => {
  const folder = tempFolder();
  const ask = async (change: (history: History) => Promise<void> = async () => {}) => {
    const history = await opened(folder);
    await change(history);
    const told = await report(history, { to: CASE_NOON + 2 * DAY });
    await history.close();
    return told;
  };
  const turns = [turnOf(), answerOf(5, { agent: 'mara' })];
  const cases = [0, 1].map((day) =>
    caseOf({ id: String(day), postedAt: CASE_NOON + day * DAY, watches: ['halden', 'bags'], agents: ['mara'], replies: 1, turns }),
  );
  const talk = [...TALK, said('6', 'haldenair', 24 * 60, 'Good morning. ^JD')];
  const first = await ask(async (history) => {
    await history.keepCases([...cases, caseOf({ id: '2', turns: [answerOf(24 * 60 + 5)] })], 1);
    await history.keep(talk, 1);
  });
  expect(shelved(folder)).toBe(3);
  expect(await ask()).toEqual(first);
  expect(first.accounts).toMatchObject([{ firstMessages: 3, answered: 2, signedReplies: 3 }]);
  const { figures, groups, accounts } = await ask(async (history) => {
    await history.keepCases([{ ...cases[0]!, answeredAt: CASE_NOON + 1, watches: ['bags'] }], 2);
    await history.erase('web:2');
  });
  expect(figures.answered).toMatchObject({ count: 1, of: 3 });
  expect(groups.watch?.map(({ name, cases: n }) => [name, n])).toEqual([
    ['bags', 2],
    ['halden', 2],
  ]);
  expect(accounts).toMatchObject([{ firstMessages: 3, answered: 1, signedReplies: 2 }]);
});

test('a case that was dismissed or merged is kept and no longer counted', async () => {
  const history = await opened();
  await history.keepCases([caseOf({ id: '1' }), caseOf({ id: '2' })], 1);
  await history.keepCases([caseOf({ id: '2', status: 'merged', mergedInto: '1' })], 2);
  expect((await report(history)).figures.cases).toBe(1);
  expect((await history.case('2'))?.mergedInto).toBe('1');
});

test('replies that a long case no longer holds stay counted', async () => {
  const history = await opened();
  await history.keepCases([caseOf({ turns: [turnOf(), answerOf(5), answerOf(6)] })], 1);
  await history.keepCases([caseOf({ turnsDropped: 1, turns: [turnOf(), answerOf(6), answerOf(7)] })], 2);
  expect((await report(history)).figures.replies.people).toBe(3);
});

test('the words of a post that was taken back leave its case and the file, though the desk let the case go long ago', async () => {
  const folder = tempFolder();
  const history = await opened(folder);
  const post = entry('bag', { network: 'web', text: 'zealous-umbrella lost' });
  const turns = [turnOf({ mention: post.id }), answerOf(5)];
  const customer = customerOf({ id: 'author-bag', handle: 'bag_writes', name: 'Quixotic Person' });
  await history.keep([post], 1);
  await history.keepCases([caseOf({ subject: 'zealous-umbrella lost', customer, turns, status: 'resolved' })], 1);
  await history.erase(post.id);
  expect(await history.case('1')).toMatchObject({
    subject: '',
    customer: { handle: '', name: '' },
    turns: [{ retracted: true }, { retracted: false }],
  });
  const disk = raw(folder);
  expect(['zealous-umbrella', 'Quixotic'].filter((word) => disk.includes(word))).toEqual([]);
});

test('cases to which nothing happened for long are deleted, with all that was counted of them', async () => {
  const history = await opened();
  const old = caseOf({ id: '1', postedAt: CASE_NOON - 9 * DAY, customerAt: CASE_NOON - 9 * DAY, since: CASE_NOON - 9 * DAY });
  await history.keepCases([old, { ...old, id: '2', repliedAt: CASE_NOON, turns: [answerOf(0)] }], 1);
  expect(await history.retain(CASE_NOON - DAY)).toBe(1);
  expect([await history.case('1'), (await history.case('2'))?.id]).toEqual([null, '2']);
  expect((await report(history, { from: CASE_NOON - 10 * DAY })).figures.cases).toBe(1);
});

test('a file of before there were cases is taken on', async () => {
  const folder = tempFolder();
  const history = await opened(folder);
  await history.keep([entry('ferry')], 4);
  await history.close();
  const db = new DatabaseSync(join(folder, 'history.db'));
  const since = ['cases', 'turns', 'facts', 'awaited', 'case_place', 'incidents', 'incident_posts', 'incident_place'];
  for (const table of since) db.exec(`DROP TABLE ${table}`);
  db.exec('PRAGMA user_version = 1');
  db.close();
  const taken = await opened(folder);
  await taken.keepCases([caseOf()], 5);
  expect([await taken.upTo(), await taken.casesUpTo(), (await taken.get('web:ferry'))?.id]).toEqual([4, 5, 'web:ferry']);
});

/** A post of a conversation; ours when it is by `haldenair`. */
function said(name: string, author: string, minute: number, text: string, parent?: string): MentionEntry {
  const made = entry(name, { text, minute });
  const own = author === 'haldenair';
  const at = CASE_NOON + minute * CASE_MINUTE;
  return {
    ...made,
    at,
    mention: {
      ...made.mention,
      author: { id: author, handle: author, name: author },
      postedAt: at,
      ...(parent ? { inReplyTo: `web:${parent}` } : {}),
    },
    analysis: { ...made.analysis, own },
  };
}

const TALK = [
  said('1', 'ines', 0, '@haldenair where is it?'),
  said('2', 'haldenair', 10, 'On its way. ^JD', '1'),
  said('3', 'noor', 1, 'nothing works'),
  said('4', 'haldenair', 30, 'Tell us more, please. ^MK', '3'),
  said('5', 'ada', 2, '@haldenair hello?'),
];

test.each([
  ['in their order', TALK],
  ['answers first', TALK.toReversed()],
])('response times by account are counted from the posts, %s', async (_order, posts) => {
  const history = await opened();
  await history.keep(posts.slice(0, 2), 1);
  await report(history);
  await history.keep(posts.slice(2), 2);
  expect((await report(history)).accounts).toEqual([
    {
      account: 'haldenair',
      firstMessages: 3,
      answered: 2,
      firstResponse: { p50: 600, p90: 1740 },
      anyResponse: { n: 2, p50: 600, p90: 1740 },
      conversations: 2,
      repliesPerConversation: 1,
      signatures: 2,
      signedReplies: 2,
    },
  ]);
  await history.erase('web:4');
  expect((await report(history)).accounts).toMatchObject([{ firstMessages: 2, answered: 1 }]);
  const before = { from: CASE_NOON - DAY, to: CASE_NOON + 5 * CASE_MINUTE };
  expect((await report(history, before)).accounts).toMatchObject([{ firstMessages: 2, answered: 1, conversations: 0 }]);
  expect((await report(history, { network: 'elsewhere' })).accounts).toEqual([]);
  expect((await report(history, {}, ['halden'])).accounts).toEqual([]);
});

test('two answers that hang together by a post that names nobody are one conversation', async () => {
  const history = await opened();
  const talk = [
    said('a', 'ines', 0, 'nothing works'),
    said('b', 'ines', 1, 'still nothing', 'a'),
    said('c', 'haldenair', 10, 'We are on it.', 'b'),
    said('d', 'noor', 2, 'same here', 'a'),
    said('e', 'haldenair', 12, 'We are on it, Noor.', 'd'),
  ];
  await history.keep(talk, 1);
  expect((await report(history)).accounts).toMatchObject([{ conversations: 1, repliesPerConversation: 2 }]);
});

test('what people corrected is told with the words, but for posts that were taken back', async () => {
  const history = await opened();
  const post = entry('bag', { network: 'web', text: 'Wonderful. Lost again.' });
  await history.keep([post], 1);
  const corrected = { by: 'mara', at: CASE_NOON, label: 'negative' as const };
  const turns = [turnOf({ mention: post.id, label: 'positive', corrected }), turnOf({ mention: 'web:gone', corrected, retracted: true })];
  await history.keepCases([caseOf({ id: '1' }), caseOf({ id: '2', turns })], 1);
  expect(await history.corrections(0)).toEqual({
    corrections: [{ mention: post.id, language: 'en', heard: { label: 'positive' }, corrected, text: 'Wonderful. Lost again.' }],
    next: null,
  });
});

function desk(...cases: Case[]) {
  return { all: new Map(cases.map((one) => [one.id, one])), seq: Math.max(0, ...cases.map(({ seq }) => seq)) };
}

test('records write what changed, and find at the start what the history misses', async () => {
  const history = await opened();
  const problems = new Problems(() => {});
  const first = caseRecords(history, problems);
  const before = desk(caseOf({ id: '1', seq: 3 }), caseOf({ id: '2', seq: 4 }));
  await first.begin(before);
  await first.write(() => before);
  expect(await history.casesUpTo()).toBe(4);
  const now = desk(caseOf({ id: '1', seq: 3 }), caseOf({ id: '2', seq: 9, status: 'resolved' }), caseOf({ id: '3', seq: 8 }));
  const again = caseRecords(history, problems);
  await again.begin(now);
  await again.write(() => now);
  expect([(await history.case('2'))?.status, (await history.case('3'))?.id, await history.casesUpTo()]).toEqual(['resolved', '3', 9]);
});

test('records that the disk refuses are told, and written when it takes them', async () => {
  const written: string[] = [];
  const disk = { full: true };
  const problems = new Problems(() => {});
  const refusing = {
    casesUpTo: async () => 0,
    keepCases: async (cases: readonly Case[]) => {
      if (disk.full) throw new Error('no space');
      written.push(...cases.map(({ id }) => id));
    },
  };
  const records = caseRecords(refusing, problems);
  const now = desk(caseOf({ id: '1' }), caseOf({ id: '2' }));
  records.changed('1');
  records.changed('gone');
  await records.write(() => now);
  expect(problems.list()).toEqual(['Reports miss the newest of the cases; trying again: no space']);
  disk.full = false;
  await records.write(() => now);
  expect([written, problems.list()]).toEqual([['1'], []]);
});
