import { describe, expect, it } from 'vitest';
import { isHeldBack, loseHold } from '../../../server/core/detectors/hold.ts';
import { emptyState, HOLDING_KEPT } from '../../../server/core/state.ts';
import { openedIn, ruled, ruleOf } from '../../support/rules.ts';
import { MIN, START, Tale } from '../../support/tale.ts';

const held = (minutes: number) => ruled([ruleOf('spike', { hold: minutes * MIN, minimum: 10 })]);
const quiet = (hold: number) => new Tale().settings(0, held(hold)).steady(0, 120, 2);

describe('a finding whose rule asks for a hold', () => {
  it('opens its alert once it was there for so long, with its own beginning, and says that it waited', () => {
    const [alert] = openedIn(quiet(5).steady(120, 135, 12));
    expect(alert).toMatchObject({ kind: 'spike', onsetAt: START + 120 * MIN, rule: { settings: { hold: '5 min' } } });
    const [at, without] = [alert!.openedAt, openedIn(quiet(0).steady(120, 135, 12))[0]!.openedAt];
    expect(at - without).toBe(5 * MIN);
    expect(alert!.whyNow).toMatch(/; it has been so without a break since 08:0\d, and 5 min of that are asked for$/);
  });

  it('never opens when it goes away before', () => {
    const tale = quiet(10).steady(120, 122, 16).steady(122, 150, 2);
    expect(openedIn(tale)).toEqual([]);
    expect(tale.fold().state.alerting.holding.size).toBe(0);
  });

  it('begins to wait anew after a break', () => {
    const tale = quiet(10).steady(120, 122, 16).steady(122, 150, 2).steady(150, 170, 12);
    expect(openedIn(tale).map(({ openedAt }) => openedAt >= START + 160 * MIN)).toEqual([true]);
  });

  it('loses its place with its watch', () => {
    const tale = quiet(10)
      .steady(120, 122, 16)
      .settings(122, { ...held(10), watches: [{ id: 'bags', name: 'Baggage', kind: 'topic', query: 'bags', rank: 0 }] });
    expect([...tale.tick(123).fold().state.alerting.holding.keys()]).toEqual([]);
  });
});

describe('places of those that wait', () => {
  const rule = ruleOf('spike', { hold: MIN });
  const finding = (subject: string) => ({
    kind: 'spike' as const,
    subject,
    subjectName: subject,
    severity: 'high' as const,
    title: 'a surge',
    reason: 'much is said',
    onsetAt: START,
    seen: 20,
    expected: 2,
    windowSeconds: 300,
    evidence: [],
    rule: { name: 'spike', settings: {} },
    whyNow: 'now',
    whyNotBefore: 'before',
  });

  it('are bounded: new ones wait until others have gone, and none that waits already is pushed out', () => {
    const state = { ...emptyState(), now: START };
    for (let i = 0; i <= HOLDING_KEPT; i++) isHeldBack(state, rule, finding(`w${i}`));
    expect(state.alerting.holding.size).toBe(HOLDING_KEPT);
    state.now += MIN;
    expect(isHeldBack(state, rule, finding('w0'))).toBe(false);
    expect(isHeldBack(state, rule, finding(`w${HOLDING_KEPT}`))).toBe(true);
    loseHold(state, 'spike', rule, `w${HOLDING_KEPT}`);
    expect(state.alerting.holding.size).toBe(HOLDING_KEPT - 1);
  });
});
