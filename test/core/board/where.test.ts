import { describe, expect, it } from 'vitest';
import { renderSlice } from '../../../server/core/board/index.ts';
import { PLACES_KEPT } from '../../../server/core/where.ts';
import { WhereSlice } from '../../../shared/slices.ts';
import { Tale } from '../../support/tale.ts';

const PLACES = [{ id: 'osl', name: 'Oslo Airport', lat: 60.2, lon: 11.1 }];
const tale = () => new Tale().settings(0, { places: PLACES });
const where = (told: Tale, scope = 'ours') => renderSlice(told.fold().state, 'where', scope)!;
const LONDON = 'g:2643743';
const NORWAY = 'c:NO';

describe('where', () => {
  it('counts posts of the last hour by place, with the negative ones, the most named first', () => {
    const told = tale()
      .say(1, { places: ['p:osl', LONDON], label: 'negative' })
      .say(2, { places: ['p:osl'] })
      .say(3, { places: [NORWAY] });
    const slice = where(told.say(4, { places: [] }));
    expect(slice.places.map(({ name, kind, count, negative }) => [name, kind, count, negative])).toEqual([
      ['Oslo Airport', 'own', 2, 1],
      ['Norway', 'country', 1, 0],
      ['London', 'city', 1, 1],
    ]);
    expect(slice).toMatchObject({ n: 4, none: 0.25, more: 0 });
    expect(slice.places[0]).toMatchObject({ lat: 60.2, lon: 11.1 });
  });

  it('forgets what was said earlier', () => {
    const told = tale()
      .say(1, { places: [LONDON] })
      .say(90, { places: [NORWAY] });
    expect(where(told).places.map(({ name }) => name)).toEqual(['Norway']);
  });

  it('does not know the share without a place when nothing was said, or nothing was searched', () => {
    expect(where(tale().tick(1))).toEqual({ n: 0, none: null, places: [], more: 0 });
    expect(where(tale().say(1))).toEqual({ n: 0, none: null, places: [], more: 0 });
  });

  it('keeps to its scope', () => {
    const told = tale().say(1, { places: [LONDON], watches: ['norvik'] });
    expect(where(told, 'ours').n).toBe(0);
    expect(where(told, 'all').places).toHaveLength(1);
  });

  it('compares with the usual hour once three hours before the last one are known', () => {
    const calm = (minutes: number) => tale().steady(0, minutes, 1, (i) => ({ places: i % 10 ? [] : [LONDON] }));
    expect(where(calm(120)).places[0]!.times).toBeNull();
    expect(where(calm(300)).places[0]!.times).toBeGreaterThan(0.8);
    expect(where(calm(300)).places[0]!.times).toBeLessThan(1.3);
    const surge = calm(300).steady(300, 310, 10, () => ({ places: [LONDON] }));
    expect(where(surge).places[0]!.times).toBeGreaterThan(10);
  });

  it('leaves out a place that the config has lost', () => {
    const told = tale().say(1, { places: ['p:osl', 'p:gone'] });
    expect(where(told).places.map(({ id }) => id)).toEqual(['p:osl']);
  });

  it('keeps a bounded number of places, those named last, and fits on the wire at its fullest', () => {
    const many = Array.from({ length: PLACES_KEPT + 50 }, (_, i) => ({
      id: `${'x'.repeat(44)}${i}`,
      name: '漢'.repeat(80),
      lat: -89.123,
      lon: -179.123,
    }));
    const told = new Tale().settings(0, { places: many });
    for (const [i, { id }] of many.entries()) told.say(i / 100, { places: [`p:${id}`], label: 'negative' });
    const { state } = told.fold();
    const kept = [...state.scopes.get('ours')!.where.places.keys()];
    expect(kept).toHaveLength(PLACES_KEPT);
    expect(kept.at(-1)).toBe(`p:${many.at(-1)!.id}`);
    const slice = renderSlice(state, 'where', 'ours')!;
    expect(WhereSlice.parse(slice)).toEqual(slice);
    expect(slice.places).toHaveLength(40);
    expect(slice.more).toBe(PLACES_KEPT - 40);
    expect(JSON.stringify(slice).length).toBeLessThan(9_000);
  });
});
