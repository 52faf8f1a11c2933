import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boardOf, tilingOf } from '../../client/layout/address.ts';
import { arrange, tilesOf } from '../../client/layout/arrange.ts';
import { rowsThatFit, tiers } from '../../client/layout/fit.ts';
import { LEAST } from '../../client/layout/plans.ts';
import { sceneAt, sceneDuring } from '../../client/layout/rotation.ts';
import { pixelShift, SHIFT_MS } from '../../client/layout/shift.ts';
import { distanceScale, unitFor } from '../../client/layout/unit.ts';
import type { PanelName } from '../../shared/board.ts';

const ALL: PanelName[] = ['pulse', 'volume', 'sentiment', 'alerts', 'voices', 'trends', 'share', 'mix', 'sources'];
const EVERY: PanelName[] = [...ALL, 'viral', 'where', 'waiting', 'answers', 'desk', 'wins', 'shift'];
const CALM = { alerts: 0, viral: false, share: true };

describe('rows', () => {
  it.each([
    ['all when they fit exactly', [40, 40, 40], 10, 140, 30, 3],
    ['fewer, so that the count of the rest has room', [40, 40, 40], 10, 139, 30, 2],
    ['none when the first is too tall', [200, 40], 10, 139, 30, 0],
    ['none of none', [], 10, 139, 30, 0],
    ['one when the second leaves no room for the count', [40, 80, 40], 0, 140, 30, 1],
  ])('are shown whole: %s', (_, rows, gap, room, more, shown) => expect(rowsThatFit(rows, gap, room, more)).toBe(shown));

  it('never need more room than there is', () => {
    const heights = fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 12 });
    fc.assert(
      fc.property(heights, fc.nat(40), fc.nat(900), fc.nat(60), (rows, gap, room, more) => {
        const shown = rowsThatFit(rows, gap, room, more);
        const used = rows.slice(0, shown).reduce((sum, row) => sum + row, 0) + gap * Math.max(0, shown - 1);
        expect(shown === 0 || used + (shown < rows.length ? more : 0) <= room).toBe(true);
      }),
    );
  });

  it.each([
    ['every alert full', [150, 150], 350, false, { full: 2, brief: 0 }],
    ['the last ones brief, so that all are seen', [150, 150, 150, 150], 450, false, { full: 2, brief: 2 }],
    ['the first full and a count when there are too many', [150, 150, 150, 150, 150, 150, 150, 150], 320, false, { full: 1, brief: 2 }],
    ['room kept for those the server left out', [150, 150], 320, true, { full: 1, brief: 1 }],
    ['all brief when the first is too tall', [600, 100], 200, false, { full: 0, brief: 2 }],
    ['nothing of nothing', [], 200, false, { full: 0, brief: 0 }],
  ])('of alerts: %s', (_, rows, room, counted, shown) => expect(tiers(rows, 44, 14, room, 32, counted)).toEqual(shown));
});

describe('the unit', () => {
  it.each([
    ['full HD', { width: 1920, height: 1080 }, undefined, 1, false],
    ['4K', { width: 3840, height: 2160 }, undefined, 2, false],
    ['a screen on its side', { width: 1080, height: 1920 }, undefined, 1, false],
    ['a seat half as far again', { width: 1920, height: 1080 }, { inches: 55, metres: 4.5 }, 1.5, false],
    ['a phone, whatever the board says of the wall', { width: 390, height: 844 }, { inches: 55, metres: 8 }, 0.55, true],
  ])('suits %s', (_, size, screen, u, phone) => {
    const unit = unitFor(size, screen);
    expect(unit.u).toBeCloseTo(u, 6);
    expect(unit.phone).toBe(phone);
  });

  it.each([
    [undefined, 1],
    [{ inches: 0, metres: 3 }, 1],
    [{ inches: 55, metres: 3 }, 1],
    [{ inches: 98, metres: 1 }, 0.75],
    [{ inches: 32, metres: 20 }, 2],
  ])('stays within bounds for %j', (screen, scale) => expect(distanceScale(screen)).toBe(scale));
});

describe('the arrangement', () => {
  it.each([
    ['16:9', { width: 1920, height: 1080 }, 7],
    ['portrait', { width: 1080, height: 1920 }, 7],
    ['ultra-wide', { width: 2580, height: 1080 }, 7],
    ['three screens in a row', { width: 5760, height: 1080 }, 7],
    ['4:3', { width: 1440, height: 1080 }, 5],
    ['a far seat', { width: 1280, height: 720 }, 2],
    ['a farther one', { width: 960, height: 540 }, 1],
  ])('shows as many panels as keep their size: %s', (_, size, count) => expect(arrange(size, ALL).tiles).toHaveLength(count));

  it('keeps the alerts when there is room for nothing else', () => {
    expect(arrange({ width: 700, height: 500 }, ALL).tiles.map(({ tile }) => tile)).toEqual(['alerts']);
  });

  it('gives the whole wall to the only panel that is asked for', () => {
    const { tiles, header, footer } = arrange({ width: 1920, height: 1080 }, ['voices']);
    expect(tiles).toHaveLength(1);
    expect(tiles[0]?.w).toBe(1920 - 44);
    expect(tiles[0]?.h).toBe(footer.y - 11 - (header.y + header.h + 18));
  });

  it('never overlaps, leaves the wall or shrinks a panel below its least, at any size', () => {
    const panels = fc.uniqueArray(fc.constantFrom(...EVERY), { minLength: 1 });
    const filled = fc.record({ alerts: fc.nat(6), viral: fc.boolean(), share: fc.boolean() });
    fc.assert(
      fc.property(
        fc.integer({ min: 900, max: 6000 }),
        fc.integer({ min: 700, max: 2400 }),
        panels,
        filled,
        (width, height, asked, what) => {
          const { header, footer, tiles } = arrange({ width, height }, asked, what);
          const boxes = [header, footer, ...tiles];
          for (const [i, a] of boxes.entries()) {
            expect(a.x >= 0 && a.y >= 0 && a.x + a.w <= width + 1e-6 && a.y + a.h <= height + 1e-6).toBe(true);
            for (const b of boxes.slice(i + 1)) {
              const across = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
              const down = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
              expect(across > 1e-6 && down > 1e-6).toBe(false);
            }
          }
          for (const { tile, w, h } of tiles.length > 1 ? tiles : []) {
            const empty = (tile === 'alerts' && what.alerts === 0) || (tile === 'viral' && !what.viral);
            expect(w + 1e-6 >= LEAST[tile].w && h + 1e-6 >= (empty ? 130 : LEAST[tile].h)).toBe(true);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each([
    ['16:9', { width: 1920, height: 1080 }],
    ['portrait', { width: 1080, height: 1920 }],
  ])('gives alerts and viral risk less room while they have nothing to show, and people more: %s', (_, size) => {
    const heights = (filled: typeof CALM) => new Map(arrange(size, EVERY, filled).tiles.map(({ tile, h }) => [tile, h]));
    const calm = heights(CALM);
    const crisis = heights({ alerts: 3, viral: true, share: true });
    for (const tile of ['alerts', 'viral'] as const) expect(calm.get(tile)).toBeLessThan((crisis.get(tile) ?? 0) / 2);
    expect(calm.get('voices')).toBeGreaterThan(crisis.get('voices') ?? 0);
  });

  it('leaves out the share of voice while no competitor is watched, unless it is all that is asked for', () => {
    const names = (panels: PanelName[]) =>
      arrange({ width: 1920, height: 1080 }, panels, { ...CALM, share: false }).tiles.map(({ tile }) => tile);
    expect(names(['where', 'share', 'mix'])).toEqual(['where', 'mix']);
    expect(names(['share', 'sources'])).toEqual(['share']);
  });

  it('puts volume into the frame of the pulse and sources into the footer', () => {
    expect([...tilesOf(['volume', 'pulse', 'sources', 'mix'])]).toEqual(['pulse', 'mix']);
  });
});

describe('rotation', () => {
  const scenes = [
    { name: 'a', title: 'A', panels: ['pulse' as const], seconds: 30 },
    { name: 'b', title: 'B', panels: ['alerts' as const], seconds: 10 },
  ];

  it.each([
    [0, 'a'],
    [29, 'a'],
    [30, 'b'],
    [39, 'b'],
    [40, 'a'],
    [4_000_000_030, 'b'],
  ])('shows at second %s scene %s', (second, name) => expect(sceneAt(scenes, second)?.name).toBe(name));

  it('stays where the alerts are while something critical waits', () => {
    expect([0, 20, 35].map((second) => sceneDuring(scenes, second, true)?.name)).toEqual(['b', 'b', 'b']);
  });

  it('turns on when no scene shows alerts', () => expect(sceneDuring(scenes.slice(0, 1), 5, true)?.name).toBe('a'));
  it('has nothing to show of no scenes', () => expect(sceneAt([], 5)).toBeUndefined());
});

describe('the address', () => {
  it.each([
    ['/', ''],
    ['/wall/newsroom', 'newsroom'],
    ['/wall/newsroom/', 'newsroom'],
    ['/wall/caf%C3%A9', 'café'],
    ['/wall/%E0%A4%A', '%E0%A4%A'],
    ['/wall/', ''],
    ['/elsewhere', ''],
  ])('%s is the board "%s"', (path, board) => expect(boardOf(path)).toBe(board));

  it.each([
    ['', 0, 1],
    ['?part=2/3', 1, 3],
    ['?part=4/3', 0, 1],
    ['?part=0/3', 0, 1],
    ['?part=9/9', 0, 1],
    ['?part=x', 0, 1],
  ])('%s is screen %s of %s', (search, index, count) => expect(tilingOf(search)).toEqual({ index, count }));
});

it('shifts the picture a few pixels, the same on every screen, and goes on for ever', () => {
  const shifts = Array.from({ length: 50 }, (_, i) => pixelShift(i * SHIFT_MS));
  expect(Math.max(...shifts.flatMap(({ x, y }) => [Math.abs(x), Math.abs(y)]))).toBe(3);
  expect(new Set(shifts.map(({ x, y }) => `${x} ${y}`)).size).toBe(9);
});
