import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Conflation, SERIES_EVERY, SLICE_EVERY } from '../../server/socket/conflate.ts';
import type { Feed } from '../../server/socket/rooms.ts';
import type { Slice } from '../../shared/slices.ts';
import { ShownEngine } from '../support/memory.ts';
import { trend } from '../support/trend.ts';

const MIX: Feed = { name: 'mix', scope: 'all' };

/** A clock that stands until it is moved; alarms ring on the way. */
class StandingClock {
  #now = 0;
  #alarms: { at: number; run: () => void }[] = [];

  now = (): number => this.#now;

  after = (ms: number, run: () => void): (() => void) => {
    const alarm = { at: this.#now + ms, run };
    this.#alarms.push(alarm);
    return () => {
      this.#alarms = this.#alarms.filter((other) => other !== alarm);
    };
  };

  get waiting(): number {
    return this.#alarms.length;
  }

  move(ms: number): void {
    const end = this.#now + ms;
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#now = next.at;
      this.#alarms = this.#alarms.filter((alarm) => alarm !== next);
      next.run();
    }
    this.#now = end;
  }

  #next(end: number) {
    return this.#alarms.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
  }
}

function setUp(pace = 1) {
  const clock = new StandingClock();
  const engine = new ShownEngine();
  const sent: { at: number; room: string; slice: Slice }[] = [];
  const problems: Feed[] = [];
  const conflation = new Conflation({
    clockwork: clock,
    seq: () => engine.seq,
    render: (name, scope) => engine.slice(name, scope)!,
    send: (room, slice) => sent.push({ at: clock.now(), room, slice }),
    pace: () => pace,
    onProblem: (_error, feed) => problems.push(feed),
  });
  engine.onFold(() => conflation.folded());
  const join = (feed: Feed) => {
    conflation.open(feed);
    return conflation.latest(feed);
  };
  return { clock, engine, sent, problems, conflation, join };
}

describe('a slice', () => {
  it('goes out at once when it changes after a pause, and then as its newest four times a second', () => {
    const { clock, engine, sent, join } = setUp();
    join(MIX);
    clock.move(SLICE_EVERY);
    for (let n = 1; n <= 10; n++) {
      engine.fold('mix', { n });
      clock.move(60);
    }
    clock.move(10_000);
    expect(sent.map(({ at, slice }) => [at - SLICE_EVERY, slice.data])).toMatchObject([
      [0, { n: 1 }],
      [250, { n: 5 }],
      [500, { n: 9 }],
      [750, { n: 10 }],
    ]);
  });

  it('isn’t sent when nothing in it changed, nor when it changed back', () => {
    const { clock, engine, sent, join } = setUp();
    join(MIX);
    clock.move(SLICE_EVERY);
    engine.fold('mix', { n: 1 });
    for (let i = 0; i < 5; i++) engine.fold();
    engine.fold('mix', { n: 2 });
    engine.fold('mix', { n: 1 });
    clock.move(10_000);
    expect(sent.map(({ slice }) => slice.data)).toMatchObject([{ n: 1 }]);
  });

  it('isn’t sent to those who have just been given it', () => {
    const { clock, engine, sent, join } = setUp();
    engine.fold('mix', { n: 1 });
    expect(join(MIX)?.data).toMatchObject({ n: 1 });
    engine.fold();
    clock.move(10_000);
    expect(sent).toEqual([]);
  });

  it('of a feed that somebody joins late still reaches those who were there', () => {
    const { clock, engine, sent, join } = setUp();
    join(MIX);
    clock.move(100);
    engine.fold('mix', { n: 1 });
    expect(join(MIX)?.data).toMatchObject({ n: 1 });
    clock.move(10_000);
    expect(sent.map(({ slice }) => slice.data)).toMatchObject([{ n: 1 }]);
  });

  it('isn’t made while nobody listens, and is made once for all who join between two folds', () => {
    const { clock, engine, conflation, join } = setUp();
    engine.fold('mix', { n: 1 });
    expect(engine.renders).toEqual({});
    for (let i = 0; i < 100; i++) join(MIX);
    expect(engine.renders).toEqual({ mix: 1 });
    conflation.close(MIX);
    engine.fold('mix', { n: 2 });
    clock.move(10_000);
    expect([engine.renders, clock.waiting]).toEqual([{ mix: 1 }, 0]);
  });

  it.each([
    ['once a minute', 1, SERIES_EVERY],
    ['once a minute of the story', 60, 1000],
    ['no more than four times a second', 100_000, SLICE_EVERY],
  ])('with a long series goes out %s', (_case, pace, every) => {
    const { clock, engine, sent, join } = setUp(pace);
    join({ name: 'volume', scope: 'all' });
    for (let from = 1; from <= 30; from++) {
      engine.fold('volume', { from });
      clock.move(every / 10);
    }
    expect(sent.map(({ at }) => at)).toEqual([every, every * 2, every * 3]);
  });

  it('that cannot be made holds up no other, is told once, and goes out again when it can be made', () => {
    const { clock, engine, sent, problems, conflation, join } = setUp();
    join(MIX);
    join({ name: 'trends', scope: 'all' });
    engine.broken.add('mix');
    for (let n = 1; n <= 3; n++) {
      clock.move(SLICE_EVERY);
      engine.fold('mix', { n });
      engine.fold('trends', { trends: [trend(`t${n}`)] });
    }
    clock.move(SLICE_EVERY);
    expect([problems, [...conflation.failing]]).toEqual([[MIX], ['slice:mix:all']]);
    expect(sent.map(({ slice }) => slice.name)).toEqual(['trends', 'trends', 'trends']);
    engine.broken.clear();
    engine.fold();
    clock.move(SLICE_EVERY);
    expect([sent.at(-1)?.slice.data, [...conflation.failing]]).toMatchObject([{ n: 3 }, []]);
  });

  it('arrives in the end as it is, never twice in a row the same, never more often than four times a second', () => {
    const moves = fc.array(fc.record({ wait: fc.integer({ min: 0, max: 400 }), n: fc.integer({ min: 0, max: 3 }) }), { maxLength: 60 });
    fc.assert(
      fc.property(moves, (steps) => {
        const { clock, engine, sent, join } = setUp();
        const texts = [JSON.stringify(join(MIX)?.data)];
        for (const { wait, n } of steps) {
          clock.move(wait);
          engine.fold('mix', { n });
        }
        clock.move(SLICE_EVERY);
        texts.push(...sent.map(({ slice }) => JSON.stringify(slice.data)));
        expect(texts.at(-1)).toBe(JSON.stringify(engine.slice('mix', 'all')?.data));
        for (const [i, { at }] of sent.entries()) {
          expect(texts[i + 1]).not.toBe(texts[i]);
          if (i > 0) expect(at - sent[i - 1]!.at).toBeGreaterThanOrEqual(SLICE_EVERY);
        }
      }),
      { numRuns: 200 },
    );
  });
});
