import { describe, expect, it } from 'vitest';
import { openedOf, ruled, ruleOf } from '../../support/rules.ts';
import { MIN, START, Tale } from '../../support/tale.ts';

const famous = { id: 'web:star', handle: 'dara.radio', followers: 300_000, label: 'negative', score: -0.6 } as const;
const alerts = (tale: Tale) => openedOf(tale, 'influencer');
const later = (tale: Tale, minute: number): Tale => {
  for (let at = Math.ceil(minute); at < minute + 20; at++) tale.tick(at);
  return tale;
};

describe('somebody with an audience', () => {
  it('who complains is an alert within a second, told by figures, with the post as its evidence', () => {
    const [alert] = alerts(new Tale().settings().say(5, famous).tick(5.1));
    expect(alert).toMatchObject({
      subject: 'halden',
      severity: 'high',
      title: 'Somebody with an audience complains: Halden Air',
      reason: 'read by 300,000 followers on web; not answered for 0 min; since 06:05',
      onsetAt: START + 5 * MIN,
      seen: 1,
      expected: 0,
      rule: { name: 'influencer', settings: { followers: 250_000 } },
      whyNow: '250,000 followers are enough, and nobody has answered; it closes with an answer, or after 2 h 00 min',
    });
    expect(alert!.evidence.map(({ mention }) => mention)).toEqual(['web:star']);
  });

  it.each([
    ['has fewer followers', { followers: 200_000 }],
    ['is neutral', { label: 'neutral' }],
    ['praises us while angry at others', { watches: ['halden', 'norvik'], toward: { halden: { label: 'positive', score: 0.6 } } }],
    ['speaks against a rival', { watches: ['norvik'] }],
    ['passes on what somebody else said', { repostOf: 'web:1' }],
    ['is one of our own accounts', { own: true }],
    ['wrote it long ago', { postedAt: START - 125 * MIN }],
  ] as const)('is none who %s', (_story, over) => {
    expect(
      alerts(
        new Tale()
          .settings()
          .say(5, { ...famous, ...over } as object)
          .tick(6),
      ),
    ).toEqual([]);
  });

  it('who complains in a neutral tone is heard by what they are after', () => {
    expect(
      alerts(
        new Tale()
          .settings()
          .say(5, { ...famous, label: 'neutral', intent: 'complaint' })
          .tick(6),
      ),
    ).toHaveLength(1);
  });

  it('of the list needs no followers, and is not told by name', () => {
    const listed = ruled([ruleOf('influencer', { id: 'press', authors: ['dara.radio'] })]);
    const [alert] = alerts(
      new Tale()
        .settings(0, listed)
        .say(5, { ...famous, handle: 'Dara.Radio', followers: 900 })
        .tick(6),
    );
    expect([alert!.rule.name, alert!.whyNow.split(',')[0]]).toEqual(['press', 'the author is on the list']);
    expect([alert!.title, alert!.reason, alert!.whyNow].join(' ')).not.toMatch(/dara\.radio wrote|@/);
  });

  it('is one once their profile comes', () => {
    const tale = new Tale().settings().say(5, { ...famous, followers: 10 });
    const author = { id: 'dara.radio', handle: 'dara.radio', name: 'Dara', followers: 400_000 };
    tale
      .append({ kind: 'author', id: 'p:1', at: START + 6 * MIN, source: 'push', author })
      .say(6.5)
      .tick(7);
    expect(alerts(tale).map(({ openedAt }) => openedAt > START + 6 * MIN)).toEqual([true]);
  });

  it('is calm again when we answered, when the post is taken back, and after two hours', () => {
    const closed = (tale: Tale) => tale.fold().state.closed.filter(({ kind }) => kind === 'influencer').length;
    const said = () => new Tale().settings().say(5, famous).tick(6);
    expect(closed(later(said(), 7))).toBe(0);
    expect(closed(later(said().say(7, { own: true, inReplyTo: 'web:star' }), 8))).toBe(1);
    const back = said().append({ kind: 'retraction', id: 'r:1', at: START + 7 * MIN, mention: 'web:star' });
    expect(closed(later(back, 8))).toBe(1);
    expect(closed(later(said(), 126))).toBe(1);
  });

  it('is one alert for a post that speaks of two watches of ours, and one more where a rule asks about one of them', () => {
    const both = { ...famous, watches: ['halden', 'bags'] };
    expect(alerts(new Tale().settings().say(5, both).tick(6)).map(({ subject }) => subject)).toEqual(['halden']);
    const own = ruled([ruleOf('influencer', { id: 'bags-fame', watches: ['bags'], followers: 1000 })]);
    const named = alerts(new Tale().settings(0, own).say(5, both).tick(6));
    expect(named.map(({ subject, rule }) => [subject, rule.name])).toEqual([
      ['bags', 'bags-fame'],
      ['halden', 'influencer'],
    ]);
  });
});
