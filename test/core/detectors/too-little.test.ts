import { describe, expect, it } from 'vitest';
import type { Settings } from '../../../server/core/settings.ts';
import { openedOf, ruled, ruleOf } from '../../support/rules.ts';
import { MIN, START, Tale } from '../../support/tale.ts';

/** START is 06:00 UTC: the launch ought to be spoken of between 07:00 and 08:00. */
const launch = (over = {}) =>
  ruleOf('absence', {
    id: 'launch',
    name: 'Nobody speaks of the launch',
    enabled: true,
    watches: ['bags'],
    from: 420,
    by: 480,
    minimum: 3,
    ...over,
  });

/** Ordinary talk about us, and posts about the launch at these minutes. */
function day(posts: readonly number[], settings: Partial<Settings> = ruled([launch()]), until = 270): Tale {
  const tale = new Tale().settings(0, settings);
  for (let minute = 1; minute < until; minute++) {
    tale.say(minute);
    if (posts.includes(minute)) tale.say(minute + 0.5, { watches: ['bags'] });
  }
  return tale;
}

describe('what should be said by a time', () => {
  it('is told at that time when it was not, with what was awaited', () => {
    const [alert, ...more] = openedOf(day([30, 70]), 'absence');
    expect(more).toEqual([]);
    expect(alert).toMatchObject({
      subject: 'bags',
      severity: 'medium',
      title: 'Nobody speaks of the launch: Baggage',
      reason: 'one mention between 07:00 and 08:00 and until now, where 3 or more were awaited; since 07:00',
      openedAt: START + 120 * MIN,
      onsetAt: START + 60 * MIN,
      seen: 1,
      expected: 3,
      evidence: [],
      rule: { name: 'launch', settings: { from: '07:00', by: '08:00', minimum: 3 } },
      whyNow: '08:00 has passed; it is over when they come, or after 2 h 00 min',
      whyNotBefore: 'until 08:00 they could still come',
    });
  });

  it.each([
    ['enough was said', [61, 80, 119], {}],
    ['it is another day', [], { days: [1] }],
    ['the rule is switched off', [], { enabled: false }],
  ])('is no matter when %s', (_story, posts, over) => {
    expect(openedOf(day(posts, ruled([launch(over)])), 'absence')).toEqual([]);
  });

  it('is not asked of a time that began before we listened', () => {
    expect(openedOf(day([], ruled([launch({ from: 300 })])), 'absence')).toEqual([]);
  });

  it('is over when it is said after all, and two hours later in any case', () => {
    const closed = (posts: number[]) =>
      day(posts)
        .fold()
        .state.closed.map(({ closedAt }) => (closedAt! - START) / MIN);
    expect(closed([130, 131, 132])).toEqual([143]);
    expect(closed([])).toEqual([250]);
  });

  it('has an alert for each rule’s watch, and two rules of one watch each have their time', () => {
    const twice = ruled([launch(), launch({ id: 'evening', from: 480, by: 540, minimum: 5 })]);
    expect(openedOf(day([61, 62, 63], twice), 'absence').map(({ rule, openedAt }) => [rule.name, (openedAt - START) / MIN])).toEqual([
      ['evening', 180],
    ]);
  });
});

describe('our share of voice', () => {
  const share = (over = {}) =>
    ruled([ruleOf('share', { enabled: true, hold: 0, minimum: 60, ...over }), ruleOf('rival', { enabled: false })]);
  /** Seven hours with half of what is said about us, then an hour and a half with less. */
  const falls = (every: number, settings = share()) =>
    new Tale()
      .settings(0, settings)
      .steady(0, 420, 2, (i) => ({ watches: [i % 2 ? 'norvik' : 'halden'] }))
      .steady(420, 510, 3, (i) => ({ watches: [i % every ? 'norvik' : 'halden'] }));

  it('that falls far below its usual is an alert of ours, in mentions and shares', () => {
    const [alert] = openedOf(falls(9), 'share');
    expect(alert).toMatchObject({
      subject: 'halden',
      severity: 'medium',
      title: 'Our share of voice falls: Halden Air',
      windowSeconds: 3600,
    });
    expect(alert!.reason).toMatch(/^3\d% of 1\d\d mentions of us and rivals in an hour, where 50% is usual; since \d\d:\d\d$/);
    expect(alert!.seen / alert!.expected).toBeLessThan(0.71);
    expect(alert!.whyNow).toMatch(/^1[5-9]% of all fewer than usual; 15%, of 60 mentions an hour, open an alert$/);
  });

  it.each([
    ['falls a little', () => falls(2)],
    ['is of too few mentions', () => falls(9, share({ minimum: 400 }))],
    ['is not looked for by default', () => falls(9, {})],
  ])('that %s is none', (_story, tale) => {
    expect(openedOf(tale(), 'share')).toEqual([]);
  });
});

describe('while a source is blind', () => {
  /** A source that is away from a minute to another, in the middle of the time for the launch. */
  function blind(from: number, to: number): Tale {
    const tale = new Tale().settings(0, ruled([launch()])).source(0);
    for (let minute = 1; minute < 200; minute++) {
      tale.tick(minute);
      if (minute === from) tale.source(minute, { status: 'down', message: 'refused' });
      if (minute === to)
        tale.source(minute, { status: 'live', gap: { from: START + from * MIN, to: START + to * MIN, reason: 'refused' } });
      tale.say(minute + 0.2);
    }
    return tale;
  }

  it('nothing is said to be missing, and the incident of the source tells what it holds back, once', () => {
    const tale = blind(100, 150);
    expect(openedOf(tale, 'absence')).toEqual([]);
    const [incident] = tale.fold().state.alerting.closed;
    expect(incident).toMatchObject({ lead: { kind: 'silence' }, held: 1 });
    expect(incident!.events.filter(({ what }) => what === 'inhibited').map(({ note }) => note)).toEqual([
      'not told while we do not hear everything: Nobody speaks of the launch: Baggage',
    ]);
  });

  it('nor when it was so within the time that is asked about', () => {
    expect(openedOf(blind(70, 90), 'absence')).toEqual([]);
  });

  it('but what was blind before that time does not matter', () => {
    expect(openedOf(blind(10, 20), 'absence')).toHaveLength(1);
  });
});
