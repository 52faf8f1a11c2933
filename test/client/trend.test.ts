import { describe, expect, it } from 'vitest';
import { arithmetic, multiple, storm } from '../../client/format/trend.ts';
import { trend } from '../support/trend.ts';

describe('A trend in words', () => {
  it.each([
    { over: { count: 24, usual: 0.6 }, said: '24 in 10 min, usual 0.6' },
    { over: { count: 7, usual: 0, minutes: 28 }, said: '7 in 28 min, usual 0' },
    { over: { count: 1234, usual: 310 }, said: '1.2\u00a0K in 10 min, usual 310' },
  ])('tells its arithmetic: $said', ({ over, said }) => {
    expect(arithmetic(trend('strike', over))).toBe(said);
  });

  it('is new, or so many times the usual', () => {
    expect([multiple(trend('a')), multiple(trend('a', { times: 6.2 })), multiple(trend('a', { times: 41 }))]).toEqual([
      'new',
      '×6.2',
      '×41',
    ]);
  });

  it.each([
    { over: { copies: 0 }, long: '', short: '' },
    { over: { copies: 14 }, long: '14 copies', short: '14 copies' },
    {
      over: { copies: 14, coordinated: 'new-accounts' as const },
      long: 'coordinated? 14 copies, new accounts',
      short: 'coordinated? 14 copies',
    },
    { over: { copies: 14, coordinated: 'in-step' as const }, long: 'coordinated? 14 copies, in step', short: 'coordinated? 14 copies' },
  ])('asks whether copies are coordinated, and claims nothing: $long', ({ over, long, short }) => {
    expect([storm(trend('a', over), false), storm(trend('a', over), true)]).toEqual([long, short]);
  });
});
