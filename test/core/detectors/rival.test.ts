import { describe, expect, it } from 'vitest';
import { openedIn, ruled, ruleOf } from '../../support/rules.ts';
import { MIN, START, Tale } from '../../support/tale.ts';

const usual = (over = {}) => new Tale().settings(0, over).steady(0, 120, 4, (i) => ({ watches: [i % 2 ? 'norvik' : 'halden'] }));
const rivalSurges = (tale: Tale) => tale.steady(120, 126, 40, () => ({ watches: ['norvik'], label: 'negative' }));

describe('a competitor', () => {
  it('that surges is a finding of its own kind, of medium severity, and of no other', () => {
    expect(openedIn(rivalSurges(usual())).map(({ kind, subject, severity, rule }) => [kind, subject, severity, rule.name])).toEqual([
      ['rival', 'norvik', 'medium', 'rival'],
    ]);
  });

  it('is left out where its rule is switched off for it', () => {
    expect(openedIn(rivalSurges(usual(ruled([ruleOf('rival', { id: 'not-norvik', watches: ['norvik'], enabled: false })]))))).toEqual([]);
  });

  it('is not asked about by a rule for surges of ours that names it', () => {
    const named = ruled([ruleOf('spike', { id: 'norvik-spike', watches: ['norvik'], minimum: 5 })]);
    expect(openedIn(rivalSurges(usual(named))).map(({ kind }) => kind)).toEqual(['rival']);
  });

  it('that surges first does not take in a surge of ours that follows', () => {
    const tale = usual().steady(120, 126, 40, () => ({ watches: ['norvik'] }));
    tale.steady(126, 132, 60, () => ({ watches: ['halden', 'norvik'] }));
    expect(openedIn(tale).map(({ kind, subject }) => [kind, subject])).toEqual([
      ['rival', 'norvik'],
      ['spike', 'halden'],
    ]);
  });
});

describe('a rule', () => {
  it.each([
    ['its minimum', { minimum: 400 }, 0],
    ['its multiple', { times: 30 }, 0],
    ['less than the default asks', { minimum: 10, times: 1.5 }, 1],
  ])('finds a surge by %s', (_what, over, alerts) => {
    const tale = new Tale().settings(0, ruled([ruleOf('spike', over), ruleOf('negative-spike', over)]));
    tale.steady(0, 120, 2).steady(120, 126, 12);
    expect(openedIn(tale)).toHaveLength(alerts);
  });

  it('may say how severe what it finds is, and is named with its figures', () => {
    const tale = new Tale().settings(
      0,
      ruled([ruleOf('spike', { id: 'bags-loud', watches: ['bags'], severity: 'critical', minimum: 15 })]),
    );
    tale.steady(0, 120, 2, () => ({ watches: ['bags'] })).steady(120, 124, 12, () => ({ watches: ['bags'] }));
    expect(openedIn(tale)[0]).toMatchObject({
      severity: 'critical',
      rule: { name: 'bags-loud', settings: { minimum: 15, times: 2, clear: 1.4, deviations: 5 } },
    });
  });

  it('lets go below its own bound', () => {
    const closes = (clear: number) => {
      const tale = new Tale().settings(0, ruled([ruleOf('spike', { clear })]));
      tale.steady(0, 120, 4).steady(120, 130, 30).steady(130, 170, 7);
      return tale.fold().state.closed.length;
    };
    expect([closes(1.4), closes(1.95)]).toEqual([0, 1]);
  });
});

describe('a planned event', () => {
  const launch = (times: number, from = 110, until = 170) => ({
    id: 'launch',
    name: 'Autumn sale',
    watches: ['halden'],
    from: START + from * MIN,
    until: START + until * MIN,
    times,
    by: 'mara',
  });
  const sale = (planned: ReturnType<typeof launch>[], perMinute: number) =>
    new Tale().settings(0, ruled([], { planned })).steady(0, 120, 4).steady(120, 150, perMinute);

  it('raises what is expected, so that what was announced opens nothing', () => {
    expect(openedIn(sale([], 20)).map(({ kind }) => kind)).toEqual(['spike']);
    expect(openedIn(sale([launch(5)], 20))).toEqual([]);
  });

  it('does not hide what goes far beyond it, and both reasons say what was announced', () => {
    const [alert] = openedIn(sale([launch(3)], 60));
    expect(alert!.reason).toMatch(/times the announced/);
    expect(alert!.whyNow).toMatch(/; 3 times the usual is announced until 08:50 \(Autumn sale\)$/);
    expect(alert!.whyNotBefore).toMatch(/; 3 times the usual is announced until 08:50 \(Autumn sale\)$/);
  });

  it('is expected of the minutes it lasted in, also just after its end', () => {
    const tale = sale([launch(5, 110, 150)], 20).steady(150, 160, 4);
    expect(openedIn(tale)).toEqual([]);
  });
});
