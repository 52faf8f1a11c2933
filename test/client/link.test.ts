import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Clock } from '../../client/stores/clock.svelte.ts';
import { Link } from '../../client/stores/link.svelte.ts';
import { Slices } from '../../client/stores/slices.svelte.ts';
import type { Hello } from '../../shared/socket.ts';

const T = Date.UTC(2031, 4, 3, 12, 0);
const hello = (pace: number): Hello => ({
  version: '1',
  mode: pace === 1 ? 'live' : 'replay',
  now: T,
  pace,
  brand: 'Halden Air',
  board: { name: 'main', title: 'Newsroom', scope: 'all', scenes: [], zones: [], theme: 'dark', takeover: true },
  mayAct: true,
});

/** A wall that has joined, and what time does to it. */
function joined(pace = 1) {
  const clock = new Clock();
  const link = new Link(clock);
  clock.sync(T, pace);
  link.welcome(hello(pace));
  const pass = (seconds: number) => {
    vi.advanceTimersByTime(seconds * 1000);
    clock.tick();
  };
  const beat = () => {
    link.beat({ now: clock.now, at: clock.now, seq: 1 });
  };
  return { clock, link, pass, beat };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'Date', 'setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the connection', () => {
  it('is trusted through two missed beats and no longer than three', () => {
    const { link, pass } = joined();
    pass(5);
    expect(link.stale).toBe(false);
    pass(2);
    expect(link.stale).toBe(true);
  });

  it('is trusted again with the next beat', () => {
    const { link, pass, beat } = joined();
    pass(60);
    beat();
    expect(link.stale).toBe(false);
  });

  it('is not trusted from the moment it is lost, until it is welcomed again', () => {
    const { link } = joined();
    link.lose();
    expect(link.stale).toBe(true);
    link.welcome(hello(1));
    expect(link.stale).toBe(false);
  });

  it('stays refused when the line then drops', () => {
    const { link } = joined();
    link.stop({ is: 'refused', reason: 'The token was revoked.' });
    link.lose();
    expect(link.state).toEqual({ is: 'refused', reason: 'The token was revoked.' });
  });
});

describe('the age of data', () => {
  it('grows while nothing vouches for it', () => {
    const { link, pass } = joined();
    pass(12);
    expect(link.ageOf(T)).toBe(12_000);
  });

  it('is small again when a beat says that nothing changed', () => {
    const { link, pass, beat } = joined();
    pass(12);
    beat();
    pass(1);
    expect(link.ageOf(T)).toBe(1_000);
  });

  it('is told in the time of who watches, not of the story', () => {
    const { clock, link, pass } = joined(60);
    pass(2);
    expect(clock.now).toBe(T + 120_000);
    expect(link.ageOf(T)).toBe(2_000);
  });

  it('is never negative', () => {
    const { link } = joined();
    expect(link.ageOf(T + 5_000)).toBe(0);
  });
});

it('keeps one slice of each name, the last', () => {
  const slices = new Slices();
  const data = (n: number) => ({ n, networks: [], languages: [], moreNetworks: 0, moreLanguages: 0 });
  slices.take({ name: 'mix', scope: 'all', seq: 1, at: T, data: data(1) });
  slices.take({ name: 'mix', scope: 'all', seq: 2, at: T + 1, data: data(2) });
  expect([slices.data('mix')?.n, slices.at('mix'), slices.data('pulse')]).toEqual([2, T + 1, undefined]);
  slices.clear();
  expect(slices.at('mix')).toBeUndefined();
});
