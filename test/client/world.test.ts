import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { landPath, marksOf, projectionFor, type Spot, shareIn, side, VIEWS, viewFor, wedge } from '../../client/charts/world.ts';
import { labelsFor } from '../../client/charts/world-labels.ts';

const spot = (name: string, lat: number, lon: number, count = 10): Spot => ({
  id: name,
  name,
  kind: 'city',
  lat,
  lon,
  count,
  negative: 0,
  times: null,
});
const OSLO = spot('Oslo', 59.9, 10.7, 80);
const PARIS = spot('Paris', 48.9, 2.3, 40);
const TOKYO = spot('Tokyo', 35.7, 139.7, 10);
const AUCKLAND = spot('Auckland', -36.8, 174.8);
const W = 900;
const H = 440;

describe('the part of the world that a map shows', () => {
  it.each([
    [[OSLO], 'Northern Europe'],
    [[OSLO, PARIS], 'Europe'],
    [[OSLO, PARIS, TOKYO], 'Europe'],
    [[OSLO, spot('Tokyo', 35.7, 139.7, 60)], 'World'],
    [[AUCKLAND, spot('Sydney', -33.9, 151.2)], 'Oceania'],
    [[], 'World'],
  ])('is the smallest that holds nearly all: %#', (spots, name) => {
    expect(viewFor(spots).name).toBe(name);
  });

  it('stays while it holds most, and does not come back at once', () => {
    const europe = viewFor([OSLO, PARIS]);
    const some = [OSLO, PARIS, spot('Tokyo', 35.7, 139.7, 30)];
    expect(viewFor(some, europe)).toBe(europe);
    expect(viewFor(some).name).toBe('World');
    expect(viewFor([], europe)).toBe(europe);
  });

  it('is in every case one that holds every place, or leaves out less than a quarter of the posts', () => {
    const spots = fc.array(
      fc.record({ lat: fc.double({ min: -54, max: 75, noNaN: true }), lon: fc.double({ min: -180, max: 180, noNaN: true }) }),
    );
    fc.assert(
      fc.property(spots, fc.constantFrom(...VIEWS), (at, before) => {
        const all = at.map(({ lat, lon }, i) => spot(`s${i}`, lat, lon));
        expect(shareIn(viewFor(all, before), all)).toBeGreaterThanOrEqual(0.75);
      }),
    );
  });
});

describe('the projection', () => {
  it.each(VIEWS.map((view) => [view.name, view] as const))('puts %s into the box', (_name, view) => {
    const projection = projectionFor(view, W, H);
    const [x, y] = projection([(view.west + view.east) / 2, (view.south + view.north) / 2])!;
    expect(Math.abs(x - W / 2)).toBeLessThan(W * 0.12);
    expect(Math.abs(y - H / 2)).toBeLessThan(H * 0.15);
  });

  it('draws land as a path, and nothing for no land', () => {
    const square = {
      type: 'MultiPolygon' as const,
      coordinates: [
        [
          [
            [0, 50],
            [0, 60],
            [10, 60],
            [10, 50],
            [0, 50],
          ],
        ],
      ],
    };
    const projection = projectionFor(VIEWS[1]!, W, H);
    expect(landPath(square, projection)).toMatch(/^M[\d.,]+L/);
    expect(landPath({ type: 'MultiPolygon', coordinates: [] }, projection)).toBe('');
  });
});

describe('marks', () => {
  const projection = projectionFor(VIEWS.at(-1)!, W, H);

  it('have areas that stand for counts', () => {
    const [oslo, paris] = marksOf([spot('a', 60, 10, 400), spot('b', 48, 2, 100)], projection, W, H);
    expect((oslo!.r / paris!.r) ** 2).toBeCloseTo(4, 5);
    expect(side(oslo!) ** 2).toBeCloseTo(Math.PI * oslo!.r ** 2, 5);
  });

  it('are left out where the map does not reach', () => {
    const europe = projectionFor(VIEWS[1]!, W, H);
    expect(marksOf([OSLO, AUCKLAND], europe, W, H).map((mark) => mark.spot.name)).toEqual(['Oslo']);
  });

  it('show a share as a piece of the disc', () => {
    const mark = { spot: OSLO, x: 100, y: 100, r: 10 };
    expect(wedge(mark, 0)).toBe('');
    expect(wedge(mark, 0.25)).toBe('M100,100V90A10,10 0 0 1 110,100Z');
    expect(wedge(mark, 0.75)).toBe('M100,100V90A10,10 0 1 1 90,100Z');
    expect(wedge(mark, 1)).toContain('a10,10 0 1 1');
  });
});

describe('names on the map', () => {
  it('stand beside their marks, the largest first, as many as there may be', () => {
    const marks = marksOf([OSLO, PARIS, TOKYO], projectionFor(VIEWS.at(-1)!, W, H), W, H);
    const labels = labelsFor(marks, W, H, 24, 2);
    expect(labels.map(({ text }) => text)).toEqual(['Oslo', 'Paris']);
    expect(labels[0]!.x).toBeGreaterThan(marks[0]!.x);
  });

  it('never cover each other and never leave the box', () => {
    const place = fc.record({
      x: fc.integer({ min: 0, max: W }),
      y: fc.integer({ min: 0, max: H }),
      r: fc.integer({ min: 5, max: 36 }),
      name: fc.string({ minLength: 1, maxLength: 40 }),
    });
    fc.assert(
      fc.property(fc.array(place, { maxLength: 30 }), (places) => {
        const marks = places.map(({ x, y, r, name }, i) => ({ spot: { ...spot(name, 0, 0), id: `m${i}` }, x, y, r }));
        const boxes = labelsFor(marks, W, H, 24, 10).map(({ text, x, y, anchor }) => {
          const width = [...text].length * 24 * 0.58;
          const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
          return { left, right: left + width, top: y - 17, bottom: y };
        });
        for (const [i, a] of boxes.entries()) {
          expect(a.left >= 0 && a.top >= 0 && a.right <= W + 1 && a.bottom <= H).toBe(true);
          for (const b of boxes.slice(i + 1))
            expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).toBe(false);
        }
      }),
    );
  });
});
