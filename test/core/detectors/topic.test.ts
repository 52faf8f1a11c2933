import { describe, expect, it } from 'vitest';
import { openedOf, ruled, ruleOf } from '../../support/rules.ts';
import { MIN, START, Tale } from '../../support/tale.ts';

type Said = NonNullable<Parameters<Tale['say']>[1]>;

const ORDINARY = ['belt', 'seat', 'coffee', 'queue', 'window', 'meal'];

/** An hour and a half of ordinary talk, then ten minutes in which many say one thing more. */
function spreads(said: (i: number) => Said, settings = {}): Tale {
  const tale = new Tale().settings(0, settings);
  tale.steady(0, 90, 4, (i) => ({ terms: [ORDINARY[i % ORDINARY.length]!], label: i % 8 ? 'neutral' : 'negative' }));
  return tale.steady(90, 104, 6, said);
}

const loud = ruled([ruleOf('trend', { hold: 0 })]);
const angry = (i: number): Said => ({ terms: ['strandings'], label: 'negative', handle: `s${i}` });
const alerts = (tale: Tale) => openedOf(tale, 'trend');

describe('a topic', () => {
  it('that many say against us who did not before is an alert on the watch that they speak of', () => {
    const [alert] = alerts(spreads(angry, loud));
    expect(alert).toMatchObject({
      subject: 'halden',
      severity: 'medium',
      title: '“strandings” spreads: Halden Air',
      rule: { name: 'trend', settings: { people: 20, times: 5, negative: 0.65 } },
    });
    expect(alert!.reason).toMatch(/^2\d posts by 2\d people in \d+ min, not heard before; 100% negative; since 07:3\d$/);
    expect(alert!.whyNow).toMatch(
      /^2\d people say it, which nobody did before; 20 people, 5 times the usual and 65% of it negative open an alert$/,
    );
    expect(Math.floor((alert!.onsetAt - START) / MIN)).toBe(90);
    expect(alert!.evidence).toHaveLength(5);
  });

  it('waits for five minutes of it by default', () => {
    const [at, held] = [alerts(spreads(angry, loud))[0]!.openedAt, alerts(spreads(angry))[0]!.openedAt];
    expect((held - at) / MIN).toBe(5);
  });

  it.each<[string, (i: number) => Said]>([
    ['is no complaint', (i) => ({ ...angry(i), label: 'neutral' })],
    ['is a rival’s', (i) => ({ ...angry(i), watches: ['norvik'] })],
    ['a few people repeat', (i) => ({ ...angry(i), handle: `s${i % 6}` })],
    ['is what is always said', (i) => ({ ...angry(i), terms: [ORDINARY[i % ORDINARY.length]!] })],
  ])('that %s is none', (_story, said) => {
    expect(alerts(spreads(said, loud))).toEqual([]);
  });

  it('that weighs less by the rule of its watch is left to that rule', () => {
    const strict = ruled([ruleOf('trend', { id: 'calm', watches: ['halden'], people: 400 })]);
    expect(alerts(spreads(angry, strict))).toEqual([]);
  });

  it('closes when it is not said any more', () => {
    const tale = spreads(angry, loud).steady(104, 190, 4, (i) => ({ terms: [ORDINARY[i % ORDINARY.length]!] }));
    expect(tale.fold().state.closed.flatMap(({ kind }) => (kind === 'trend' ? [kind] : []))).toEqual(['trend']);
  });
});
