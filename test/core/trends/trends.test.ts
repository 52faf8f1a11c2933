import { describe, expect, it } from 'vitest';
import { renderSlice } from '../../../server/core/board/index.ts';
import type { WatchSetting } from '../../../server/core/settings.ts';
import { RISING_KEPT } from '../../../server/core/trends/trends.ts';
import type { TrendsSlice } from '../../../shared/slices.ts';
import { MIN, START, Tale } from '../../support/tale.ts';

type Said = NonNullable<Parameters<Tale['say']>[1]>;

/** Two hours of ordinary talk, then ten minutes of ours. */
const following = (perMinute: number, said: (i: number) => Said): Tale =>
  new Tale()
    .settings()
    .steady(0, 120, 4, (i) => ({ terms: ['flight', `seat${i % 40}`] }))
    .steady(120, 130, perMinute, said)
    .tick(130);
const listed = (tale: Tale, scope = 'ours'): TrendsSlice['trends'] => renderSlice(tale.fold().state, 'trends', scope)!.trends;
const terms = (tale: Tale, scope?: string): string[] => listed(tale, scope).map(({ term }) => term);

describe('Trends', () => {
  it('tell what is said now, what is usual, by how many people, and where', () => {
    const [first] = listed(
      following(3, (i) => ({ terms: ['strike'], network: i % 2 ? 'x' : 'web', label: i % 3 ? 'negative' : 'neutral' })),
    );
    expect(first).toMatchObject({ term: 'strike', kind: 'word', count: 30, minutes: 10, usual: 0, times: null, people: 30, copies: 0 });
    expect(first!.networks.toSorted()).toEqual(['web', 'x']);
    expect(first!.negative).toBeCloseTo(0.67, 1);
    expect(Math.abs(first!.since - (START + 120 * MIN))).toBeLessThan(2 * MIN);
  });

  it('come within a minute of a burst', () => {
    const tale = new Tale().settings().steady(0, 120, 4, () => ({ terms: ['flight'] }));
    for (let i = 0; i < 20; i++) tale.say(120 + i / 60, { terms: ['strike'] });
    tale.tick(121);
    expect(terms(tale)).toEqual(['strike']);
  });

  it('leave out what is said as often as ever, also when all is said three times as often', () => {
    expect(terms(following(12, (i) => ({ terms: ['flight', `seat${i % 40}`] })))).toEqual([]);
  });

  it('say nothing before there is a usual', () => {
    expect(terms(new Tale().settings().steady(0, 20, 6, () => ({ terms: ['strike'] })))).toEqual([]);
  });

  const merged: { rule: string; terms: string[]; shown: string; also: string[] }[] = [
    {
      rule: 'the longest phrase for the words it explains',
      terms: ['lost', 'lost trolley', 'trolley', 'trolley belt', 'belt'],
      shown: 'lost trolley belt',
      also: [],
    },
    {
      rule: 'one for a hashtag and the same words',
      terms: ['#gatechange', 'gate', 'gate change', 'change'],
      shown: 'gate change',
      also: [],
    },
    {
      rule: 'words for a picture and a link, which it names',
      terms: ['🔥', 'news.example/fire', 'smoke'],
      shown: 'smoke',
      also: ['news.example/fire', '🔥'],
    },
    { rule: 'words of Chinese without the space between them', terms: ['航班', '航班 延误', '延误'], shown: '航班延误', also: [] },
  ];
  it.each(merged)('show $rule', ({ terms, shown, also }) => {
    const found = listed(following(3, () => ({ terms })));
    expect(found.map(({ term }) => term)).toEqual([shown]);
    expect(found[0]!.also.toSorted()).toEqual(also.toSorted());
  });

  it('keep apart what different people say', () => {
    expect(terms(following(6, (i) => ({ terms: [i % 2 ? 'strike' : 'smoke'] }))).toSorted()).toEqual(['smoke', 'strike']);
  });

  it('count somebody who repeats a word once', () => {
    expect(terms(following(3, () => ({ terms: ['buy'], handle: 'seller' })))).toEqual([]);
  });

  it('know links and hashtags for what they are', () => {
    expect(listed(following(3, () => ({ terms: ['news.example/a'] })))[0]).toMatchObject({ term: 'news.example/a', kind: 'link' });
    expect(listed(following(3, () => ({ terms: ['#wow'] })))[0]).toMatchObject({ kind: 'hashtag' });
  });

  it('end when nobody says it any more', () => {
    expect(terms(following(3, () => ({ terms: ['strike'] })).steady(130, 180, 4, () => ({ terms: ['flight'] })))).toEqual([]);
  });

  it('leave a board’s own words out of that board', () => {
    const tale = (): Tale => following(3, () => ({ terms: ['halden', 'halden strike', 'strike', 'bags', 'norvik'], watches: ['halden'] }));
    expect(terms(tale())).toEqual(['norvik']);
    expect(listed(tale())[0]!.also).toEqual(['strike']);
    expect(terms(tale(), 'all')).toEqual(['bags']);
  });

  it('say a phrase with the word of a topic, which alone is no news', () => {
    expect(terms(following(3, () => ({ terms: ['lost', 'lost bags', 'bags'] })))).toEqual(['lost bags']);
  });

  it('leave out what begins like a word with a star', () => {
    const watches: WatchSetting[] = [{ id: 'halden', name: 'Halden', kind: 'ours', query: 'strik*', rank: 0 }];
    const tale = new Tale()
      .settings(0, { watches })
      .steady(0, 120, 4)
      .steady(120, 130, 3, () => ({ terms: ['striking', 'smoke'] }));
    expect(listed(tale)[0]).toMatchObject({ term: 'smoke', also: [] });
  });

  it('lose the name that only a retracted author said, and its words in an example', () => {
    const tale = following(3, () => ({ terms: ['strike'] }));
    const last = tale.entries.length;
    expect(terms(tale)).toEqual(['strike']);
    for (const { entry } of tale.entries.slice(0, last)) {
      if (entry.kind === 'mention' && entry.analysis.terms.includes('strike'))
        tale.append({ kind: 'retraction', id: `r:${entry.mention.id}`, at: START + 130 * MIN, mention: entry.mention.id });
    }
    const { state } = tale.fold();
    expect(renderSlice(state, 'trends', 'ours')!.trends).toEqual([]);
    expect([...state.scopes.get('ours')!.trends.named.values()].filter(({ name }) => name === 'strike')).toEqual([]);
  });

  it('keep their room whatever is said', () => {
    const { state } = following(60, (i) => ({ terms: [`w${i % 150}`, `v${i % 150}`, `u${i % 150}`, `t${i % 150}`] })).fold();
    const { named, sketch } = state.scopes.get('all')!.trends;
    expect(named.size).toBeLessThanOrEqual(RISING_KEPT);
    expect(sketch.now.byteLength + sketch.sum.byteLength + sketch.spread.byteLength).toBeLessThan(200_000);
  });
});

describe('A storm of copies', () => {
  const text = 'Halden has lost the bags of my whole family again';
  const storm = (said: (i: number) => Said, perMinute = 3): TrendsSlice['trends'][number] =>
    listed(following(perMinute, (i) => ({ terms: ['family', 'whole', 'whole family'], text, ...said(i) })))[0]!;

  it('is one trend that tells how many', () => {
    expect(storm(() => ({}), 1)).toMatchObject({ term: 'whole family', copies: 10, coordinated: null });
  });

  const rows: { rule: string; said: (i: number) => Said; perMinute: number; coordinated: string | null }[] = [
    {
      rule: 'by accounts that hardly anybody follows looks coordinated',
      said: () => ({ followers: 3 }),
      perMinute: 2,
      coordinated: 'new-accounts',
    },
    { rule: 'by many people within moments looks coordinated', said: () => ({ followers: 900 }), perMinute: 12, coordinated: 'in-step' },
    {
      rule: 'of reposts is people who repost',
      said: (i) => ({ followers: 900, repostOf: `push:x${i}` }),
      perMinute: 12,
      coordinated: null,
    },
    { rule: 'that comes slowly from known people is not coordinated', said: () => ({ followers: 900 }), perMinute: 2, coordinated: null },
    {
      rule: 'that is no storm, since people say it in their own words, is not',
      said: (i) => ({
        followers: 3,
        text: `whole family ${'abcdefghijklmnopqrstuvwxyz'[i % 26]!.repeat(2)} ${i % 7 ? 'at home' : 'abroad'} ${'abcdefghij'[i % 10]}`,
      }),
      perMinute: 3,
      coordinated: null,
    },
  ];
  it.each(rows)('$rule', ({ said, perMinute, coordinated }) => {
    expect(storm(said, perMinute).coordinated).toBe(coordinated);
  });
});
