import { describe, expect, it } from 'vitest';
import type { Urgency } from '../../../shared/mention.ts';
import { openedOf, ruled, ruleOf } from '../../support/rules.ts';
import { MIN, START, Tale } from '../../support/tale.ts';

interface Warned {
  people: number;
  every?: number;
  urgency?: Urgency[];
  over?: object;
  handle?: (i: number) => string;
}

const FOUR = ruled([ruleOf('urgent', { minimum: 4 })]);

/** So many people who warn, one every few minutes. */
function warned({ people, every = 2, urgency = ['safety'], over = {}, handle = (i) => `q${i}` }: Warned, settings = FOUR): Tale {
  const tale = new Tale().settings(0, settings);
  for (let i = 0; i < people; i++)
    tale.say(10 + i * every, { label: 'negative', urgency, handle: handle(i), ...over }).tick(10.5 + i * every);
  return tale.tick(10 + people * every);
}

const alerts = (tale: Tale) => openedOf(tale, 'urgent');

describe('danger and law', () => {
  it('that several people speak of within the window are one alert, with its count and what they speak of', () => {
    const [alert] = alerts(warned({ people: 5 }));
    expect(alert).toMatchObject({
      subject: 'halden',
      severity: 'high',
      title: 'People speak of danger: Halden Air',
      reason: '4 people in 30 min; 4 of danger; since 06:10',
      onsetAt: START + 10 * MIN,
      seen: 4,
      windowSeconds: 1800,
      rule: { name: 'urgent', settings: { urgency: 'safety, legal', minimum: 4, window: '30 min' } },
      whyNow: '4 different people within 30 min; 4 open an alert',
      whyNotBefore: 'fewer than 4 had said so; the first at 06:10',
    });
    expect(alert!.evidence).toHaveLength(4);
  });

  it.each<[string, Warned]>([
    ['too few people', { people: 3 }],
    ['one who says it again and again', { people: 6, handle: () => 'q' }],
    ['people too far apart', { people: 6, every: 11 }],
    ['another urgency than the rule lists', { people: 6, urgency: ['leaving'] }],
    ['those who pass on one post', { people: 6, over: { repostOf: 'web:1' } }],
    ['what is said of a rival', { people: 6, over: { watches: ['norvik'] } }],
    ['questions about the law', { people: 6, urgency: ['legal'], over: { intent: 'question' } }],
  ])('are not found in %s', (_story, said) => {
    expect(alerts(warned(said))).toEqual([]);
  });

  it('weigh more the more people speak of them, and the law less than danger', () => {
    const worst = (said: Warned) => [...warned(said).fold().state.open.values()].map(({ alert }) => alert.severity);
    expect(worst({ people: 12, every: 1 })).toEqual(['critical']);
    expect(worst({ people: 12, every: 1, urgency: ['legal'] })).toEqual(['high']);
    expect(worst({ people: 4, every: 1, urgency: ['legal'] })).toEqual(['medium']);
  });

  it('close when half of the people have fallen out of the window', () => {
    const tale = warned({ people: 4 });
    for (let minute = 19; minute < 70; minute++) tale.tick(minute);
    const [closed] = tale.fold().state.closed;
    expect([closed!.kind, closed!.timeline.at(-1)!.note]).toEqual(['urgent', 'back to usual; at its peak 4']);
    // The third of four falls out at 06:44; until then at least half of them are there.
    expect((closed!.closedAt! - START) / MIN).toBeGreaterThan(50);
  });

  it('of any kind are counted where a rule lists none, under the rule’s own name', () => {
    const any = ruled([ruleOf('urgent', { id: 'strike', name: 'Talk of the strike', watches: ['bags'], urgency: [], minimum: 3 })]);
    const [alert] = alerts(warned({ people: 3, urgency: [], over: { watches: ['bags'] } }, any));
    expect([alert!.title, alert!.subject, alert!.rule.name]).toEqual(['Talk of the strike: Baggage', 'bags', 'strike']);
  });
});
