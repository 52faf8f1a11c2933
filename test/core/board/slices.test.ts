import { describe, expect, it } from 'vitest';
import { renderSlice } from '../../../server/core/board/index.ts';
import { SLICES, type SliceName } from '../../../shared/slices.ts';
import { MIN, START, Tale } from '../../support/tale.ts';

const NAMES = Object.keys(SLICES) as SliceName[];
const surge = () =>
  new Tale()
    .settings()
    .source(0)
    .steady(0, 180, 6, (i) => ({
      watches: i % 3 ? ['halden'] : ['norvik'],
      network: i % 2 ? 'x' : 'bluesky',
      language: i % 4 ? 'no' : 'en',
    }))
    .steady(180, 190, 60, (i) => ({
      watches: ['halden', 'bags'],
      label: i % 4 ? 'negative' : 'neutral',
      terms: ['lost bags'],
      followers: i * 100,
    }));

describe('every slice', () => {
  it.each(NAMES)('%s keeps its schema and stays near 8 KB, whatever the state', (name) => {
    const tales = [new Tale(), new Tale().settings(), surge(), surge().steady(190, 240, 1)];
    for (const tale of tales) {
      const { state } = tale.fold();
      for (const scope of state.scopes.keys()) {
        const data = renderSlice(state, name, scope);
        expect(SLICES[name].parse(data)).toEqual(data);
        expect(JSON.stringify(data).length).toBeLessThan(9000);
      }
    }
  });

  it('of an unknown scope is nothing, never somebody else’s', () => {
    expect(renderSlice(surge().fold().state, 'pulse', 'nobody')).toBeNull();
  });
});

describe('pulse', () => {
  const pulse = (tale: Tale, scope = 'ours') => renderSlice(tale.fold().state, 'pulse', scope)!;
  const steady = (perMinute: number) => new Tale().settings().source(0).steady(0, 180, perMinute);

  it.each([
    { level: 'learning', tale: () => new Tale().settings().steady(0, 20, 5) },
    { level: 'usual', tale: () => steady(10) },
    { level: 'quiet', tale: () => steady(10).steady(180, 196, 1) },
    { level: 'busy', tale: () => steady(10).steady(180, 196, 16) },
    { level: 'surging', tale: () => steady(10).steady(180, 190, 60) },
    { level: 'blind', tale: () => steady(10).source(180, { status: 'down', message: 'refused' }).tick(181) },
  ])('is $level', ({ level, tale }) => {
    expect(pulse(tale()).level).toBe(level);
  });

  it('tells how many times the usual, since when, and what drives it', () => {
    const slice = pulse(surge());
    expect(slice).toMatchObject({ level: 'surging', since: START + 180 * MIN, drivers: ['lost bags'] });
    expect(slice.multiple!).toBeGreaterThan(10);
    expect(slice.minute).toMatchObject({ count: 60, usual: 4 });
    expect(slice.worst).toMatchObject({ severity: 'critical' });
  });

  it('knows no usual before it has learnt one: unknown is not zero', () => {
    expect(pulse(new Tale().settings().steady(0, 20, 5)).minute).toEqual({ count: 5, usual: null, low: null, high: null });
  });

  it('counts nothing in a minute in which nothing was said: zero is not unknown', () => {
    const tale = steady(10).tick(181).tick(182);
    expect(pulse(tale).minute.count).toBe(0);
  });
});

describe('volume', () => {
  it('leaves out of a scope what the scope does not hold', () => {
    const { state } = surge().fold();
    const all = renderSlice(state, 'volume', 'all')!.total;
    const ours = renderSlice(state, 'volume', 'ours')!.total;
    expect(all.at(-20)).toBe(6);
    expect(ours.at(-20)).toBe(4);
  });

  it('marks where the spike began, and when it ended', () => {
    const slice = renderSlice(surge().steady(190, 240, 4).fold().state, 'volume', 'ours')!;
    expect(slice.spikes[0]).toMatchObject({ at: START + 180 * MIN, severity: 'critical' });
    expect(slice.spikes[0]!.end!).toBeGreaterThan(START + 190 * MIN);
  });

  it('shows a hole only where posts are missing for good: what was caught up is seen', () => {
    const lost = new Tale().settings().source(0).tick(1).source(10, { status: 'down', message: 'x' }).source(20, { status: 'live' });
    expect(renderSlice(lost.fold().state, 'volume', 'all')!.blind).toEqual([]);
    const gap = { from: START + 10 * MIN, to: START + 20 * MIN, reason: 'the cursor was too old' };
    lost.source(21, { gap });
    expect(renderSlice(lost.fold().state, 'volume', 'all')!.blind).toEqual([
      { from: gap.from, to: gap.to, sources: ['bluesky'], whole: true },
    ]);
  });

  it('draws the band over a past that was filled in, and a surge leaves that band alone', () => {
    const filled = () => {
      const tale = new Tale().settings();
      for (let minute = 180; minute > 0; minute--) {
        for (let i = 0; i < (minute > 90 ? 20 : 8); i++) tale.say(0, { postedAt: START - minute * MIN + i });
      }
      return tale.tick(1).tick(2);
    };
    const band = (tale: Tale) => renderSlice(tale.fold().state, 'volume', 'ours')!.expected.mid;
    const calm = band(filled().tick(3).tick(4).tick(5));
    expect(calm.slice(60, 100).every((rate) => rate !== null && rate > 15)).toBe(true);
    const surging = filled().steady(2, 5, 80).tick(5);
    expect(surging.fold().state.open.size).toBe(1);
    expect(band(surging).slice(0, 170)).toEqual(calm.slice(0, 170));
  });

  it('is blind since the last entry when no server ran', () => {
    const tale = new Tale().settings().source(0);
    for (let minute = 1; minute <= 10; minute++) tale.tick(minute);
    const { state } = tale.tick(60).fold();
    expect(renderSlice(state, 'volume', 'all')!.blind).toEqual([
      { from: START + 10 * MIN, to: START + 60 * MIN, sources: ['bluesky'], whole: true },
    ]);
  });
});

describe('voices', () => {
  it('puts an angry post with an audience first and folds near-duplicates', () => {
    const tale = new Tale().settings();
    for (let i = 0; i < 4; i++)
      tale.say(i, { text: `Halden lost my bag AGAIN!! ${'!'.repeat(i)} https://pics.example/${i}`, label: 'negative' });
    tale
      .say(5, { text: 'nice flight', label: 'positive' })
      .say(6, { text: 'my cameras are gone', label: 'negative', followers: 1_200_000, addressed: true });
    const { voices } = renderSlice(tale.fold().state, 'voices', 'ours')!;
    expect(voices.map(({ text, alike }) => [text.slice(0, 10), alike])).toEqual([
      ['my cameras', 0],
      ['Halden los', 3],
      ['nice fligh', 0],
    ]);
    expect(voices[0]).toMatchObject({ followers: 1_200_000 });
    expect(voices[1]!.followers).toBeNull();
  });

  it('loses a retracted post at once', () => {
    const tale = new Tale().settings().say(0, { id: 'push:x', text: 'gone soon' });
    tale.append({ kind: 'retraction', id: 'r:push:x', at: START + MIN, mention: 'push:x' });
    expect(renderSlice(tale.fold().state, 'voices', 'ours')!.voices).toEqual([]);
  });

  it('grows by engagements, and a total replaces what was added up', () => {
    const tale = new Tale().settings().say(0, { id: 'push:x' });
    const grow = (mode: 'delta' | 'total', reposts: number, n: number) =>
      tale.append({ kind: 'engagement', id: `e:${n}`, at: START + n, engagement: { id: `${n}`, mention: 'push:x', mode, reposts } });
    grow('delta', 3, 1);
    grow('delta', 4, 2);
    expect(renderSlice(tale.fold().state, 'voices', 'ours')!.voices[0]!.reposts).toBe(7);
    grow('total', 5, 3);
    expect(renderSlice(tale.fold().state, 'voices', 'ours')!.voices[0]!.reposts).toBe(5);
  });
});

describe('trends', () => {
  it('shows a phrase in place of the words it explains, and not what is always said', () => {
    const tale = new Tale().settings().steady(0, 120, 4, () => ({ terms: ['flight', 'halden'] }));
    tale.steady(120, 130, 6, (i) => ({ terms: i % 2 ? ['flight', 'lost', 'lost trolleys', 'trolleys'] : ['flight'] }));
    const { trends } = renderSlice(tale.fold().state, 'trends', 'ours')!;
    expect(trends.map(({ term, times }) => [term, times])).toEqual([['lost trolleys', null]]);
    expect(trends[0]!.spark).toHaveLength(12);
  });
});

describe('share of voice', () => {
  it('sets our brand against the competitors, and leaves topics out', () => {
    const { items, ours } = renderSlice(
      surge()
        .steady(190, 260, 4, (i) => ({ watches: [i % 4 ? 'halden' : 'norvik'] }))
        .fold().state,
      'share',
      'ours',
    )!;
    expect(items.map(({ id, share }) => [id, share])).toEqual([
      ['halden', 0.75],
      ['norvik', 0.25],
    ]);
    expect(ours).toBe(0.75);
  });

  it('is unknown, not zero, when nobody spoke', () => {
    const slice = renderSlice(new Tale().settings().tick(1).fold().state, 'share', 'ours')!;
    expect(slice.ours).toBeNull();
  });
});

describe('sources', () => {
  it('puts those in trouble first and adds up what was refused', () => {
    const tale = new Tale()
      .settings()
      .source(0)
      .source(1, { source: 'mastodon', connector: 'mastodon', status: 'down', message: 'refused', rejected: 3, lastRejection: 'not JSON' });
    tale.source(2, { source: 'mastodon', connector: 'mastodon', status: 'down', message: 'refused', rejected: 2, duplicates: 1 });
    const { sources, config } = renderSlice(tale.fold().state, 'sources', 'all')!;
    expect(sources.map(({ id, status, rejected, duplicates }) => [id, status, rejected, duplicates])).toEqual([
      ['mastodon', 'down', 5, 1],
      ['bluesky', 'live', 0, 0],
    ]);
    expect(sources[0]!.lastRejection).toBe('not JSON');
    expect(config).toEqual({ ok: true, message: null });
  });
});
