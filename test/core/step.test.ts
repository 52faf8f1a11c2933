import { deserialize, serialize } from 'node:v8';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyState, type State } from '../../server/core/state.ts';
import { step } from '../../server/core/step.ts';
import { MIN, START, Tale } from '../support/tale.ts';

/** Some hours of everything that can happen, chosen by the numbers given. */
function anyTale(dice: readonly number[]): Tale {
  const tale = new Tale().settings().source(0);
  tale.steady(0, 70, 3, (i) => ({
    terms: [`word${i % 7}`, 'halden'],
    label: i % 3 ? 'neutral' : 'negative',
    watches: i % 5 ? ['halden'] : ['bags'],
  }));
  let minute = 70;
  dice.forEach((die, n) => {
    minute += (die % 17) / 10;
    const post = `push:${die % 200}`;
    if (die % 11 === 0) tale.append({ kind: 'retraction', id: `r:${post}:${n}`, at: START + minute * MIN, mention: post });
    else if (die % 7 === 0)
      tale.append({
        kind: 'engagement',
        id: `e:${n}`,
        at: START + minute * MIN,
        engagement: { id: `${n}`, mention: post, mode: 'delta', reposts: die % 50 },
      });
    else if (die % 13 === 0) tale.source(minute, { status: die % 2 ? 'down' : 'live', message: 'x' });
    else if (die % 17 === 0) tale.tick(minute);
    else
      for (let i = 0; i < die % 30; i++)
        tale.say(minute + i / 1000, {
          terms: [`word${die % 23}`],
          label: 'negative',
          followers: die * 100,
          language: die % 2 ? 'no' : 'en',
        });
  });
  return tale.tick(minute + 1);
}

const dice = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 60 });
const fold = (tale: Tale, copyAt: (i: number) => boolean): State => {
  let state = emptyState();
  tale.entries.forEach((stored, i) => {
    step(state, stored);
    if (copyAt(i)) state = deserialize(serialize(state));
  });
  return state;
};

describe('the fold', () => {
  it('gives the same state and effects for the same entries', () => {
    fc.assert(
      fc.property(dice, (numbers) => {
        const tale = anyTale(numbers);
        expect(tale.fold()).toEqual(tale.fold());
      }),
      { numRuns: 15 },
    );
  });

  it('gives the same state over snapshots taken anywhere', () => {
    fc.assert(
      fc.property(dice, fc.integer({ min: 1, max: 97 }), (numbers, every) => {
        const tale = anyTale(numbers);
        expect(fold(tale, (i) => i % every === 0)).toEqual(fold(tale, () => false));
      }),
      { numRuns: 10 },
    );
  });

  it('never lets its clock run backwards', () => {
    const tale = new Tale().settings().tick(10).say(5);
    expect(tale.fold().state.now).toBe(START + 10 * MIN);
  });

  it('counts a post of our own as a reply, and marks what it answers', () => {
    const tale = new Tale().settings().say(0, { id: 'push:q' }).say(1, { own: true, inReplyTo: 'push:q' });
    const { state } = tale.fold();
    expect(state.totals).toMatchObject({ mentions: 1, replies: 1 });
    expect(state.held.get('push:q')!.answered).toBe(true);
  });

  it('keeps nothing that was written in a post that was taken back, but its count', () => {
    const tale = new Tale().settings().steady(0, 60, 2);
    for (let i = 0; i < 60; i++)
      tale.say(60 + i / 100, { text: 'unspeakable secret', handle: 'whistler', label: 'negative', followers: 5000 });
    tale.tick(61);
    const ids = tale.entries.flatMap(({ entry }) =>
      entry.kind === 'mention' && entry.mention.text === 'unspeakable secret' ? [entry.id] : [],
    );
    for (const id of ids) tale.append({ kind: 'retraction', id: `r:${id}`, at: START + 62 * MIN, mention: id });
    const { state } = tale.fold();
    expect(state.totals.mentions).toBe(180);
    const kept = serialize(state).toString('latin1');
    expect(kept).not.toContain('unspeakable');
    expect(kept).not.toContain('whistler');
  });

  it('holds only the newest posts, whatever comes', () => {
    const tale = new Tale().settings();
    for (let i = 0; i < 20_500; i++) tale.say(i / 1000);
    const { state } = tale.fold();
    // They leave in lots: the bound is never passed.
    expect(state.held.size).toBeLessThanOrEqual(20_000);
    expect(state.held.size).toBeGreaterThan(19_000);
    expect([...state.held.keys()].at(-1)).toBe(tale.entries.at(-1)?.entry.id);
    expect(state.totals.mentions).toBe(20_500);
  });

  it('goes on with a watch that keeps its id, and forgets one that is gone', () => {
    const tale = new Tale()
      .settings()
      .steady(0, 10, 2)
      .settings(10, { watches: [{ id: 'halden', name: 'Halden', kind: 'ours', query: 'halden OR #halden', rank: 0 }] });
    const { state } = tale.fold();
    expect([...state.watches.keys()]).toEqual(['halden']);
    expect(state.watches.get('halden')!.total.firstAt).toBe(START);
  });
});
