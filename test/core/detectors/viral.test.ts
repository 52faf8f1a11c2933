import { describe, expect, it } from 'vitest';
import { renderSlice } from '../../../server/core/board/index.ts';
import type { Settings } from '../../../server/core/settings.ts';
import type { Analysis, Engagement } from '../../../shared/mention.ts';
import { ViralSlice } from '../../../shared/slices.ts';
import { ruled, ruleOf } from '../../support/rules.ts';
import { MIN, START, Tale } from '../../support/tale.ts';

const POST = 'push:storm';
let told = 0;

/** How the network tells of growth: one by one, or a total. */
function grow(tale: Tale, minute: number, over: Partial<Engagement>): void {
  const id = `g${told++}`;
  const engagement: Engagement = { id, mention: POST, mode: 'delta', ...over };
  tale.append({ kind: 'engagement', id: `e:${id}`, at: START + Math.round(minute * MIN), engagement });
}

interface Storm {
  toward?: Analysis['toward'];
  label?: 'negative' | 'neutral' | 'positive' | 'unsure';
  score?: number;
  watches?: string[];
  /** Reposts a second over five minutes. */
  pace?: number;
  settings?: Partial<Settings>;
}

/** A post after an hour of ordinary talk, passed on more and more. */
function storm({ label = 'negative', score = -0.8, watches = ['halden', 'bags'], pace = 1, toward, settings }: Storm = {}): Tale {
  const tale = new Tale().settings(0, settings).steady(0, 60, 2);
  const at = START + 60 * MIN;
  const mention = {
    id: POST,
    source: 'push',
    network: 'bluesky',
    text: 'halden left my grandmother at the gate',
    url: 'https://social.example/1',
    author: { id: 'ana', handle: 'ana', name: 'Ana Solberg', followers: 240_000 },
    postedAt: at,
    receivedAt: at,
  };
  const analysis = {
    language: 'en',
    label,
    score,
    confidence: 0.8,
    terms: [],
    watches,
    own: false,
    addressed: false,
    ...(toward && { toward }),
  };
  tale.append({ kind: 'mention', id: POST, at, mention, analysis });
  for (let second = 10; second <= 300; second += 5) {
    for (let i = 0; i < Math.round(5 * pace); i++) grow(tale, 60 + second / 60, { reposts: 1 });
    tale.tick(60 + second / 60);
  }
  return tale;
}

const viralAlerts = (tale: Tale) => [...tale.fold().state.open.values()].map(({ alert }) => alert).filter(({ kind }) => kind === 'viral');
const sliceOf = (tale: Tale, scope = 'all') => ViralSlice.parse(renderSlice(tale.fold().state, 'viral', scope));

describe('a complaint that is passed on', () => {
  it('is an alert before it is large, with all its arithmetic', () => {
    const opened = storm()
      .fold()
      .effects.flatMap((effect) => (effect.kind === 'alert' && effect.alert.kind === 'viral' ? [effect] : []));
    const { change, alert } = opened[0]!;
    expect(change).toBe('opened');
    expect(alert).toMatchObject({
      subject: 'halden',
      subjectName: 'Halden Air',
      onsetAt: START + 60 * MIN,
      title: 'A complaint is going viral: Halden Air',
    });
    expect(alert.openedAt - alert.onsetAt).toBeLessThan(2 * MIN);
    expect(alert.seen).toBeLessThan(500);
    expect(alert.seen).toBeGreaterThan(alert.expected * 10);
    expect(alert.reason).toMatch(
      /^\d+% likely to reach 500 within a day; about [\d,]+ expected \([\d,]+ to [\d,]+, uncalibrated\); \d+ in .* times the usual pace/,
    );
    expect(alert.reason).toMatch(/author reaches 240 K/);
    expect(alert.whyNow).toMatch(/^it is \d+% likely to reach 500 within a day, an alert opens at 50%/);
    expect(alert.whyNotBefore).toMatch(/^a look earlier it was \d+% likely to reach 500, below 50%$|^too little had come/);
    expect(alert.rule).toEqual({ name: 'viral', settings: { size: 500, level: 0.5, clear: 0.25, hours: 24 } });
    expect(alert.evidence.map(({ mention }) => mention)).toEqual([POST]);
  });

  it.each([
    { story: 'likely, far and much against us', tale: () => storm({ pace: 4 }), severity: 'critical' },
    { story: 'likely and near', tale: () => storm({ score: -0.5 }), severity: 'high' },
  ])('is $severity when it is $story', ({ tale, severity }) => {
    expect(viralAlerts(tale()).map((alert) => alert.severity)).toEqual([severity]);
  });

  it('is on the watch that a mild post speaks against', () => {
    const toward = { bags: { label: 'negative' as const, score: -0.9 } };
    expect(viralAlerts(storm({ label: 'neutral', score: 0, toward })).map(({ subject }) => subject)).toEqual(['bags']);
  });

  it('has one alert, of its own, beside a surge on the same watch', () => {
    const tale = storm();
    for (let i = 0; i < 80; i++) tale.say(65 + i / 600, { label: 'negative' });
    const kinds = [...tale.tick(65.3).fold().state.open.values()].map(({ alert, keys }) => [alert.kind, keys]);
    expect(kinds).toContainEqual(['viral', ['viral:halden']]);
    expect(kinds.filter(([kind]) => kind === 'viral')).toHaveLength(1);
    expect(kinds.length).toBeGreaterThan(1);
  });

  it('clears and closes when nobody passes it on any more', () => {
    const tale = storm();
    for (let minute = 66; minute < 110; minute++) tale.tick(minute);
    const { state } = tale.fold();
    expect([...state.open.values()].filter(({ alert }) => alert.kind === 'viral')).toEqual([]);
    expect(state.closed.map(({ kind, state: now }) => [kind, now])).toContainEqual(['viral', 'closed']);
  });

  it('leaves no word behind when it is taken back, and its alert says nothing of it', () => {
    const tale = storm();
    tale.append({ kind: 'retraction', id: `r:${POST}`, at: START + 65.2 * MIN, mention: POST });
    const { state } = tale.tick(65.3).fold();
    const words = JSON.stringify([[...state.open.values()], state.closed, [...state.viral.noted.values()], [...state.held.values()]]);
    expect(words).not.toMatch(/grandmother|Solberg/);
    expect(renderSlice(state, 'viral', 'all')!.items).toEqual([]);
  });
});

describe('no alert', () => {
  it.each([
    { story: 'a joke that everybody loves', tale: () => storm({ label: 'positive', score: 0.9 }), standing: 'notice' },
    { story: 'news that harms nobody', tale: () => storm({ label: 'neutral', score: 0 }), standing: 'notice' },
    { story: "a rival's trouble", tale: () => storm({ watches: ['norvik'] }), standing: 'rival' },
  ])('comes of $story, but the panel tells of it', ({ tale, standing }) => {
    expect(viralAlerts(tale())).toEqual([]);
    expect(sliceOf(tale()).items.map((item) => [item.id, item.standing])).toEqual([[POST, standing]]);
  });

  it('comes of a post that is angry at a rival and praises us, who rescued its author', () => {
    const toward = { halden: { label: 'positive' as const, score: 0.7 } };
    const tale = storm({ watches: ['halden', 'norvik'], toward });
    expect(viralAlerts(tale)).toEqual([]);
    expect(sliceOf(tale).items.map(({ standing, label }) => [standing, label])).toEqual([['notice', 'positive']]);
  });

  it('comes of a complaint that a few pass on', () => {
    expect(viralAlerts(storm({ pace: 0.02 }))).toEqual([]);
    expect(viralAlerts(new Tale().settings().steady(0, 120, 4))).toEqual([]);
  });
});

describe('a rule of its own', () => {
  const rule = (over: object) => ruled([ruleOf('viral', { id: 'own', watches: ['halden'], ...over })]);
  it.each([
    ['a size that it will hardly reach', { size: 100_000 }, 0],
    ['more certainty than there is', { level: 0.999_999, size: 3000 }, 0],
    ['a small size', { size: 50 }, 1],
  ])('finds by %s', (_story, over, found) => {
    expect(viralAlerts(storm({ settings: rule(over) }))).toHaveLength(found);
  });

  it('tells by its own size, also of what the config would not call large', () => {
    const few = { pace: 0.15, settings: rule({ size: 40 }) };
    const [alert] = viralAlerts(storm(few));
    expect(alert!.rule).toEqual({ name: 'own', settings: { size: 40, level: 0.5, clear: 0.25, hours: 24 } });
    expect(alert!.reason).toMatch(/^past 40 since 07:0\d; /);
    expect(alert!.whyNow).toMatch(/^it is \d+% likely to reach 40 within a day, an alert opens at 50%$/);
    expect(alert!.whyNotBefore).toBe('too little had come of it before to tell');
    expect(viralAlerts(storm({ pace: 0.15 }))).toEqual([]);
  });
});

describe('growth', () => {
  const totals = (step: number) => {
    const tale = new Tale().settings().say(0, { id: POST, label: 'negative', postedAt: START });
    for (let second = step; second <= 600; second += step) {
      grow(tale, second / 60, { mode: 'total', reposts: second, replies: Math.floor(second / 4) });
      tale.tick(second / 60);
    }
    return sliceOf(tale.tick(10.1).tick(11.1)).items[0]!;
  };

  it('is much the same whether totals come every five seconds or every two minutes', () => {
    const [often, seldom] = [totals(5), totals(120)];
    expect([often.count, seldom.count]).toEqual([750, 750]);
    expect(Math.abs(seldom.expected / often.expected - 1)).toBeLessThan(0.05);
  });

  it('is heard in reposts, answers and quotes that are posts of their own', () => {
    const tale = new Tale().settings().say(0, { id: POST, label: 'negative', postedAt: START });
    for (let i = 1; i <= 60; i++) {
      tale.say(i / 10, [{ repostOf: POST }, { inReplyTo: POST, root: POST }, { quoteOf: POST }][i % 3]);
    }
    expect(sliceOf(tale.tick(6.2)).items[0]).toMatchObject({ id: POST, count: 60 });
  });
});

describe('the slice', () => {
  it('is small, draws its curve from the beginning, and its fan on from where the curve ends', () => {
    const slice = sliceOf(storm({ pace: 2 }));
    expect(JSON.stringify(slice).length).toBeLessThan(2000);
    const [item] = slice.items;
    expect(slice).toMatchObject({ size: 500, level: 0.5, finished: 0, needed: 200, more: 0 });
    expect(item).toMatchObject({ standing: 'alert', crossed: true, calibrated: false, author: 'Ana Solberg', followers: 240_000 });
    expect(item!.curve[0]).toEqual([0, 0]);
    expect(item!.fan[0]).toEqual([item!.curve.at(-1)![0], item!.count, item!.count, item!.count]);
    const [, low, expected, high] = item!.fan.at(-1)!;
    expect([low <= expected, expected <= high]).toEqual([true, true]);
  });

  it('tells when a conversation would be large, and nothing to those whose scope it is not', () => {
    const [item] = sliceOf(storm({ pace: 0.5 })).items;
    expect(item!.crossed).toBe(false);
    expect(item!.crossesAt).toBeGreaterThan(item!.at);
    expect(sliceOf(storm({ watches: ['norvik'] }), 'ours').items).toEqual([]);
  });
});
