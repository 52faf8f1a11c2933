import type { FastifyInstance } from 'fastify';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { buildApp } from '../../server/app.ts';
import type { MentionEntry } from '../../server/core/entry.ts';
import { viralOf } from '../../server/core/settings.ts';
import type { Held } from '../../server/core/state.ts';
import { type History, openHistory } from '../../server/history/history.ts';
import { pastOf } from '../../server/past.ts';
import type { Case } from '../../shared/case.ts';
import { type Incident, IncidentList, IncidentPage } from '../../shared/incident.ts';
import { IncidentReview } from '../../shared/incident-review.ts';
import { board, type Given, makeParts, type Parts } from '../support/app.ts';
import { answerOf, CASE_MINUTE, CASE_NOON, caseOf, turnOf } from '../support/case.ts';
import { leadOf, missOf, openIncident, pastIncident } from '../support/past-incident.ts';
import { makeFolder, removeFolder, tempFolder } from '../support/temp.ts';

interface Served {
  app: FastifyInstance;
  parts: Parts;
  history: History;
}

const folder = makeFolder();
const opened = await openHistory({ folder });
afterAll(async () => {
  await opened.close();
  removeFolder(folder);
});

/** An app over a history of its own, an hour after noon. The board `north` is about the watch `fjordkaffe` alone. */
async function served(given: Given = {}, history?: History): Promise<Served> {
  const parts = await makeParts(given);
  const own = history ?? (await openHistory({ folder: tempFolder() }));
  if (!history) onTestFinished(() => own.close());
  parts.engine.state.now = CASE_NOON + 60 * CASE_MINUTE;
  return { app: await buildApp({ ...parts, history: pastOf(own) }), parts, history: own };
}

function open({ parts }: Served, ...incidents: Incident[]): void {
  for (const incident of incidents)
    parts.engine.state.alerting.open.set(incident.id, { incident, keys: [], restSince: null, rangAt: null, main: null });
}

interface Said extends Partial<MentionEntry['analysis']> {
  text?: string;
  minute?: number;
  author?: string;
  followers?: number;
  network?: string;
  url?: string;
  own?: boolean;
}

/** A post about Halden Air, `minute` minutes after noon. */
function post(
  id: string,
  { text = `words of ${id}`, minute = 1, author = id, followers, network = 'x', url, ...heard }: Said = {},
): MentionEntry {
  const at = CASE_NOON + Math.round(minute * CASE_MINUTE);
  const by = { id: author, handle: author, name: `Person ${author}`, ...(followers === undefined ? {} : { followers }) };
  return {
    kind: 'mention',
    id: `shop:${id}`,
    at,
    mention: { id: `shop:${id}`, source: 'shop', network, author: by, text, postedAt: at, receivedAt: at, ...(url ? { url } : {}) },
    analysis: {
      language: 'en',
      label: 'neutral',
      score: 0,
      confidence: 0.8,
      terms: [],
      watches: ['halden'],
      own: false,
      addressed: false,
      ...heard,
    },
  };
}

const held = ({ mention, analysis }: MentionEntry, over: Partial<Held> = {}): Held => ({
  mention,
  ...{ language: analysis.language, label: analysis.label, score: analysis.score, watches: analysis.watches },
  ...{ own: false, addressed: false, likeness: '', reposts: 0, likes: 0, replies: 0, views: 0, answered: false, retracted: false },
  ...over,
});

const listed = async (app: FastifyInstance, query = ''): Promise<string[]> =>
  IncidentList.parse((await app.inject(`/api/v1/incidents${query}`)).json()).incidents.map(({ id }) => id);

const paged = async (app: FastifyInstance, id = '1'): Promise<IncidentPage> =>
  IncidentPage.parse((await app.inject(`/api/v1/incidents/${id}`)).json());

const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });

describe('the list', () => {
  it('tells open ones first and then those that are over, also one that closed a moment ago', async () => {
    const all = await served();
    await all.history.keepIncidents([pastIncident('1', CASE_NOON), openIncident({ id: '3' }), pastIncident('2', CASE_NOON + 1)], 1);
    open(all, openIncident({ id: '4' }), openIncident({ id: '5', severity: 'critical', openedAt: CASE_NOON - 1 }));
    all.parts.engine.state.alerting.closed = [pastIncident('3', CASE_NOON + 2)];
    const rows: [string, string[]][] = [
      ['', ['4', '5', '3', '2', '1']],
      ['?state=open', ['4', '5']],
      ['?state=closed', ['3', '2', '1']],
      ['?severity=critical', ['5']],
      ['?q=surging+halden&state=open', ['4', '5']],
      ['?q=nothing', []],
      [`?from=${CASE_NOON + 1}`, ['3', '2']],
      ['?to=2026-03-10T12:00:00Z', ['5']],
      ['?marked=true', []],
      ['?rule=spike&kind=spike&state=open', ['4', '5']],
    ];
    for (const [query, expected] of rows) expect([query, await listed(all.app, query)]).toEqual([query, expected]);
  });

  it('is paged through without a gap or a repetition, from the open ones to the last', async () => {
    const all = await served({}, opened);
    await opened.keepIncidents(
      ['1', '2', '3', '4'].map((id) => pastIncident(id, CASE_NOON + Number(id))),
      1,
    );
    open(all, ...['5', '6', '7'].map((id) => openIncident({ id })));
    for (const limit of [1, 2, 3, 7]) {
      const told: string[] = [];
      for (let next: string | null = ''; next !== null; ) {
        const answer = await all.app.inject(`/api/v1/incidents?limit=${limit}${next === '' ? '' : `&before=${next}`}`);
        const page = IncidentList.parse(answer.json());
        told.push(...page.incidents.map(({ id }) => id));
        next = page.next;
      }
      expect([limit, told]).toEqual([limit, ['7', '6', '5', '4', '3', '2', '1']]);
    }
  });

  it.each([
    ['state=some', 'state'],
    ['severity=bad', 'severity'],
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['from=yesterday', 'from'],
    ['before=x', 'before'],
    ['before=c.1.1;drop', 'before'],
    ['kind=__proto__', 'kind'],
    [`q=${'x'.repeat(201)}`, 'q'],
    ['board=a&board=b', 'board'],
  ])('is refused by its field: %s', async (query, field) => {
    const { app } = await served({}, opened);
    const answer = await app.inject(`/api/v1/incidents?${query}`);
    expect([answer.statusCode, answer.json().field]).toEqual([400, field]);
  });
});

describe('who may see an incident', () => {
  it('a board’s operator sees those of its board alone, and what concerns everybody', async () => {
    const all = await served({ host: '0.0.0.0', origins: ['https://wall.example'], boards: [board('main'), board('north', 'north')] });
    open(all, openIncident({ id: '1' }), openIncident({ id: '2', subjects: ['fjordkaffe'], lead: leadOf({ subject: 'fjordkaffe' }) }));
    await all.history.keepIncidents([pastIncident('3', CASE_NOON), pastIncident('4', CASE_NOON, { subjects: ['fjordkaffe'] })], 1);
    const headers = { host: 'wall.example', ...bearer(await all.parts.secret('operator', 'nora', 'north')) };
    const ask = async (url: string) => all.app.inject({ url: `/api/v1/incidents${url}`, headers });
    expect((await ask('')).json().incidents.map(({ id }: { id: string }) => id)).toEqual(['2', '4']);
    const codes = await Promise.all(
      ['/1', '/2', '/3', '/4', '/1/review', '/1/posts.csv', '/2?board=main', '?board=main'].map(async (url) => (await ask(url)).statusCode),
    );
    expect(codes).toEqual([404, 200, 404, 200, 404, 404, 403, 403]);
    const screen = { host: 'wall.example', ...bearer(await all.parts.secret('screen')) };
    expect((await all.app.inject({ url: '/api/v1/incidents', headers: screen })).statusCode).toBe(403);
    expect((await all.app.inject({ url: '/api/v1/incidents', headers: { host: 'wall.example' } })).statusCode).toBe(401);
  });

  it.each(['none', '99999', '__proto__', '..%2f1', '%00', '1%27%20OR%201', 'x'.repeat(33)])(
    'an id that is none is refused: %s',
    async (id) => {
      const { app } = await served({}, opened);
      for (const part of ['', '/review', '/posts.csv']) {
        expect([400, 404]).toContain((await app.inject(`/api/v1/incidents/${id}${part}`)).statusCode);
      }
    },
  );
});

describe('the page of an incident', () => {
  it('tells what drives it, counted over its posts since the onset', async () => {
    const all = await served();
    open(all, openIncident());
    const lost = (n: number, said: Said = {}) =>
      post(`l${n}`, {
        minute: n,
        terms: ['lost bag', 'bag', 'halden'],
        label: 'negative',
        score: -0.6,
        network: n % 3 ? 'x' : 'reddit',
        ...said,
      });
    const quiet = Array.from({ length: 60 }, (_, i) =>
      post(`q${i}`, { minute: -600 + 9 * i, terms: ['halden', ...(i % 20 ? [] : ['bag'])] }),
    );
    const loud = Array.from({ length: 12 }, (_, i) => lost(i, i === 4 ? { followers: 90_000, language: 'de', author: 'far' } : {}));
    await all.history.keep([...quiet, ...loud, post('later', { minute: 90 })], 1);
    const { drivers, read, posts } = await paged(all.app);
    expect([read, posts]).toEqual([12, 12]);
    expect(drivers.terms[0]).toEqual({ term: 'lost bag', count: 12, times: null });
    expect(drivers.terms.map(({ term }) => term)).not.toContain('halden');
    expect(drivers.first[0]).toMatchObject({ mention: 'shop:l0', label: 'negative', author: 'Person l0', handle: 'l0' });
    expect(drivers.authors[0]).toEqual({ name: 'Person far', handle: 'far', network: 'x', followers: 90_000, posts: 1, negative: 1 });
    expect(drivers.networks).toEqual([
      { name: 'x', count: 8, share: 8 / 12, negative: 1 },
      { name: 'reddit', count: 4, share: 4 / 12, negative: 1 },
    ]);
    expect(drivers.languages.map(({ name, count }) => [name, count])).toEqual([
      ['en', 11],
      ['de', 1],
    ]);
    expect(drivers.coordinated).toEqual({ verdict: 'no', why: 'no text came from 6 accounts or more' });
  });

  it('tells what is worth answering first, with why, and its case; what was answered is left out', async () => {
    const all = await served();
    open(all, openIncident());
    const angry = { label: 'negative', score: -0.7, intent: 'complaint' } as const;
    const said = [
      post('loud', { ...angry, followers: 12_300, minute: 3 }),
      post('danger', { ...angry, urgency: ['safety'], minute: 4 }),
      post('answered', { ...angry, minute: 5 }),
      post('settled', { ...angry, minute: 6 }),
      post('grown', { label: 'negative', minute: 7 }),
      post('glad', { label: 'positive', score: 0.8, minute: 8 }),
      post('spam', { ...angry, intent: 'spam', minute: 9 }),
    ];
    await all.history.keep(said, 1);
    const { state } = all.parts.engine;
    const hold = (entry: MentionEntry, over: Partial<Held> = {}) => state.held.set(entry.id, held(entry, over));
    hold(said[2]!, { answered: true });
    hold(said[4]!, { reposts: 900, replies: 100 });
    const atDesk = (one: Case, mention: string): void => {
      state.desk.cases.set(one.id, one);
      state.desk.byPost.set(mention, one.id);
    };
    atDesk(caseOf({ id: '7', owner: 'mara', status: 'claimed' }), 'shop:danger');
    atDesk(caseOf({ id: '8', status: 'answered' }), 'shop:settled');
    const { worth } = await paged(all.app);
    expect(worth.map(({ post: { mention } }) => mention)).toEqual(['shop:danger', 'shop:loud', 'shop:grown']);
    expect(worth[0]).toMatchObject({
      why: 'speaks of danger, negative, complains, mara has it',
      case: { id: '7', status: 'claimed', owner: 'mara', due: null },
    });
    expect(worth[1]).toMatchObject({ why: 'negative, complains, 12,300 followers, not answered yet', case: null });
    expect(worth[2]).toMatchObject({
      post: { reposts: 900, replies: 100 },
      why: 'negative, 1,000 reposts and answers, not answered yet',
    });
  });

  it('tells what we answered and how it was received', async () => {
    const all = await served();
    open(all, openIncident());
    const asked = post('1', { minute: 1, label: 'negative', score: -0.6 });
    const reply = post('r5', { minute: 5, own: true, text: 'It is on the next flight. ^JD', url: 'https://posts.example/r5' });
    await all.history.keep([asked, reply], 1);
    const thanks = turnOf({ mention: 'shop:2', postedAt: CASE_NOON + 9 * CASE_MINUTE, thanks: true });
    await all.history.keepCases([caseOf({ id: '7', turns: [turnOf({ mention: 'shop:1' }), answerOf(5), thanks] })], 1);
    expect((await paged(all.app)).answers).toEqual([
      {
        at: CASE_NOON + 5 * CASE_MINUTE,
        case: '7',
        agent: 'mara',
        text: 'It is on the next flight. ^JD',
        substance: 'answer',
        url: 'https://posts.example/r5',
        received: 'thanked',
        customer: 'Ines Aas',
      },
    ]);
  });

  it('shows no words of a post that was taken back, whether the history knows of it yet or not', async () => {
    const all = await served();
    open(all, openIncident());
    const angry = { label: 'negative', score: -0.7, intent: 'complaint', minute: 2 } as const;
    const copies = Array.from({ length: 9 }, (_, i) =>
      post(`c${i}`, { ...angry, text: 'zealous-umbrella of words that many of us copied', minute: 3 + i }),
    );
    const gone = post('gone', { ...angry, text: 'zealous-umbrella lost' });
    await all.history.keep([gone, ...copies], 1);
    all.parts.engine.state.held.set(gone.id, held(gone, { retracted: true }));
    all.parts.engine.state.held.set(copies[0]!.id, held(copies[0]!, { retracted: true }));
    const page = JSON.stringify(await paged(all.app));
    expect([page.includes('zealous-umbrella lost'), page.includes('"shop:c0"'), page.includes('"shop:c1"')]).toEqual([false, false, true]);
    for (const { id } of copies) await all.history.erase(id);
    const csv = (await all.app.inject('/api/v1/incidents/1/posts.csv')).body;
    expect([JSON.stringify(await paged(all.app)), csv].filter((said) => said.includes('zealous-umbrella'))).toEqual([]);
  });

  it('tells who was told and how that went, what is like it in the past, and how far its worst post may go', async () => {
    const all = await served();
    open(all, openIncident());
    const { state } = all.parts.engine;
    const worst = post('worst', { label: 'negative', minute: 1, terms: ['lost bag'] });
    await all.history.keep([worst, post('two', { minute: 2, terms: ['lost bag'] }), post('three', { minute: 3, terms: ['lost bag'] })], 1);
    state.held.set(worst.id, held(worst));
    state.viral.noted.set(worst.id, {
      ...{ mention: worst.id, startedAt: CASE_NOON, at: CASE_NOON, count: 80, probability: 0.62, expected: 934, low: 380, high: 2200 },
      ...{ before: null, likely: true, crossedAt: null, pace: 3, reasons: [], curve: [] },
    });
    const about = { kind: 'incident', incident: '1' } as const;
    const delivery = { wanted: 1, sent: 1, rings: true, reference: null, attempts: 1, nextAt: null, decidedAt: CASE_NOON };
    state.alerting.deliveries.set('desk/-/1', {
      ...{ id: 'desk/-/1', channel: 'desk', person: null, about, why: 'the route “all”', state: 'dead', error: 'refused', sentAt: null },
      ...delivery,
    });
    const past = pastIncident('9', CASE_NOON - 9 * 86_400_000, { sentence: 'Halden Air is surging. Driven by terms: lost bag.' });
    await all.history.keepIncidents(
      [past, pastIncident('8', CASE_NOON - 1, { lead: leadOf({ kind: 'share', subject: 'x' }), subjects: ['x'] })],
      1,
    );
    const { told, related, forecast, multiple } = await paged(all.app);
    expect(told).toEqual([{ channel: 'desk', person: null, state: 'dead', at: null, why: 'the route “all”', error: 'refused' }]);
    expect(related.map(({ id, why }) => [id, why])).toEqual([['9', 'the same subject; the same kind of alert; both speak of lost bag']]);
    const { size } = viralOf(state.settings);
    expect(forecast).toEqual({
      text: `one post is 62% likely to reach ${size} reposts and answers within a day: 80 so far, about 930 expected (380 to 2,200)`,
      ...{ probability: 0.62, expected: 930, low: 380, high: 2200 },
    });
    expect(multiple).toBe('6 times the usual');
  });

  it('opens one that was over long ago, from the history alone', async () => {
    const all = await served();
    await all.history.keep([post('1', { minute: -2 }), post('2', { minute: 55 })], 1);
    await all.history.keepIncidents([pastIncident('1', CASE_NOON)], 1);
    const page = await paged(all.app);
    expect([page.incident.closedAt, page.read, page.forecast, page.alerts, page.multiple]).toEqual([
      CASE_NOON + 60 * CASE_MINUTE,
      1,
      null,
      [],
      '6 times the usual at its peak',
    ]);
  });
});

describe('the posts of an incident as a table', () => {
  it('are all there, oldest first, with formulas disarmed and signs of the format escaped', async () => {
    const all = await served();
    open(all, openIncident());
    const many = Array.from({ length: 1100 }, (_, i) => post(`m${i}`, { minute: i / 100, author: `a${i}` }));
    const odd = [
      post('formula', { text: '=HYPERLINK("http://evil.example","x")', minute: 20, author: '@sum' }),
      post('lines', {
        text: 'one,\r\n"two"',
        minute: 21,
        label: 'negative',
        score: -0.5,
        intent: 'complaint',
        urgency: ['safety', 'time'],
      }),
    ];
    await all.history.keep([...many, ...odd], 1);
    all.parts.engine.state.desk.byPost.set('shop:lines', '7');
    const answer = await all.app.inject('/api/v1/incidents/1/posts.csv');
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="incident-1.csv"',
    });
    const [head, ...rows] = answer.body.split('\r\n2026-');
    expect(head).toBe(
      '\ufeffposted,network,author,handle,followers,language,sentiment,score,intent,urgency,watches,reposts,replies,answered,case,text,url,id',
    );
    expect(rows).toHaveLength(1102);
    expect(rows[1100]).toBe(
      `03-10T12:20:00.000Z,x,Person @sum,'@sum,,en,neutral,0,,,halden,,,,,"'=HYPERLINK(""http://evil.example"",""x"")",,shop:formula`,
    );
    expect(rows[1101]).toBe(
      '03-10T12:21:00.000Z,x,Person lines,lines,,en,negative,-0.5,complaint,safety time,halden,,,,7,"one,\r\n""two""",,shop:lines\r\n',
    );
  });
});

describe('looking back at an incident', () => {
  it('tells the times it took, and the lead over people and the press', async () => {
    const all = await served();
    const at = (minutes: number) => CASE_NOON + minutes * CASE_MINUTE;
    const events = [
      { at: at(0), what: 'opened', note: 'it opened' } as const,
      { at: at(4), what: 'acknowledged', note: 'Mara has it', who: 'Mara' } as const,
    ];
    open(all, openIncident({ events, firstAcknowledgedAt: at(4), answeredAt: at(12), pressAt: at(40), calmAt: null }));
    const review = async () => IncidentReview.parse((await all.app.inject('/api/v1/incidents/1/review')).json());
    expect(await review()).toMatchObject({
      ...{ incident: '1', detect: 10 * CASE_MINUTE, acknowledge: 4 * CASE_MINUTE, answer: 22 * CASE_MINUTE, calm: null },
      people: { lead: 4 * CASE_MINUTE, at: at(4), what: 'Mara: acknowledged' },
      press: { lead: 40 * CASE_MINUTE, at: at(40) },
    });
    all.parts.engine.state.alerting.misses.set('miss-0001', missOf({ at: at(-3), by: 'Jo' }));
    expect((await review()).people).toEqual({ lead: -3 * CASE_MINUTE, at: at(-3), what: 'Jo recorded that it was missed' });
  });
});
