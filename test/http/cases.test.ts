import type { FastifyInstance } from 'fastify';
import { describe, expect, it } from 'vitest';
import type { Found } from '../../server/http/deps.ts';
import type { Case } from '../../shared/case.ts';
import type { Analysis } from '../../shared/mention.ts';
import { CasePage } from '../../shared/queue.ts';
import { aFound, makeApp, type Parts } from '../support/app.ts';
import { answerOf, CASE_NOON, caseOf, customerOf, turnOf } from '../support/case.ts';

/** An app with these cases at the desk. The board `north` is about the watch `fjordkaffe` alone. */
async function deskWith(cases: Case[], given: Parameters<typeof makeApp>[0] = {}): Promise<{ app: FastifyInstance; parts: Parts }> {
  const { app, parts } = await makeApp(given);
  parts.engine.state.now = CASE_NOON + 3_600_000;
  for (const one of cases) parts.engine.state.desk.cases.set(one.id, one);
  return { app, parts };
}

const idsOf = (lines: { id: string }[]): string[] => lines.map(({ id }) => id);
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
const mine = caseOf({ id: '2', watches: ['fjordkaffe'], customer: customerOf({ id: 'jon' }) });
const elsewhere = caseOf({ id: '1' });

describe('the queue', () => {
  it.each([
    ['', ['1', '2', '3']],
    ['?network=web', ['3']],
    ['?watch=fjordkaffe', ['2']],
    ['?queue=closed', ['4']],
    ['?text=grinder', ['3']],
    ['?limit=1&offset=1&sort=oldest', ['2']],
    ['?board=north', ['2']],
    ['?board=main&queue=mine&person=mara', ['3']],
  ])('%s finds %j', async (query, expected) => {
    const { app } = await deskWith([
      elsewhere,
      mine,
      caseOf({ id: '3', network: 'web', subject: 'my grinder hums', owner: 'mara', customer: customerOf({ id: 'liv', network: 'web' }) }),
      caseOf({ id: '4', status: 'resolved' }),
    ]);
    const answer = await app.inject(`/api/v1/cases${query}`);
    expect(idsOf(CasePage.parse(answer.json()).cases).toSorted()).toEqual(expected);
  });

  it('counts every queue under the same filters, and says as of when', async () => {
    const { app, parts } = await deskWith([elsewhere, mine, caseOf({ id: '4', status: 'resolved' })]);
    const page = CasePage.parse((await app.inject('/api/v1/cases?limit=1')).json());
    expect(page).toMatchObject({ total: 2, counts: { 'waiting-us': 2, open: 2, unclaimed: 2, closed: 1, mine: 0 } });
    expect([page.cases.length, page.seq, page.now]).toEqual([1, parts.engine.seq, CASE_NOON + 3_600_000]);
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
    ['offset=-1', 'offset'],
    ['offset=1e9', 'offset'],
    ['queue=everything', 'queue'],
    ['sort=loudest', 'sort'],
    ['priority=extreme', 'priority'],
    [`text=${'x'.repeat(201)}`, 'text'],
    ['board=a&board=b', 'board'],
    ['queue[__proto__]=1&queue=open&queue=open', 'queue'],
  ])('is refused by its field: %s', async (query, field) => {
    const { app } = await deskWith([]);
    const answer = await app.inject(`/api/v1/cases?${query}`);
    expect([answer.statusCode, answer.json().field]).toEqual([400, field]);
  });

  it.each(['nowhere', '__proto__', ''])('of a board that isn’t there is not found: %j', async (name) => {
    const { app } = await deskWith([elsewhere]);
    for (const path of ['cases', 'cases/1', 'reviews']) expect((await app.inject(`/api/v1/${path}?board=${name}`)).statusCode).toBe(404);
  });
});

const conversation = caseOf({
  id: '7',
  turns: [turnOf({ mention: 'x:1' }), turnOf({ mention: 'x:2', retracted: true }), answerOf(5, { mention: 'x:3', parent: 'x:1' })],
});

const heard = (id: string, text: string, over: Partial<Analysis> = {}): Found => {
  const found = aFound(id, text);
  return { ...found, analysis: { ...found.analysis, ...over } };
};

describe('one case', () => {
  it('comes with the words of its posts, but for those that were taken back', async () => {
    const found = [heard('x:1', 'my bag is lost'), heard('x:2', 'gone'), heard('x:3', 'we look into it ^MA')];
    const { app } = await deskWith([conversation], { found });
    const { case: one, posts } = (await app.inject('/api/v1/cases/7')).json();
    expect([one.id, Object.keys(posts)]).toEqual(['7', ['x:1', 'x:3']]);
    expect(posts['x:3']).toEqual(found[2]);
  });

  it('has what the history does not have yet from the state', async () => {
    const { app, parts } = await deskWith([conversation]);
    const { mention } = aFound('x:1', 'my bag is lost');
    const held = { mention, watches: ['halden'], own: false, addressed: true, likeness: '', answered: false, retracted: false };
    const counts = { reposts: 0, likes: 0, replies: 0, views: 0 };
    parts.engine.state.held.set('x:1', { ...held, ...counts, language: 'en', label: 'negative', score: -0.5 });
    const { posts } = (await app.inject('/api/v1/cases/7')).json();
    expect(Object.keys(posts)).toEqual(['x:1']);
    expect(posts['x:1']).toMatchObject({ mention: { text: 'my bag is lost' }, analysis: { label: 'negative', watches: ['halden'] } });
    parts.engine.state.held.get('x:1')!.retracted = true;
    expect((await app.inject('/api/v1/cases/7')).json().posts).toEqual({});
  });

  it('comes with earlier cases of the same customer, at the desk and long closed, newest first', async () => {
    const { app, parts } = await deskWith([
      caseOf({ id: '5', postedAt: CASE_NOON - 5000, status: 'resolved' }),
      caseOf({ id: '6', postedAt: CASE_NOON - 4000, customer: customerOf({ network: 'web' }), network: 'web' }),
      caseOf({ id: '8', postedAt: CASE_NOON - 3000, status: 'merged', mergedInto: '7' }),
      conversation,
    ]);
    parts.history.cases.push(caseOf({ id: '3', postedAt: CASE_NOON - 9000, status: 'resolved' }), caseOf({ id: '5', status: 'new' }));
    const { earlier } = (await app.inject('/api/v1/cases/7')).json();
    expect(earlier.map(({ id, status }: Case) => [id, status])).toEqual([
      ['5', 'resolved'],
      ['3', 'resolved'],
    ]);
  });

  it('comes with open cases of others about the same: copies first, then those with most words in common', async () => {
    const other = (id: string, subject: string, over: Partial<Case> = {}) =>
      caseOf({ id, subject, customer: customerOf({ id: `c${id}` }), turns: [turnOf({ mention: `o:${id}` })], ...over });
    const { app, parts } = await deskWith(
      [
        conversation,
        other('20', 'Still no BAG at the Bergen belt'),
        other('21', 'bag and belt and Bergen: where is my bag?'),
        other('22', 'a copy', { watches: ['else'], intent: 'question' }),
        other('23', 'the handbag in bergenhus'),
        other('24', 'Bergen bag, belt', { watches: ['norvik'] }),
        other('25', 'Bergen bag, belt', { intent: 'praise' }),
        other('26', 'Bergen bag, belt', { status: 'resolved' }),
        other('27', 'Bergen bag, belt', { customer: customerOf() }),
      ],
      { found: [heard('x:1', 'my bag', { terms: ['bag', 'bergen', 'lost bag', 'lost'] })] },
    );
    const copied = {
      own: false,
      addressed: false,
      answered: false,
      retracted: false,
      reposts: 0,
      likes: 0,
      replies: 0,
      views: 0,
      watches: [],
    };
    for (const id of ['x:1', 'o:22'])
      parts.engine.state.held.set(id, {
        ...copied,
        mention: aFound(id, '').mention,
        likeness: 'k1',
        language: 'en',
        label: 'negative',
        score: 0,
      });
    const { similar } = (await app.inject('/api/v1/cases/7')).json();
    expect(idsOf(similar)).toEqual(['22', '21', '20']);
  });

  it('is found when it has long left the desk', async () => {
    const { app, parts } = await deskWith([]);
    parts.history.cases.push(caseOf({ id: '3', status: 'resolved' }));
    expect((await app.inject('/api/v1/cases/3')).json().case.status).toBe('resolved');
    expect((await app.inject('/api/v1/cases/3?board=north')).statusCode).toBe(404);
    expect((await app.inject('/api/v1/cases/__proto__')).statusCode).toBe(404);
  });
});

describe('the sample for review', () => {
  const reply = (id: string, agent: string, substance: 'answer' | 'apology', over = {}) => {
    const turn = answerOf(5, { mention: `r:${id}`, agent, parent: `q:${id}` });
    return caseOf({ id, turns: [turnOf({ mention: `q:${id}` }), { ...turn, reply: { ...turn.reply!, substance }, ...over }] });
  };
  const cases = [
    ...Array.from({ length: 30 }, (_, i) => reply(`1${i}`, 'mara', 'answer')),
    ...Array.from({ length: 5 }, (_, i) => reply(`2${i}`, 'mara', 'apology')),
    reply('30', 'jon', 'answer'),
    reply('40', 'bot', 'answer', { by: 'bot' }),
    reply('41', 'jon', 'answer', { retracted: true }),
    reply('42', 'jon', 'answer', { postedAt: CASE_NOON - 15 * 86_400_000 }),
    { ...reply('43', 'jon', 'answer'), reviews: [{ mention: 'r:43', by: 'liv', at: CASE_NOON, scores: { tone: 1 } }] },
  ];
  const found = cases.flatMap(({ id }) => [aFound(`r:${id}`, 'we are sorry'), aFound(`q:${id}`, 'my bag')]);
  const draw = async (n: number, days = 0) => {
    const { app, parts } = await deskWith(cases, { found });
    parts.engine.state.now += days * 86_400_000;
    const { sample } = (await app.inject(`/api/v1/reviews?n=${n}`)).json();
    return sample as {
      case: { id: string };
      turn: { agent: string; reply: { substance: string } };
      mention: { id: string };
      parent: { id: string };
    }[];
  };

  it('has every agent, and of each every kind of reply, before any comes again', async () => {
    const drawn = (await draw(4)).map(({ turn }) => `${turn.agent} ${turn.reply.substance}`);
    expect(
      drawn
        .slice(0, 2)
        .map((each) => each.split(' ')[0])
        .toSorted(),
    ).toEqual(['jon', 'mara']);
    expect(drawn.slice(0, 3).toSorted()).toEqual(['jon answer', 'mara answer', 'mara apology']);
    expect(drawn[3]).toMatch(/^mara/);
  });

  it('comes with the words of the reply and of what it answers', async () => {
    for (const { case: one, mention, parent } of await draw(3)) expect([mention.id, parent.id]).toEqual([`r:${one.id}`, `q:${one.id}`]);
  });

  it('holds neither bots, nor what was taken back, is too old, or was reviewed', async () => {
    const all = (await draw(50)).map(({ case: one }) => one.id);
    expect(all).toHaveLength(36);
    for (const id of ['40', '41', '42', '43']) expect(all).not.toContain(id);
  });

  it('is the same all day, and another on the next', async () => {
    const ids = (sample: Awaited<ReturnType<typeof draw>>) => sample.map(({ mention }) => mention.id);
    expect(ids(await draw(10))).toEqual(ids(await draw(10)));
    expect(ids(await draw(10, 1))).not.toEqual(ids(await draw(10)));
  });
});

describe('an operator who is limited to a board', () => {
  const limited = async () => {
    const { app, parts } = await deskWith([elsewhere, mine], { host: '0.0.0.0' });
    return { app, parts, headers: bearer(await parts.secret('operator', 'Liv', 'north')) };
  };

  it.each([
    ['/api/v1/cases', 200],
    ['/api/v1/cases?board=north', 200],
    ['/api/v1/cases?board=main', 403],
    ['/api/v1/cases/2', 200],
    ['/api/v1/cases/1', 404],
    ['/api/v1/cases/1?board=main', 403],
    ['/api/v1/cases/2?board=north&board=main', 403],
    ['/api/v1/reviews', 200],
    ['/api/v1/reviews?board=main', 403],
    ['/api/v1/mentions', 403],
    ['/api/v1/mentions?board=north', 403],
    ['/api/v1/mentions/x:1', 403],
    ['/api/v1/alerts', 403],
    ['/api/v1/stats', 403],
    ['/wall/main', 403],
    ['/wall/north', 200],
  ])('asks for %s and is answered %i', async (url, status) => {
    const { app, headers } = await limited();
    expect((await app.inject({ url, headers })).statusCode).toBe(status);
  });

  it('sees the cases of that board alone, without naming it', async () => {
    const { app, headers } = await limited();
    const page = (await app.inject({ url: '/api/v1/cases?queue=open', headers })).json();
    expect([idsOf(page.cases), page.total, page.counts.open]).toEqual([['2'], 1, 1]);
  });

  it('acts within that board’s scope, and others anywhere', async () => {
    const { app, parts, headers } = await limited();
    const all = bearer(await parts.secret('operator', 'Mara'));
    const payload = { id: 'claim-0001', type: 'claim', case: '17', by: 'liv' };
    for (const who of [headers, all]) await app.inject({ method: 'POST', url: '/api/v1/actions', payload, headers: who });
    expect(parts.intake.within).toEqual(['north', undefined]);
  });
});

describe('acting on a case', () => {
  const act = async (payload: object) => {
    const { app } = await makeApp();
    return app.inject({ method: 'POST', url: '/api/v1/actions', payload });
  };

  it('is done, or it is said why not', async () => {
    const claim = { id: 'claim-0001', type: 'claim', case: '17', by: 'mara' };
    expect((await act(claim)).json()).toEqual({ ok: true });
    const gone = await act({ ...claim, case: '999' });
    expect([gone.statusCode, gone.json().error]).toEqual([409, 'there is no such case any more']);
  });

  const on = { id: 'action-0001', by: 'mara', case: '17' };
  it.each([
    ['what only the server says', { ...on, type: 'sent', source: 'support', ticket: '5', url: null }, 'type'],
    ['no such deed', { ...on, type: 'constructor' }, 'type'],
    ['no type', on, 'type'],
    ['no reason for handing off', { ...on, type: 'hand-off', person: 'jon' }, 'reason'],
    ['a note of nothing', { ...on, type: 'note', text: '   ' }, 'text'],
    ['an endless note', { ...on, type: 'note', text: 'x'.repeat(2001) }, 'text'],
    ['too many tags', { ...on, type: 'tag', add: Array.from({ length: 13 }, (_, i) => `t${i}`) }, 'add'],
    ['a snooze until some day', { ...on, type: 'snooze', until: 'tomorrow' }, 'until'],
    ['a score beyond all', { ...on, type: 'review', mention: 'x:1', scores: { tone: 7 } }, 'scores.tone'],
    ['no case', { id: 'action-0001', by: 'mara', type: 'claim' }, 'case'],
    ['a case with a long number', { ...on, type: 'claim', case: '1'.repeat(33) }, 'case'],
    ['nobody', { ...on, type: 'claim', by: ' ' }, 'by'],
  ])('with %s is refused by its field', async (_case, payload, field) => {
    const answer = await act(payload);
    expect([answer.statusCode, answer.json().field]).toEqual([400, field]);
  });
});
