import { describe, expect, it } from 'vitest';
import type { Past } from '../../server/http/deps.ts';
import { StoryClock } from '../../server/travel/clock.ts';
import { callerOfPass, passFor } from '../../server/travel/pass.ts';
import { pastUpTo } from '../../server/travel/past.ts';
import { addressIn } from '../../server/travel/proxy.ts';
import { caseOf } from '../support/case.ts';

describe('the clock of a look back', () => {
  it('stands still, runs as fast as it is told, and goes where it is sent', () => {
    let real = 0;
    const clock = new StoryClock(1_000, 60, true, () => real);
    real = 500;
    expect([clock.now(), clock.pace]).toEqual([1_000, 0]);
    clock.set({ paused: false });
    real = 600;
    expect([clock.now(), clock.pace]).toEqual([7_000, 60]);
    clock.set({ speed: 600 });
    real = 610;
    expect(clock.now()).toBe(13_000);
    clock.set({ at: 50, paused: true });
    expect([clock.now(), clock.speed]).toEqual([50, 600]);
  });
});

describe('a pass', () => {
  const caller = { name: 'Lobby', roles: ['screen' as const], board: 'north', token: 't1' };
  it('says who asks, to those who share its secret', () => {
    expect(callerOfPass(passFor(caller, 'secret'), 'secret')).toEqual(caller);
    expect(callerOfPass(passFor({ name: 'local', roles: [] }, 'secret'), 'secret')).toEqual({ name: 'local', roles: [] });
  });

  const [body = '', seal = ''] = passFor(caller, 'secret').split('.');
  const forged = Buffer.from(JSON.stringify({ ...caller, roles: ['operator'] })).toString('base64url');
  it.each([
    ['none', null],
    ['an empty one', ''],
    ['one without a seal', body],
    ['another one under the same seal', `${forged}.${seal}`],
    ['one of another secret', passFor(caller, 'guess')],
  ])('is worth nothing when it is %s', (_what, pass) => {
    expect(callerOfPass(pass, 'secret')).toBeNull();
  });
});

it.each([
  ['/at/20261120T140500Z-ab12/api/v1/stats?x=1', { id: '20261120T140500Z-ab12', path: '/api/v1/stats?x=1' }],
  ['/at/x/socket.io/?EIO=4', { id: 'x', path: '/socket.io/?EIO=4' }],
  ['/at/x', null],
  ['/at/../x/api', null],
  ['/socket.io/?EIO=4', null],
])('the address %s leads to %o', (url, wanted) => {
  expect(addressIn(url)).toEqual(wanted);
});

describe('the history of then', () => {
  const found = (id: string, receivedAt: number) => ({
    mention: { id, source: 'push', network: 'web', text: id, postedAt: 0, receivedAt, author: { id: 'a', handle: 'a', name: 'A' } },
    analysis: { language: 'en', label: 'neutral' as const, score: 0, confidence: 1, terms: [], watches: [], own: false, addressed: false },
  });
  const posts = [found('early', 100), found('late', 300)];
  const cases = [caseOf({ id: '1', seq: 5 }), caseOf({ id: '2', seq: 50 })];
  const asked: (number | undefined)[] = [];
  const today: Past = {
    search: async ({ to }) => {
      asked.push(to);
      return { found: posts };
    },
    get: async (id) => posts.find(({ mention }) => mention.id === id),
    getMany: async () => posts,
    case: async (id) => cases.find((one) => one.id === id),
    casesOf: async () => cases,
    corrections: async () => ({ corrections: [], next: null }),
  };
  const then = pastUpTo(today, { now: () => 200, seq: () => 10 });

  it('leaves out posts that came in later', async () => {
    expect((await then.search({ limit: 5 })).found).toEqual([posts[0]]);
    expect(asked).toEqual([201]);
    expect([await then.get('early'), await then.get('late')]).toEqual([posts[0], undefined]);
    expect(await then.getMany(['early', 'late'])).toEqual([posts[0]]);
  });

  it('tells no case that has changed since', async () => {
    expect([await then.case('1'), await then.case('2')]).toEqual([cases[0], undefined]);
    expect(await then.casesOf('web', 'a', 5)).toEqual([cases[0]]);
    expect(then.corrections).toBeUndefined();
  });
});
