import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import type { MentionEntry } from '../../server/core/entry.ts';
import { aboutIncident } from '../../server/core/incidents/explain/about.ts';
import type { IncidentQuery } from '../../server/core/incidents/find.ts';
import { emptyState } from '../../server/core/state.ts';
import type { History } from '../../server/history/history.ts';
import { HistoryStore } from '../../server/history/store.ts';
import { prepareTables } from '../../server/history/tables.ts';
import { keptIn } from '../../server/kept.ts';
import { Problems } from '../../server/problems.ts';
import type { Incident } from '../../shared/incident.ts';
import { CASE_MINUTE, CASE_NOON } from '../support/case.ts';
import { INCIDENT_DAY, leadOf, openIncident, pastIncident } from '../support/past-incident.ts';
import { tempFolder } from '../support/temp.ts';
import { entry, opened } from './stories.ts';

const EVERYTHING = { id: 'all', watches: [], rivals: [] };
const NORTH = { id: 'north', watches: ['ferry'], rivals: [] };

const idsOf = async (history: History) => (await history.incidentLines({ scope: EVERYTHING }, 50)).map(({ id }) => id);

const evidence = (mention: string, text: string): Incident['evidence'][number] => ({
  mention,
  author: 'Quixotic Person',
  network: 'web',
  text,
});

test('an incident is kept as it is now, whole, and is in the list only when it is over', async () => {
  const history = await opened();
  expect(await history.incidentsUpTo()).toBe(0);
  await history.keepIncidents([openIncident()], 8);
  expect([await idsOf(history), await history.incidentsUpTo(), (await history.incident('1'))?.closedAt]).toEqual([[], 8, null]);
  const over = pastIncident('1', CASE_NOON, { notes: [{ id: 'n', at: CASE_NOON, by: 'Mara', text: 'It was the rumour.' }] });
  await history.keepIncidents([over], 9);
  expect([await idsOf(history), await history.incident('1'), await history.incident('2')]).toEqual([['1'], over, null]);
  expect(await history.incidents({ scope: EVERYTHING }, 5)).toEqual([over]);
});

/** The same table without a thread of its own. */
function inMemory(): HistoryStore {
  const db = new DatabaseSync(':memory:');
  prepareTables(db);
  return new HistoryStore(db);
}

const kept = (incidents: Incident[]): string[] => incidents.map((one) => JSON.stringify(one));

test.each<[string, Partial<IncidentQuery>, string[]]>([
  ['all, newest first, by number where they opened together', {}, ['12', '3', '2', '1']],
  ['a severity', { severity: 'critical' }, ['2']],
  ['a kind that is only a part of it', { kind: 'trend' }, ['3']],
  ['a rule', { rule: 'launch' }, ['3']],
  ['what people marked', { marked: true }, ['1']],
  ['a stretch of time', { from: CASE_NOON + 1, to: CASE_NOON + INCIDENT_DAY + 1 }, ['2']],
  ['words in the notes, in any case and accent', { text: 'CAFE rumour' }, ['1']],
  ['words of nothing', { text: 'rumour nowhere' }, []],
  ['a name that only begins like a rule', { rule: 'laun' }, []],
  ['what a board may see', { scope: NORTH }, ['12', '2']],
])('the list is narrowed to %s', (_what, query, expected) => {
  const history = inMemory();
  const child = { ...openIncident().alerts[0]!, kind: 'trend' as const, rule: 'launch' };
  history.keepIncidents(
    kept([
      pastIncident('1', CASE_NOON, {
        marks: [{ by: 'Mara', at: CASE_NOON, mark: 'useful', note: '' }],
        notes: [{ id: 'n', at: CASE_NOON, by: 'Mara', text: 'The café rumour again' }],
      }),
      pastIncident('2', CASE_NOON + INCIDENT_DAY, { severity: 'critical', subjects: ['ferry'] }),
      pastIncident('3', CASE_NOON + 2 * INCIDENT_DAY, { alerts: [...openIncident().alerts, child] }),
      pastIncident('12', CASE_NOON + 2 * INCIDENT_DAY, { lead: leadOf({ kind: 'silence', subject: 'push' }), subjects: ['push'] }),
    ]),
    1,
  );
  expect(history.incidentLines({ scope: EVERYTHING, ...query }, 50).map(({ id }) => id)).toEqual(expected);
});

test('pages of the list join without a gap or a repetition', () => {
  const history = inMemory();
  const all = Array.from({ length: 11 }, (_, i) => pastIncident(String(i + 1), CASE_NOON + Math.floor(i / 3) * CASE_MINUTE));
  history.keepIncidents(kept(all), 1);
  const told: string[] = [];
  for (let after: { opened: number; id: string } | undefined; ; ) {
    const page: string[] = history.incidentLines({ scope: EVERYTHING }, 4, after).map(({ id }) => id);
    if (page.length === 0) break;
    told.push(...page);
    after = { opened: all[Number(page.at(-1)) - 1]!.openedAt, id: page.at(-1)! };
  }
  expect(told).toEqual(['11', '10', '9', '8', '7', '6', '5', '4', '3', '2', '1']);
});

const raw = (folder: string) => Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));

test('the words of a post that was taken back leave the incidents that show it and the file; the notes of people stay', async () => {
  const folder = tempFolder();
  const history = await opened(folder);
  const post = entry('bag', { text: 'zealous-umbrella lost' });
  await history.keep([post], 1);
  const notes = [{ id: 'n', at: CASE_NOON, by: 'Mara', text: 'we called them' }];
  const shown = [evidence(post.id, 'zealous-umbrella lost'), evidence('web:other', 'still here')];
  await history.keepIncidents([pastIncident('1', CASE_NOON, { notes, evidence: shown }), pastIncident('2', CASE_NOON)], 1);
  await history.erase(post.id);
  const told = await history.incident('1');
  expect(told?.evidence).toEqual([{ mention: post.id, author: '', network: 'web', text: '' }, shown[1]]);
  expect(told?.notes).toEqual(notes);
  expect(raw(folder).includes('zealous-umbrella')).toBe(false);
});

test('an incident whose post was taken back before it was written leaves no words behind those of before', async () => {
  const folder = tempFolder();
  const history = await opened(folder);
  await history.keepIncidents([openIncident({ evidence: [evidence('web:bag', 'zealous-umbrella lost')] })], 1);
  await history.keepIncidents([openIncident({ evidence: [{ ...evidence('web:bag', ''), author: '' }] })], 2);
  expect(raw(folder).includes('zealous-umbrella')).toBe(false);
});

test('incidents that were over for long are deleted; those that people still work on stay', async () => {
  const history = await opened();
  const old = CASE_NOON - 40 * INCIDENT_DAY;
  await history.keepIncidents([pastIncident('1', old), pastIncident('2', old, { updatedAt: CASE_NOON })], 1);
  expect(await history.retain(CASE_NOON - INCIDENT_DAY)).toBe(1);
  expect(await idsOf(history)).toEqual(['2']);
});

test('a file of before there were incidents is taken on', async () => {
  const folder = tempFolder();
  const history = await opened(folder);
  await history.keep([entry('ferry')], 4);
  await history.close();
  const db = new DatabaseSync(join(folder, 'history.db'));
  for (const table of ['incidents', 'incident_posts', 'incident_place']) db.exec(`DROP TABLE ${table}`);
  db.exec('PRAGMA user_version = 3');
  db.close();
  const taken = await opened(folder);
  await taken.keepIncidents([openIncident()], 5);
  expect([await taken.upTo(), await taken.incidentsUpTo(), (await taken.incident('1'))?.id]).toEqual([4, 5, '1']);
});

test('what a crash kept from being written is found at the start, among open and closed incidents', async () => {
  const history = await opened();
  const state = emptyState();
  const fold = { state, seq: 9 };
  const open = (incident: Incident) =>
    state.alerting.open.set(incident.id, { incident, keys: [], restSince: null, rangAt: null, main: null });
  await history.keepIncidents([openIncident({ id: '1', seq: 3 })], 4);
  open(openIncident({ id: '1', seq: 3, title: 'nothing changed since' }));
  open(openIncident({ id: '2', seq: 8 }));
  state.alerting.closed = [pastIncident('3', CASE_NOON, { seq: 7 })];
  const records = keptIn(history, new Problems(() => {}));
  await records.begin(fold);
  await records.write(fold);
  const titles = await Promise.all(['1', '2', '3'].map(async (id) => (await history.incident(id))?.title));
  expect(titles).toEqual(['Halden Air is surging', 'Halden Air is surging', 'Halden Air is surging']);
  expect(await history.incidentsUpTo()).toBe(9);
  state.alerting.open.get('1')!.incident.title = 'It has changed';
  records.hear({ kind: 'incident', incident: '1' });
  await records.write(fold);
  expect((await history.incident('1'))?.title).toBe('It has changed');
});

/** Posts of the incident that begins ten minutes before noon, one a minute from half an hour before that on. */
function posts(count: number, over: Partial<MentionEntry['analysis']> = {}): MentionEntry[] {
  return Array.from({ length: count }, (_, i) => {
    const made = entry(`p${i}`, { text: `post number ${i} about it`, watches: [i % 2 ? 'halden' : 'bags'] });
    const at = CASE_NOON - (40 - i) * CASE_MINUTE;
    return { ...made, at, mention: { ...made.mention, postedAt: at }, analysis: { ...made.analysis, ...over } };
  });
}

test('the posts of an incident are those of its watches since its onset, each once, ours left out', async () => {
  const history = await opened();
  const all = posts(60);
  const both = { ...all[35]!, analysis: { ...all[35]!.analysis, watches: ['halden', 'bags'] } };
  const ours = { ...all[36]!, analysis: { ...all[36]!.analysis, own: true } };
  const elsewhere = { ...all[37]!, analysis: { ...all[37]!.analysis, watches: ['ferry'] } };
  await history.keep([...all.slice(0, 35), both, ours, elsewhere, ...all.slice(38)], 1);
  const about = aboutIncident(openIncident({ subjects: ['halden', 'bags'] }), EVERYTHING, CASE_NOON + 5 * CASE_MINUTE);
  const told: string[] = [];
  for (let after: number | null = null, first = true; first || after !== null; first = false) {
    const page: Awaited<ReturnType<History['incidentPosts']>> = await history.incidentPosts(about, after, 4);
    told.push(...page.posts.map(({ mention }) => mention.id));
    after = page.next;
  }
  const expected = all.slice(30, 46).filter((_post, i) => i !== 6 && i !== 7);
  expect(told).toEqual(expected.map(({ id }) => id));
  const { read, posts: count } = await history.readIncident(about);
  expect([read, count]).toEqual([14, 14]);
});

test.each([
  ['all that is heard, where it is about everything', ['all'], EVERYTHING, 60],
  ['what the board is about, where it is about everything', ['all'], { ...NORTH, watches: ['bags'] }, 30],
  ['what of it the board is about', ['halden', 'bags'], { ...NORTH, watches: ['halden'] }, 30],
])('an incident is read in %s', (_what, subjects, scope, expected) => {
  const history = inMemory();
  history.keep(
    posts(60).map((post) => JSON.stringify(post)),
    1,
    [],
  );
  const incident = openIncident({ subjects, onsetAt: CASE_NOON - 60 * CASE_MINUTE });
  expect(history.readIncident(aboutIncident(incident, scope, CASE_NOON + INCIDENT_DAY)).read).toBe(expected);
});

test('a blind source has no posts', async () => {
  const history = await opened();
  await history.keep(posts(60), 1);
  const blind = openIncident({ lead: leadOf({ kind: 'silence', subject: 'halden' }) });
  expect(await history.readIncident(aboutIncident(blind, EVERYTHING, CASE_NOON))).toMatchObject({ read: 0, posts: 0, answers: [] });
});
